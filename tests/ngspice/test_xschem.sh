#!/bin/sh
# test_xschem.sh: the schematics in spice/xschem/, netlisted by xschem without a display and run by ngspice, give what our own
# decks give; the symbols have the parameters of the device. Run it after 'make'. Says nothing when all is well;
# otherwise what is wrong, and exit code 1.
set -eu
export LC_ALL=C.UTF-8 # as Debian has everywhere: one order of sorting, whoever runs it
cd "$(dirname "$0")/../.."
repository=$PWD
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export HOME="$scratch" # no settings of the user
unset DISPLAY
cd "$scratch"
printf 'codemodel %s/build/spinfield.cm\nsetcs sourcepath = ( . %s/build )\n' "$repository" "$repository" >.spiceinit

wrong() {
    echo "test_xschem: error: $*" >&2
    exit 1
}

# netlist SCHEMATIC: NAME.spice from the file, complete.
netlist() {
    xschem -x -q -n -s --rcfile "$repository/spice/xschem/xschemrc" "$1" >netlist.out 2>&1 </dev/null || wrong "xschem fails on $1"
    deck=$(basename "$1" .sch).spice
    [ -s "$deck" ] || wrong "xschem makes no netlist of $1: $(cat netlist.out)"
    ! grep -n 'UNCONNECTED\|IS MISSING\|missing' "$deck" netlist.out || wrong "$1 has open ends"
}

# run DECK: what ngspice prints of it, in DECK.out.
run() {
    ngspice -b "$1" >"$(basename "$1").out" 2>&1 || wrong "ngspice fails on $1: $(cat "$(basename "$1").out")"
    ! grep -iE 'error|warning|ignored|unknown|unrecognized|singular|too small|no such|failed' "$(basename "$1").out" ||
        wrong "ngspice complains of $1"
}

measured() {
    sed -n "s/^$2 *= *\([^ ]*\).*/\1/p" "$1.out"
}

reported() {
    sed -n "s/^ *\"$2\": \(.*[^,]\),*$/\1/p" "$1.report.json" | tr -d '"'
}

# same WHAT A B TOLERANCE: are two numbers there, and equal within that share of the second?
same() {
    awk -v a="$2" -v b="$3" -v share="$4" 'BEGIN {
        if (a == "" || b == "") exit 1
        off = a - b
        size = b < 0 ? -b : b
        exit !(off <= share * size && -off <= share * size) }' || wrong "$1 is $2, not $3"
}

# The schematic of one device is the example deck: the same circuit in the same steps, so the same digits.
one_device() {
    netlist "$repository/spice/xschem/pulse.sch"
    run pulse.spice
    run "$repository/examples/pulse.cir"
    for name in speed x_pulse x_end i_off i_on; do
        same "$name of pulse.sch" "$(measured pulse.spice $name)" "$(measured pulse.cir $name)" 1e-6
    done
}

# The schematic of a memory cell is a deck of the two subcircuits: all parameters of the symbols are the defaults.
memory_cell() {
    netlist "$repository/spice/xschem/cell.sch"
    run cell.spice
    cat >own_cell.cir <<'END'
A memory cell is written.
.include mtj.lib
.include generic_mosfet.lib
x1 bl mid mtj
x2 mid wl 0 0 generic_mosfet width=1u
vbl bl 0 pulse(0 -0.9 1n 0.1n 0.1n 20n)
vwl wl 0 1.2
.save i(vbl) v(mid) @a.x1.amtj[mz]
.tran 20p 30n
.meas tran t_switch when @a.x1.amtj[mz]=0
.meas tran v_mid find v(mid) at=2n
.meas tran i_before find i(vbl) at=2n
.end
END
    run own_cell.cir
    for name in t_switch v_mid i_before; do
        same "$name of cell.sch" "$(measured cell.spice $name)" "$(measured own_cell.cir $name)" 1e-6
    done
}

