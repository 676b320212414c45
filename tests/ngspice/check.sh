#!/bin/sh
# check.sh BUILD [STEP...]: runs the steps of the tests that concern ngspice, or those named, with what is built in BUILD.
# `make check-ngspice` runs it. The tests look for what they test in build/. Where BUILD is another folder, they run in a
# copy of the checkout, BUILD/checkout, whose build/ is BUILD: so several versions of ngspice live side by side.
set -eu
build=$(realpath "$1")
shift
cd "$(dirname "$0")/../.."

described=$(sed -n 's/^ngspice //p' "$build/libngspice/facts")
if [ "$build" != "$PWD/build" ]; then
    rm -rf "$build/checkout"
    mkdir "$build/checkout"
    # but for what is built
    find . \( -name .git -o -type d -exec test -e '{}/libngspice/facts' ';' \) -prune -o -type f -print0 |
        xargs -0 cp -a --parents -t "$build/checkout"
    ln -s "$build" "$build/checkout/build"
    cd "$build/checkout"
fi
echo "ngspice $described: $(sed -n 's/^library //p' build/libngspice/facts)"
if [ $# -eq 0 ]; then
    # shellcheck disable=SC2046  # a list of words on purpose
    set -- $(tests/step.sh --list-ngspice)
fi
tests/run.sh "$@"
