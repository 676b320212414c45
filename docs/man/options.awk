# The options in the --help of a command, as mdoc lists: all of them, or with part=first those in front of the first
# heading, or with part=further those from there on.

function close_list() {
    if (open) {
        print ".El"
    }
    open = 0
}

# `text` as mdoc: a full stop or an apostrophe at the start of a line would make it a request.
function plain(text) {
    gsub(/\\/, "\\e", text)
    gsub(/-/, "\\-", text)
    return text ~ /^[.']/ ? "\\&" text : text
}

/^ [^ -].*:$/ { # a heading
    close_list()
    headings++
    blank = 0
    if (part != "first") {
        sub(/^ /, "")
        print (headings > 1 ? ".Pp\n" : "") plain($0)
    }
    next
}

/^$/ {
    blank = 1
    next
}

open && match($0, /^ +/) && RLENGTH >= 20 { # the text of an option that is too long to have it on its line
    sub(/^ +/, "")
    print plain($0)
    next
}

/^ +(-., )?--/ {
    if ((part == "first" && headings) || (part == "further" && !headings)) {
        next
    }
    if (headings && blank && !common) { # options without a heading after those with one
        close_list()
        print ".Pp\nAs with every command:"
        common = 1
    }
    if (!open) {
        print ".Bl -tag -width Ds"
        open = 1
    }
    sub(/^ +/, "")
    short = ""
    if ($0 ~ /^-., /) {
        short = substr($0, 2, 1)
        $0 = substr($0, 5)
    }
    split($1, option, "=")
    name = substr(option[1], 3)
    argument = substr($1, length(option[1]) + 2)
    $1 = ""
    sub(/^ +/, "")
    print ".It " (short ? "Fl " (short == "?" ? "\\&?" : short) " , " : "") "Fl \\-" plain(name) \
        (argument ? " Ns = Ns Ar " plain(argument) : "")
    if ($0 != "") {
        print plain($0)
    }
    next
}

END {
    close_list()
}
