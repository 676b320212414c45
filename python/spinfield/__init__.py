"""Spinfield: networks of spintronic neurons for combinatorial problems and recall.

A network is made from a problem, and solved without SPICE, searched, or run in ngspice:

    import networkx
    import spinfield

    network = spinfield.maxcut(networkx.petersen_graph())
    result = network.search(runs=100)
    print(result.cut, result.time_to_solution_s, result.answer)

All quantities are in SI units. docs/python.md has an overview.
"""

from ._library import version as library_version
from ._program import program
from ._version import __version__
from .errors import Error, InputError, ResourceError, SimulatorError, UnmetError
from ._network import (
    Network,
    color,
    custom,
    gen,
    image,
    ising,
    maxcut,
    partition,
    qubo,
    read,
    recall,
    run,
    search,
    solve,
)
from ._results import Record, Result, columns
from ._sweeps import Row, results, sweep
from ._tolerances import margin, yield_

__all__ = [
    "Error",
    "InputError",
    "Network",
    "Record",
    "ResourceError",
    "Result",
    "Row",
    "SimulatorError",
    "UnmetError",
    "__version__",
    "color",
    "columns",
    "custom",
    "gen",
    "image",
    "ising",
    "library_version",
    "margin",
    "maxcut",
    "partition",
    "program",
    "qubo",
    "read",
    "recall",
    "results",
    "run",
    "search",
    "solve",
    "sweep",
    "yield_",
]

for _thing in list(globals().values()):  # so that tracebacks and help have the names that users write
    if getattr(_thing, "__module__", "").startswith("spinfield."):
        _thing.__module__ = "spinfield"
del _thing