# Each symbol of a junction or a transistor makes a line that ngspice takes: what a p-channel transistor and a junction
# with two states conduct, by the laws of docs/mosfet.md and of Ohm, and what a p-bit before its first tick gives to a load.
other_symbols() {
    {
        echo 'v {xschem version=2.8.1 file_version=1.0}'
        printf '%s {}\n' G V S E
        echo 'C {generic_pmosfet.sym} 0 0 0 0 {name=x1}'
        echo 'C {mtj_rate.sym} 200 0 0 0 {name=x2 rp=4000}'
        echo 'C {devices/lab_pin.sym} 20 -40 0 0 {name=l1 lab=vdd}'
        echo 'C {devices/lab_pin.sym} 20 40 0 0 {name=l2 lab=0}'
        echo 'C {devices/lab_pin.sym} -40 0 0 0 {name=l3 lab=0}'
        echo 'C {devices/lab_pin.sym} 40 0 0 0 {name=l4 lab=vdd}'
        echo 'C {devices/lab_pin.sym} 200 -60 0 0 {name=l5 lab=read}'
        echo 'C {devices/lab_pin.sym} 200 60 0 0 {name=l6 lab=0}'
        echo 'C {pbit.sym} 400 0 0 0 {name=x3 start=1 tau=1}'
        echo 'C {devices/lab_pin.sym} 340 -20 0 0 {name=l7 lab=0}'
        echo 'C {devices/lab_pin.sym} 340 20 0 0 {name=l8 lab=0}'
        echo 'C {devices/lab_pin.sym} 400 -60 0 0 {name=l9 lab=high}'
        echo 'C {devices/lab_pin.sym} 400 60 0 0 {name=l10 lab=0}'
        echo 'C {devices/lab_pin.sym} 460 -20 0 0 {name=l11 lab=up}'
        echo 'C {devices/lab_pin.sym} 460 20 0 0 {name=l12 lab=down}'
        echo 'C {spin_contact.sym} 600 0 0 0 {name=x4 g=2 polarization=0.6}'
        echo 'C {devices/lab_pin.sym} 600 -60 0 0 {name=l13 lab=fm}'
        echo 'C {devices/lab_pin.sym} 540 0 0 0 {name=l14 lab=sc}'
        echo 'C {devices/lab_pin.sym} 570 40 0 0 {name=l15 lab=sx}'
        echo 'C {devices/lab_pin.sym} 600 40 0 0 {name=l16 lab=sy}'
        echo 'C {devices/lab_pin.sym} 630 40 0 0 {name=l17 lab=sz}'
        echo 'C {spin_metal.sym} 800 0 0 0 {name=x5 length=350n}'
        n=18
        for pin in '740 -30 sc' '740 -10 sx' '740 10 sy' '740 30 sz' '860 -30 0' '860 -10 0' '860 10 0' '860 30 0'; do
            # shellcheck disable=SC2086  # three words on purpose
            set -- $pin
            echo "C {devices/lab_pin.sym} $1 $2 0 0 {name=l$n lab=$3}"
            n=$((n + 1))
        done
        echo 'C {skyrmion.sym} 1100 0 0 0 {name=x6 position=0.6 xinit=180n}'
        n=30
        for pin in '1000 20 0' '1200 20 0' '1100 -60 top' '1200 -10 0'; do
            # shellcheck disable=SC2086  # three words on purpose
            set -- $pin
            echo "C {devices/lab_pin.sym} $1 $2 0 0 {name=l$n lab=$3}"
            n=$((n + 1))
        done
        echo 'C {nanomagnet.sym} 1400 0 0 0 {name=x7 angle=60 theta0=0}'
        for pin in '1340 -30 field' '1340 0 0' '1340 30 0' '1460 -30 along' '1460 0 across' '1460 30 up2'; do
            # shellcheck disable=SC2086  # three words on purpose
            set -- $pin
            echo "C {devices/lab_pin.sym} $1 $2 0 0 {name=l$n lab=$3}"
            n=$((n + 1))
        done
        echo 'C {devices/netlist.sym} 0 200 0 0 {name=deck value="'
        printf '.include %s\n' generic_mosfet.lib mtj_rate.lib pbit.lib spin_contact.lib skyrmion.lib nanomagnet.lib
        printf '%s\n' 'vdd vdd 0 1.2' 'vread read 0 10m' 'vhigh high 0 1.2' 'rup up 0 3k' 'rdown down high 3k' 'ispin 0 fm 1m' 'vtop top 0 10m' 'ifield 0 field 3'
        printf '%s\n' '.save i(vdd) i(vread) v(up) v(down) v(sz) i(vtop) v(field) v(along)' '.tran 0.1n 1n'
        printf '%s\n' '.meas tran i_p find i(vdd) at=1n' '.meas tran i_rate find i(vread) at=1n'
        printf '%s\n' '.meas tran v_up find v(up) at=1n' '.meas tran v_down find v(down) at=1n' '.meas tran v_spin find v(sz) at=1n'
        printf '%s\n' '.meas tran i_top find i(vtop) at=1n' '.meas tran v_field find v(field) at=1n' '.meas tran m_x find v(along) at=1f"}'
    } >symbols.sch
    netlist symbols.sch
    run symbols.spice
    # kp/2 w/l (vdd - vto)^2 (1 + lambda vdd), saturated; 10 mV over 4 kOhm
    same 'the current of generic_pmosfet.sym' "$(measured symbols.spice i_p)" -4.0704e-4 1e-3
    same 'the current of mtj_rate.sym' "$(measured symbols.spice i_rate)" -2.5e-6 1e-6
    # 1.2 V over 1 kOhm, rout, and 3 kOhm
    same 'the output of pbit.sym' "$(measured symbols.spice v_up)" 0.9 1e-6
    # 0.6 mA of spins into the contact, 2 S (1 - 0.6^2), and a piece as long as lambda, A/(rho lambda) coth 1
    same 'the spins of spin_contact.sym and spin_metal.sym' "$(measured symbols.spice v_spin)" 3.113946e-4 1e-5
    same 'the inverted output of pbit.sym' "$(measured symbols.spice v_down)" 0.3 1e-6
    # 3 A into 1 S, and the cosine of 60 degrees, at which the moment begins
    same 'the field of nanomagnet.sym' "$(measured symbols.spice v_field)" 3 1e-9
    same 'the moment of nanomagnet.sym' "$(measured symbols.spice m_x)" 0.5 1e-3
    # the whole disc of 10 nm below a junction of 20 nm by 60 nm: pi/12 of 2 mS, the rest of 0.5 mS, at 10 mV
    same 'the current of skyrmion.sym' "$(measured symbols.spice i_top)" -8.926991e-6 1e-5
}

