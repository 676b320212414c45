#!/bin/sh
# step.sh NAME: one step of the tests; its output is printed whole when it ends, and where $RESULTS is set, a file of this
# name in that folder says how it ended. step.sh --list prints the names of all steps, --list-ngspice of those that
# concern ngspice. tests/run.sh runs them side by side.
#
# To add a step, write a line into command_of and its name into the list below, where its time belongs. Steps share no
# file, folder or display that they write: each has a TMPDIR and a HOME to itself. What they need built is in the target
# `tests` of the Makefile. A step must not depend on how fast the machine is.
set -u
cd "$(dirname "$0")/.." || exit 1

# What takes longest stands first, so that no core is idle at the end. The other suites of the unit tests follow by themselves.
list() {
    {
        echo faults
        echo valgrind
        printf 'sanitizers:%s\n' cli_runs cli_input
        echo tools
        echo tutorial
        printf 'qa:%s\n' motion junction
        echo sanitizers:reference
        printf '%s:solver\n' sanitizers tests
        echo install
        echo python
        echo docs
        echo decks
        echo dist
        printf 'qa:%s\n' memory numerics
        echo html
        echo bits
        echo xschem
        echo mpi
        echo figures
        for suite in models/*/qa/*.m; do
            suite=${suite##*/}
            [ "$suite" = sets.m ] || echo "qa:${suite%.m}" # the parameter sets that the others use
        done
        echo qa-program
        build/tests/spinfield-tests --suites | sed 's/^/sanitizers:/'
        optimised | sed 's/^/tests:/'
        echo fuzz
        echo paper
        echo versions
        echo symbols
        echo threads
        echo home
    } | awk '!seen[$0]++'
}

# Every suite runs under the sanitizers. What is to be seen in the optimised program too is arithmetic, vector code above
# all: in the suites of tests/unit, but for those of pictures that gnuplot draws, and in those of tests/ngspice that ask
# the solver as well. The others start programs, most of them ngspice, whose time is the same in both forms. Cases with the
# tag `samples` draw many thousands of samples, or take millions of steps, in code that other cases of their suite reach
# too: they run here alone, and not under the sanitizers.
optimised() {
    for suite in $(build/tests/spinfield-tests --suites); do
        case $suite in
        page | diagram) continue ;;
        esac
        [ -e "tests/unit/test_$suite.c" ] ||
            grep -qE '#include "(solver|campaign|report/comparison)|, "samples"' tests/*/"test_$suite.c" || continue
        echo "$suite"
    done
}

# What setup/ngspice.mk notes of the ngspice that was built with: its source and the folder where it is installed, empty for
# the system's.
ngspice_fact() {
    sed -n "s/^$1 //p" build/libngspice/facts
}

# The steps which start ngspice, the program or the library, and what is made for a version of it.
list_ngspice() {
    { list | grep -v '^tests:'; build/tests/spinfield-tests --suites | sed 's/^/tests:/'; } | while read -r step; do
        case $step in
        tests:*)
            grep -lqE 'support/(simulate|trials)\.h|spice/spice\.h|ngspice -b|["S] (run|compare) |"(run|compare) ' \
                tests/*/test_"${step#*:}.c" && echo "$step"
            ;;
        qa:* | qa-program | figures | xschem | tools | tutorial | decks | versions | home | python) echo "$step" ;;
        esac
    done
}

# What does not fit libngspice is refused, and the program ngspice is of the same build as the library.
versions() {
    source=$(ngspice_fact source)
    tests/ngspice/test_versions.sh build "${source:-build/ngspice}" || return
    # asked in a .spiceinit, before there is a circuit; with -p 44.2 crashes where there is no display
    mkdir "$TMPDIR/program"
    build/libngspice/measure --questions >"$TMPDIR/program/.spiceinit"
    printf 'a circuit\nr1 1 0 1\n.end\n' >"$TMPDIR/program/one.cir"
    program=$( (cd "$TMPDIR/program" && ngspice -b one.cir 2>&1) | build/libngspice/measure --program)
    [ "$program" = "ngspice $(ngspice_fact ngspice)" ] || {
        echo "$(command -v ngspice || echo 'no ngspice'): the program is '$program', the library ngspice $(ngspice_fact ngspice)"
        return 1
    }
}

# libngspice asks getpwuid for the home whose .spiceinit it reads, and calls usleep when it halts: both must be the host's.
host_answers_libngspice() {
    for function in getpwuid usleep; do
        nm -D --defined-only build/spinfield-ngspice | grep -q " T $function\$" || {
            echo "spinfield-ngspice does not stand in for $function"
            return 1
        }
    done
}

