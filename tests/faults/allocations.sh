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
<edge source="a" target="b"><data key="w">2</data></edge><edge source="b" target="c"><data key="w">-1</data></edge></graph></graphml>
EOF
printf '0,1e-3,2\n1,0,3\n-4,5e-5,0\n' >w.csv
printf '%%%%MatrixMarket matrix coordinate real general\n3 3 3\n2 1 1\n3 2 0.5\n1 3 -1\n' >w.mtx
printf '3 3\n1 1 5\n1 2 2\n3 3 -1\n' >form
printf '3 1 2\n' >numbers
printf 'P1\n2 2\n1 0\n0 1\n' >p.pbm
echo iVBORw0KGgoAAAANSUhEUgAAAAIAAAACAQAAAABazTCJAAAADElEQVR4nGNoYHAAAAHEAMGYZjUWAAAAAElFTkSuQmCC |
    base64 -d >p.png
cat >m.csv <<'EOF'
quantity,end,current,duration,value,error
track,dwin,5u,0,2100,10
track,dwin,5u,0,2090,10
position,dwin,12u,1n,8n,1.5n
position,dwin,20u,1n,16n,1.5n
EOF
"$spinfield" gen recall -n 4 -p 2 --seed 1 -o recall -q
"$spinfield" gen recall -n 4 -p 1 --sigma-rp 5% --dendrite balanced --seed 2 -o varied -q
"$spinfield" gen recall -n 4 -p 2 --sigma-w 5% --sigma-vdw 5% --sigma-vc 5% --dendrite balanced --seed 2 -o sources -q
"$spinfield" gen maxcut g.rud --technology pbit --stop 20n -o pbits -q
"$spinfield" gen maxcut g.rud --technology oscillator --oscillator-pump-start 0.1 --stop 2n -o oscillators -q
"$spinfield" gen image p.pbm --distort 25% -o image -q
"$spinfield" gen maxcut g.rud --vdw loaded -o cut -q
printf '0,-0.1,0.1\n0.1,0,-0.1\n-0.1,0.1,0\n' >ring.csv
"$spinfield" gen custom ring.csv --start 101 --vdw loaded -o ring -q
for name in recall varied image cut; do
    "$spinfield" run $name -q
done