# three_neurons NAME OPTIONS OF GEN: NAME.sch and the network of those options come to the same result. Time points differ,
# as the generated deck has another longest step; each is within 0.02 % of fine steps (docs/ngspice.md, section 4).
three_neurons() {
    name=$1
    shift
    "$repository/build/spinfield" gen recall --pattern 010 --start 011 --vdw loaded "$@" -q -o generated
    "$repository/build/spinfield" run generated -q
    netlist "$name.sch"
    run "$name.spice"
    state=
    for i in 0 1 2; do
        state=$state$(awk -v x="$(measured "$name.spice" x_$i)" 'BEGIN { print (x == "" ? "?" : x > 50e-9) }')
    done
    [ "$state" = "$(reported generated state)" ] || wrong "$name.sch ends in $state"
    same "time to solution of $name.sch" "$(measured "$name.spice" time_to_solution)" \
        "$(reported generated time_to_solution_s)" 4e-4
    same "energy of $name.sch" "$(measured "$name.spice" energy)" "$(reported generated energy_j)" 4e-4
}

# What is written into the symbol of a neuron reaches its three devices: the schematic with other devices, and the supply
# and load time that go with them, against the deck of such a network.
other_neurons() {
    "$repository/build/spinfield" gen recall --pattern 010 --start 011 --vdw loaded --rp 450 --rap 1900 --ms 750k \
        --vleak-axon -4.5 --vleak-soma 0.3 -q -o generated
    vdw=$(sed -n 's/^v_dw vdw 0 //p' generated.cir)
    load=$(sed -n 's/^v_load load 0 //p' generated.cir)
    run=$(sed -n 's/^v_run run 0 //p' generated.cir)
    sed -e 's/^\(C {neuron.sym}.*\){name=\(xneuron_.\)}/\1{name=\2 rp=450 rap=1900 ms=750k vleak_axon=-4.5 vleak_soma=0.3}/' \
        -e "s/name=vdw value=.*}/name=vdw value=$vdw}/" -e "s/name=vload value=.*}/name=vload value=\"$load\"}/" \
        -e "s/name=vrun value=.*}/name=vrun value=\"$run\"}/" "$repository/spice/xschem/three_neurons.sch" >other_neurons.sch
    [ "$(grep -c 'rp=450\|value=21.15' other_neurons.sch)" = 3 ] || wrong 'the symbols in three_neurons.sch have changed'
    three_neurons other_neurons --rp 450 --rap 1900 --ms 750k --vleak-axon -4.5 --vleak-soma 0.3
}

