"""Networks: from problems and files, and what is done with them."""

import json
import os
import shutil
import weakref

from . import _files, _library
from ._arrays import bits
from ._options import arguments, checked, path_word
from ._problems import (
    Problem,
    graph_problem,
    is_path,
    ising_problem,
    matrix_problem,
    numbers_problem,
    patterns_problem,
    pictures_problem,
    qubo_problem,
)
from ._program import run_program
from .errors import InputError, UnmetError
from ._results import engineering, result_of
from ._sweeps import sweep
from ._tolerances import margin, yield_

_MOST_IN_NGSPICE = 1000  # neurons


class Network:
    """A network. The functions maxcut, qubo, ... and gen make one, and read reads one; it does not change.

    task            str    "maxcut", "recall", ...
    n, devices      int    neurons; devices, one for each neuron and each synapse
    v_dw_v, v_c_v   float  supply of the soma junctions and dendrite voltage of the load phase, V;
                           None where neurons are no domain walls
    t_load_s        float  length of the load phase, s; 0 where there is none
    t_stop_s        float  longest time to simulate, s
    optimum         float  best known objective; None where none was given
    start           array  of 0 and 1 that the load phase writes; None where there is no load phase
    options         dict   that it was made with
    labels          list   what its answers call the things that were asked about; None: as the file names them
    constant        float  that results add to the objective
    warnings        list   of (kind, text): design rules that fail
    notes           list   of texts: what the reader of a file took for granted
    """

    def __init__(self, handle, problem=None):
        problem = problem or Problem(None)
        self._problem = problem
        self._handle = handle
        self._free = weakref.finalize(self, _library.free_network, handle)
        self.options, self.labels, self.constant = problem.options, problem.labels, problem.constant
        summary = json.loads(_library.made_text("network_json", handle))
        self.warnings = [(warning["kind"], warning["text"]) for warning in summary["warnings"]]
        self.notes = summary["notes"]

    def _number(self, name):
        return _library.number_of(self._handle, name)

    task = property(lambda self: _library.text_of("network_text", self._handle, b"task"), doc="What it was made for.")
    n = property(lambda self: int(self._number(b"n")), doc="Number of neurons.")
    devices = property(lambda self: int(self._number(b"devices")), doc="Number of devices.")
    v_dw_v = property(lambda self: self._number(b"v_dw_v"), doc="Supply of the soma junctions, V.")
    v_c_v = property(lambda self: self._number(b"v_c_v"), doc="Dendrite voltage of the load phase, V.")
    t_load_s = property(lambda self: self._number(b"t_load_s"), doc="Length of the load phase, s.")
    t_stop_s = property(lambda self: self._number(b"t_stop_s"), doc="Longest time to simulate, s.")
    optimum = property(lambda self: self._number(b"optimum"), doc="Best known objective, or None.")

    @property
    def start(self):
        """State that the load phase writes, an array of 0 and 1; None where there is no load phase."""
        text = _library.text_of("network_text", self._handle, b"start", absent=True)
        return None if text is None else bits(text)

    def __repr__(self):
        supply = "" if self.v_dw_v is None else f", V_DW {engineering(self.v_dw_v, 'V')}"
        return f"<spinfield.Network {self.task}: {self.n} neurons, {self.devices} devices{supply}>"

    def __reduce__(self):
        with _files.folder() as folder:
            path = os.path.join(folder, "network.json")
            self._write_json(path)
            return _restore, (_files.read(path), self._problem)

    def _write_json(self, path):
        _library.call("network_write", self._handle, _library.encoded(path))

    def _write_files(self, name):
        """Writes NAME.json and NAME.cir of the network as it is."""
        self._write_json(name + ".json")
        if self.n <= _MOST_IN_NGSPICE:
            _files.write(name + ".cir", self.deck().encode("utf-8"))

    def write(self, name):
        """Writes NAME.json, the network, and NAME.cir, its ngspice deck, which the program's commands read, and a file of
        the problem if that came from memory, such as NAME.graph.json. It returns the paths of these files.

        A network of more than 1,000 neurons has no deck.
        """
        name = path_word(name)
        problem, network = self._problem, self
        if problem.files:
            network = _make(problem, [f"{name}.{file}" for file, _ in problem.files])
        network._write_files(name)
        decks = [name + ".cir"] if self.n <= _MOST_IN_NGSPICE else []
        return [name + ".json", *decks, *(f"{name}.{file}" for file, _ in problem.files)]

    def _template(self, folder):
        """Makes a network in ``folder`` of which `spinfield sweep` makes others: its name, and the folder to work in. The
        same network has the same template in every folder."""
        problem = self._problem
        if problem.task is None:
            name = os.path.join(folder, "network")
            self._write_json(name + ".json")
            return name, None
        for file, content in problem.files:
            _files.write(os.path.join(folder, file), content)
        paths = [os.path.abspath(path) for path in problem.paths] + [file for file, _ in problem.files]
        run_program(["gen", problem.task, *arguments(problem.options), "--quiet", "-o", "network", "--", *paths], folder)
        return "network", folder

    def _name_files(self, report):
        """Gives the files of the problem, which were in a temporary folder, their names alone: those that write adds to
        NAME."""
        names = [name for name, _ in self._problem.files]
        recipe = report.get("made_by", {}).get("recipe") or {}
        files = recipe.get("files", [])
        for file, name in zip(files[len(files) - len(names):], names):
            file["path"] = name

    def deck(self):
        """The ngspice deck, a str. InputError where the network has more than 1,000 neurons."""
        return _library.made_text("network_deck", self._handle)

    def solve(self, check=True, **options):
        """Solves the network without SPICE, as `spinfield solve`, and returns a Result.

        check      bool   whether a run that does not come to rest raises UnmetError, which has the result (True)
        tolerance  float  relative error of time and energy to aim at, 1e-5 to 0.1 (1e-3)
        stop       float  longest time to simulate, s (that of the network)
        starts     int    random starts to try; the result is the best one
        seed       int    of the starts (1)
        threads    int    (all processors); no result depends on it
        """
        return self._answer("solve", options, check)

    def search(self, check=True, **options):
        """Relaxes the network many times, as `spinfield search`, and returns the Result of the best relaxation; its
        ``search`` has the figures of all.

        check      bool   whether UnmetError is raised where the best run does not come to rest, or where a target that
                          was given, or proven, is not reached (True)
        runs       int    relaxations (1000)
        method     str    "kick", "cross" or "restart" ("kick"; of more than 300 neurons: "cross")
        target     float  objective that is success, without the constant of the problem, or "auto": the proven optimum
        tolerance, stop, seed, threads   as for solve
        """
        return self._answer("search", options, check)

    def _answer(self, name, options, check):
        given = {"threads": min(len(os.sched_getaffinity(0)), 1024), **options}
        report, answer = _library.answer_of(name, self._handle, given)
        return _checked(result_of(report, answer, self, options), check)

    def run(self, check=True, **options):
        """Runs the network in ngspice, as `spinfield run`, and returns a Result. The program spinfield does it.

        check     bool   whether a run that does not come to rest raises UnmetError (True)
        patience  float  s; a run that is silent for this time counts as hung (600)
        raw       path   of the raw file, which is written where this is given
        """
        given = dict(options)
        raw = given.pop("raw", None)
        with _files.folder() as folder:
            name = os.path.join(folder, "network")
            self._write_files(name)
            command = ["run", name, "--json", f"--answer={name}.csv", *arguments(given)]
            _, report, _ = run_program(command, folder, unmet=True)
            answer = _files.read(name + ".csv")
            if raw is not None:
                with _files.errors_of(path_word(raw)):
                    shutil.move(name + ".raw", path_word(raw))
        return _checked(result_of(report, answer, self, options), check)

    def sweep(self, vary=None, output=None, check=True, **options):
        """sweep of this network."""
        return sweep(self, vary, output, check, **options)

    def yield_(self, criterion=None, vary=None, output=None, check=True, **options):
        """yield_ of this network."""
        return yield_(self, criterion, vary, output, check, **options)

    def margin(self, of, criterion=None, check=True, **options):
        """margin of this network."""
        return margin(self, of, criterion, check, **options)


