#!/bin/sh
# make.sh [--check]: runs every deck of this folder in ngspice with build/spinfield.cm and fits the synthetic measurements.
# It draws the pictures of the pages below and writes the tables there, between "<!-- NAME: begin" and "<!-- NAME: end".
# With --check it writes nothing there, and says whether the tables on the page are those of this run; exit code 1 where
# they are not. `make figures` runs it.
#
# shellcheck disable=SC2016,SC2086,SC2013  # the programs of awk are not for the shell, and lists are words on purpose
set -eu
export LC_ALL=C.UTF-8 # as Debian has everywhere: one order of sorting, whoever runs it
cd "$(dirname "$0")/../.."
pages='docs/device.md docs/mtj.md docs/mtj_rate.md docs/random_bits.md docs/pbit.md docs/stno.md docs/spin_circuits.md docs/skyrmion.md docs/nanomagnet.md'
work=build/figures
root=$PWD # build may be a link
check=
[ "${1-}" != --check ] || check=yes

fail() {
    echo "figures: error: $*" >&2
    exit 1
}

# What ngspice prints where it goes on with a wrong result; docs/ngspice.md, section 6. Titles and the rows that decks
# print are no complaints.
complaints='error|warning|ignored|unknown|unrecognized|singular|too small|no such'

# Runs docs/figures/NAME.cir; its tables and data go to the work folder.
run_deck() {
    (cd $work && ngspice -b "$root/docs/figures/$1.cir") >"$work/$1.log" 2>&1 || fail "ngspice fails on $1.cir, see $work/$1.log"
    ! grep -vE '^(Circuit: |[|] )' "$work/$1.log" | grep -iE "$complaints" || fail "ngspice complains of $1.cir, see $work/$1.log"
    {
        echo '| | ngspice | expected | by |'
        echo '|---|--:|--:|---|'
        grep '^| ' "$work/$1.log" || true
    } >"$work/$1.table"
    agrees "$1"
}

# Is what ngspice gives what the equations expect? Within 0.1 %, as curves are lines between time points, or within four
# of the standard errors that ngspice prints behind +/-.
agrees() {
    awk -F'|' 'NR > 2 {
                   split($3, found, " ")
                   split($4, right, " ")
                   error = found[2] == "+/-" ? 4 * found[3] : 1e-3 * (right[1] < 0 ? -right[1] : right[1])
                   off = found[1] - right[1]
                   if (right[1] == "" || off > error || -off > error) { print; bad = 1 }
               }
               END { exit bad }' "$work/$1.table" || fail "$1.cir does not give what is expected"
}

# The fit, and how far it is from the parameters in measured.cir.
fit() {
    (cd $work && ../spinfield fit measured.csv >fit.txt) || fail "the fit fails, see $work/fit.txt"
    {
        echo '.subckt fitted dwin dwout mtjin mtjout'
        grep '^x1 ' $work/fit.txt
        echo '.ends'
    } >$work/fitted.lib
    sed 's/^\(.\)/    \1/' $work/fit.txt >$work/fit.table
    {
        echo '| | true | fitted | standard error | off by standard errors |'
        echo '|---|--:|--:|--:|--:|'
        sed -n 's/^x1 .* dwmtj //p' docs/figures/measured.cir | tr ' ' '\n' | sed 's/n$/e-9/; s/=/ /' |
            awk 'NR == FNR { true[$1] = $2; next }
                 $1 in true {
                     off = int(($2 - true[$1]) / $3)
                     off = off < 0 ? -off : off
                     if (off >= 4) bad = 1
                     printf "| `%s` | %.5g | %s | %s | less than %d |\n", $1, true[$1], $2, $3, off + 1
                 }
                 END { exit bad }' - $work/fit.txt
    } >$work/truth.table || fail "the fit is four standard errors off, see $work/truth.table"
}

# The parameters of different devices, as they stand in the deck of a network, for variation.cir.
vary() {
    (cd $work && ../spinfield gen recall -q -n 5 -p 1 --seed 1 --sigma-rp 5% --sigma-rap 5% --sigma-polarization 10% --deck subcircuits -o varied) ||
        fail "gen fails"
    awk '/^\.model axon/ { $2 = "w" ++n; sub("dwmtj_network", "dwmtj"); print }' $work/varied.cir >$work/varied.lib
}

