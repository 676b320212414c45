#!/bin/sh
# run.sh [-n] [STEP...]: every test of the project, or the steps named, from the built checkout: `make check` runs it. A
# name that ends in a colon stands for all steps that begin so; tests/step.sh --list prints all names. As many steps as
# there are cores run side by side, or JOBS of them. The last line counts them; exit code 0 when all pass. -n prints the
# names of the steps and runs none.
set -u
cd "$(dirname "$0")/.." || exit 1

longest=3600 # s: what takes so long hangs, on any machine
print_only=
if [ "${1-}" = -n ]; then
    print_only=yes
    shift
fi
steps=$(tests/step.sh --list) || exit 1
if [ $# -gt 0 ]; then
    listed=$steps
    named=$(tests/step.sh --list-ngspice) # some of these are not in the list
    steps=
    for wanted; do
        case $wanted in
        *:) found=$(echo "$listed" | awk -v w="$wanted" 'index($0, w) == 1') ;;
        *) found=$(printf '%s\n' "$listed" "$named" | grep -xFm 1 -e "$wanted") ;;
        esac
        if [ -z "$found" ]; then
            echo "run.sh: error: there is no step '$wanted'; tests/step.sh --list prints all" >&2
            exit 2
        fi
        steps="$steps $found"
    done
fi

if [ -n "$print_only" ]; then
    # shellcheck disable=SC2086  # a list of words on purpose
    printf '%s\n' $steps
    exit
fi

results=$(mktemp -d) || exit 1
mark=SPINFIELD_CHECK=$results # in the environment of every process of the steps

marked() {
    grep -lszxF "$mark" /proc/[0-9]*/environ | tr -dc '0-9\n'
}

# Ends all that the steps have started, at the latest after five seconds.
# shellcheck disable=SC2046  # numbers of processes are words on purpose
stop() {
    trap '' HUP INT TERM
    tries=5
    while [ $tries -gt 0 ] && [ -n "$(marked)" ]; do
        kill -TERM $(marked) 2>/dev/null
        sleep 1
        tries=$((tries - 1))
    done
    kill -KILL $(marked) 2>/dev/null
    rm -rf "$results"
    echo "run.sh: stopped by a signal" >&2
    exit "$1"
}
trap 'stop 129' HUP
trap 'stop 130' INT
trap 'stop 143' TERM

# A shell starts what is in its background deaf to INT and QUIT, and tests send these.
# shellcheck disable=SC2086  # a list of words on purpose
printf '%s\n' $steps | env --default-signal=INT,QUIT "$mark" RESULTS="$results" \
    xargs -P "${JOBS:-$(nproc)}" -n 1 timeout "$longest" tests/step.sh &
wait $!

# shellcheck disable=SC2086
set -- $steps
failed=
passed=0
for step; do
    if [ "$(cat "$results/$step" 2>/dev/null)" = 0 ]; then
        passed=$((passed + 1))
    else
        failed="$failed $step"
    fi
done
rm -rf "$results"
[ -z "$failed" ] || printf '\nfailed:%s\n' "$failed"
printf '\n%d passed, %d failed\n' $passed $(($# - passed))
[ -z "$failed" ]
