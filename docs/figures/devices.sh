#!/bin/sh
# Writes the pictures of docs/devices/ that show what the program itself computes. Run it in the checkout's root after
# 'make'; 'make figures' does.
set -eu
root=$PWD
work=build/figures/devices
mkdir -p $work docs/devices

# Reads of the first cell in the worst case: parallel among antiparallel ones, and the other way round.
for n in 2 3 4 6 8 12 16 24 32 48 64; do
    printf '%s' $n
    for cell in passive 1t1m; do
        build/spinfield gen crossbar -n $n --cell $cell --set vhalf=0 --json -o $work/array |
            sed -nE 's/^ "worst_(anti)?parallel_a": ([^,]*),$/\2/p' | while read -r current; do printf ' %s' "$current"; done
    done
    echo
done >$work/crossbar.dat

for from in p ap; do
    build/spinfield wer --from $from --pulse 0.5n:16n:63 --volts 0.4,0.5,0.6,0.8 --trials 0 -q --csv $work/exact-$from.csv
    build/spinfield wer --from $from --pulse 1n:16n:16 --volts 0.4,0.5,0.6,0.8 --trials 1000 -q --csv $work/tried-$from.csv
    build/spinfield wer --from $from --pulse 0.5n:20n:40 --volts 0.6,0.8,1 --cell 1t1m --gate 1.5 --trials 0 -q --csv $work/cell-$from.csv
    build/spinfield wer --from $from --pulse 2n:14n:7 --volts 0.6,0.8,1 --cell 1t1m --gate 1.5 --trials 1000 --engine ngspice -q --csv $work/celltried-$from.csv
done

# A pulse that switches in half of the cases, at three temperatures.
for celsius in 0 27 85; do
    build/spinfield wer --pulse 2n --volts 0.8:1.1:91 --temp $celsius --trials 0 -q --csv $work/half-$celsius.csv
    build/spinfield wer --pulse 2n --volts 0.8:1.1:13 --temp $celsius --trials 1000 -q --csv $work/halftried-$celsius.csv
done
build/spinfield wer --pulse 2n --volts 0.9:1:100 --trials 0 -q --csv $work/half-fine.csv

# How long states last under a weak sine, cold, at 27 C and hot; and at 27 C without it.
for above in -100 0 250; do
    build/spinfield gen telegraph -n 2000 --set dtemp=$above --amplitude 10.96m --frequency 289.018k --time 1m -q \
        --histogram $work/dwells$above.csv
done
build/spinfield gen telegraph -n 2000 --time 1m -q --bin 172.9996n --histogram $work/dwells-quiet.csv

build/spinfield gen stdp -q --weights $work/stdp.pgm
tail -n +4 $work/stdp.pgm >$work/stdp.dat # behind the three lines of the head

# A read flips an antiparallel cell; the circuit is examples/sense-amplifier.cir, and the second file is its waves.
reads() { build/spinfield wer --from ap --cell 1t1m --series 12k -q "$@"; }
reads --volts 0.3:1.3:41 --pulse 2n,4n,8n,16n --trials 0 --csv $work/disturb.csv
reads --volts 0.5,0.6,0.8,1,1.2 --pulse 2n,4n,8n,16n --trials 1000 --engine ngspice --csv $work/flipped.csv
sed '/^\.meas/d; /^\.tran/d; /^x[01] strong/d; s,^\.include ,&../../,; s,^\.end$,.control\ntran 10p 6n 0 10p\nwrdata waves.dat v(bit1) v(bit0) v(middle0) v(output1) v(output0)\nquit 0\n.endc\n.end,' \
    examples/sense-amplifier.cir >$work/waves.cir
echo "codemodel $PWD/build/spinfield.cm" >$work/.spiceinit
(cd $work && ngspice -b waves.cir >waves.log 2>&1)

# An AND gate of p-bits, forwards and backwards: number, state, share, its error, and the exact law.
gen_and() { build/spinfield gen boltzmann and "$@" -q -o $work/gate; }
for gate in and clamped; do
    if [ $gate = and ]; then gen_and; else gen_and --clamp C=0; fi
    build/spinfield solve $work/gate -q --answer $work/gate.csv
    tail -n +2 $work/gate.csv | sort | awk -F, '{ print NR - 1, $1, $2, $3, $4 }' >$work/$gate.dat
done

# Patterns that oscillators recall, at 15 loads without and with a pump, and at one load with 15 pumps.
recalled() { # the varied number: how many of 20 sets end with 95 % of their bits
    build/spinfield results "$1" --columns "$2" --csv=- | tail -n +2 | awk -F, -v column="$3" -v only="$4" \
        '$2 ~ only { runs[$column]++; good[$column] += $3 >= 0.95 } END { for (x in runs) print x, good[x] / runs[x] }' | sort -n
}
rm -f $work/loads.db $work/pumps.db
build/spinfield gen recall -n 300 -p 15 --distort 20% --technology oscillator -q -o $work/memory
build/spinfield sweep $work/memory --vary patterns=3:45:15 --vary oscillator-pump=0,auto --seeds 20 -q -o $work/loads.db
build/spinfield sweep $work/memory --vary oscillator-pump=0:7:15 --seeds 20 -q -o $work/pumps.db
for pump in 0 auto; do
    recalled $work/loads.db patterns,oscillator_pump,bit_accuracy 1 "^$pump\$" >$work/recalled-$pump.dat
done
recalled $work/pumps.db oscillator_pump,outcome,bit_accuracy 1 "done" >$work/pumps.dat

# Square ice after fast and slow cooling, with its monopoles, and shares of vertices for many times.
for run in fast:1u slow:1m; do
    state=$work/ice-${run%:*}
    build/spinfield gen ice --time "${run#*:}" --runs 1 --seed 7 -q --state "$state.csv"
    awk -F, 'NR > 1 { for (end = -1; end <= 1; end += 2)
                          charge[sprintf("%.0f %.0f", ($1 + end * $3 * 75e-9) * 1e9, ($2 + end * $4 * 75e-9) * 1e9)] += end }
             END { for (k in charge) { split(k, at, " ")
                       if (at[1] >= 0 && at[1] <= 600 && at[2] >= 0 && at[2] <= 600 && charge[k] != 0)
                           print at[1] "," at[2] "," charge[k] }
                   print "-1000,-1000,0" }' \
        "$state.csv" >"$state.dat"
done
build/spinfield gen ice --time 100n:10m:11:log --runs 100 -q --csv $work/ice.csv

# Wrong outputs of logic of nanomagnets against the fall of the clock.
build/spinfield gen nml majority --fall 250p:32n:8:log --trials 100 -q --csv $work/nml-majority.csv
for n in 3 5 8; do
    build/spinfield gen nml chain -n $n --fall 250p:32n:8:log --trials 200 -q --csv $work/nml-$n.csv
done

for picture in crossbar write-errors half telegraph stdp sense-amplifier boltzmann memory ice nml; do
    (cd $work && gnuplot "$root/docs/figures/style.gp" "$root/docs/figures/devices/$picture.gp" >"$picture.svg")
    mv "$work/$picture.svg" docs/devices/
done
