#!/bin/sh
# run.sh: the tests of the Python package, by Debian's python3, with NumPy and without it. Run it after 'make all
# build/libspinfield.so.1'. Exit code 1 where one fails.
set -eu
cd "$(dirname "$0")"
export PYTHONDONTWRITEBYTECODE=1
unset SPINFIELD SPINFIELD_LIBRARY
failed=0
for first in '' hidden:; do # a module that stands before NumPy
    # networkx warns of what it does not find
    PYTHONPATH=${first}../../python /usr/bin/python3 -W error -W ignore::ImportWarning -m unittest discover || failed=1
done
exit $failed
