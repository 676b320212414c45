#!/bin/sh
# run.sh: prints a table of what a campaign of 100,000 points of 0.1 ms costs on 1 to 17 ranks of this machine, and how
# many points that take no time rank 0 can hand on.
set -eu
cd "$(dirname "$0")/../.."
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_btl=self,vader OMPI_MCA_plm=isolated

echo '| ranks | points a second | a point takes | its worker takes besides | rank 0 takes |'
echo '|---|---|---|---|---|'
build/bench-mpi 100000 100
for ranks in 2 3 5 9 17; do
    mpirun --oversubscribe -n $ranks build/bench-mpi 100000 100
done
echo
echo 'points that take no time:'
mpirun --oversubscribe -n 5 build/bench-mpi 100000 0
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
build/bench-rows "$folder/store.db" 100000
