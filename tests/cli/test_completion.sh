#!/bin/bash
# test_completion.sh PROGRAM FILE: what FILE makes bash offer for command lines of PROGRAM. Says nothing when all is
# well; otherwise one line, and exit code 1.
set -u
export LC_ALL=C.UTF-8
program=$(realpath "$1")
# shellcheck source=/dev/null
. "$2"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
mkdir folder
touch net.json net.raw net.report.json other.json 'two words.csv'

# What is offered for the last of the words, sorted, in one line.
offered() {
    COMP_WORDS=("$program" "$@")
    COMP_CWORD=$#
    COMPREPLY=()
    _spinfield
    printf '%s\n' "${COMPREPLY[@]}" | sort | tr '\n' ' '
}

# expect OFFER WORD...
expect() {
    local expected=$1
    shift
    local got
    got=$(offered "$@")
    if [[ $got != "$expected " ]]; then
        echo "test_completion: error: 'spinfield $*' offers '$got', not '$expected'" >&2
        exit 1
    fi
}

commands=$("$program" --help | sed -nE 's/^  ([a-z-]+) .*/\1/p')
expect "$(printf '%s\n' --help --version "$commands" | sort | tr '\n' ' ' | sed 's/ $//')" ''
expect 'report' rep
expect 'recall' gen rec
expect 'rnd' graph rn
expect 'spinglass2g spinglass2pm' graph spinglass2
expect 'folder net other' run ''
expect 'net' solve -q n
expect 'folder net net.raw other' report ''
expect 'two words.csv' gen custom tw
expect 'two words.csv' report net --csv = tw
expect 'two words.csv' report net --csv tw
expect 'mean sign sum' gen recall --weights = ''
expect 'sign' gen recall --weights = si
expect 'auto eq4 loaded' gen maxcut --vdw ''
expect 'signals state' plot net --what = s
expect '--patience=' run --pat
expect '--pattern= --patterns=' gen recall --patt
expect '--json' params --j
expect '' nonsense --

# No option is left out, of no command.
for command in $commands; do
    tasks=$("$program" "$command" --help | sed -nE 's/^  ([a-z]+) .*/\1/p')
    for task in ${tasks:-none}; do
        words=("$command")
        [[ $task == none ]] || words+=("$task")
        help=$("$program" "${words[@]}" --help | grep -oE '^ +(-., )?--[a-z-]+=?' | grep -oE -- '--.*' | sort | tr '\n' ' ')
        expect "${help% }" "${words[@]}" --
    done
done
