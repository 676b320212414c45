"""Results: the report of a run as an object, and many of them as columns."""

import csv
import io
import json

from ._arrays import bits

# What a task's answer is measured by, and its unit.
OBJECTIVES = {
    "maxcut": ("cut", ""),
    "qubo": ("qubo_value", ""),
    "ising": ("ising_energy", ""),
    "partition": ("difference", ""),
    "boltzmann": ("ising_energy", ""),
    "color": ("conflicts", ""),
    "custom": ("hopfield_energy_v", "V"),
    "recall": ("bit_accuracy", ""),
    "image": ("bit_accuracy", ""),
}


def engineering(value, unit):
    """A number with four digits and a prefix: 1.243e-07 s is "124.3 ns"."""
    if value is None:
        return f"unknown {unit}"
    for exponent, prefix in ((0, ""), (-3, "m"), (-6, "u"), (-9, "n"), (-12, "p"), (-15, "f")):
        if abs(value) >= 10.0**exponent * 0.99995:
            return f"{value / 10.0**exponent:.4g} {prefix}{unit}"
    return f"{value:.4g} {unit}"


class Record:
    """Named values, as attributes and as items. They do not change."""

    def __init__(self, values):
        object.__setattr__(self, "_values", values)

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            value = self._values[name]
        except KeyError:
            raise AttributeError(f"there is no {name} here; there are {', '.join(self._values)}") from None
        return Record(value) if isinstance(value, dict) else value

    def __setattr__(self, name, value):
        raise AttributeError(f"{name} cannot be set: a result does not change")

    def __getitem__(self, name):
        return self._values[name]

    def __contains__(self, name):
        return name in self._values

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def __eq__(self, other):
        return type(self) is type(other) and self._values == other._values

    __hash__ = None

    def __dir__(self):
        return [*super().__dir__(), *self._values]

    def __reduce__(self):
        return type(self), (self._values,)

    def keys(self):
        """The names of the values."""
        return self._values.keys()

    def get(self, name, default=None):
        """The value ``name``, or ``default`` where there is none."""
        return self._values.get(name, default)

    def to_dict(self):
        """The values as a dict of Python's own types, as json.loads gives it."""
        return json.loads(json.dumps(self._values))

    def __repr__(self):
        return f"<{', '.join(f'{name}={value!r:.40}' for name, value in self._values.items())}>"


class Result(Record):
    """The report of a run. Its attributes are the report's keys (docs/formats.md), in SI units; a key that does not apply to
    a task is missing. Among them:

    converged           bool   every wall rests
    time_to_solution_s  float  moment after which no wall moves, s
    energy_j            float  energy up to then, J
    cut, qubo_value, ising_energy, difference, conflicts, bit_accuracy   how good the answer is, by the task
    warnings            list   of (kind, text): what weakens the answer
    search              Record the figures of all relaxations, of a search

    Besides these:

    state, start   arrays of int8 (lists where there is no NumPy), 1 where a neuron is ON; start is what was loaded
    answer         dict: what was asked about, by the user's own names, and what it is: the side of a node (0 or 1), the
                   value of a variable (0 or 1), a spin (-1 or 1), a colour (from 1, None for a node without one), a group
    objective      how good the answer is, with the constant of a QUBO or an Ising problem
    options        dict of the options that the network was made with and that it was run with
    """

    def __init__(self, values, answer=None, constant=0.0, options=None):
        super().__init__(values)
        object.__setattr__(self, "_answer", {} if answer is None else answer)
        object.__setattr__(self, "_constant", constant)
        object.__setattr__(self, "_options", {} if options is None else options)

    def __getattr__(self, name):
        if name in ("state", "start") and name in self._values:
            return bits(self._values[name])
        if name == "warnings":
            return [(warning["kind"], warning["text"]) for warning in self._values.get("warnings", [])]
        return super().__getattr__(name)

    def __reduce__(self):
        return type(self), (self._values, self._answer, self._constant, self._options)

    @property
    def answer(self):
        """What was asked about, by the user's own names, and what it is."""
        return dict(self._answer)

    @property
    def options(self):
        """The options that the network was made with and that it was run with."""
        return dict(self._options)

    @property
    def objective(self):
        """How good the answer is, with the problem's constant; None where the task has no measure."""
        key = OBJECTIVES.get(self._values.get("task"), ("", ""))[0]
        value = self._values.get(key)
        return value if value is None or not self._constant else value + self._constant

    def sides(self):
        """The two groups of the answer: the set of what is OFF (0, or a spin of -1) and the set of what is ON."""
        groups = set(), set()
        for thing, value in self._answer.items():
            groups[value is not None and value > 0].add(thing)
        return groups

    def __dir__(self):
        return [*super().__dir__(), "state", "start", "answer", "objective", "options"]

    def __repr__(self):
        values = self._values
        key, unit = OBJECTIVES.get(values.get("task"), ("", ""))
        good = [f"{key.removesuffix('_v').replace('_', ' ')} {values[key]:.6g}{unit and ' '}{unit}"] if key in values else []
        good += ["converged" if values["converged"] else "NOT converged"]
        good += [engineering(values["time_to_solution_s"], "s"), engineering(values["energy_j"], "J"), values["engine"]]
        if "search" in values:
            good.append(f"best of {values['search']['runs']}")
        return f"<spinfield.Result {values['task']} n={values['n']}: {', '.join(good)}>"


