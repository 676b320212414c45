#!/bin/sh
# check.sh: campaigns on several ranks, which mpirun starts on this machine, give what one process gives, and end as the
# documents say when a process dies. No network is needed, nor ssh. Says nothing when all is so; else a line, and exit code 1.
set -u
cd "$(dirname "$0")/../.." || exit 1
points=build/mpi/points
here=$(mktemp -d) || exit 1
trap 'rm -rf "$here"' EXIT
failed=0

wrong() {
    echo "mpi: error: $*"
    failed=1
}

longest=600 # s: a run that takes so long hangs, on any machine; the longest one waits for 10 s

# Ranks on whatever processors there are; root may start them, as it does in a container.
ranks() {
    OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_btl=self,vader OMPI_MCA_plm=isolated \
        timeout $longest mpirun --oversubscribe "$@"
    ended=$?
    [ $ended -ne 124 ] || echo "$*" >>"$here/hung"
    return $ended
}

# The same lines and the same exit code with three ranks as without.
same() {
    $points "$@" >"$here/alone" 2>"$here/alone.errors"
    alone=$?
    ranks -n 3 $points "$@" >"$here/ranks" 2>"$here/ranks.errors"
    together=$?
    [ $together -eq $alone ] || wrong "$*: exit code $together, and $alone without ranks"
    cmp -s "$here/alone" "$here/ranks" || wrong "$*: $(diff "$here/alone" "$here/ranks" | head -3)"
    grep -v '^$' "$here/alone.errors" | while read -r line; do
        [ "$(grep -cxF "$line" "$here/ranks.errors")" = 1 ] || echo "the line '$line' is not there once"
    done >"$here/missing"
    [ ! -s "$here/missing" ] || wrong "$*: $(cat "$here/missing")"
}

# All ranks end with the exit code $1, and stderr has the line $2 once.
refused() {
    code=$1 line=$2
    shift 2
    ranks "$@" >"$here/ranks" 2>"$here/ranks.errors"
    got=$?
    [ $got -eq "$code" ] || wrong "$*: exit code $got, and not $code"
    [ ! -s "$here/ranks" ] || wrong "$*: stdout has $(head -1 "$here/ranks")"
    sed 's/ on [^ :]*/ on HOST/' "$here/ranks.errors" | grep -F 'error: ' >"$here/errors"
    echo "$line" | cmp -s - "$here/errors" || wrong "$*: stderr has '$(cat "$here/errors")', and not '$line'"
}

same first=7
same points=5000 workers=3
same fails=41 child-dies=57
same fails=41 ends-at-error=1 campaigns=2
same last=17 campaigns=2

ranks -n 3 $points rank-dies=57 "once=$here/once" >/dev/null 2>&1 && wrong 'a rank that dies without recovery: exit code 0'

refused 2 'error: rank 1 on HOST is version 2, and rank 0 is 1; expected the same program on all machines' -n 3 $points version=2
refused 2 'error: rank 1 on HOST has another plan than rank 0; expected the same command, files and ngspice on all machines' \
    -n 2 $points plan=other
refused 2 'error: rank 2 on HOST: error: no such file' -n 3 $points quits=2
refused 2 'error: no such file' -n 3 $points quits=0

# A sweep: the same rows with three ranks as without, also when processes of it are killed as soon as they are there.
program=build/mpi/spinfield
silence=60

# sweep STORE COMMAND...: the sweep, by the program or by mpirun with it.
sweep() {
    into=$1
    shift
    "$@" sweep "$here/net" --vary w=20m:100m:5 --seeds 40 --silence $silence -q -o "$into"
}

rows() {
    python3 -c 'import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute("SELECT * FROM runs ORDER BY point"): print(row)' "$1"
}

# same_rows STORE WHAT
same_rows() {
    rows "$1" >"$here/rows"
    cmp -s "$here/expected" "$here/rows" || wrong "$2: $(diff "$here/expected" "$here/rows" | head -2)"
}

# The processes of rank $1 of the job that is marked: the rank itself, and its children.
processes_of() {
    grep -lszxF "$mark" /proc/[0-9]*/environ | while read -r environment; do
        grep -qszxF "OMPI_COMM_WORLD_RANK=$1" "$environment" && echo "$environment" | tr -dc '0-9\n'
    done
}

parent_of() {
    sed 's/.*) [A-Z] //; s/ .*//' "/proc/$1/stat" 2>/dev/null
}

# A child of rank $1; nothing where it has none yet.
child_of() {
    processes=$(processes_of "$1")
    for process in $processes; do
        case " $(echo "$processes" | tr '\n' ' ') " in *" $(parent_of "$process") "*) echo "$process" && return ;; esac
    done
}

