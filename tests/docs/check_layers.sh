#!/bin/sh
# check_layers.sh: do includes keep to the layers of docs/architecture.md? Says nothing when they do; otherwise a line for
# each that does not, and exit code 1.
#
#  - An include names its folder; only the headers of libraries and of ngspice do not.
#  - It goes down the doors below or stays in one, never up. tests/ may include all but cli/.
#  - models/NAME/, a device, includes no other device; models/*.h and models/ngspice/ include no device.
#  - No two files need each other, directly or through others. NAME.c and NAME.h are one file here.
set -eu
cd "$(dirname "$0")/../.."

doors='base models netgen report spice solver campaign library benchmarks cli'

# Every include of our own files, as "file included"; files that are built do not count.
includes() {
    # shellcheck disable=SC2086  # folders are words on purpose
    find $doors tests -type f \( -name '*.c' -o -name '*.h' -o -name '*.mod' \) |
        sort | xargs grep -HE '^ *# *include "' | sed -E 's/^([^:]*):.*"(.*)".*/\1 \2/' | grep -v ' ngspice/'
}

# shellcheck disable=SC2086  # a list of words on purpose
includes | awk -v doors="$doors" '
    function door(file) { sub(/\/.*/, "", file); return file }
    function stem(file) { sub(/\.[a-z]+$/, "", file); return file }
    function device(file) { # the device whose folder a file is in, "" for what devices share
        if (split(file, part, "/") < 3 || part[1] != "models" || part[2] ~ /^(ngspice|fit|forms|scatter)$/) return ""
        return part[2]
    }
    function wrong(what) { print "check_layers: error: " what; failed = 1 }
    function visit(node,    i) { # depth first; a node that is met again while it is open closes a circle
        state[node] = "open"
        path[++depth] = node
        for (i = 1; i <= needs[node]; i++) {
            if (!(need[node, i] in state)) visit(need[node, i])
            else if (state[need[node, i]] == "open") circle(need[node, i])
        }
        depth--
        state[node] = "done"
    }
    function circle(first,    i, text) {
        for (i = depth; path[i] != first; i--) text = " -> " path[i] text
        wrong("a circle: " first text " -> " first)
    }
    BEGIN { count = split(doors, list, " "); for (i = 1; i <= count; i++) rank[list[i]] = i }
    {
        from = door($1)
        to = door($2)
        if (!(to in rank) && to != "tests") { wrong($1 " includes " $2 ": an include names its folder"); next }
        if (from == "tests" ? to == "cli" : rank[to] > rank[from] || to == "tests")
            wrong($1 " includes " $2 ", which is above it: the doors are, from the bottom, " doors)
        if (device($2) != "" && from == "models" && device($1) != device($2) && $1 !~ /^models\/fit\//)
            wrong($1 " includes " $2 ": a device is known in its own folder and above models/")
        a = stem($1)
        b = stem($2)
        if (a != b && !((a, b) in known)) { known[a, b]; need[a, ++needs[a]] = b; nodes[a] }
    }
    END { for (node in nodes) if (!(node in state)) visit(node); exit failed }'
