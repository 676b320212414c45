#!/bin/sh
# fetch-ngspice.sh DIR: puts the ngspice source of the installed libngspice's version into DIR.
#
# The source comes through apt with a private configuration: a sources list that turns each "deb" index that
# the system already uses into "deb-src", and lists and cache directories inside DIR. No system file changes. Where it
# fails, the last line says what to do instead.
set -eu
destination=$1

give_up() {
    echo "setup: error: $*" >&2
    exit 1
}

version=$(dpkg-query -W -f '${source:Version}' libngspice0-dev 2>/dev/null) ||
    give_up 'the package libngspice0-dev is not installed; expected it, or NGSPICE_SRC and NGSPICE_PREFIX, docs/portability.md'
release=${version#*:} # of ngspice: without what Debian adds
release=${release%%[-+~]*}
by_hand="expected 'make NGSPICE_SRC=dir' with the source of ngspice $release in dir, docs/portability.md"
work=$destination.part
rm -rf "$work" "$destination"
mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/source"
trap 'rm -rf "$work"' EXIT

# shellcheck disable=SC2016  # the $(...) are for apt-get
apt-get indextargets --format '$(SIGNED_BY)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)' 'Created-By: Packages' 'Origin: Debian' |
    sort -u |
    while IFS='|' read -r key uri suite component; do
        case $key in /*) options=" [signed-by=$key]" ;; *) options= ;; esac
        echo "deb-src$options $uri $suite $component"
    done >"$work/sources.list"
if ! [ -s "$work/sources.list" ]; then
    give_up "apt knows no Debian index, and so no source of ngspice $version; $by_hand, or 'apt-get update' on Debian"
fi

work_path=$(cd "$work" && pwd)
private() {
    (cd "$work/source" && apt-get -q \
        -o Dir::Etc::SourceList="$work_path/sources.list" -o Dir::Etc::SourceParts=/dev/null \
        -o Dir::State::Lists="$work_path/lists" -o Dir::Cache="$work_path/cache" \
        -o APT::Sandbox::User="$(id -un)" "$@") >&2
}
echo "setup: fetching the source of ngspice $version" >&2
if ! private update || ! private source --only-source "ngspice=$version"; then
    give_up "apt-get cannot download the source of ngspice $version, see above; $by_hand"
fi
mv "$work"/source/ngspice-*/ "$destination"
