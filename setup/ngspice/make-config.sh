#!/bin/sh
# make-config.sh FACTS SOURCE CONFIG: writes CONFIG, the config.h for ngspice's headers in SOURCE that fits the library
# which FACTS describes (setup/ngspice/measure.c). Where the two do not fit it says in one line what would, writes nothing, and
# ends with exit code 1. CC is the compiler.
set -eu
facts=$1
source=$2
config=$3
here=$(dirname "$0")

give_up() {
    echo "setup: error: $*" >&2
    exit 1
}
fact() { # NAME: its value
    sed -n "s/^$1 //p" "$facts"
}

library=$(fact library)
described=$(fact ngspice)
version=${described%% *}
features=$(echo "$described" | tr -d '()' | cut -s -d ' ' -f 2-)

fitting="NGSPICE_SRC=source of ngspice $version"
[ -n "$(fact source)" ] || fitting="'make clean all', which downloads the source of ngspice $version" # that is of a library before

prefix=$(fact prefix)
if [ -n "$prefix" ]; then
    case $library in "$(realpath "$prefix")"/*) ;; *)
        give_up "$library is loaded, and not the libngspice of NGSPICE_PREFIX=$prefix; expected no LD_LIBRARY_PATH or LD_PRELOAD to it"
        ;;
    esac
fi
[ -r "$source/configure.ac" ] || give_up "$source is no source of ngspice: it has no configure.ac; expected $fitting"
of_source=$(sed -n 's/^m4_define(\[ngspice_major_version\], \[\([0-9.]*\)\])/\1/p' "$source/configure.ac")
# A library may name itself by the first part of its version only: the sizes below decide.
case $of_source. in "$version".*) ;; *)
    case $version. in "$of_source".*) ;; *)
        give_up "$library is ngspice $version, but the source in $source is of ngspice ${of_source:-?}; expected" \
            "$fitting, or NGSPICE_PREFIX=folder where ngspice ${of_source:-?} is installed"
        ;;
    esac
    ;;
esac
case " $features " in *" XSPICE "*) ;; *)
    give_up "$library was built without XSPICE and takes no code models; expected one that was built with --enable-xspice"
    ;;
esac

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/ngspice"
new=$folder/ngspice/config.h
{
    cat "$here/config.h.in"
    printf '\n'
    # shellcheck disable=SC2086  # a list of words on purpose
    printf '#define %s 1\n' $features
} >"$new"

${CC:-cc} -std=gnu11 -w -I"$folder" -I"$source/src/include" -o "$folder/sizes" "$here/sizes.c" >"$folder/said" 2>&1 ||
    give_up "the headers of ngspice in $source cannot be compiled: $(grep -m 1 error "$folder/said")"
"$folder/sizes" >"$folder/expected"
while read -r name size; do
    found=$(fact "$name")
    [ "$found" = "$size" ] ||
        give_up "$library is not what $source describes: the $name is of size $size there and $found in the library; expected" \
            "NGSPICE_SRC=the source from which this library, ngspice $described, was built, without patches or options that change it"
done <"$folder/expected"
mv "$new" "$config"