# Kills a child of rank 1, and rank 2, as soon as both work, or does nothing where the job $1 ends before.
kill_some() {
    one='' two=''
    while kill -0 "$1" 2>/dev/null && { [ -z "$one" ] || [ -z "$two" ]; }; do
        one=$(child_of 1)
        two=$(child_of 2)
    done
    [ -z "$one" ] || [ -z "$two" ] || kill -9 "$one" "$(parent_of "$two")" 2>/dev/null # one may just have ended
}

build/spinfield gen recall -n 60 -p 1 --seed 1 -q -o "$here/net"
sweep "$here/alone.db" build/spinfield || wrong "a sweep: exit code $?"
rows "$here/alone.db" >"$here/expected"
[ "$(wc -l <"$here/expected")" = 200 ] || wrong "a sweep: $(wc -l <"$here/expected") rows"
sweep "$here/ranks.db" ranks -n 3 $program >"$here/ranks.errors" 2>&1 || wrong "a sweep by ranks: exit code $?"
same_rows "$here/ranks.db" 'a sweep by ranks'
mark=SPINFIELD_MPI=$here
silence=10
export "${mark?}"
sweep "$here/killed.db" ranks --enable-recovery -n 3 $program >"$here/ranks.errors" 2>&1 &
kill_some $!
wait $! || wrong "a sweep whose processes are killed: exit code $?"
same_rows "$here/killed.db" 'a sweep whose processes are killed'

# What ends before the work, and what a program without MPI says.
refused 2 "spinfield sweep: error: NAME is missing; expected the name of a network" -n 3 $program sweep
refused 2 "spinfield: error: 3 processes were started together, and this program is built without MPI; expected one built with 'make MPI=1', or --shard with a store for each process" \
    -n 3 build/spinfield sweep "$here/net" --seeds 2 -o "$here/none.db"
[ ! -e "$here/none.db" ] || wrong 'a program without MPI made a store'
build/mpi/spinfield sweep "$here/net" --seeds 2 -q -o "$here/one.db" || wrong "a program with MPI, and without mpirun: exit code $?"

# No rank waits in MPI, but at the beginning and the end: it would wait for ever for one that has died.
nm -u $program | grep -o ' MPI_.*' | grep -vxE ' MPI_(Init_thread|Comm_(rank|size|set_errhandler)|Get_(count|processor_name)|Improbe|Imrecv|Isend|Test|Request_free|Finalize|Abort)' >"$here/calls" &&
    wrong "$program calls$(tr '\n' ' ' <"$here/calls"), which may wait for another rank"

# dies NAME COMMAND...: a run with a rank that dies. These runs spend their time waiting, so they share it.
dies() {
    into=$here/$1
    shift
    ranks --enable-recovery "$@" >"$into" 2>"$into.errors"
}

# Messages of more than 256 bytes in two parts: the second one goes when its sender has heard that the first has arrived.
in_parts() {
    export OMPI_MCA_btl_vader_eager_limit=56 OMPI_MCA_btl_vader_rndv_eager_limit=56 OMPI_MCA_btl_vader_fbox_max=0 \
        OMPI_MCA_btl_vader_single_copy_mechanism=none
}

# A rank above 0 dies: in its work, in the middle of a message, and as it ends. With --enable-recovery the others do its points.
dies work -n 3 $points silence=10 rank-dies=57 "once=$here/work.once" &
in_parts
dies ready -n 3 $points silence=10 dies-sending=ready "once=$here/ready.once" &
dies results -n 3 $points silence=10 dies-sending=results "once=$here/results.once" &
dies ending -n 3 $points dies-ending=1 &
# Rank 0 dies, in the middle of a message and before it takes one: the others end after ten times their silence.
dies order -n 1 $points workers=40 dies-sending=order "once=$here/order.once" : -n 2 $points workers=40 silence=1 &
dies begun -n 1 $points dies-begun=0 : -n 2 $points silence=1 &
same fails=41 campaigns=2
wait
$points >"$here/alone"
cmp -s "$here/alone" "$here/ending" || wrong "a rank that dies as it ends: $(diff "$here/alone" "$here/ending" | head -3)"
echo '1 lost' >>"$here/alone"
for moment in work ready results; do
    cmp -s "$here/alone" "$here/$moment" ||
        wrong "a rank that dies, '$moment': $(diff "$here/alone" "$here/$moment" | head -3)"
done
for moment in order begun; do
    [ ! -s "$here/$moment" ] || wrong "rank 0 dies, '$moment': stdout has '$(head -1 "$here/$moment")'"
    [ "$(grep -c 'error: rank 0 has said nothing for 10 s' "$here/$moment.errors")" = 2 ] ||
        wrong "rank 0 dies, '$moment': stderr has '$(cat "$here/$moment.errors")'"
done

[ ! -e "$here/hung" ] || wrong "mpirun hung, and was ended after $longest s: $(cat "$here/hung")"
exit $failed
