#!/bin/sh
# check_man.sh: do the manual pages say what the program says? Every command has its page, with the options of its
# --help and no others; examples use options that there are; mandoc finds nothing. Says nothing when all is well;
# otherwise one line, and exit code 1. Run it after 'make'. BUILD=dir is where the program is, build by default.
#
# shellcheck disable=SC2086  # lists are words on purpose
set -eu
export LC_ALL=C.UTF-8 # as Debian has everywhere: one order of sorting, whoever runs it
cd "$(dirname "$0")/../.."
build=${BUILD:-build}
program=$build/spinfield
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

disagree() {
    echo "check_man: error: $*" >&2
    exit 1
}

# The words that a help list begins its lines with: commands, or tasks of a command.
listed() {
    "$program" $1 --help | sed -nE 's/^  ([a-z][a-z0-9-]*) .*/\1/p'
}

long_options() {
    grep -oE -- '--[a-z][a-z-]*' | sort -u
}

# All long options of a command, of all its tasks where it has some.
options_of() {
    tasks=$(listed "$1")
    if [ -z "$tasks" ]; then
        "$program" "$1" --help
    else
        for task in $tasks; do
            "$program" "$1" "$task" --help
        done
    fi | grep -E '^ +(-., )?--' | sed -E 's/^ +(-., )?(--[a-z-]+).*/\2/' | long_options
}

commands=$(listed '')
for page in docs/man/*.1; do
    name=${page#docs/man/}
    name=${name%.1}
    [ "$name" = spinfield ] || echo "$commands" | grep -qx -- "${name#spinfield-}" ||
        disagree "$page is about no command; remove it"
done
for source in docs/man/*.[1-9]; do
    page=$scratch/${source#docs/man/}
    docs/man/make-page.sh "$build" <"$source" >"$page"
    # mandoc looks for referenced pages in the system's folders; ours are checked here
    lint=$(mandoc -T lint "$page" 2>&1 | grep -vE 'Xr spinfield|outdated mandoc.db') || true
    [ -z "$lint" ] || disagree "$source: $lint"
    # newer versions of mandoc find this, too
    long=$(awk '/^\.Bd/ { example = 1 } /^\.Ed/ { example = 0 } !example && !/^[.]/ && length($0) > 80 { print; exit }' "$page")
    [ -z "$long" ] || disagree "$source: text on a line of more than 80 bytes: $long"
    bare=$(awk '/^[.](It|El)/ && option { print option; exit } { option = /^[.]It Fl/ ? $0 : "" }' "$page")
    [ -z "$bare" ] || disagree "$source: an option without its text: $bare"
    sed -nE 's/^\.Xr (spinfield[a-z-]*) ([0-9]).*/\1.\2/p' "$source" >"$scratch/references"
    while read -r reference; do
        [ -f "docs/man/$reference" ] || disagree "$source refers to $reference, which is no page"
    done <"$scratch/references"
done
for command in $commands; do
    page=spinfield-$command.1
    [ -f "docs/man/$page" ] || disagree "docs/man/$page is missing: every command has a page; docs/man/spinfield-run.1 is an example"
    grep -qx "\.Xr spinfield-$command 1" docs/man/spinfield.1 || disagree "docs/man/spinfield.1 does not name spinfield-$command"
    options_of "$command" >"$scratch/options-$command"
    sed -n '/^\.It Fl/s/Fl \\-/--/gp' "$scratch/$page" | tr -d '\134' | long_options >"$scratch/in-page"
    difference=$(comm -3 "$scratch/options-$command" "$scratch/in-page" | tr -d '\t')
    [ -z "$difference" ] || disagree "docs/man/$page and 'spinfield $command --help' do not both have $difference"
done

# Lines of examples: "spinfield COMMAND ... --option ...".
sed -nE 's/^(\.Dl )?spinfield ([a-z])/\2/p' docs/man/*.[1-9] >"$scratch/examples"
while read -r command rest; do
    [ -f "$scratch/options-$command" ] || disagree "an example has the command '$command', which there is not"
    for option in $(echo " $rest" | long_options); do
        grep -qx -- "$option" "$scratch/options-$command" ||
            disagree "an example of 'spinfield $command' has $option, which there is not"
    done
done <"$scratch/examples"
