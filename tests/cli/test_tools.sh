#!/bin/sh
# test_tools.sh: raw and CSV files open in ngspice, gnuplot and Octave with the figures of the report, and reports keep to
# docs/report.schema.json. Run it after 'make'. Says nothing when all is well; otherwise one line, and exit code 1.
set -eu
export LC_ALL=C.UTF-8 # as Debian has everywhere: one order of sorting, whoever runs it
cd "$(dirname "$0")/../.."
repository=$PWD
spinfield=$repository/build/spinfield
schema=$repository/docs/report.schema.json
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

wrong() {
    echo "test_tools: error: $*" >&2
    exit 1
}

# ---- Files in other tools ----

# The value of a key in a report of one key a line.
figure() {
    sed -nE "s/^ *\"$1\": ([^,]*),?$/\1/p" recall.report.json
}

# expect FILE NAME VALUE: a line "NAME = VALUE" in FILE, to ten digits: tools print twelve, and sum in an order of their own.
expect() {
    awk -F ' = ' -v name="$2" -v value="$3" '
        $1 == name { found = 1; d = $2 - value; if (d < 0) d = -d; good = d <= 1e-10 * (value < 0 ? -value : value) }
        END { exit !(found && good) }' "$1" || wrong "$1 has another $2 than $3: $(cat "$1")"
}

expect_figures() {
    expect "$1" "${2}points" "$(figure time_points)"
    expect "$1" "${2}last_time" "$(figure time_to_solution_s)" # a run stops when the last wall rests
    expect "$1" "${2}peak_power" "$(figure peak_power_w)"
}

"$spinfield" gen recall -n 12 -p 2 --seed 5 -q -o recall
"$spinfield" run recall -q
"$spinfield" report recall --waves waves.csv -q
last_soma_0=$(tail -n 1 waves.csv | cut -d , -f 5)

ngspice -b "$repository/examples/waves.sp" >ngspice.out 2>&1 || wrong "ngspice: $(cat ngspice.out)"
expect_figures ngspice.out ''
expect ngspice.out last_soma_0 "$last_soma_0"

gnuplot -c "$repository/examples/waves.gp" waves.csv recall.raw 2>gnuplot.out || wrong "gnuplot: $(cat gnuplot.out)"
expect_figures gnuplot.out 'csv '
expect_figures gnuplot.out 'raw '
expect gnuplot.out 'csv last_soma_0' "$last_soma_0"

octave-cli -qf "$repository/examples/waves.m" waves.csv recall.raw >octave.out 2>octave.err || wrong "Octave: $(cat octave.err)"
for from in 'csv ' 'raw '; do
    expect_figures octave.out "$from"
    expect octave.out "${from}last_soma_0" "$last_soma_0"
    expect octave.out "${from}energy" "$(figure energy_j)"
done

# ---- The schemas ----

# Reports wait in files, good.NUMBER.json and bad.NUMBER.json, with what they are in kinds: all of a schema are looked at in
# one run, since the start of the tool takes longer than that.
reports=0

# against NAME: from here on reports are of docs/NAME.schema.json; those that wait are held against theirs.
against() {
    check_reports
    schema=$repository/docs/$1.schema.json
}

# good COMMAND...: what it prints keeps to the schema.
good() {
    reports=$((reports + 1))
    "$spinfield" "$@" >good.json || [ $? -eq 1 ] || wrong "spinfield $* failed"
    cp good.json good.$reports.json
    echo "good.$reports.json 'spinfield $*' does not keep to the schema" >>kinds
}

# bad EXPRESSION: the last report changed by sed does not.
bad() {
    reports=$((reports + 1))
    sed -E "$1" good.json >bad.$reports.json
    ! cmp -s good.json bad.$reports.json || wrong "'$1' changes nothing"
    echo "bad.$reports.json the schema takes a report changed by '$1'" >>kinds
}

check_reports() {
    [ -e kinds ] || return 0
    # shellcheck disable=SC2046  # words on purpose
    jsonschema --output pretty $(sed 's/^\([^ ]*\) .*/-i \1/' kinds) "$schema" >schema.out 2>&1 || [ $? -eq 1 ] ||
        wrong "jsonschema: $(cat schema.out)"
    while read -r file fault; do
        if grep -qxF "===[SUCCESS]===($file)===" schema.out; then verdict=good; else verdict=bad; fi
        [ "${file%%.*}" = $verdict ] || wrong "$fault: $(sed -n "/^===.*($file)===/,/^---/p" schema.out | head -n 12)"
        [ $verdict = good ] || grep -qxF "===[ValidationError]===($file)===" schema.out || wrong "$file: $(cat schema.out)"
    done <kinds
    rm kinds
}

