#!/bin/sh
# check_tutorial.sh: the commands in README.md and docs/tutorial.md do what these pages show. Run it after 'make'. Exit
# code 1, with what differs, where they do not.
#
# The pages keep these rules:
# - A block ```sh is commands. All of a page run in order, in one folder that is empty at first: README.md's with the
#   program as build/spinfield, the tutorial's with it in PATH, and the folder examples. Each block is a shell of its own and must succeed.
# - A block ```text behind it is all that it prints, stdout and stderr, line by line, but for blanks at the ends of lines.
#   '...' stands for any text within a line, and alone on a line for any number of lines: seconds, memory, paths, what is
#   left out.
# - <!-- exit code 1 --> in front of a block: its last command ends so.
# - <!-- not run: why --> in front of a block: it builds, installs or needs a window. It is named below, with no output.
# - <!-- drawing --> in front of ```text: no output, but a drawing.
# - No other blocks, and none by indentation.
set -eu
export LC_ALL=C.UTF-8 # as Debian has everywhere: one order of sorting, whoever runs it
cd "$(dirname "$0")/../.."
repository=$PWD
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0

# Takes a page apart into NUMBER.sh, NUMBER.text, NUMBER.line and NUMBER.code in a folder.
take_apart() { # PAGE FOLDER
    awk -v page="$1" -v folder="$2" '
        function stop(why) { printf "%s:%d: error: %s\n", page, NR, why; broken = 1; exit 1 }
        fence && $0 == "```" { close(out); fence = ""; mark = ""; next }
        fence { print > out; next }
        /^<!-- not run: .* -->$/ || /^<!-- exit code [0-9]+ -->$/ || $0 == "<!-- drawing -->" { mark = $0; next }
        $0 == "```sh" {
            fence = "sh"; open = 0; out = "/dev/null"
            if (mark ~ /not run/) {
                sub(/^<!-- /, "", mark); sub(/ -->$/, "", mark)
                printf "%s:%d: %s\n", page, NR, mark
                next
            }
            number = sprintf("%03d", ++count); open = 1
            print NR > (folder "/" number ".line"); close(folder "/" number ".line")
            gsub(/[^0-9]/, "", mark); print mark + 0 > (folder "/" number ".code"); close(folder "/" number ".code")
            out = folder "/" number ".sh"
            next
        }
        $0 == "```text" && mark == "<!-- drawing -->" { fence = "text"; out = "/dev/null"; next }
        $0 == "```text" {
            if (!open) stop("output that is not behind a block of commands that run")
            fence = "text"; open = 0
            out = folder "/" number ".text"
            printf "" > out
            next
        }
        /^```/ { stop("a block that is neither ```sh nor ```text") }
        /^(    |\t)/ && blank { stop("a block by indentation, which no test would see") }
        mark && NF { stop("a mark without a block") }
        { blank = NF == 0 }
        END {
            if (!broken && (fence || mark || !count)) {
                printf "%s: error: a block or a mark is open at the end, or nothing runs\n", page
                exit 1
            }
        }' "$1"
}

# Is the text in the first file what the second allows? Prints the first line that is not.
matches() {
    awk '
        function fits(line, pattern,    n, i, part, at) {
            n = split(pattern, part, /\.\.\./)
            if (n < 2) return line == pattern
            if (substr(line, 1, length(part[1])) != part[1]) return 0
            line = substr(line, length(part[1]) + 1)
            for (i = 2; i < n; i++) {
                at = index(line, part[i])
                if (!at) return 0
                line = substr(line, at + length(part[i]))
            }
            return length(line) >= length(part[n]) && substr(line, length(line) - length(part[n]) + 1) == part[n]
        }
        { sub(/[ \t]+$/, "") }
        NR == FNR { said[++lines] = $0; next }
        { shown[++patterns] = $0 }
        END {
            at = 1
            for (p = 1; p <= patterns; p++) {
                if (shown[p] == "...") { skip = 1; continue }
                while (skip && at <= lines && !fits(said[at], shown[p])) at++
                if (at > lines || !fits(said[at], shown[p])) {
                    printf "    shown:   %s\n    printed: %s\n", shown[p], (skip || at > lines ? "no such line" : said[at])
                    exit 1
                }
                at++; skip = 0
            }
            if (!skip && at <= lines) { printf "    printed, and not shown: %s\n", said[at]; exit 1 }
        }' "$1" "$2"
}

# Runs the blocks of a page, which take_apart has laid into $scratch/blocks.
run_blocks() { # PAGE
    for block in "$scratch"/blocks/*.sh; do
        at=${block%.sh}
        code=0
        sh -e "$block" >"$at.said" 2>&1 </dev/null || code=$?
        if [ "$code" -ne "$(cat "$at.code")" ]; then
            echo "$1:$(cat "$at.line"): error: the block ends with code $code and prints"
            tail -n 20 "$at.said"
            failed=1
        elif [ -e "$at.text" ] && ! matches "$at.said" "$at.text"; then
            echo "$1:$(cat "$at.line"): error: the block prints something else than the page shows"
            failed=1
        fi
    done
}

check_page() { # PAGE
    rm -rf "${scratch:?}/blocks" "${scratch:?}/work" "${scratch:?}/home"
    mkdir "$scratch/blocks" "$scratch/work" "$scratch/home"
    take_apart "$1" "$scratch/blocks" || return 1
    cd "$scratch/work"
    [ "$1" != README.md ] || ln -s "$repository/build" build
    [ "$1" != docs/tutorial.md ] || ln -s "$repository/examples" examples
    run_blocks "$1"
    cd "$repository"
}

unset SPICE_USERINIT_DIR
mkdir "$scratch/bin"
ln -s /usr/bin/python3 "$scratch/bin" # Debian's, which has networkx
export HOME="$scratch/home" PATH="$scratch/bin:$repository/build:$PATH"
export PYTHONPATH="$repository/python" PYTHONDONTWRITEBYTECODE=1
check_page README.md || failed=1
check_page docs/tutorial.md || failed=1
exit $failed
