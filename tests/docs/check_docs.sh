#!/bin/sh
# check_docs.sh: do documents and code agree? Says nothing when they do; otherwise one line, and exit code 1.
#
# Run it after 'make'. BUILD=dir is where device-forms is, build by default.
#
# shellcheck disable=SC2086,SC2046,SC2013,SC2016,SC2116  # lists are words on purpose, and expressions for sed are not for the shell
set -eu
export LC_ALL=C.UTF-8 # as Debian has everywhere: one order of sorting, whoever runs it
cd "$(dirname "$0")/../.."

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
model=docs/model.md
code_folders='base models netgen report spice solver library cli'

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
in_code=$(sources $code_folders | cited)
{ sources $code_folders tests | cited; find README.md docs -name '*.md' | cited; } | sort -u >"$scratch/cited"
# A number may stand for all that differ from it in a letter: (5) for (5a).
number=$(echo "$defined" | awk '
    NR == FNR { defined[$0]; sub(/[a-z]$/, ""); defined[$0]; next }
    !($0 in defined)' - "$scratch/cited")
[ -z "$number" ] || disagree "Eq. ($(echo $number)) is cited, but $model does not define it"
echo "$in_code" >"$scratch/cited"
number=$(echo "$defined" | grep -vxFf "$scratch/cited" || true)
[ -z "$number" ] || disagree "Eq. ($(echo $number)) of $model is not cited in the code"

# Those with letters, which all other pages have: each has one meaning, and what is named is defined.
defined=$(sed -nE 's/^    \(([A-Z][0-9]+)\) .*/\1/p' docs/*.md | sort)
number=$(echo "$defined" | uniq -d)
[ -z "$number" ] || disagree "Eq. ($(echo $number)) is defined twice"
number=$({ sources models netgen solver cli tests; find docs -name '*.md'; } | xargs cat |
    grep -oE '\([BDEFGJKMNPRTWX][0-9]+\)' | tr -d '()' | sort -u | grep -vxF "$defined" || true)
[ -z "$number" ] || disagree "Eq. ($(echo $number)) is named, but no page defines it"

# (b) The table of parameters, on both pages and in the xschem symbols.
forms=${BUILD:-build}/device-forms
[ -x "$forms" ] || disagree "$forms is missing; run 'make' first"
for page in $(grep -l '^<!-- parameters: begin' docs/*.md); do
    device=$(sed -n "s,^<!-- parameters: begin.* 'build/device-forms \([a-z_]*\)' -->,\1,p" $page)
    table=$(sed -n '/^<!-- parameters: begin/,/^<!-- parameters: end/{/^<!--/!{/./p;};}' $page)
    [ "$table" = "$("$forms" "$device")" ] ||
        disagree "the table in $page is not what '$forms $device' prints; 'make figures' writes that of docs/device.md"
done
for table in models/*/parameters.def; do
    device=$(basename "${table%/*}")
    grep -q "^<!-- parameters: begin.* 'build/device-forms $device' -->" docs/*.md ||
        disagree "no document has the table that '$forms $device' prints"
done

for symbol in spice/xschem/*.sym; do
    device=$(basename "$symbol" .sym)
    [ -e "models/$device/parameters.def" ] || continue
    for parameter in $("$forms" $device | sed -n 's/^| `\([a-z0-9]*\)`.*/\1/p'); do
        grep -q "[ \"]$parameter=@${parameter}[ \"]" $symbol ||
            disagree "$symbol lacks the parameter $parameter; 'make schematics' writes it"
    done
done

# The catalogue has a row for each device, with what a time point of it costs; its pages and example decks exist.
catalogue=docs/devices/README.md
for table in models/*/parameters.def; do
    device=$(basename "${table%/*}")
    grep -q "^| \[\`$device\`\]" $catalogue ||
        disagree "$catalogue has no row for the device $device; add one, and a deck of it to benchmarks/devices.c"
done
wrong=$(grep '^| \[`' $catalogue | grep -vE '\| [0-9.]+ [mnu]s \([^|]*\) \|$' || true)
[ -z "$wrong" ] || disagree "$catalogue has a row without what a time point costs, which 'make bench-devices' measures: $wrong"
for page in $(grep -oE '\(\.\./[a-z_]+\.md\)' $catalogue | tr -d '()' | sort -u); do
    [ -e "docs/devices/$page" ] || disagree "$catalogue links to docs/devices/$page, which does not exist"
done
for deck in $(grep -oE '`[a-z-]+\.cir`' $catalogue | tr -d '`' | sort -u); do
    [ -e "examples/$deck" ] || disagree "$catalogue names examples/$deck, which does not exist"
done
grep -q 'docs/devices/README\.md' README.md || disagree "README.md does not link to $catalogue"

# (c) Layers.
tests/docs/check_layers.sh
for file in $(sources $code_folders tests | xargs grep -l 'include.*sharedspice\.h'); do
    case $file in spice/host/*) ;; *) disagree "$file includes sharedspice.h; only spice/host/ may" ;; esac
done

porting=models/ngspice/ngspice_internals.h
for file in $(grep -rlE 'include <ngspice/' models | grep -vx $porting); do
    ! grep -E 'include <ngspice/' "$file" | grep -qv '<ngspice/cm.h>' ||
        disagree "$file includes headers of ngspice; what it needs of them belongs into $porting"
done
for test in $(grep -oE '[a-z]+(_[a-z]+){4,}' $porting); do
    grep -qE "^(START_TEST\($test\)|property\(\"$test\")" tests/*/*.c models/*/qa/*.m || disagree "$porting names the test $test, which is none"
done

for function in $(grep -oE '\<spinfield_[a-z_]+\(' library/spinfield.h | tr -d '(' | sort -u); do
    grep -q "^| \`$function\` |" docs/library.md || disagree "docs/library.md has no line for $function"
done
for function in $(grep -oE '\<spinfield_[a-z_]+\>' docs/library.md | sort -u); do
    grep -q "\<$function\>" library/spinfield.h || disagree "docs/library.md has $function, which spinfield.h does not declare"
done

# (d) The table of folders: what it names exists, and every folder is in it.
map=$(sed -n '/^## Folders$/,/^## /s/^| `\([^`]*\)`.*/\1/p' docs/architecture.md)
for path in $map $(grep -ohE 'docs/[a-z]+\.md' README.md docs/*.md); do
    [ -e "$path" ] || disagree "'$path' is named in the documents, but does not exist"
done
for folder in $(git ls-files 2>/dev/null | sed -n 's,^\([^./][^/]*/\).*,\1,p' | sort -u); do
    echo "$map" | grep -qx "$folder" || disagree "the folder $folder is not in the table of folders of docs/architecture.md"
done

# (e) The targets of make, the packages, the sections, and numbers that the documents give in words.
for target in $(grep -ohE '(^    |^|`)make [a-z]+' README.md CONTRIBUTING.md | sed 's/.* //' | sort -u); do
    grep -qE "^$target:" Makefile setup/install.mk || disagree "'make $target' is named in the documents, but is no target"
done

for package in $(sed '/^#/d' setup/packages*.txt); do
    grep -qE "^\|[^|]*\<$package(,|\>)" docs/dependencies.md || disagree "docs/dependencies.md does not say what $package is for"
done
for package in $(sed -nE 's/^\| ([^|]*) \| [0-9].*/\1/p' docs/dependencies.md | tr -d ','); do
    grep -qxF "$package" setup/packages*.txt || disagree "docs/dependencies.md has $package, which is in no setup/packages*.txt"
done

cited_sections() {
    xargs cat | tr '\n' ' ' | sed 's,[*/ ][*/ ]*, ,g;s,docs ,docs/,g' | grep -oE 'docs/[a-z]+\.md, sections? [0-9]+' |
        sed -E 's/, sections? /:/' | sort -u
}
for reference in $(find README.md docs benchmarks tests examples $code_folders -type f ! -path 'tests/fuzz/*' ! -path 'tests/unit/bad/*' ! -name '*.svg' ! -name '*.png' | cited_sections); do
    grep -q "^## ${reference#*:}\. " "${reference%:*}" || disagree "section ${reference#*:} of ${reference%:*} is cited, but there is none"
done

in_words() { # NUMBER
    echo "one two three four five six seven eight nine ten eleven twelve" | cut -d ' ' -f "$1"
}
says() { # NUMBER WHAT: wherever the documents count WHAT, it is NUMBER
    wrong=$(grep -inwE "(two|three|four|five|six|seven|eight|nine|ten) ($2)" README.md CHANGELOG.md docs/*.md docs/man/* |
        grep -ivwE "$(in_words "$1") ($2)" || true)
    [ -z "$wrong" ] || disagree "there are $1 of '$2', and not as in: $wrong"
}
says "$(grep -c '^    RULE_' netgen/rule.h)" 'design rules'
says "$(find examples -name '*.cir' | wc -l)" 'example decks'
[ "$(grep -c '[ (]IS_PUBLISHED' models/dwmtj/parameters.def)" = "$(grep -o 'The first [0-9]* make the published device' $model | tr -dc 0-9)" ] ||
    disagree "$model does not say how many parameters make the published device"

features=$(grep -oE '\[FEATURE_[A-Z_]+\] = "[A-Z_]+"' spice/host/features.c | grep -oE '"[A-Z_]+"' | tr -d '"' | sort)
named=$(tr '\n' ' ' <docs/ngspice.md | grep -oE 'features that matter[^.]*\.' | grep -oE '`[A-Z_]+`' | tr -d '`' | sort)
[ "$features" = "$named" ] || disagree "docs/ngspice.md, section 1, does not name the features that spice/host/features.c finds: $features"

# What make check-ngspice names are steps; the tests know their suites themselves.
if [ -x build/tests/spinfield-tests ]; then
    tests/run.sh -n $(tests/step.sh --list-ngspice) >"$scratch/steps" || disagree "tests/run.sh does not run what tests/step.sh lists for ngspice"
fi

# (f) The keys of the report.
for key in $(sed -nE 's/^ +(count|text|flag|real)\("([a-z_]+)", .*/\2/p' report/metrics.c) \
    $(sed -nE 's/.*\{"([a-z_]+)", QUESTION_(REAL|COUNT|FLAG)\}.*/\1/p' netgen/questions/*.c); do
    grep -q "^    \"$key\": {" docs/report.schema.json || disagree "docs/report.schema.json has no '$key'"
    grep -q "\`$key\`" docs/formats.md || disagree "docs/formats.md has no '$key'"
done

for kind in $(cat report/warnings.c netgen/questions/*.c | tr -d '\n' | grep -oE 'add\(w, *"[a-z_]+"' | sed 's/.*"\(.*\)"/\1/' | sort -u); do
    grep -q "\"$kind\"" docs/report.schema.json || disagree "docs/report.schema.json has no warning '$kind'"
    grep -q "^| \`$kind\` |" docs/formats.md || disagree "docs/formats.md has no warning '$kind'"
done

# (g) Pictures: no label leaves its picture. A letter is 10 points high, and what goes below the line 3.
beyond=$(awk 'match($0, /viewBox="0 0 [0-9]+ [0-9]+/) { height = substr($0, RSTART, RLENGTH); sub(/.* /, "", height) }
              /<g transform="translate\([-0-9.]+,[-0-9.]+\)/ {
                  split($0, place, /translate\(|,|\)/)
                  if ($0 ~ /rotate\(270\)/ ? place[2] < 10 : place[3] > height - 3) { print FILENAME; nextfile }
              }' $(find docs -name '*.svg'))
[ -z "$beyond" ] || disagree "a label leaves its picture:" $beyond

# (h) The manual pages.
tests/docs/check_man.sh
