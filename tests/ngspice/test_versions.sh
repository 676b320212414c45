#!/bin/sh
# test_versions.sh BUILD NGSPICE: what does not fit the libngspice that BUILD was made for is refused before anything is
# built or loaded, in one line that says what would fit. NGSPICE is its source. Says nothing when all is well; otherwise
# what is wrong, and exit code 1.
set -eu
cd "$(dirname "$0")/../.."
facts=$1/libngspice/facts
source=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

wrong() {
    echo "test_versions: error: $*" >&2
    exit 1
}

# refused FACTS SOURCE TEXT: make-config.sh says one line that contains TEXT and no other, and writes nothing.
refused() {
    if setup/ngspice/make-config.sh "$1" "$2" "$scratch/config.h" 2>"$scratch/said"; then
        wrong "$1 with $2 is taken, not refused: $3"
    fi
    [ "$(wc -l <"$scratch/said")" -eq 1 ] || wrong "more than a line: $(cat "$scratch/said")"
    grep -qF "$3" "$scratch/said" || wrong "'$(cat "$scratch/said")' does not say '$3'"
    ! [ -e "$scratch/config.h" ] || wrong "a config.h is written all the same: $3"
}
# changed SED: the facts, so changed.
changed() {
    sed "$1" "$facts" >"$scratch/facts"
    ! cmp -s "$facts" "$scratch/facts" || wrong "'$1' changes nothing in $facts"
    echo "$scratch/facts"
}

setup/ngspice/make-config.sh "$facts" "$source" "$scratch/config.h"
cmp "$scratch/config.h" "$1/libngspice/include/ngspice/config.h" || wrong 'config.h is not that of the facts'
rm "$scratch/config.h"

# The source of another version, or none. The first part of a version is enough where the sizes are right.
version=$(sed -n 's/^ngspice \([0-9.]*\) .*/\1/p' "$facts")
mkdir "$scratch/other" "$scratch/none"
echo 'm4_define([ngspice_major_version], [12.3])' >"$scratch/other/configure.ac"
grep -q '^source ' "$facts" || wrong "$facts does not say where the source is from"
sed 's,^source.*,source /some/where,' "$facts" >"$scratch/given"
sed 's/^source.*/source /' "$facts" >"$scratch/downloaded"
refused "$scratch/given" "$scratch/other" "is ngspice $version, but the source in $scratch/other is of ngspice 12.3; expected NGSPICE_SRC=source of ngspice $version"
refused "$scratch/downloaded" "$scratch/other" "expected 'make clean all', which downloads"
refused "$facts" "$scratch/none" "$scratch/none is no source of ngspice"
refused "$(changed "s/^ngspice $version/ngspice ${version%.*}9/")" "$source" "but the source in $source is of"
case $version in *.*) alike=${version%%.*} ;; *) alike=$version.1 ;; esac
setup/ngspice/make-config.sh "$(changed "s/^ngspice $version/ngspice $alike/")" "$source" "$scratch/config.h" ||
    wrong "a library that calls itself $alike is refused, though its sizes are those of $version"
rm "$scratch/config.h"

# Another library than that of the prefix.
refused "$(changed "s,^prefix.*,prefix $scratch,")" "$source" "is loaded, and not the libngspice of NGSPICE_PREFIX=$scratch"

# Features that the library says and its tables do not show, one by one: those that move what is in them.
refused "$(changed 's/ XSPICE)/)/')" "$source" 'was built without XSPICE'
for feature in CIDER RFSPICE WITH_PSS KLU OSDI; do
    grep -qw "$feature" "$source/src/include/ngspice/cktdefs.h" "$source/src/include/ngspice/ifsim.h" || continue # not yet known then
    if grep -qw "$feature" "$facts"; then change="s/$feature //"; else change="s/(/($feature /"; fi
    refused "$(changed "$change")" "$source" "is not what $source describes"
done

# The sizes in the library's tables.
for name in table instance model circuit; do
    refused "$(changed "s/^$name .*/$name 7/")" "$source" ": the $name is of size "
done

# A folder without an ngspice, and one whose source is not given. make puts its own name and the line before the text.
make_refuses() { # TEXT VARIABLE...
    text=$1
    shift
    if make -n --no-print-directory B="$scratch/build" "$@" all >"$scratch/said" 2>&1; then
        wrong "make takes $*"
    fi
    [ "$(wc -l <"$scratch/said")" -eq 1 ] || wrong "make says more than a line: $(cat "$scratch/said")"
    grep -qF "$text" "$scratch/said" || wrong "'$(cat "$scratch/said")' does not say '$text'"
}
mkdir -p "$scratch/none/lib" "$scratch/installed/lib/x86"
make_refuses "NGSPICE_PREFIX=$scratch/none has no lib/libngspice.so" NGSPICE_SRC="$source" NGSPICE_PREFIX="$scratch/none"
: >"$scratch/installed/lib/x86/libngspice.so"
make_refuses "NGSPICE_PREFIX=$scratch/installed needs NGSPICE_SRC=dir" NGSPICE_SRC= NGSPICE_PREFIX="$scratch/installed"

# A source package that cannot be downloaded: no package, no index, a server without sources. In place of apt-get and
# dpkg-query stand two that answer as these do then.
mkdir "$scratch/bin"
fetch_refuses() { # TEXT
    if PATH="$scratch/bin:$PATH" setup/fetch-ngspice.sh "$scratch/fetched" 2>"$scratch/said"; then
        wrong "a source is fetched, though: $1"
    fi
    tail -n 1 "$scratch/said" | grep -qF "$1" || wrong "the last line of '$(cat "$scratch/said")' does not say '$1'"
    ! ls -d "$scratch"/fetched* >/dev/null 2>&1 || wrong "a folder is left behind: $1"
}
instead() { # PROGRAM LINE...
    program=$scratch/bin/$1
    shift
    printf '%s\n' '#!/bin/sh' "$@" >"$program"
    chmod +x "$program"
}
instead dpkg-query 'exit 1'
fetch_refuses 'the package libngspice0-dev is not installed; expected it'
instead dpkg-query 'echo 1:44.2+ds-1~bpo12+1'
instead apt-get ':'
fetch_refuses "apt knows no Debian index, and so no source of ngspice 1:44.2+ds-1~bpo12+1; expected 'make NGSPICE_SRC=dir' with the source of ngspice 44.2 in dir"
for failing in update source; do
    instead apt-get 'case " $* " in *" indextargets "*) echo "|http://deb.debian.org/debian|trixie|main" ;; esac' \
        "case \" \$* \" in *' $failing '*) echo 'E: 404  Not Found' >&2; exit 100 ;; esac"
    fetch_refuses "apt-get cannot download the source of ngspice 1:44.2+ds-1~bpo12+1, see above; expected 'make NGSPICE_SRC=dir' with the source of ngspice 44.2"
done

# ngspice 45.2 and later put a limit in the place of a value beyond it: the interface files give none.
! grep -n 'Limits: *\[' "$1"/codemodel/*/ifspec.ifs >"$scratch/said" || wrong "ngspice would clamp a parameter: $(head -n 1 "$scratch/said")"
