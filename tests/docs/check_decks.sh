#!/bin/sh
# check_decks.sh: the decks at the beginning of the pages of devices run in plain ngspice, and give the numbers that the
# pages quote. Run it after 'make'. Exit code 1, with what differs, where they do not.
#
# Such a deck is the block by indentation behind "`ngspice -b` runs this deck:". Each of its .meas lines must find its
# value, and ngspice must not warn. Lines "NAME = VALUE" of the block behind "It prints, among other lines," must be among
# what it prints: to 1e-3, since versions of ngspice place time points differently.
set -eu
export LC_ALL=C.UTF-8
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0
pages=0

disagree() {
    echo "error: $1"
    failed=1
}

# The block by indentation behind the line of a page that ends so.
block_behind() { # PAGE WORDS
    awk -v words="$2" '
        done { next }
        !open { open = length($0) >= length(words) && substr($0, length($0) - length(words) + 1) == words; next }
        /^    / { print substr($0, 5); inside = 1; next }
        inside { done = 1 }' "$1"
}

unset SPICE_USERINIT_DIR # it would come before the .spiceinit here
echo "codemodel $PWD/build/spinfield.cm" >"$scratch/.spiceinit"
cp build/*.lib "$scratch"
grep -l "ngspice -b. runs this deck:\$" docs/*.md >"$scratch/pages"
while read -r page; do
    pages=$((pages + 1))
    block_behind "$page" 'runs this deck:' >"$scratch/deck.cir"
    block_behind "$page" 'It prints, among other lines,' >"$scratch/quoted"
    (cd "$scratch" && ngspice -b deck.cir >printed 2>&1 </dev/null) || disagree "the deck of $page ends with an error"
    if grep -iE 'error|warning: ' "$scratch/printed"; then
        disagree "ngspice says this of the deck of $page"
    fi
    sed -n "s/^\.meas [a-z]* \([a-z_0-9]*\) .*/\1/p" "$scratch/deck.cir" >"$scratch/names"
    while read -r name; do
        grep -q "^$name  *= *[-0-9]" "$scratch/printed" || disagree "the deck of $page gives no $name"
    done <"$scratch/names"
    awk -v page="$page" '
        NR == FNR { if ($2 == "=") value[$1] = $3; next }
        $2 == "=" && ($3 - value[$1]) ^ 2 > (1e-3 * $3) ^ 2 {
            print page ": " $1 " = " $3 " on the page, " value[$1] " in this run"; bad = 1
        }
        END { exit bad }' "$scratch/printed" "$scratch/quoted" || disagree "$page quotes other numbers than its deck gives"
done <"$scratch/pages"
[ "$pages" -ge 8 ] || disagree "only $pages pages have a deck; expected 8 or more"
exit $failed
