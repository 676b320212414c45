#!/bin/sh
# run.sh short|long: every test of this folder, with a part of the faults or with all of them. `make check` runs the short
# form, `make faults` the long one. Whatever fails, a command ends with an exit code and a line that say so, and leaves no
# file that is not whole.
set -u
cd "$(dirname "$0")" || exit 1
failed=0
for test in ./*.sh; do
    [ "$test" = ./run.sh ] || "$test" "${1-short}" || {
        echo "FAILED: tests/faults/$test"
        failed=1
    }
done
exit $failed
