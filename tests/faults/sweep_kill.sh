#!/bin/bash
# sweep_kill.sh short|long|KILLS: does a sweep that is killed lose nothing, repeat nothing and end with the same results?
#
# Sweeps with the solver, in threads, and with ngspice, in processes, get SIGKILL at KILLS moments in all (12, 1000),
# drawn at random, with always the same seed, from a time that most sweeps do not end in. Where a kill comes and how much
# was done by then depends on the machine; what is asked does not:
# - after each kill, the store can be read, and has all rows that it had before, unchanged: none is lost or run again;
# - the same command goes on with it;
# - what is exported at the end is byte for byte what a sweep without a kill gives;
# - a store that is whole is one file.
# SPINFIELD names another build of the program. Run it after 'make'.
set -eu
case ${1-} in
short) kills=12 ;;
long) kills=1000 ;;
*[!0-9]* | '')
    echo 'usage: sweep_kill.sh short|long|KILLS' >&2
    exit 2
    ;;
*) kills=$1 ;;
esac
cd "$(dirname "$0")/../.."
program=$(readlink -f "${SPINFIELD:-build/spinfield}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export LC_ALL=C
cd "$scratch"
"$program" gen recall -n 24 -o net -q
wrong=0 killed=0 finished=0
RANDOM=1 # of bash: the delays below

complain() {
    wrong=$((wrong + 1))
    echo "sweep_kill.sh: error: $engine, after kill $killed: $1" >&2
}

sweep() { # STORE
    # shellcheck disable=SC2086  # words on purpose
    "$program" sweep net $plan --engine "$engine" --jobs 2 -q -o "$1"
}

# The rows of a store.
rows() {
    "$program" results "$1" --csv -
}

# Kills the sweep into db once, after a part of $whole ms, and looks at what is left.
kill_once() {
    local delay started code=0
    delay=$(awk "BEGIN { printf \"%.4f\", $whole * $RANDOM / 32768 / 1000 }")
    # shellcheck disable=SC2086
    "$program" sweep net $plan --engine "$engine" --jobs 2 -q -o db 2>error &
    started=$!
    sleep "$delay"
    kill -KILL "$started" 2>/dev/null || true
    wait "$started" 2>/dev/null || code=$?
    case $code in
    # the window follows what a sweep takes now, as the machine's load may change
    0) finished=$((finished + 1)) whole=$((whole * 3 / 4 + 1)) ;;
    137) killed=$((killed + 1)) whole=$((whole * 9 / 8 + 1)) ;;
    *) complain "exit code $code: $(cat error)" ;;
    esac
    if ! rows db >now.csv 2>error; then
        # it was killed before it had made its tables
        [ ! -s before.csv ] || complain "the store cannot be read any more: $(cat error)"
        return
    fi
    # all rows that were there are there, and all are those of the undisturbed sweep
    [ -z "$(comm -23 <(sort before.csv) <(sort now.csv))" ] || complain 'rows were lost or changed'
    [ -z "$(comm -13 <(sort whole.csv) <(sort now.csv))" ] || complain 'there are other rows'
    mv now.csv before.csv
}

# kill_sweeps ENGINE KILLS PLAN: sweeps of this plan until there were so many kills.
kill_sweeps() {
    engine=$1 plan=$3
    local until=$((killed + $2)) begun
    rm -f whole db*
    begun=$(date +%s%N)
    sweep whole
    whole=$((($(date +%s%N) - begun) / 1000000 + 1))
    rows whole >whole.csv
    while [ "$killed" -lt "$until" ] && [ "$wrong" -eq 0 ]; do
        rm -f db*
        : >before.csv
        # a few kills each, so that most come in the midst of a sweep
        for _ in 1 2 3 4 5 6; do
            [ "$killed" -lt "$until" ] && kill_once
        done
        sweep db || complain 'the sweep does not go on'
        rows db >now.csv
        cmp -s whole.csv now.csv || complain 'the results differ from those of an undisturbed sweep'
        [ "$(echo db*)" = db ] || complain "there are $(echo db*)"
    done
}

kill_sweeps solver $((kills - kills / 6)) '--vary w=20m:100m:4 --seeds 50'
kill_sweeps ngspice $((kills / 6)) '--vary w=50m,100m --seeds 4'
echo "$killed kills, $finished sweeps were done before; $wrong wrong"
[ "$wrong" -eq 0 ]
