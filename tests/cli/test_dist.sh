#!/bin/sh
# test_dist.sh: what `make dist` makes builds without git and runs. Says nothing when all is well; otherwise one line, and
# exit code 1. Where there is no git, as in an unpacked release, there is nothing to test. NGSPICE_SRC is the
# source of ngspice, build/ngspice by default.
set -eu
export LC_ALL=C.UTF-8 # as Debian has everywhere: one order of sorting, whoever runs it
cd "$(dirname "$0")/../.."
if ! git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    echo 'no git here: nothing to test'
    exit 0
fi
repository=$PWD
ngspice=$(sed -n 's/^source //p' build/libngspice/facts) # the one that was built for
ngspice=$(realpath "${ngspice:-build/ngspice}")
ngspice_prefix=$(sed -n 's/^prefix //p' build/libngspice/facts)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

wrong() {
    echo "test_dist: error: $*" >&2
    exit 1
}

make -s --no-print-directory dist
version=$(sed -n 's/.*SPINFIELD_VERSION "\(.*\)"/\1/p' base/version.h)
[ "$version" = "$(sed -n '1s/.*(\(.*\)).*/\1/p' debian/changelog)" ] || wrong "debian/changelog is not of version $version"
grep -q "^## $version" CHANGELOG.md || wrong "CHANGELOG.md has nothing on version $version"
tar -xzf "build/spinfield-$version.tar.gz" -C "$scratch"
cd "$scratch/spinfield-$version"
# Objects of the same sources are not compiled again: the dependencies beside them name every file that they came from,
# and make compiles, and fails, where the release lacks one. It links the program and builds the code model; with what
# compiles fastest, since the flags are not what is tested.
if (cd "$repository" && git diff --quiet HEAD); then
    mkdir build
    (
        cd "$repository"
        git ls-files -z | xargs -0 cp --parents --attributes-only --preserve=timestamps -t "$scratch/spinfield-$version"
        cd build
        cp -a base models netgen report spice solver cli codemodel cmpp libngspice "$scratch/spinfield-$version/build"
    )
fi
GIT_DIR=/nowhere make -s --no-print-directory NGSPICE_SRC="$ngspice" NGSPICE_PREFIX="$ngspice_prefix" CFLAGS=-O0 WARNINGS= \
    CM_FLAGS='-std=gnu11 -O0 -fPIC -fvisibility=hidden -w' >"$scratch/make.out" 2>&1 ||
    wrong "the release does not build: $(tail -n 3 "$scratch/make.out")"
[ "$(build/spinfield --version)" = "spinfield $version" ] || wrong 'the release is of another version'
build/spinfield gen recall -n 6 -q -o six
build/spinfield run six -q || wrong 'the release does not run a network'
