#!/bin/sh
# make-deb.sh DIR NGSPICE: builds the Debian packages from a copy of the source in DIR, puts them there, and reads them
# with lintian; exit code 1 where it finds something. NGSPICE is the source of ngspice, absolute.
set -eu
cd "$(dirname "$0")/.."
folder=$1
ngspice=$2

rm -rf "$folder"
mkdir -p "$folder/source"
# but for what is built
tar -c --exclude=./build --exclude=./.git . | tar -x -C "$folder/source"
cd "$folder/source"
version=$(dpkg-parsechangelog -S Version)
[ "$version" = "$(sed -n 's/.*SPINFIELD_VERSION "\(.*\)"/\1/p' base/version.h)" ] || {
    echo "make-deb: error: debian/changelog is of version $version, base/version.h of another" >&2
    exit 1
}
NGSPICE_SRC=$ngspice dpkg-buildpackage -b -us -uc >../build.log 2>&1 || {
    tail -n 20 ../build.log >&2
    exit 1
}
cd ..
rm -rf source
lintian --allow-root --fail-on error,warning ./*.changes
ls ./*.deb
