"""Sweeps: many runs with some options changed, by the program, and their store."""

import os
import sqlite3

from . import _files
from ._arrays import is_list, plain
from ._options import arguments, checked, path_word, word
from ._program import run_program
from .errors import InputError, ResourceError, UnmetError
from ._results import Record, engineering

_APPLICATION, _FORMAT = 0x53706E66, 1  # of a store, docs/campaigns.md


class Row(Record):
    """A run of a sweep: what made it and what came out, under the names of the columns of a store (docs/campaigns.md), in SI
    units. ``outcome`` is "done" or "failed", and ``error`` the line where it failed."""

    def __repr__(self):
        values = self._values
        if values.get("outcome") != "done":
            return f"<spinfield.Row {values.get('point')}: {values.get('error')}>"
        return (f"<spinfield.Row {values.get('point')}: {engineering(values.get('time_to_solution_s'), 's')}, "
                f"{engineering(values.get('energy_j'), 'J')}>")


def results(store):
    """The rows of a store that `spinfield sweep` or sweep has made, a list of Row in the order of their points.

    store  path
    """
    path = path_word(store)
    if not os.path.isfile(path):
        raise InputError(f"{path}: error: there is no such file; expected a store of results")
    try:
        connection = sqlite3.connect(f"file:{_uri(path)}?mode=ro", uri=True)
        try:
            found = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
            if found != [_APPLICATION, _FORMAT]:
                raise InputError(f"{path}: error: not a store of results of format {_FORMAT}; expected one that "
                                 "'spinfield sweep' made")
            rows = connection.execute("SELECT * FROM everything ORDER BY point")
            names = [column[0] for column in rows.description]
            return [Row(dict(zip(names, row))) for row in rows]
        finally:
            connection.close()
    except sqlite3.OperationalError as error:
        raise ResourceError(f"{path}: error: {error}") from None
    except sqlite3.Error as error:
        raise InputError(f"{path}: error: {error}; expected a store of results") from None


def _uri(path):
    """The path for a URI of SQLite."""
    return "".join(c if c not in "%?#" else f"%{ord(c):02x}" for c in os.path.abspath(path))


def varied(vary):
    """The values of options as arguments of --vary."""
    if not hasattr(vary, "items"):
        raise TypeError(f"vary is of type {type(vary).__name__}; expected a dict of options and values")
    found = []
    for name, values in vary.items():
        if not isinstance(name, str):
            raise TypeError(f"an option has the name {name!r:.40}; expected a text")
        if is_list(values):
            words = [word(name, value) for value in plain(values)]
            if None in words or not words:
                raise InputError(f"error: the values of {name} are {values!r:.40}; expected numbers or texts")
            text = ",".join(words)
        elif isinstance(values, str):
            text = values
        else:
            raise TypeError(f"the values of {name} are of type {type(values).__name__}; expected a list or a text")
        found.append("--vary=" + checked(f"{name.replace('_', '-')}={text}", "vary"))
    return found


def sweep(network, vary=None, output=None, check=True, **options):
    """Makes the network anew for every combination of options, runs each, and returns the rows, a list of Row.

    network  Network  whose options hold where they are not varied
    vary     dict     option: a list of values, or a text as on the command line: {"w": "20m:100m:5", "vc": [0.1, 0.2],
                      "dendrite": ["plain", "balanced"]}; with sample, a range "20m:100m"
    output   path     of the store, in which a sweep that was stopped goes on; None: a temporary one
    check    bool     whether failed rows raise UnmetError, which has the rows as ``result`` (True)
    options  of `spinfield sweep`: seeds=10, starts=5, chips=20, sample="lhs:500", engine="ngspice", jobs=2, ...

    spinfield.columns(rows) makes columns of them.
    """
    words = varied(vary or {}) + arguments(options)
    with _files.folder() as folder:
        name, where = network._template(folder)
        store = os.path.abspath(path_word(output)) if output is not None else os.path.join(folder, "results.db")
        run_program(["sweep", name, *words, "--quiet", "-o", store], where, unmet=True)
        rows = results(store)
    failed = [row for row in rows if row.outcome == "failed"]
    if failed and check:
        raise UnmetError(f"error: {len(failed)} of {len(rows)} runs failed, the first one with: {failed[0].error}", rows)
    return rows
