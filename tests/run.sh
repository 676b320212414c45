#!/bin/sh
# Every test of the project, from the built checkout: `make check` runs it. Exit code 0 when all pass.
set -u
cd "$(dirname "$0")/.." || exit 1
passed=0
failed=0

step() {
    name=$1
    shift
    printf '\n== %s\n' "$name"
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf '== FAILED: %s\n' "$name"
    fi
}

# The small suites, one after the other in one process, which valgrind then sees whole.
under_valgrind() {
    for suite in base deck device fit graph matrix maxcut measures network picture problem raw report rudy; do
        CK_FORK=no CK_RUN_SUITE=$suite valgrind -q --error-exitcode=1 --leak-check=full \
            --errors-for-leak-kinds=definite --suppressions=tests/valgrind.supp build/tests/spinfield-tests || return 1
    done
}

debians_code_model() {
    dpkg -L libngspice0 ngspice | grep '/analog\.cm$' | head -n 1
}

# libngspice asks getpwuid for the home whose .spiceinit it reads, and must get the host's answer.
host_answers_for_home() {
    nm -D --defined-only build/spinfield-ngspice | grep -q ' T getpwuid$'
}

step 'tests' build/tests/spinfield-tests
step 'tests under the address and undefined-behaviour sanitizers' \
    env SPINFIELD=build/asan/spinfield LSAN_OPTIONS=suppressions=tests/lsan.supp:print_suppressions=0 \
    build/asan/spinfield-tests
step 'small tests under valgrind' under_valgrind
step 'device tables have the sizes of Debian'\''s' build/tests/check-abi build/dwmtj.cm "$(debians_code_model)"
step 'no .spiceinit of the user reaches the host' host_answers_for_home
step 'quality suite of the device' build/spinfield-qa qa/*.qa
step 'a few figures of the publication' build/spinfield-paper --quick
step 'figures of docs/device.md' figures/make.sh --check
step 'schematics in xschem give what decks give' tests/test_xschem.sh
step 'an installation works and goes away whole' tests/test_install.sh
step 'pages of reports in headless Chromium' tests/check_html.sh
step 'files open in ngspice, gnuplot and Octave; reports keep to their schema' tests/test_tools.sh
step 'a release builds without git' tests/test_dist.sh
step 'commands of README.md and of the tutorial' tests/check_tutorial.sh
step 'documents agree with the code' tests/check_docs.sh

printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
