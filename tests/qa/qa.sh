#!/bin/sh
# qa.sh [-v] models/DEVICE/qa/SUITE.m: runs a quality suite of a device in ngspice, docs/qa.md; -v also gives the reason
# of every bound. Exit code 0 when all properties pass, 1 when one does not, 2 for an error in the suite, 3 when ngspice
# failed, 4 for disk or memory.
set -u

program=$(realpath "$(dirname "$0")/qa.m")
verbose=
if [ "${1-}" = -v ]; then
    verbose=-v
    shift
fi
if [ $# -ne 1 ] || ! [ -r "$1" ]; then
    echo "qa.sh: error: expected a suite that can be read, models/DEVICE/qa/SUITE.m" >&2
    exit 2
fi
suite=$(realpath "$1")
folder=$(mktemp -d "${TMPDIR:-/tmp}/spinfield-qa-XXXXXX") || exit 4

# shellcheck disable=SC2317  # it is reached by signals
stop() {
    trap '' HUP INT QUIT TERM
    [ -z "${running-}" ] || kill -KILL "-$running" "$running" 2>/dev/null
    wait
    rm -rf "$folder"
    exit "$1"
}
trap 'stop 129' HUP
trap 'stop 130' INT
trap 'stop 131' QUIT
trap 'stop 143' TERM

# No setting of the user reaches Octave or ngspice, which are a session of their own, so that a signal ends them all. A
# process that takes 120 s of processor time hangs.
cd "$folder" || exit 4
# shellcheck disable=SC3045  # Debian's sh has both limits
ulimit -c 0 && ulimit -t 120
# shellcheck disable=SC2086  # no word where it is empty
env -i PATH="$PATH" HOME="$folder" TMPDIR="$folder" LC_ALL=C OMP_NUM_THREADS=1 \
    setsid octave-cli --norc --quiet --no-history "$program" $verbose "$suite" </dev/null &
running=$!
wait $running
code=$?
rm -rf "$folder"
exit $code