printf '5 6\n1 2\n2 3\n3 4\n4 5\n5 1\n1 3\n' >graph
printf '0, 0.1, -0.1\n0.1, 0, 0.05\n-0.1, 0.05, 0\n' >weights
printf 'P1\n3 2\n1 0 1\n0 1 0\n' >picture
"$spinfield" gen maxcut graph --optimum 5 -q -o cut
"$spinfield" gen custom weights --start 011 -q -o custom
"$spinfield" gen image picture --distort 0.2 -q -o image
good run custom --json
good solve image --json
printf '0, -0.1, 0.1\n0.1, 0, -0.1\n-0.1, 0.1, 0\n' >ring
"$spinfield" gen custom ring --start 101 --vdw loaded -q -o ring
good solve ring --json
grep -q '"unrest": {' good.json || wrong "the ring came to rest"
bad 's/"oscillating": 3/"oscillating": -3/'
good report recall --json
bad 's/"n": 12/"n": 1/'
bad 's/"n": 12/"neurons": 12/'
bad 's/"state": "1/"state": "2/'
bad 's/"engine": "raw file"/"engine": "spice"/'
bad '/"matched_pattern"/d'
bad 's/"recall"/"maxcut"/'
bad 's/"converged": true/"converged": false/'
good solve recall --stop 30n --json # not converged
bad '/"moving"/d'
good solve cut --json
bad '/"cut"/d'
good solve cut --starts 4 --json
good search cut --runs 60 --json
good search cut --engine ngspice --runs 3 --json
good search cut --runs 6 --target 0 --json
bad 's/"median": [^,]*/"median": null/'
printf '3 3\n1 1 5\n1 2 2\n3 3 -1\n' >form
printf '3 1 1 2 2 1\n' >numbers
"$spinfield" gen qubo form --optimum -1 -q -o qubo
"$spinfield" gen ising form --maximize -q -o ising
"$spinfield" gen partition numbers -q -o partition
"$spinfield" gen color graph -k 3 -q -o color
good solve qubo --json
grep -q '"notes": \[$' good.json || wrong 'the report of a QUBO has no note'
bad '/"qubo_value"/d'
good search ising --runs 3 --json
bad 's/"ising_energy"/"cut"/'
good solve partition --json
bad '/"sum_on"/d'
good solve color --json
bad 's/"conflicts": /"conflicts": -1/'
"$spinfield" gen boltzmann and --stop 1u -q -o gate
good solve gate --json
bad 's/"share": /"share": -/'
bad 's/"distribution"/"distributions"/'
printf 'source,target\nada,bob\nbob,cy\ncy,ada\n' >named.csv
"$spinfield" gen maxcut named.csv -q -o named
good solve named --json
bad 's/"cy"/7/'

# Yield and margins have schemas of their own.
against yield
"$spinfield" gen recall -n 12 --vdw loaded --sigma-rp 5% --sigma-w 5% -q -o chips
good yield chips --chips 4 --starts 2 --json
bad 's/"passed": /"passed": -/'
bad 's/"option": "sigma-rp"/"option": 5/'
good yield chips --chips 2 --vary stop=90n,2u --vary load=40n,100n --pass 'time < 1f' --json # with runs that fail
grep -q '"clause": "time < 1f"' good.json || wrong 'the criterion is no reason'
bad 's/"kind": "criterion"/"kind": "other"/'
against margin
good margin chips --of w,sigma-rp --chips 2 --reach 8 --resolution 5% --pass 'accuracy >= 0 && time < 1' --json
bad '/"distance"/d'
bad 's/"end": "(fails|limit|reach)"/"end": "other"/'
against report

# Every key is in it, and no other. Lists and objects are in no table.
"$spinfield" report recall --csv figures.csv -q
{ head -n 1 figures.csv | tr ',' '\n'; echo nodes; echo notes; echo search; echo unrest; echo distribution; echo made_by; echo machine; } | sort >keys
sed -n '/^  "properties"/,/^  "required"/s/^    "\([a-z_]*\)": {.*/\1/p' "$schema" | sort >described
difference=$(comm -3 keys described | tr -d '\t' | tr '\n' ' ')
[ -z "$difference" ] || wrong "the report and the schema do not both have: $difference"