# The deck of the example and what ngspice prints of it; and the refusal of a fit without positions.
quote() {
    sed 's/^/    /' docs/figures/own.cir >$work/own.table
    sed -n 's/^[a-z_]* *= .*/    &/p' $work/own.log >$work/answer.table
    grep -v '^position' $work/measured.csv >$work/resistances.csv
    ! (cd $work && ../spinfield fit resistances.csv >refusal.txt 2>&1) || fail "a fit without positions is not refused"
    sed 's/^/      /' $work/refusal.txt >$work/refusal.table
}

# The page $1 with its blocks from the work folder.
new_page() {
    device=$(sed -n "s,^<!-- parameters: begin.* 'build/device-forms \([a-z_]*\)' -->,\1,p" "$1")
    [ -z "$device" ] || build/device-forms "$device" >$work/parameters.table
    awk -v work=$work '
        /^<!-- .*: end -->$/ { skip = 0 }
        !skip { print }
        /^<!-- [a-z]+: begin/ {
            name = $2
            sub(":", "", name)
            file = work "/" name ".table"
            print ""
            while ((got = (getline line <file)) > 0) print line
            if (got < 0) { print "figures: error: no table for " name >"/dev/stderr"; exit 1 }
            print ""
            skip = 1
        }' "$1"
}

# Where the picture NAME is: as the page that shows it says, docs/FOLDER.
folder_of() {
    grep -ohE "\([a-z]+/$1\.svg\)" $pages | sed 's,^(,docs/,; s,/[^/]*$,,'
}

# Are the two files equal word for word, but for numbers, which may differ by 0.1 %? What rounding does to time points is
# far below that. Numbers of up to three digits may differ by 1 %, a unit of the last digit.
same() {
    awk 'function number(word) { return word ~ /^-?[0-9.]+(e[-+]?[0-9]+)?,?$/ }
         function tolerance(word) {
             sub(/e.*/, "", word)
             gsub(/[^0-9]/, "", word)
             sub(/^0*/, "", word)
             return length(word) > 3 ? 1e-3 : 1e-2
         }
         function close_to(a, b) {
             return (a - b) * (a - b) <= tolerance(b) * tolerance(b) * b * b
         }
         NR == FNR { old[FNR] = $0; lines = FNR; next }
         FNR > lines { exit 1 }
         {
             count = split(old[FNR], a)
             differs = count != NF
             for (i = 1; i <= NF && !differs; i++) {
                 differs = a[i] != $i && !(number(a[i]) && number($i) && close_to(a[i] + 0, $i + 0))
             }
             if (differs) { print "on the page: " old[FNR] "\nin this run: " $0; bad = 1 }
         }
         END { exit bad || FNR != lines }' "$1" "$2"
}

mkdir -p $work
unset SPICE_USERINIT_DIR # it would come before the .spiceinit here
echo "codemodel $PWD/build/spinfield.cm" >$work/.spiceinit
# example decks that figures source: their .meas lines are of other runs
for example in lateral-inhibition memristor-levels pbit-transistor; do
    sed '/^\.meas/d; s,^\.include ,&../,' examples/$example.cir >$work/$example.cir
done
run_deck measured
fit
vary
for deck in docs/figures/*.cir; do
    name=$(basename "$deck" .cir)
    [ "$name" = measured ] || run_deck "$name"
done
quote
for page in $pages; do
    new_page "$page" >"$work/$(basename "$page")" || fail "$page has a block that nothing makes"
done

if [ -n "$check" ]; then
    for page in $pages; do
        same "$page" "$work/$(basename "$page")" || fail "$page is not what ngspice gives; run 'make figures'"
    done
    for script in docs/figures/*.gp; do
        name=$(basename "$script" .gp)
        [ "$name" = style ] || [ -n "$(folder_of "$name")" ] || fail "$name.svg is on none of the pages"
    done
    for picture in $(grep -ohE '\([a-z]+/[a-z]+\.svg\)' $pages | tr -d '()'); do
        [ -s "docs/$picture" ] || fail "docs/$picture is on a page and is missing"
    done
else
    for script in docs/figures/*.gp; do
        name=$(basename "$script" .gp)
        [ "$name" != style ] || continue
        (cd $work && gnuplot "$root/docs/figures/style.gp" "$root/docs/figures/$name.gp" >"$name.svg") 2>$work/gnuplot.log || fail "gnuplot fails on $name.gp, see $work/gnuplot.log"
        [ ! -s $work/gnuplot.log ] || fail "gnuplot complains of $name.gp, see $work/gnuplot.log"
        mv "$work/$name.svg" "$(folder_of "$name")/"
    done
    for page in $pages; do
        cp "$work/$(basename "$page")" "$page"
    done
fi