# The attributes of a symbol, a line for each: name and value as a number.
attributes() {
    sed -n '/^template="/,/^V {}/p' "$repository/spice/xschem/$1.sym" | sed '$d; s/^template="name=[a-z0-9]*//; s/"}$//' |
        tr ' ' '\n' | sed '/^$/d' | numbers
}

numbers() {
    awk -F= '{ printf "%s %.9g\n", $1, $2 }' | sort
}

# Names and defaults are those of `spinfield params`; the leak velocity of a soma is that of a generated deck.
symbols_have_the_parameters_of_the_device() {
    soma=$(sed -n '/^.model soma_wall/,/)$/s/.*vleak=\([^ ]*\) .*/\1/p' generated.cir)
    "$repository/build/spinfield" params --json |
        sed -n 's/^ *"name": "\(.*\)",$/\1/p; s/^ *"default": \(.*\),$/\1/p' | paste -d = - - >device.params
    [ "$(wc -l <device.params)" -gt 10 ] || wrong 'spinfield params prints another table'
    echo 'm=1' >>device.params # the number of devices in parallel, of the subcircuit alone
    sed "s/^vleak=.*/vleak=$soma/" device.params >soma.params
    cp device.params dwmtj.params
    cp device.params axon.params
    sed "s/^vleak=\(.*\)/vleak_axon=\1/; \$a vleak_soma=$soma" device.params >neuron.params
    for symbol in mtj mtj_rate spin_contact skyrmion generic_mosfet generic_pmosfet; do
        device=$(sed -n 's/^G {type=//p' "$repository/spice/xschem/$symbol.sym")
        "$repository/build/spinfield" params "$device" --json |
            sed -n 's/^ *"name": "\(.*\)",$/\1/p; s/^ *"default": \(.*\),$/\1/p' | paste -d = - - >$symbol.params
        ! grep -q '^+ m=1$' "$repository/models/$device"/*.lib.in || echo 'm=1' >>$symbol.params
    done
    for symbol in dwmtj soma axon neuron mtj mtj_rate spin_contact skyrmion generic_mosfet generic_pmosfet; do
        numbers <$symbol.params >right
        attributes $symbol >found
        diff right found >differs || wrong "$symbol.sym has not the parameters of the device: $(cat differs)"
        while read -r parameter _; do
            sed '/^template=/,$d' "$repository/spice/xschem/$symbol.sym" | grep -qw "$parameter=@$parameter" ||
                wrong "$symbol.sym does not write $parameter into the netlist"
        done <right
    done
    while IFS='=' read -r parameter _; do
        [ "$(grep -o "\<$parameter='$parameter\(_axon\|_soma\)\?'" three_neurons.spice | wc -l)" = 3 ] ||
            wrong "neuron.sch does not hand $parameter on to its three devices"
    done <device.params
}

# docs/schematics.md shows what ngspice prints of three_neurons.sch, and a project's own xschemrc that finds the symbols.
the_document_is_right() {
    sed -n 's/^    \([a-z_0-2]*\)  *=  *\([0-9].*\)/\1 \2/p' "$repository/docs/schematics.md" >shown
    [ "$(wc -l <shown)" -ge 5 ] || wrong 'docs/schematics.md shows no result'
    while read -r name value; do
        same "$name in docs/schematics.md" "$value" "$(measured three_neurons.spice "$name")" 1e-4
    done <shown
    mkdir project
    sed -n '/^    set XSCHEM/,/^$/p' "$repository/docs/schematics.md" |
        sed "s|/usr/local/share/spinfield/xschem|$repository/spice/xschem|" >project/xschemrc
    sed 's/^C {dwmtj.sym}/C {axon.sym}/' "$repository/spice/xschem/pulse.sch" >project/mine.sch
    (cd project && xschem -x -q -n -s mine.sch >../netlist.out 2>&1 </dev/null) || wrong 'xschem fails in a folder of its own'
    grep -q '^x1 track 0 read 0 dwmtj' project/mine.spice || wrong "xschem does not find our symbols: $(cat netlist.out)"
}

one_device
memory_cell
other_symbols
cp "$repository/spice/xschem/three_neurons.sch" .
three_neurons three_neurons
symbols_have_the_parameters_of_the_device
the_document_is_right
other_neurons
"$repository/spice/xschem/make.sh" --check
