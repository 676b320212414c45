#!/bin/sh
# make.sh [--check]: writes the parameters of the devices and their defaults, as `spinfield params` has them, into the
# symbols of this folder and into neuron.sch, and draws each schematic as docs/xschem/NAME.svg. With --check it writes
# nothing there, and says whether all is as it would be written; exit code 1 where it is not. `make schematics` runs it.
# A picture says which xschem drew it: another version draws otherwise, so with another one the check is that it draws.
#
# xschem draws into the memory of Xvfb: with -x, without any display, xschem 2.8.1 takes the size of a text from memory
# that nobody has set, and the picture is another one each time, or empty.
set -eu
export LC_ALL=C.UTF-8 # as Debian has everywhere: one order of sorting, whoever runs it
cd "$(dirname "$0")/../.."
top=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/xschem" "$work/pictures"
soma=0.2 # m/s, leak velocity of a soma's wall: Table I

fail() {
    echo "schematics: error: $*" >&2
    exit 1
}

# table_of FILE: the parameters of the device that the file is of, each with its default. Its type is the device; one
# that is no device, as of soma.sym, and neuron.sch are of dwmtj.
table_of() {
    device=$(sed -n 's/^G {type=//p' "spice/xschem/$1")
    [ -f "models/$device/parameters.def" ] || device=dwmtj
    build/spinfield params "$device" --json |
        sed -n 's/^ *"name": "\(.*\)",$/\1/p; s/^ *"default": \(.*\),$/\1/p' | paste -d ' ' - - >"$work/parameters"
    [ -s "$work/parameters" ] || fail "spinfield params $device prints no parameters"
    ! grep -q '^+ m=1$' "models/$device"/*.lib.in || echo 'm 1' >>"$work/parameters" # devices in parallel, of the subcircuit alone
}

# with_parameters FILE: the symbol or schematic, with the parameters of the table where it has any. A symbol writes them to
# the netlist (format) and has their defaults (template), the first parameter first; neuron.sch hands on those of its
# symbol.
with_parameters() {
    awk -v file="$1" -v soma="$soma" -v quote="'" '
        function words(kind, text, i, name, value) {
            for (i = 1; i <= count; i++) {
                name = names[i]
                value = kind == "format" ? "@" name : values[i]
                if (kind ~ /^x/) value = quote name (name == "vleak" ? "_" substr(kind, 2, 4) : "") quote
                if (name == "vleak" && file == "soma.sym" && kind == "template") value = soma
                if (name == "vleak" && file == "neuron.sym") {
                    text = text " vleak_soma=" (kind == "format" ? "@vleak_soma" : soma)
                    name = "vleak_axon"
                    value = kind == "format" ? "@vleak_axon" : value
                }
                text = text " " name "=" value
            }
            return text
        }
        NR == FNR { names[++count] = $1; values[count] = sprintf("%.12g", $2); first = " " names[1] "="; next }
        $0 ~ first && /^format=/ { sub(first ".*", words("format") "\"") }
        $0 ~ first && /^template=/ { sub(first ".*", words("template") "\"}") }
        /^C .* g=/ && match($0, /name=x(soma|axon)/) { sub(/ g=.*/, words(substr($0, RSTART + 5, 5)) "}") }
        { print }' "$work/parameters" "spice/xschem/$1" >"$work/xschem/$1"
}

# draw NAME: the schematic in the colours of paper, not of a dark screen.
draw() {
    HOME=$work xvfb-run -a xschem -r --rcfile xschemrc "$1.sch" >"$work/log" 2>&1 <<END ||
set svg_colors [string map {# 0x} \$light_colors]
xschem line_width 2
xschem zoom_full
xschem print svg $picture
exit
END
        fail "xschem fails on $1.sch: $(cat "$work/log")"
    [ -s plot.svg ] || fail "xschem draws nothing from $1.sch: $(cat "$work/log")"
    {
        echo "$drawn_by"
        cat plot.svg
    } >"$work/pictures/$1.svg"
    rm plot.svg
}

cp spice/xschem/xschemrc "$work/xschem"
for file in spice/xschem/*.sym spice/xschem/*.sch; do
    table_of "${file#spice/xschem/}"
    with_parameters "${file#spice/xschem/}"
done
cd "$work/xschem"
version=$(HOME=$work xschem -v 2>&1 | sed -n 's/^XSCHEM V//p')
drawn_by="<!-- drawn by xschem $version -->"
case $version in 2.*) picture= ;; *) picture=plot.svg ;; esac # what 2.8.1 takes for itself, 3.4.4 asks for in a window
for schematic in *.sch; do
    draw "${schematic%.sch}"
done

mkdir -p "$top/docs/xschem"
cd "$work"
for file in xschem/*.sym xschem/*.sch pictures/*; do
    target=$top/spice/$file
    case $file in pictures/*) target=$top/docs/xschem/${file#pictures/} ;; esac
    if [ "${1-}" != --check ]; then
        cp "$work/$file" "$target"
    elif [ "${file%/*}" = xschem ] || [ "$(head -n 1 "$target")" = "$drawn_by" ]; then
        cmp -s "$work/$file" "$target" || fail "${target#"$top"/} is out of date; run 'make schematics'"
    fi
done
