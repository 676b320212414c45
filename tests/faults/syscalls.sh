#!/bin/sh
# syscalls.sh short|long: does every command end well when a system call fails?
#
# Each call that a command makes to open, read, write, rename, link, sync or remove a file, to make a pipe or a process,
# is made to fail once, by strace. Then the exit code is 4 with one line on stderr, or the command found another way and
# did all as usual; every file is as it was or new and whole, all of them alike; and nothing else is left.
#
# `short` takes two commands, and of each call the first and the last. SPINFIELD names another build of the program. Run it after 'make'.
set -eu
cd "$(dirname "$0")/../.."
program=$(readlink -f "${SPINFIELD:-build/spinfield}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export LC_ALL=C HOME=home
unset SPICE_USERINIT_DIR
extent=${1-}
if [ "$extent" != short ] && [ "$extent" != long ]; then
    echo 'usage: syscalls.sh short|long' >&2
    exit 2
fi
strace -qq -o "$scratch/calls" true || {
    echo 'syscalls.sh: error: strace cannot trace here, so no fault can be made; a container needs the right to ptrace' >&2
    exit 1
}
faults=0
wrong=0

# What fails, and how. Two of them say that a file system has no such thing: the command then finds another way.
CALLS='openat:EOPNOTSUPP openat:EMFILE read:EIO pread64:EIO write:ENOSPC rename:EIO renameat2:EIO renameat2:EINVAL linkat:EIO unlink:EIO fsync:EIO
    clone:EAGAIN clone3:EAGAIN vfork:EAGAIN fork:EAGAIN pipe2:EMFILE socketpair:EMFILE
    sendto:ENOBUFS memfd_create:ENOMEM poll:ENOMEM'

# ---- The folder in which a command runs: inputs, and an old file for each output ----

make_folder() {
    mkdir "$scratch/inputs" "$scratch/inputs/home"
    cd "$scratch/inputs"
    printf '3 2\n1 2\n2 3\n' >graph
    printf '0,0.1\n0.1,0\n' >weights.csv
    printf 'P1\n2 2\n1 0\n0 1\n' >picture.pbm
    printf 'set noaskquit\n' >home/.spiceinit
    printf 'quantity,end,current,duration,value,error\n' >measurements.csv
    for time in 1 2 3 4 5; do
        echo "position,dwin,20u,${time}n,${time}0n,1n"
    done >>measurements.csv
    "$program" gen maxcut graph -o n -q 2>/dev/null
    "$program" run n -q
}

# The files of a folder with their checksums, without what a run took, which differs from one to the next.
sums() {
    (
        cd "$1"
        find . -type f ! -name '*.report.json' ! -name '*.html' -exec cksum {} + | sort
        for file in *.report.json *.html; do
            [ ! -e "$file" ] || echo "$file $(sed '/wall_s/d; /peak_memory/d; s/\( iterations\), [^;]*;/\1;/' "$file" | cksum)"
        done
    )
}

# complain WHAT: names the fault under test.
complain() {
    wrong=$((wrong + 1))
    printf 'syscalls.sh: error: spinfield %s, %s number %s fails: %s\n' "$arguments" "$call" "$number" "$1" >&2
}

# ---- One fault ----

try() {
    rm -rf "$scratch/work"
    cp -a "$scratch/before" "$scratch/work"
    code=0
    (cd "$scratch/work" && eval "exec strace -qq -o '$scratch/log' -e trace=$name -e inject=$name:error=$error:when=$number \
        '$program' $arguments" >"$scratch/stdout" 2>"$scratch/stderr") || code=$?
    faults=$((faults + 1))
    if [ "$name" = unlink ] && grep -q 'the old file cannot be removed, it is \.spinfield-' "$scratch/stderr"; then
        find "$scratch/work" -name '.spinfield-*' -delete # it is told of
    fi
    sums "$scratch/work" >"$scratch/sums"
    if cmp -s "$scratch/sums" "$scratch/sums.before"; then
        files=old
    elif cmp -s "$scratch/sums" "$scratch/sums.after"; then
        files=new
    else
        complain "files are neither as they were nor as they should be: $(diff "$scratch/sums.after" "$scratch/sums" |
            tr '\n' ' ')"
        files=other
    fi
    case $code in
    "$usual")
        if [ "$files" = old ] && [ "$changes" = yes ]; then
            complain 'it ends well without its files'
        fi
        ;;
    4)
        [ "$(grep -c 'error: ' "$scratch/stderr")" = 1 ] ||
            complain "the exit code is 4, and not one error is told: $(cat "$scratch/stderr")"
        ;;
    *) complain "exit code $code, $(head -c 300 "$scratch/stderr")" ;;
    esac
}

