#!/bin/sh
# run.sh RUNS [TARGET...]: runs the fuzz targets in build/fuzz, or those named, RUNS times each, one after the other. Prints
# executions and findings; exit code 1 where there is one, and the input is build/fuzz/findings/TARGET-... then. What a target
# learns stays in build/fuzz/corpus. `make fuzz` runs it.
#
# run.sh --check: the short run of `make check`. Every seed, then the same few thousand inputs each time.
set -u
cd "$(dirname "$0")/../.." || exit 1
fuzz=build/fuzz
seeds=tests/fuzz/seeds
runs=$1
shift
# shellcheck disable=SC2046  # names are words on purpose
[ $# -gt 0 ] || set -- $(ls $seeds) # each target has its seeds

scratch=$(mktemp -d) || exit 4
trap 'rm -rf "$scratch"' EXIT
mkdir -p $fuzz/findings
failed=0

# Inputs of up to 1,200 bytes; one takes a second at most, and 1 GB.
fuzz() {
    "$fuzz/$target" "$@" $seeds/"$target" -dict=tests/fuzz/words/"$target" -max_len=1200 -timeout=10 -rss_limit_mb=1000 \
        -artifact_prefix=$fuzz/findings/"$target"- -print_final_stats=1 >"$scratch/log" 2>&1
}

for target; do
    began=$(date +%s)
    if [ "$runs" = --check ]; then
        mkdir -p "$scratch/$target"
        fuzz "$scratch/$target" -runs=4000 -seed=1
    else
        mkdir -p "$fuzz/corpus/$target"
        fuzz "$fuzz/corpus/$target" -runs="$runs"
    fi
    status=$?
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$scratch/log")
    seconds=$(($(date +%s) - began))
    if [ $status -eq 0 ]; then
        printf '%-14s %12s executions, %6s s, no finding\n' "$target" "$executions" $seconds
    else
        printf '%-14s %12s executions, %6s s, FOUND:\n' "$target" "${executions:-?}" $seconds
        grep -v '^#\|NEW_FUNC' "$scratch/log" | tail -n 60
        failed=1
    fi
done
exit $failed
