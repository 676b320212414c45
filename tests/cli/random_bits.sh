#!/bin/sh
# random_bits.sh [BITS]: a standard battery of tests, dieharder's, on bits from pulses that switch a junction in half of the
# cases: monobits, runs, and the serial test with patterns of up to 16 bits, those of NIST's STS. BITS: 128,000 by default, a
# multiple of 8; `make random-bits` takes 1,000,000. Bits of a pulse of 1 % more voltage must fail, and pass once they
# are corrected after von Neumann. dieharder says FAILED where a result has a probability below 1e-6; the limit here is
# 2e-8, since there are 32.
set -eu
export LC_ALL=C
cd "$(dirname "$0")/../.."
spinfield=$PWD/build/spinfield
bits=${1:-128000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "random_bits: error: $*" >&2
    exit 1
}

# Bits of a pulse of $1 volts in $work/$2.
draw() {
    "$spinfield" wer --pulse 2n --volts "$1" --trials "$bits" --bits "$work/$2" |
        sed -n "s/.*), \([0-9]*\) of \([0-9]*\)$/$2: \1 zeros of \2/p"
}

# The battery on $work/$1, in 31 samples.
battery() {
    words=$(($(wc -c <"$work/$1") / 4 / 32))
    for test in 100 101 102; do
        (cd "$work" && dieharder -g 201 -f "$1" -d $test -t $words -p 31 2>/dev/null) | grep '^ *sts_' || fail "dieharder gives no result"
    done >"$work/$1.results"
    awk -F'|' -v name="$1" '
        { count[$NF ~ /FAILED/ ? "failed" : $NF ~ /WEAK/ ? "weak" : "passed"]++ }
        END { printf "%s: %d passed, %d weak (beyond 0.5 %%), %d failed\n", name, count["passed"], count["weak"], count["failed"] }' "$work/$1.results"
}

# Whether a result has a probability of 2e-8 or less, as one of the 32 of good bits has with 8e-7.
failed() {
    awk -F'|' '$(NF - 1) + 0 < 2.5e-8 { bad = 1 } END { exit !bad }' "$work/$1.results"
}

draw 0.94815 half
draw 0.95763 more
python3 - "$work/more" "$work/neumann" <<'END'
import sys
data = open(sys.argv[1], "rb").read()
pairs = [(byte >> shift) & 3 for byte in data for shift in (6, 4, 2, 0)]
kept = [pair >> 1 for pair in pairs if pair in (1, 2)]
kept = kept[:len(kept) // 8 * 8]
open(sys.argv[2], "wb").write(bytes(int("".join(map(str, kept[k:k + 8])), 2) for k in range(0, len(kept), 8)))
print(f"neumann: {len(kept)} bits of {8 * len(data)}")
END
for name in half more neumann; do
    battery $name
done
! failed half || fail "bits of a pulse of one half fail"
failed more || fail "bits of a wrong pulse pass"
! failed neumann || fail "corrected bits fail"
