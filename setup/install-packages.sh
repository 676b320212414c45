#!/bin/sh
# install-packages.sh LIST...: installs the packages of these files that are missing. Does nothing, and needs no network,
# when none is.
set -eu

missing=
packages=$(sed 's/#.*//' "$@")
for package in $packages; do
    state=$(dpkg-query -W -f '${db:Status-Abbrev}' "$package" 2>/dev/null) || state=
    case $state in ii*) ;; *) missing="$missing $package" ;; esac
done
[ -n "$missing" ] || exit 0

give_up() {
    echo "setup: error: $1; as root, run: apt-get update && apt-get install --no-install-recommends$missing" >&2
    exit 1
}

if [ "$(id -u)" -eq 0 ]; then
    as_root=
elif command -v sudo >/dev/null; then
    as_root=sudo
else
    give_up 'packages are missing, and there is no sudo'
fi

echo "setup: installing$missing" >&2
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -q >&2 || give_up 'apt-get update failed'
# shellcheck disable=SC2086  # the list is words on purpose
$as_root apt-get install -q -y --no-install-recommends $missing >&2 || give_up 'apt-get install failed'
