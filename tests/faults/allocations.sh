#!/bin/sh
# allocations.sh short|long: makes allocations of every command fail; tests/faults/allocations.c says what must then
# hold. "short" tries a few of each command, "long" all.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=$PWD/build
S=$build/spinfield
export OPENBLAS_NUM_THREADS=1 LC_ALL=C

case ${1-} in
short) trials=12 drawing_trials=4 ;;
long) trials=0 drawing_trials=0 ;;
*)
    echo 'usage: allocations.sh short|long' >&2
    exit 2
    ;;
esac

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 4
export HOME="$folder"
failed=0

try() {
    "$build/faults/allocations" "$@" >found || { # the folder is read before the redirection fills the file
        failed=1
        sed 's/^/    /' found
    }
    rm -f found
}

# Inputs: small networks, their runs, graphs, matrices, pictures and measurements.
"$S" gen recall -n 4 -p 2 --seed 1 -o r -q
"$S" gen recall -n 4 -p 1 --sigma-rp 5% --dendrite balanced --seed 2 -o v -q
printf '4 4\n1 2 1\n2 3 1\n3 4 -1\n1 4 2\n' >g.rud
"$S" gen maxcut g.rud --vdw loaded -o c -q
"$S" run r -q
"$S" run c -q
