#!/bin/sh
# allocations.sh short|long: makes allocations of every command fail; tests/faults/allocations.c says what must then
# hold. "short" tries a few of each command, "long" all.
set -u
cd "$(dirname "$0")/../.." || exit 1
build=$PWD/build
spinfield=$build/spinfield
export OPENBLAS_NUM_THREADS=1 LC_ALL=C # one thread: the same allocations in each run

case ${1-} in
short) trials=8 slow_trials=2 ;;
long) trials=0 slow_trials=0 ;;
*)
    echo 'usage: allocations.sh short|long' >&2
    exit 2
    ;;
esac

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/work" && cd "$folder/work" || exit 4
export HOME="$folder/work"
failed=0

# try COMMAND...: each allocation of 'spinfield COMMAND' in turn; try_slowly: of one that runs ngspice or gnuplot.
try_some() {
    "$build/faults/allocations" "$@" >"$folder/found" 2>"$folder/places" || {
        failed=1
        cat "$folder/found" "$folder/places"
    }
}
try() { try_some "$trials" "$@"; }
try_slowly() { try_some "$slow_trials" "$@"; }

# Inputs: graphs, matrices, pictures and measurements, small networks and their runs.
printf '4 4\n1 2 1\n2 3 1\n3 4 -1\n1 4 2\n' >g.rud
printf '%%%%MatrixMarket matrix coordinate integer symmetric\n4 4 3\n2 1 1\n3 2 2\n4 3 -3\n' >g.mtx
printf 'c a graph\np edge 4 3\ne 1 2 1\ne 2 3 2\ne 3 4 -3\n' >g.dimacs
printf 'source,target,weight\n1,2,1\n2,3,2\n3,4,-3\n' >g.csv
cat >g.graphml <<'EOF'
<?xml version="1.0"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="w" for="edge" attr.name="weight" attr.type="double"/>
<graph edgedefault="undirected"><node id="a"/><node id="b"/><node id="c"/>
<edge source="a" target="b"><data key="w">2</data></edge><edge source="b" target="c"/></graph></graphml>
EOF
printf '0,1e-3,2\n1,0,3\n-4,5e-5,0\n' >w.csv
printf '%%%%MatrixMarket matrix coordinate real general\n3 3 3\n2 1 1\n3 2 0.5\n1 3 -1\n' >w.mtx
printf 'P1\n2 2\n1 0\n0 1\n' >p.pbm
cat >m.csv <<'EOF'
