#!/bin/sh
# lint.sh NGSPICE FLAGS: reads all code and scripts with clang-format, cppcheck, clang-tidy and shellcheck, and prints
# what they find; exit code 1 where they find something. NGSPICE is the source of ngspice, FLAGS are the -D and -I that
# the C files are compiled with. `make lint` runs it.
set -u
cd "$(dirname "$0")/.." || exit 1
ngspice=$1
shift

for tool in clang-format cppcheck clang-tidy shellcheck; do
    if ! command -v $tool >/dev/null; then
        echo "lint: error: $tool is missing; 'sudo apt-get install $tool' installs it" >&2
        exit 1
    fi
done

# The files whose names fit the find patterns given, but for what is built.
files() {
    find . -name build -prune -o -type f \( "$@" \) -print | sort
}

failed=0
# shellcheck disable=SC2046  # file names have no blanks here
{
    clang-format --dry-run --Werror $(files -name '*.[ch]') || failed=1
    cppcheck --quiet --error-exitcode=1 --std=c11 --enable=warning,style,performance,portability --inline-suppr \
        '-DSTART_TEST(name)=static void name(int _i)' -DEND_TEST= -j "$(nproc)" "$@" $(files -name '*.c') || failed=1
    # Headers of the system are not read for findings; stderr tells only how many these were.
    files -name '*.c' | xargs -P "$(nproc)" -I FILE clang-tidy --quiet FILE -- -std=c11 \
        $(printf '%s\n' "$@" | sed 's|^-I/|-isystem/|') -isystem "$ngspice/src/include" '-DNGSPICE_VERSION=""' 2>/dev/null || failed=1
    shellcheck $(files -name '*.sh') || failed=1
    shellcheck --shell=bash cli/completion/spinfield || failed=1
}
exit $failed