# The sanitizers see everything that valgrind does but reads of values that were never set. So valgrind gets the suites
# that run in one process, without the cases that go through thousands of values: these set nothing that the others do
# not. No MemorySanitizer: it takes all that a library writes for unset, as long as that is built without it.
under_valgrind() {
    CK_FORK=no CK_EXCLUDE_TAGS=variants valgrind -q --error-exitcode=1 --leak-check=full --errors-for-leak-kinds=definite \
        --suppressions=tests/valgrind.supp \
        build/tests/spinfield-tests base deck device fit graph matrix maxcut measures network picture problem raw report rudy
}

two_threads() {
    OPENBLAS_NUM_THREADS=1 valgrind -q --tool=helgrind --error-exitcode=1 --suppressions=tests/helgrind.supp build/tests/threads
}

command_of() {
    case $1 in
    tests:*) CK_RUN_SUITE=${1#*:} build/tests/spinfield-tests ;;
    sanitizers:*) # all tests of a suite in one process: for each, the leak check would read all memory once more
        CK_FORK=no CK_RUN_SUITE=${1#*:} CK_EXCLUDE_TAGS=samples SPINFIELD=build/asan/spinfield \
            LSAN_OPTIONS=suppressions=tests/lsan.supp:print_suppressions=0 build/asan/spinfield-tests
        ;;
    valgrind) under_valgrind ;;
    versions) versions ;;                                                # the ngspice that was built for is the one that runs
    home) host_answers_libngspice ;;                                     # no .spiceinit reaches the host, it halts at once
    symbols) tests/library/symbols.sh ;;                                 # the libraries export spinfield.h alone
    threads) two_threads ;;                                             # use the library at once
    python) tests/python/run.sh ;;                                       # the Python package
    qa:*) tests/qa/qa.sh models/*/qa/"${1#*:}.m" ;;                      # a quality suite of a device
    qa-program) tests/qa/test_qa.sh ;;                                   # what runs them
    paper) build/spinfield-paper --quick ;;                              # a few figures of the publication
    fuzz) tests/fuzz/run.sh --check ;;                                   # each reader, a few thousand damaged files
    faults) tests/faults/run.sh short ;;                                 # what a command needs fails
    figures) docs/figures/make.sh --check ;;                                  # tables of docs/device.md
    xschem) tests/ngspice/test_xschem.sh ;;                                      # schematics in xschem give what decks give
    install) tests/cli/test_install.sh ;;                                    # an installation works and goes away whole
    mpi) tests/mpi/check.sh ;;                                           # campaigns on three ranks
    bits) tests/cli/random_bits.sh ;;                                        # random bits pass a battery of tests
    html) tests/cli/check_html.sh ;;                                         # pages of reports in headless Chromium
    tools) tests/cli/test_tools.sh ;;       # files open in ngspice, gnuplot, Octave; reports keep to their schema
    dist) tests/cli/test_dist.sh ;;         # a release builds without git
    tutorial) tests/docs/check_tutorial.sh ;; # commands of README.md and of the tutorial
    docs) tests/docs/check_docs.sh ;;        # documents agree with the code
    decks) tests/docs/check_decks.sh ;;      # decks of the pages of devices give what the pages quote
    *)
        echo "step.sh: error: there is no step '$1'; --list prints all"
        return 2
        ;;
    esac
}

# Whoever runs the tests, and from where: a step sees the same. make's own variables would tie a make that a step starts
# to the one that runs the tests.
settle_environment() {
    unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES CDPATH COLUMNS DISPLAY WAYLAND_DISPLAY XAUTHORITY XDG_RUNTIME_DIR \
        XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME GNUTERM GREP_OPTIONS LANG LANGUAGE NO_COLOR POSIXLY_CORRECT \
        SPICE_ASCIIRAWFILE SPICE_LIB_DIR SPICE_SCRIPTS SPICE_USERINIT_DIR TZ
    export LC_ALL=C.UTF-8 TERM=dumb HOME="$scratch/home" TMPDIR="$scratch/tmp"
    prefix=$(ngspice_fact prefix)
    [ -z "$prefix" ] || export PATH="$prefix/bin:$PATH"
    umask 022
}

case $1 in
--list)
    list
    exit
    ;;
--list-ngspice)
    list_ngspice
    exit
    ;;
esac

name=$1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
mkdir "$scratch/home" "$scratch/tmp"
begun=$(date +%s)
(
    settle_environment
    command_of "$name"
) >"$scratch/output" 2>&1 </dev/null
code=$?
seconds=$(($(date +%s) - begun))
{
    flock 9 # one step prints at a time
    if [ $code -eq 0 ]; then
        printf '\n== %s, %d s\n' "$name" $seconds
    else
        printf '\n== FAILED: %s, %d s, exit code %d\n' "$name" $seconds $code
    fi
    cat "$scratch/output"
} 9<tests/step.sh
[ -z "${RESULTS-}" ] || echo $code >"$RESULTS/$name"
exit $code