def _restore(content, problem):
    """A network from the content of its file; what pickle calls."""
    with _files.folder() as folder:
        path = os.path.join(folder, "network.json")
        _files.write(path, content.encode("utf-8"))
        return Network(_library.make("network_read", _library.encoded(path)), problem)


def _checked(result, check):
    """The result; UnmetError where it is not what was asked for."""
    if not check:
        return result
    if not result.converged:
        why = [text for kind, text in result.warnings if kind in ("stop", "oscillation", "creep")]
        raise UnmetError("error: walls still move at the end of the run" + (f": {why[0]}" if why else ""), result)
    search = result.get("search")
    if search and search["target_from"] in ("given", "proven") and search["successes"] == 0:
        raise UnmetError(f"error: no relaxation reached the target, {search['target']:g}; the best one has "
                         f"{search['objectives']['best']:g}", result)
    return result


# ---- Making ----


def _make(problem, places):
    """The network of a problem, whose files are written to ``places``."""
    for place, (_, content) in zip(places, problem.files):
        _files.write(place, content)
    return Network(_library.network_of(problem.task, [*problem.paths, *places], problem.options), problem)


def _generate(problem, options):
    """The network of a problem with these options."""
    problem.options.update(options)
    with _files.folder() as folder:
        return _make(problem, [os.path.join(folder, name) for name, _ in problem.files])


