#!/bin/sh
# kill.sh short|long|MOMENTS: does a signal at any moment leave things as they should be?
#
# A run with a page, in ngspice and gnuplot, and a search with two processes of ngspice get SIGTERM, SIGINT or SIGKILL at
# MOMENTS moments each (8, 200) evenly spread over the time that they take, or what they have started, ngspice's hosts or
# gnuplot, gets SIGKILL.
# Then
# - the program ends by the signal, or was done before; where it lost ngspice the exit code is 3, and
#   4 where it lost gnuplot;
# - nothing that it started is left: all of it holds a pipe, whose end is waited for;
# - every file is the old one or a whole new one, and after TERM and INT all of them alike and none left over;
# - the next run works.
# SPINFIELD names another build of the program. Run it after 'make'.
set -eu
case ${1-} in
short) moments=8 ;;
long) moments=200 ;;
*[!0-9]* | '')
    echo 'usage: kill.sh short|long|MOMENTS' >&2
    exit 2
    ;;
*) moments=$1 ;;
esac
cd "$(dirname "$0")/../.."
program=$(readlink -f "${SPINFIELD:-build/spinfield}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export LC_ALL=C
cd "$scratch"
"$program" graph rnd -n 8 --density 60 --seed 1 -o n -q
"$program" gen maxcut n -o n -q
rm n
wrong=0
left_over=0
ended=0
outputs=

complain() {
    wrong=$((wrong + 1))
    printf 'kill.sh: error: %s, %s after %s s: %s\n' "$what" "$signal" "$delay" "$1" >&2
}

# The states of the outputs: old, new, missing, or broken.
states() {
    for file in $outputs; do
        end=$(tail -c 8 "$file" 2>/dev/null | tr -d '\n\0' || true)
        case $file:$end in
        *:'old one') echo old ;;
        n.raw:*) [ "$(stat -c %s n.raw)" = "$raw_size" ] && echo new || echo broken ;;
        n.report.json:*'}') echo new ;;
        n.html:*'</html>') echo new ;;
        n.csv:*,true) echo new ;;
        *) echo broken ;;
        esac
    done | sort -u | tr '\n' ' '
}

put_old_files() {
    for file in $outputs; do
        echo 'old one' >"$file"
    done
}

run() {
    # shellcheck disable=SC2086  # words on purpose
    "$program" $arguments
}

# One moment of the command `arguments`.
kill_once() {
    case $((moment % 4)) in 0) signal=KILL ;; 1) signal=TERM ;; 2) signal=INT ;; 3) signal=HOST ;; esac
    delay=$(awk "BEGIN { printf \"%.4f\", $whole / 1e9 * $moment / $moments }")
    put_old_files
    # all that runs holds the pipe to cat as its descriptor 9
    # shellcheck disable=SC2086  # words on purpose
    { env --default-signal=INT "$program" $arguments >/dev/null 2>error 9>&1 &
        started=$!
        sleep "$delay"
        if [ "$signal" = HOST ]; then
            host=$(cat /proc/"$started"/task/*/children 2>/dev/null || true) # of every thread
            # shellcheck disable=SC2086  # one child or more or none; gnuplot, too, may be it
            [ -z "$host" ] || kill -KILL $host 2>/dev/null || true
        else
            kill -"$signal" "$started" 2>/dev/null || true
        fi
        code=0
        wait "$started" 2>/dev/null || code=$?
        echo "$code" >code; } 9>&1 | cat >/dev/null
    code=$(cat code)
    state=$(states)
    case $signal:$code in
    *:0) [ "$state" = 'new ' ] || complain "it was done, and files are $state" ;;
    HOST:3 | HOST:4)
        grep -q 'signal 9' error || complain "it says $(cat error)"
        [ "$state" = 'old ' ] || complain "it failed, and files are $state"
        ;;
    TERM:143 | INT:130 | KILL:137) ended=$((ended + 1)) ;;
    *) complain "exit code $code: $(cat error)" ;;
    esac
    case $state in *broken*) complain "files are $state" ;; esac
    case $signal:$state in
    KILL:*) ;;
    *' '*' ') complain "some files are new and some old" ;;
    esac
    rest=$(find . -name '.spinfield-*')
    [ -z "$rest" ] || [ "$signal" = KILL ] || complain "$rest is left"
    [ -z "$rest" ] || left_over=$((left_over + 1))
    find . -name '.spinfield-*' -delete
    rm -f error code
    [ "$(echo ./* | tr ' ' '\n')" = "$all" ] || complain "there are the files $(echo ./*)"
}

# kill_all WHAT: kills this command at all moments.
kill_all() {
    what=$1
    case $what in
    run) arguments='run n -q --html n.html' outputs='n.raw n.report.json n.html' ;;
    search) arguments='search n -q --engine ngspice --runs 12 --threads 2 --csv n.csv --html n.html' outputs='n.csv n.html' ;;
    esac
    rm -f n.raw n.report.json n.html n.csv
    # shellcheck disable=SC2086  # words on purpose
    all=$(printf './%s\n' n.cir n.json $outputs | sort)
    # How long it takes, the second time: files are in the system's memory then.
    run
    raw_size=$(stat -c %s n.raw 2>/dev/null || true)
    begun=$(date +%s%N)
    run
    whole=$(($(date +%s%N) - begun))
    moment=0
    while [ "$moment" -lt "$moments" ]; do
        moment=$((moment + 1))
        kill_once
    done
    signal=next delay=0
    run || complain 'the next run fails'
    [ "$(states)" = 'new ' ] || complain 'the next run fails'
}

kill_all run
kill_all search
echo "$((2 * moments)) moments, $ended of them ended by the signal, $left_over left a file; $wrong wrong"
[ "$wrong" -eq 0 ]
