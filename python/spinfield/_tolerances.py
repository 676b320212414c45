"""What networks tolerate: the yield of chips and the margins of parameters, by the program."""

import json
import os

from . import _files
from ._options import arguments, checked, path_word
from ._program import run_program
from ._results import Record
from ._sweeps import varied
from .errors import UnmetError


def _judge(command, network, criterion, words, check):
    """What a command that judges runs says about a network, a Record of its JSON."""
    if criterion is not None:
        words = [*words, "--pass=" + checked(criterion, "criterion")]
    with _files.folder() as folder:
        name, where = network._template(folder)
        _, out, _ = run_program([command, name, *words, "--json"], where, unmet=lambda out: out.strip())
    found = json.loads(out)
    failed = found.get("failed_runs", 0)
    if failed and check:
        raise UnmetError(f"error: {failed} of {found['runs']} runs failed", Record(found))
    return Record(found)


def yield_(network, criterion=None, vary=None, output=None, check=True, **options):
    """How many chips of a network work, as `spinfield yield`: a Record with ``cells``, ``reasons`` and ``sensitivity``, as
    docs/yield.schema.json describes them. ``cells[0]["yield"]`` has ``value``, ``low`` and ``high``, the share of chips and
    its 95 % interval.

    network    Network  of devices that differ: sigma_rp=0.05 and the like
    criterion  str      what a run must meet beside converging: "accuracy >= 1 && time < 200n" (docs/campaigns.md); None: that
                        its answer is right, where the task can tell
    vary       dict     as for sweep: a yield for each combination
    output     path     of a store, in which a yield that was stopped goes on; None: none is kept
    check      bool     whether failed runs raise UnmetError, which has the Record as ``result`` (True)
    options    of `spinfield yield`: chips=500, starts=5, no_sensitivity=True, engine="ngspice", jobs=2, ...
    """
    words = varied(vary or {}) + arguments(options)
    if output is not None:
        words += ["-o", os.path.abspath(path_word(output))]
    return _judge("yield", network, criterion, words, check)


def margin(network, of, criterion=None, check=True, **options):
    """How far parameters may go until a run does not pass, as `spinfield margin`: a Record with ``parameters``, as
    docs/margin.schema.json describes them. Each has ``option``, ``unit``, ``nominal``, and the bounds ``low`` and ``high``
    with ``value``, ``distance`` (a share of the nominal value) and ``end``, why it ends there.

    network    Network
    of         list     of options of numbers: ["vdw", "w", "rp"], or one text "vdw,w,rp"
    criterion  str      as for yield_
    check      bool     whether failed runs raise UnmetError, which has the Record as ``result`` (True)
    options    of `spinfield margin`: starts=20, chips=10, resolution="0.1%", reach=4, engine="ngspice", jobs=2, ...

    UnmetError, without a result, where the network itself does not pass.
    """
    if not isinstance(of, str):
        of = ",".join(checked(name, "an option") for name in of)
    words = ["--of=" + checked(of, "of").replace("_", "-"), *arguments(options)]
    return _judge("margin", network, criterion, words, check)