# faults_of OUTPUTS ARGUMENTS: all faults of one command. OUTPUTS are its files, for which there are old ones.
faults_of() {
    arguments=$2
    call='' number=''
    rm -rf "$scratch/before" "$scratch/after"
    cp -a "$scratch/inputs" "$scratch/before"
    for output in $1; do
        echo old >"$scratch/before/$output"
    done
    cp -a "$scratch/before" "$scratch/after"
    usual=0
    (cd "$scratch/after" && eval "exec strace -qq -o '$scratch/calls' -e trace=all '$program' $arguments" \
        >"$scratch/stdout" 2>"$scratch/stderr") || usual=$?
    [ "$usual" -le 1 ] || complain "it does not work without a fault either: $(cat "$scratch/stderr")"
    sums "$scratch/before" >"$scratch/sums.before"
    sums "$scratch/after" >"$scratch/sums.after"
    changes=yes
    ! cmp -s "$scratch/sums.before" "$scratch/sums.after" || changes=no
    # The program's own calls come after main's first one; those in front of it load libraries.
    for call in $CALLS; do
        name=${call%:*} error=${call#*:}
        before=$(sed '/^fcntl(0, F_GETFD)/,$d' "$scratch/calls" | grep -c "^$name(" || true)
        whole=$(grep -c "^$name(" "$scratch/calls" || true)
        number=$before
        while [ "$number" -lt "$whole" ]; do
            number=$((number + 1))
            if [ "$extent" = short ] && [ "$error" != EOPNOTSUPP ] && [ "$number" -gt $((before + 1)) ] && [ "$number" -lt "$whole" ]; then
                continue
            fi
            case $error:$(grep "^$name(" "$scratch/calls" | sed -n "${number}p") in
            EOPNOTSUPP:*O_TMPFILE*) try ;; # no nameless files
            EOPNOTSUPP:*) ;;
            *) try ;;
            esac
        done
    done
}

make_folder
cd "$scratch"
faults_of 'out.json out.cir' 'gen maxcut graph -o out'
faults_of 'out.svg' 'plot n -o out.svg'
if [ "$extent" != short ]; then
    faults_of '' 'setup-ngspice'
    faults_of 'out.csv out.waves' 'report n --csv out.csv --waves out.waves'
    faults_of 'out' 'graph rnd -n 5 -o out'
    faults_of '' 'graph rnd -n 5 -o -'
    faults_of 'out.json out.cir' 'gen recall -n 4 --json -o out'
    faults_of 'out.json out.cir' 'gen image picture.pbm --start 0110 -o out'
    faults_of 'out.json out.cir' 'gen custom weights.csv -o out'
    faults_of '' 'check n'
    faults_of '' 'params --json'
    faults_of '' 'params --help'
    faults_of '' 'fit measurements.csv --fix length=100n --fix width=20n --fix position=0.5 --fix rp=600 --fix rap=1800 --fix vleak=-5 --fix rm=2000'
    faults_of '' 'solve n --json'
    faults_of 'out.waves out.html' 'solve n --waves out.waves --html out.html'
    faults_of 'n.raw n.report.json' 'run n'
    faults_of 'out.html' 'run n -q --html out.html'
    faults_of 'out.csv' 'search n --engine ngspice --runs 3 --threads 1 --csv out.csv'
    faults_of 'out.html' 'compare n --html out.html'
    faults_of 'out.csv out.waves out.html' 'report n --csv out.csv --waves out.waves --html out.html'
    faults_of '' 'report n --html -'
fi
echo "$faults faults, $wrong of them end wrong"
[ "$faults" -gt 0 ] && [ "$wrong" -eq 0 ]
