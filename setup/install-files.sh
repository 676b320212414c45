#!/bin/sh
# install-files.sh install|uninstall: installs the files of $INSTALLED under $DESTDIR, or removes them, and with them
# the folders that are Spinfield's own. $INSTALLED has a line for each folder, "mode|folder|files", from setup/install.mk;
# "link:TARGET|folder|name" is a symbolic link.
set -eu

install_files() {
    install -d "$2"
    case $1 in
    link:*)
        ln -sf "${1#link:}" "$2/$3"
        return
        ;;
    esac
    # shellcheck disable=SC2086  # the list is words on purpose
    install -m "$1" $3 "$2"
}

uninstall_files() {
    for file in $3; do
        rm -f "$2/${file##*/}"
    done
    case $2 in
    *-packages/spinfield) rm -rf "$2/__pycache__" ;; # what Python made of the files
    esac
    case $2 in
    */spinfield | */spinfield/*) [ ! -d "$2" ] || rmdir --ignore-fail-on-non-empty "$2" ;;
    esac
}

case ${1-} in
install) lines=$INSTALLED ;;
uninstall) lines=$(echo "$INSTALLED" | sort -t "|" -k 2,2r) ;; # folders after the folders in them
*)
    echo 'usage: install-files.sh install|uninstall' >&2
    exit 2
    ;;
esac
echo "$lines" | while IFS='|' read -r mode folder files; do
    "$1_files" "$mode" "${DESTDIR-}$folder" "$files"
done