def _value(text):
    """A field of the answer: a whole number where it is one, None where it is empty."""
    if text == "":
        return None
    try:
        return int(text)
    except ValueError:
        return text


def answer_of(text, labels, named):
    """The answer as a dict, from CSV.

    text    str    a head and rows; the first field names a thing, the last one is its value
    labels  list   what the user calls the things, in their order; None: as the file does
    named   bool   whether the names of the file are names, and not numbers
    """
    rows = list(csv.reader(io.StringIO(text)))[1:]
    names = labels if labels is not None else [row[0] if named else _value(row[0]) for row in rows]
    if len(names) != len(rows):
        raise ValueError(f"the answer has {len(rows)} rows for {len(names)} names")
    return {name: _value(row[-1]) for name, row in zip(names, rows)}


def result_of(report, answer, network, options):
    """The result of a run of ``network`` with these options.

    report  str   JSON
    answer  str   CSV
    """
    values = json.loads(report)
    network._name_files(values)
    named = "nodes" in values
    return Result(values, answer_of(answer, network.labels, named), network.constant, {**network.options, **options})


def _flat(values, start=""):
    """The values of nested dicts, by joined names; lists and texts of bits stay as they are."""
    for name, value in values.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{start}{name}_")
        else:
            yield start + name, value


_LISTS = ("nodes", "notes")


def columns(results):
    """Results as columns: a dict of lists of equal length, one row for each result, which pandas.DataFrame takes.

    results   Results, or rows of sweeps, in any order

    The first columns are the options that were given, then come the report's keys; those of ``search`` begin with
    ``search_``. A value that a result does not have is None. ``warnings`` are the kinds, separated by blanks.
    """
    if isinstance(results, Record):
        raise TypeError("one result; expected a list of results")
    rows = []
    for result in results:
        if not isinstance(result, Record):
            raise TypeError(f"a row of type {type(result).__name__}; expected results")
        row = {name.replace("-", "_"): value for name, value in getattr(result, "_options", {}).items()}
        values = {name: value for name, value in result._values.items() if name not in _LISTS}
        if isinstance(values.get("warnings"), list):
            values["warnings"] = " ".join(warning["kind"] for warning in values["warnings"])
        row.update(_flat({name: value for name, value in values.items() if name != "unrest"}))
        rows.append(row)
    names = {}
    for row in rows:
        names.update(dict.fromkeys(row))
    return {name: [row.get(name) for row in rows] for name in names}