try gen recall -n 4 -p 2 --sigma-rp 5% -o new
try gen maxcut g.rud --sigma-w 5% --sigma-vdw 5% -o new
try gen recall --pattern 0101 --start 0111 -o new --json
try gen stdp --pixels 4x4 --outputs 2 --passages 3 --sigma-vc 5% --weights s.pgm -o new
try gen stdp --pixels 4x4 --outputs 2 --passages 3 --json
try gen recall --pattern 0101 --pattern 0011 --rule storkey --levels 3 -o new
try gen recall --pattern 0101 --pattern 0011 --rule pseudoinverse -o new
try gen recall --pattern 0101 --pattern 0011 --fan-out 2 -o new
try gen recall --pattern 0101 --pattern 0011 --fan-out nearest:2 -o new
try gen image p.pbm p.png --distort 25% -o new
try gen maxcut g.rud --vdw loaded --no-edge 0 --optimum 3 -o new
try gen maxcut g.mtx -o new -q
try gen maxcut g.dimacs -o new -q
try gen maxcut g.csv -o new -q
try gen maxcut g.graphml -o new -q
try gen custom w.csv --start 010 -o new
try gen qubo form --optimum -1 -o new -q
try gen ising form --sign plus -o new -q
try gen partition numbers -o new -q
try gen color g.csv -k 2 -o new -q
try gen boltzmann adder --clamp S=1 -o new -q
try gen custom w.mtx -o new --json
try gen maxcut g.rud --technology pbit --pbit-lag 10p -o new
try gen maxcut g.rud --technology oscillator -o new
try gen custom w.csv --technology pbit -o new # its weights are not symmetric
try gen ice -n 2x2 --runs 2 --time 1u,10u --state s.csv --csv new.csv
try gen ice -n 1x2 --temp 600 --time 1m --sigma width=2% -o new --json
try gen ice -n 1x1 --pitch 109n --temp 27 --time 1e8 --runs 1 -q # short runs say how long it takes
printf 'a 0 0 90 input\nb 100n 0 -90 output\n' >pair
try gen nml pair --fall 100p --trials 1 --ising new.txt --csv new.csv -o new
try gen nml chain -n 3 --fall 100p --trials 0 --sigma ms=2% --sigma-angle 2 --json
try gen telegraph -n 4 --in-series 2 --sigma delta=5% --amplitude 1m --frequency 1meg --time 10u --histogram new.csv -o new
try gen telegraph -n 2 --histogram new.csv --time 10u --json
try graph rnd -n 5 -o new.rud
try graph rnd -n 5 -o new.rud --json
try graph regular -n 8 -o new.rud
try graph planar -n 8 --layers 2 --weights pm1 -o new.rud
try graph spinglass3g --rows 3 --columns 3 --layers 3 -o new.rud
try solve # usage errors
try params --help
try gen maxcut --usage
try run recall varied
try run recall --patience 0
try params
try params --json
try params memristor --sigma rp=5% --count 3
try params memristor --sigma rp=5% --set rap=500 --json
try wer --pulse 2n,3n --volts 0.5 --trials 2 --jobs 1
try wer --pulse 1n:2n:2 --volts 0.9 --trials 0 --cell 1t1m --json
try check recall
try check varied --json
try check pbits
try check oscillators
try fit m.csv --fix length=100n --fix width=20n --fix position=0.5 --fix rp=600 --fix rap=1800 --fix polarization=0.7
try fit m.csv --json --fix length=100n --fix width=20n --fix position=0.5 --fix rp=600 --fix rap=1800 --fix vleak=-5
try fit "$build/../examples/junction-loop.csv" --json
try fit "$build/../examples/junction-pulses.csv" --fix f0=1G --fix vc=0.5
try solve recall
try solve ring # does not come to rest
try solve varied --waves new.csv --json
try solve sources
try solve image
try solve pbits --waves new.csv --html new.html
try search pbits --runs 2 --threads 1 --json
try compare pbits
try solve oscillators --json
try search oscillators --runs 2 --threads 1 --json
try solve cut --starts 3 --threads 1
try search cut --runs 3 --threads 1 --target auto
try search cut --runs 3 --threads 1 --json
try search cut --runs 3 --threads 1 --csv new.csv --html new.html --save-start new
try report cut --csv new.csv --waves new.waves.csv
try report recall recall.raw --json
"$spinfield" sweep recall --vary w=0.1,0.2 --seeds 2 -o r.db -q
try sweep recall --vary w=0.1,0.2 --seeds 2 --jobs 1 -o r.db # whose rows are there: a new store would stay
try sweep recall --vary w=0.1,0.2 --seeds 2 --jobs 1 -o r.db --json
try sweep recall --sample lhs:2 --vary w=0.1:0.2 --chips 2 --jobs 1 --dry-run -q
try results r.db
try results r.db --where 'converged && time < 1' --columns point,w,time --json
try results r.db --by w --csv new.csv
try results r.db --command 1
try results r.db --merge new.db
try yield varied --chips 2 --starts 2 --jobs 1
try yield sources --chips 2 --jobs 1 --pass 'converged && (time < 1 || energy < 0)' --json
try yield recall --chips 2 --jobs 1 --vary sigma-rp=1%,50%
try margin recall --of w,rp --resolution 10% --reach 1.1 --jobs 1 --pass 'time < 1'
try margin recall --of vdw --chips 2 --resolution 10% --reach 1.1 --jobs 1 --json
try setup-ngspice
"$spinfield" setup-ngspice -q
try setup-ngspice --json
try setup-ngspice --undo

# Few addresses: OpenBLAS must not wait for memory for ever. 127: not even the libraries have room.
"$spinfield" gen recall -n 300 -p 3 -o large -q
cat m.csv >large.csv
seq -f 'track,dwin,5u,0,2%03g,100' 1 240 >>large.csv
for kilobytes in 60000 150000 180000 250000; do
    for command in 'solve large' \
        'fit large.csv --fix length=100n --fix width=20n --fix position=0.5 --fix rp=600 --fix rap=1800 --fix vleak=-5'; do
        # shellcheck disable=SC2086,SC3045  # words on purpose; dash and bash have ulimit -v
        (ulimit -v $kilobytes && exec timeout 60 "$spinfield" $command -q) >"$folder/found" 2>&1
        code=$?
        case $code-$(wc -l <"$folder/found") in
        0-0 | 1-0 | 4-1 | 127-*) ;;
        *)
            echo "'$command' with $kilobytes kB of addresses: exit code $code"
            cat "$folder/found"
            failed=1
            ;;
        esac
    done
done
rm large*

try_slowly solve recall --html new.html
try_slowly report image --html new.html
try_slowly report cut --html new.html
for diagram in walls waves state energy power cost; do
    try_slowly plot cut -w $diagram -o new.svg
done
try_slowly plot image -w state -o new.png --json
try_slowly results r.db --html new.html
try_slowly yield sources --chips 2 --jobs 1 --html new.html
try_slowly yield recall --chips 2 --jobs 1 --vary sigma-rp=1%,2% --vary w=0.1,0.2 --html new.html
try_slowly margin recall --of w,rp --starts 2 --resolution 10% --reach 1.1 --jobs 1 --pass 'time < 1' --html new.html
try_slowly run recall
try_slowly run varied --html new.html --json
try_slowly compare recall
try_slowly compare cut --html new.html --json

[ $failed -eq 0 ]
