#!/bin/sh
# check_docs.sh: do documents and code agree? Says nothing when they do; otherwise one line, and exit code 1.
#
# Run it after 'make'. BUILD=dir is where make_interface is, build by default.
#
# shellcheck disable=SC2086,SC2013,SC2016  # lists are words on purpose, and expressions for sed are not for the shell
set -eu
cd "$(dirname "$0")/.."

model=docs/model.md
code_folders='base models netgen report spice solver fit cli'

disagree() {
    echo "check_docs: error: $*" >&2
    exit 1
}

# The C sources and headers under the folders given.
sources() {
    find "$@" -type f \( -name '*.c' -o -name '*.h' -o -name '*.mod' -o -name '*.def' \) | sort
}

# Numbers cited as "Eq. (5)" or "Eqs. (4), (5)" in the files on standard input, one a line, but for those of the paper.
cited() {
    xargs cat |
        sed -E "s/[Pp]aper(,|'s) Eqs?\. \([0-9a-z]+\)//g" |
        grep -oE 'Eqs?\. \([0-9]+[a-z]?\)((, | and | to )\([0-9]+[a-z]?\))*' |
        grep -oE '\([0-9]+[a-z]?\)' | tr -d '()' | sort -u
}

# (a) Equations: what is cited is defined, and what is defined is cited.
defined=$(sed -nE 's/^    \(([0-9]+[a-z]?)\) .*/\1/p' $model)
[ -z "$(echo "$defined" | sort | uniq -d)" ] || disagree "$model defines an equation twice"
for number in $(sources $code_folders tests | cited) $(find README.md docs -name '*.md' | cited); do
    echo "$defined" | grep -qxE "${number}[a-z]?" || disagree "Eq. ($number) is cited, but $model does not define it"
done
in_code=$(sources $code_folders | cited)
for number in $defined; do
    echo "$in_code" | grep -qx "$number" || disagree "Eq. ($number) of $model is not cited in the code"
done

# (b) The table of parameters, on both pages and in the xschem symbols.
interface=${BUILD:-build}/make_interface
[ -x "$interface" ] || disagree "$interface is missing; run 'make' first"
for page in $model docs/device.md; do
    table=$(sed -n '/^<!-- parameters: begin/,/^<!-- parameters: end/{/^<!--/!{/./p;};}' $page)
    [ "$table" = "$("$interface" table)" ] ||
        disagree "the table in $page is not what '$interface table' prints; 'make figures' writes that of docs/device.md"
done

for parameter in $("$interface" table | sed -n 's/^| `\([a-z]*\)`.*/\1/p'); do
    grep -q "[ \"]$parameter=@${parameter}[ \"]" xschem/dwmtj.sym ||
        disagree "xschem/dwmtj.sym lacks the parameter $parameter; 'make schematics' writes it"
done

# (c) Layers: which folders' headers a folder may include.
allowed() {
    case $1 in
    base) echo base ;;
    models) echo models base ;;
    netgen) echo netgen models base ;;
    report) echo report netgen models base ;;
    spice) echo spice report netgen models base ;;
    solver) echo solver report netgen models base ;;
    fit) echo fit models base ;;
    cli) echo cli fit spice solver report netgen models base ;;
    esac
}
for folder in $code_folders; do
    for file in $(sources "$folder"); do
        for header in $(sed -nE 's/^ *# *include "(.*)".*/\1/p' "$file"); do
            found=
            for layer in $(allowed "$folder"); do
                [ ! -f "$layer/$header" ] && [ ! -f "${file%/*}/$header" ] && [ ! -f "${file%/*/*}/$header" ] || found=yes
            done
            [ -n "$found" ] || disagree "$file includes $header, which is not in: $(allowed "$folder")"
        done
    done
done
for header in cli/*.h; do
    name=${header##*/}
    user=$(find $code_folders tests ! -path 'cli/*' -name '*.[ch]' -exec grep -l "include \"$name\"" {} + | head -n 1)
    [ -z "$user" ] || disagree "$user includes $header; only cli/ may"
done
for file in $(sources $code_folders tests | xargs grep -l 'include.*sharedspice\.h'); do
    case $file in spice/host/*) ;; *) disagree "$file includes sharedspice.h; only spice/host/ may" ;; esac
done

public=$(make -s --no-print-directory public-headers)
for file in $public; do
    for header in $(sed -nE 's/^ *# *include "(.*)".*/\1/p' "$file"); do
        echo "$public" | grep -q "/$header$" ||
            disagree "$file is installed and includes $header, which is not in PUBLIC_HEADERS of setup/install.mk"
    done
done

# (d) The file map, (e) the targets of make, and the documents that README.md names.
for path in $(sed -n '/^## Files$/,/^## /s/^| `\([^`]*\)`.*/\1/p' README.md) $(grep -ohE 'docs/[a-z]+\.md' README.md docs/*.md); do
    [ -e "$path" ] || disagree "'$path' is named in the documents, but does not exist"
done
for target in $(grep -ohE '(^    |^|`)make [a-z]+' README.md CONTRIBUTING.md | sed 's/.* //' | sort -u); do
    grep -qE "^$target:" Makefile setup/install.mk || disagree "'make $target' is named in the documents, but is no target"
done

# (f) The keys of the report.
for key in $(sed -nE 's/^ +(count|text|flag|real)\("([a-z_]+)", .*/\2/p' report/figures.c); do
    grep -q "^    \"$key\": {" docs/report.schema.json || disagree "docs/report.schema.json has no '$key'"
    grep -q "\`$key\`" docs/formats.md || disagree "docs/formats.md has no '$key'"
done

# (g) The manual pages.
tests/check_man.sh
