#!/bin/sh
# make-page.sh BUILD: a man page on standard input, with its markers replaced by output of the program, so that
# options and parameters stand in one place only. BUILD is the folder of spinfield and device-forms. A marker is a line
#
#   .\" options COMMAND            all options of 'spinfield COMMAND --help'
#   .\" first options COMMAND      those in front of the first heading
#   .\" further options COMMAND    those from the first heading on
#   .\" further options COMMAND, COMMAND    and those that the second one alone has under the same headings
#   .\" parameters DEVICE          the device's parameters
#   .\" devices but DEVICE         a section for each other device, with its parameters
set -eu
build=$1
here=$(dirname "$0")

# The help of a command, each option on one line.
help() {
    # shellcheck disable=SC2086  # a command is words, as in 'gen recall'
    ARGP_HELP_FMT=rmargin=1000 "$build/spinfield" $1 --help
}

# The help of a command, with the options that another one, as "COMMAND, COMMAND", has under the same headings.
help_of_both() {
    other=$(mktemp)
    help "${1#*, }" >"$other"
    help "${1%%, *}" | awk '
        function name() { sub(/^ +(-., )?/, "", word); sub(/[=[].*/, "", word); return word }
        /^ [^ -].*:$/ { heading = $0 }
        { word = $0; option = word ~ /^ +(-., )?--/ ? name() : "" }
        NR == FNR {
            if (option != "") { last = option; order[++count] = option; under[option] = heading; text[option] = $0 }
            else if (/^ {20}/) text[last] = text[last] "\n" $0
            next
        }
        FNR == 1 { heading = "" }
        option != "" { has[option] = 1 }
        /^$/ && heading != "" {
            for (k = 1; k <= count; k++) {
                if (under[order[k]] == heading && !(order[k] in has)) print text[order[k]]
            }
            heading = ""
        }
        { print }' "$other" -
    rm -f "$other"
}

# Text of at most 80 bytes on a line, as mandoc wants it. No line begins with a full stop or an apostrophe that is no request.
folded() {
    awk '/^[.]/ || length($0) <= 80 { print; next }
         {
             line = $1
             for (i = 2; i <= NF; i++) {
                 if (length(line) + 1 + length($i) <= 80) { line = line " " $i; continue }
                 print line
                 line = ($i ~ /^[.\047]/ ? "\\&" : "") $i
             }
             print line
         }'
}

while IFS= read -r line; do
    case $line in
    '.\" options '*) help "${line#*options }" | awk -f "$here/options.awk" -v part=all | folded ;;
    '.\" first options '*) help "${line#*options }" | awk -f "$here/options.awk" -v part=first | folded ;;
    '.\" further options '*', '*) help_of_both "${line#*options }" | awk -f "$here/options.awk" -v part=further | folded ;;
    '.\" further options '*) help "${line#*options }" | awk -f "$here/options.awk" -v part=further | folded ;;
    '.\" parameters '*) "$build/device-forms" "${line#*parameters }" | awk -f "$here/parameters.awk" | folded ;;
    '.\" devices but '*)
        for device in $("$build/device-forms"); do
            [ "$device" != "${line#*but }" ] || continue
            printf '.Ss %s\n' "$("$build/device-forms" "$device" title)"
            "$build/device-forms" "$device" | awk -f "$here/parameters.awk" | folded
        done
        ;;
    *) printf '%s\n' "$line" ;;
    esac
done