def maxcut(graph, weight="weight", **options):
    """A network that looks for the maximum cut of a graph.

    graph    a graph of networkx; a symmetric array of weights; a list of (u, v) or (u, v, weight), where nodes are
             anything hashable; or the path of a file
    weight   str   the attribute of the edges that is their weight (networkx); None: edges have no weights
    options  of `spinfield gen maxcut`, with _ for -: optimum=12, w="50m", sigma_rap=0.05, seed=2, start=[0, 1, 1], ...

    The answers name the nodes as the graph does.
    """
    return _generate(graph_problem("maxcut", graph, weight), options)


def color(graph, k, **options):
    """A network that colours the nodes of a graph so that edges join different colours.

    graph    as for maxcut; weights have no meaning
    k        int   number of colours
    options  of `spinfield gen color`
    """
    return _generate(graph_problem("color", graph, None), {"k": k, **options})


def qubo(entries, constant=0.0, **options):
    """A network that looks for the zeros and ones of which a quadratic form is least.

    entries   dict {(u, v): q}, the sum of q * u * v, where (u, u) is the linear term of u, and (u, v) and (v, u) add up;
              variables are anything hashable. Or a square matrix Q of x'Qx, or the path of a file
    constant  float  that Result.objective has added
    options   of `spinfield gen qubo`: maximize=True, optimum=-7, ...
    """
    return _generate(qubo_problem(entries, constant), options)


def ising(fields, couplings, constant=0.0, **options):
    """A network that looks for the spins of least energy -sum J s s - sum h s (sign="plus": + and +).

    fields     dict {i: h}, or a list; {} for none
    couplings  dict {(i, j): J}, (i, j) and (j, i) add up; or the path of a file, with fields = None
    constant   float  that Result.objective has added
    options    of `spinfield gen ising`: sign="plus" for files and dicts of programs that minimize +sum J s s + sum h s
    """
    return _generate(ising_problem(fields or {}, couplings, constant), options)


def partition(numbers, **options):
    """A network that parts numbers into two groups whose sums differ as little as possible.

    numbers  list or array, or the path of a file; answers count them from 0
    options  of `spinfield gen partition`
    """
    return _generate(numbers_problem("partition", numbers), options)


def custom(matrix, **options):
    """A network with given weights.

    matrix   square array or list of rows, V: element i, j is the weight of the synapse from neuron i to neuron j; or the
             path of a file
    options  of `spinfield gen custom`: vdw="loaded", start=[0, 1, 1], ...
    """
    return _generate(matrix_problem("custom", matrix), options)


def recall(patterns=None, **options):
    """A network that stores patterns and recalls one.

    patterns  list of texts "0110" or of lists of 0 and 1, or an array whose rows are patterns; None: random ones
              (n=60, p=1)
    options   of `spinfield gen recall`: start=[0, 1, 1, 0], distort=0.1, of=1, rule="storkey", ...
    """
    return _generate(Problem("recall") if patterns is None else patterns_problem(patterns), options)


def image(pictures, **options):
    """A network that stores pictures and recalls one.

    pictures  list of arrays with two axes of 0 and 1 (ink), or of paths (PBM, PNG)
    options   of `spinfield gen image`: start="picture.pbm", distort=0.1, ...
    """
    return _generate(pictures_problem(pictures), options)


_TASKS = {
    "maxcut": maxcut,
    "color": color,
    "qubo": qubo,
    "ising": ising,
    "partition": partition,
    "custom": custom,
    "recall": recall,
    "image": image,
}


def gen(task, *problem, **options):
    """A network for any task of `spinfield gen`, from files or from what the function of the task takes.

    task     str   "maxcut", ...
    problem  paths, or the arguments of the function of that name
    options  as on the command line, with _ for -; one letter stands for a short option: gen("recall", n=60, p=2, seed=7)
    """
    if not isinstance(task, str):
        raise TypeError(f"a task of type {type(task).__name__}; expected a text")
    if all(is_path(part) for part in problem):
        return _generate(Problem(checked(task, "the task"), paths=[path_word(path) for path in problem]), options)
    if task not in _TASKS:
        raise InputError(f"error: the task '{task:.40}' takes files; expected paths")
    return _TASKS[task](*problem, **options)


def read(name):
    """The network NAME.json, which `spinfield gen` or Network.write has written.

    name  path, with or without .json
    """
    path = path_word(name)
    path = path if path.endswith(".json") else path + ".json"
    return Network(_library.make("network_read", _library.encoded(path)))


def _network(network):
    if not isinstance(network, Network):
        raise TypeError(f"a network of type {type(network).__name__}; expected one that gen or read has made")
    return network


def solve(network, **options):
    """Network.solve as a function."""
    return _network(network).solve(**options)


def search(network, **options):
    """Network.search as a function."""
    return _network(network).search(**options)


def run(network, **options):
    """Network.run as a function."""
    return _network(network).run(**options)
