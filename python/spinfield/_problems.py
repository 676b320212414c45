"""Problems in memory, as the files that `spinfield gen` reads.

Every number is written with all its digits, so that a network is the one that a file of the same problem gives.
"""

import io
import json
import math

from ._arrays import is_array, is_list, numpy, plain
from ._options import bits_word, path_word
from .errors import InputError

LONGEST_NAME = 255  # bytes, of a node in a file


class Problem:
    """What a network is made from.

    task      str    "maxcut", ...
    paths     list   files that are there already
    files     list   of (name, bytes): files to be written
    options   dict   that belong to the problem
    labels    list   what the user calls the things that are asked about, in the order of the answer; None: as the file
                     names them
    constant  float  to be added to the objective of the network
    """

    def __init__(self, task, paths=(), files=(), options=None, labels=None, constant=0.0):
        self.task, self.paths, self.files = task, list(paths), list(files)
        self.options, self.labels, self.constant = dict(options or {}), labels, constant


def number(value, what):
    """A finite number of Python, NumPy or anything with __float__, as a float."""
    value = plain(value)
    if isinstance(value, (str, bytes)) or not hasattr(value, "__float__") and not hasattr(value, "__index__"):
        raise TypeError(f"{what} is of type {type(value).__name__}; expected a number")
    try:
        value = float(value)
    except OverflowError:
        value = math.inf
    if not math.isfinite(value):
        raise InputError(f"error: {what} is {value}; expected a finite number")
    return value


def is_path(value):
    """Whether ``value`` names a file."""
    return isinstance(value, str) or hasattr(value, "__fspath__")


def _indexed(things, what):
    """The places of ``things`` by what they are; each is hashable and stands once."""
    places = {}
    for thing in things:
        try:
            if thing in places:
                raise InputError(f"error: {what} {thing!r:.60} is given twice; expected each once")
            places[thing] = len(places)
        except TypeError:
            raise TypeError(f"{what} {thing!r:.60} is not hashable; expected a name, a number or a tuple") from None
    return places


def _file_names(nodes):
    """The nodes' names in a file: their texts where all of these can be names and differ, else numbers from 1."""
    names = [node if isinstance(node, str) else str(node) for node in nodes]
    good = len(set(names)) == len(names) and all(_is_name(name) for name in names)
    return names if good else [str(k + 1) for k in range(len(names))]


def _is_name(name):
    try:
        size = len(name.encode("utf-8"))
    except UnicodeEncodeError:
        return False
    return 1 <= size <= LONGEST_NAME and not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in name)


# ---- Graphs ----


def _edges_of_networkx(graph, weight):
    """Nodes and edges (u, v, weight or None) of a graph of networkx."""
    if graph.is_directed():
        raise InputError("error: the graph is directed; expected an undirected one, such as graph.to_undirected()")
    edges = []
    for u, v, data in graph.edges(data=True):
        value = None if weight is None else data.get(weight)
        edges.append((u, v, None if value is None else number(value, f"the weight of the edge {u!r:.40}, {v!r:.40}")))
    return list(graph.nodes), edges


def _edges_of_list(rows):
    """Nodes, in the order in which they appear, and edges of a list of (u, v) or (u, v, weight)."""
    nodes, edges = {}, []
    for k, row in enumerate(rows):
        row = plain(row)
        if not isinstance(row, (list, tuple)) or len(row) not in (2, 3):
            raise InputError(f"error: edge {k} is {row!r:.60}; expected (node, node) or (node, node, weight)")
        for node in row[:2]:
            try:
                nodes.setdefault(node)
            except TypeError:
                raise TypeError(f"node {node!r:.60} is not hashable; expected a name, a number or a tuple") from None
        edges.append((row[0], row[1], number(row[2], f"the weight of edge {k}") if len(row) == 3 else None))
    return list(nodes), edges


def _edges_of_array(array):
    """Nodes, numbered from 0, and edges of a symmetric matrix of weights; 0 is no edge."""
    rows = matrix_rows(array)
    edges = []
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            if value != rows[j][i]:
                raise InputError(f"error: the weights of {i}, {j} and {j}, {i} are {value} and {rows[j][i]}; "
                                 "expected a symmetric matrix")
            if j >= i and value != 0.0:
                edges.append((i, j, value))
    return list(range(len(rows))), edges


def _node_link(nodes, edges):
    """A graph as node-link JSON."""
    places = _indexed(nodes, "the node")
    names = _file_names(nodes)
    weighted = [w for _, _, w in edges if w is not None]
    if weighted and len(weighted) < len(edges):
        u, v, _ = next(edge for edge in edges if edge[2] is None)
        raise InputError(f"error: the edge {u!r:.40}, {v!r:.40} has no weight, and others have one; "
                         "expected one for every edge or for none (weight=None)")
    links = []
    for u, v, w in edges:
        if u == v:
            raise InputError(f"error: an edge joins the node {u!r:.40} to itself; expected two nodes")
        link = {"source": names[places[u]], "target": names[places[v]]}
        links.append(link if w is None else {**link, "weight": w})
    text = json.dumps({"nodes": [{"id": name} for name in names], "links": links}, ensure_ascii=False)
    return text.encode("utf-8")


def graph_problem(task, graph, weight="weight", options=None):
    """A graph of networkx, a matrix of weights, a list of edges, or a file."""
    if is_path(graph):
        return Problem(task, paths=[path_word(graph)], options=options)
    if hasattr(graph, "is_directed") and hasattr(graph, "edges") and hasattr(graph, "nodes"):
        nodes, edges = _edges_of_networkx(graph, weight)
    elif is_array(graph):
        nodes, edges = _edges_of_array(graph)
    elif isinstance(graph, (list, tuple)):
        nodes, edges = _edges_of_list(graph)
    else:
        raise TypeError(f"a graph of type {type(graph).__name__}; expected one of networkx, an array of weights, a list "
                        "of edges or a path")
    return Problem(task, files=[("graph.json", _node_link(nodes, edges))], options=options, labels=nodes)


# ---- Matrices and numbers ----


def matrix_rows(array):
    """A square matrix as a list of rows of floats."""
    rows = plain(array)
    if not isinstance(rows, (list, tuple)) or not all(is_list(row) for row in rows):
        raise TypeError("the matrix is no list of rows and no array with two axes")
    rows = [list(plain(row)) for row in rows]
    for i, row in enumerate(rows):
        if len(row) != len(rows):
            raise InputError(f"error: row {i} of the matrix has {len(row)} numbers; expected {len(rows)}, as many as rows")
        for j, value in enumerate(row):
            row[j] = number(value, f"element {i}, {j} of the matrix")
    return rows


def matrix_file(array):
    """A square matrix as a file: NumPy's, or CSV where there is no NumPy."""
    module = numpy()
    if module is None:
        rows = matrix_rows(array)
        return "weights.csv", "".join(",".join(map(repr, row)) + "\n" for row in rows).encode("ascii")
    if not is_array(array):
        array = matrix_rows(array)
    array = module.asarray(array)
    if array.dtype.kind not in "biuf":
        raise TypeError(f"the matrix is of {array.dtype}; expected numbers")
    if array.ndim != 2 or array.shape[0] != array.shape[1]:
        raise InputError(f"error: the matrix is of shape {array.shape}; expected a square one")
    if not module.isfinite(array).all():
        i, j = module.argwhere(~module.isfinite(array))[0]
        raise InputError(f"error: element {i}, {j} of the matrix is {array[i, j]}; expected a finite number")
    stream = io.BytesIO()
    module.save(stream, array.astype(module.float64), allow_pickle=False)
    return "weights.npy", stream.getvalue()


def matrix_problem(task, matrix, options=None):
    """Given weights in V, or a file of them."""
    if is_path(matrix):
        return Problem(task, paths=[path_word(matrix)], options=options)
    if hasattr(matrix, "toarray"):  # a sparse matrix of SciPy
        matrix = matrix.toarray()
    return Problem(task, files=[matrix_file(matrix)], options=options)


def numbers_problem(task, numbers, options=None):
    """A list of numbers, or a file of them."""
    if is_path(numbers):
        return Problem(task, paths=[path_word(numbers)], options=options)
    if not is_list(numbers):
        raise TypeError(f"numbers of type {type(numbers).__name__}; expected a list, an array or a path")
    lines = [repr(number(value, f"number {k}")) for k, value in enumerate(plain(numbers))]
    return Problem(task, files=[("numbers.txt", "\n".join(lines).encode("ascii") + b"\n")], options=options,
                   labels=list(range(len(lines))))


# ---- QUBO and Ising problems ----


def _pair(key, what):
    """The two variables of a key; of the linear term of x it is x, x."""
    if not isinstance(key, tuple) or len(key) != 2:
        raise InputError(f"error: {what} has the key {key!r:.60}; expected a pair of variables")
    return key


def _collect(entries, what, variables):
    """The coefficients of pairs, an entry and its mirror image added, by the places of the two variables; adds to
    ``variables``, a dict of places. The entries are a dict {(u, v): value}."""
    if not hasattr(entries, "items"):
        raise TypeError(f"{what} is of type {type(entries).__name__}; expected a dict")
    found = {}
    for key, value in entries.items():
        u, v = _pair(key, what)
        value = number(value, f"the value of {key!r:.60}")
        for variable in (u, v):
            try:
                variables.setdefault(variable, len(variables))
            except TypeError:
                raise TypeError(f"the variable {variable!r:.60} is not hashable") from None
        a, b = sorted((variables[u], variables[v]))
        found[a, b] = found.get((a, b), 0.0) + value
    return found


def _require_two(variables, what):
    if len(variables) < 2:
        raise InputError(f"error: {what} has {len(variables)} variables; expected two or more, and a product of two")


def qubo_problem(entries, constant=0.0, options=None):
    """A dict {(u, v): q}: the sum of q u v, where (u, u) is a linear term; a matrix Q of x'Qx; or a file."""
    constant = number(constant, "constant")
    if is_path(entries):
        return Problem("qubo", paths=[path_word(entries)], options=options, constant=constant)
    if is_list(entries):
        rows = matrix_rows(entries)
        entries = {(i, j): q for i, row in enumerate(rows) for j, q in enumerate(row) if q != 0.0 or i == j}
    variables = {}
    found = _collect(entries, "the QUBO", variables)
    _require_two(variables, "the QUBO")
    linear = {key: q for key, q in found.items() if key[0] == key[1]}
    pairs = {key: q for key, q in found.items() if key[0] != key[1] and q != 0.0}
    lines = [f"p qubo 0 {len(variables)} {len(linear)} {len(pairs)}"]
    lines += [f"{a} {b} {q!r}" for terms in (linear, pairs) for (a, b), q in sorted(terms.items())]
    return Problem("qubo", files=[("problem.qubo", "\n".join(lines).encode("ascii") + b"\n")], options=options,
                   labels=list(variables), constant=constant)


def ising_problem(fields, couplings, constant=0.0, options=None):
    """Fields {i: h} and couplings {(i, j): J}, or a file in place of the couplings."""
    constant = number(constant, "constant")
    if is_path(couplings):
        if fields:
            raise InputError("error: both fields and a file are given; expected fields in the file")
        return Problem("ising", paths=[path_word(couplings)], options=options, constant=constant)
    if is_list(fields):
        fields = dict(enumerate(plain(fields)))
    if not hasattr(fields, "items"):
        raise TypeError(f"fields of type {type(fields).__name__}; expected a dict or a list")
    variables = {}
    linear = _collect({(i, i): h for i, h in fields.items()}, "the fields", variables)
    for key in couplings if hasattr(couplings, "items") else ():
        if _pair(key, "the couplings")[0] == key[1]:
            raise InputError(f"error: the couplings have the key {key!r:.60}; expected two spins, and fields by themselves")
    pairs = _collect(couplings, "the couplings", variables)
    _require_two(variables, "the Ising problem")
    entries = sorted([*linear.items(), *pairs.items()])
    lines = [f"{len(variables)} {len(entries)}"] + [f"{a + 1} {b + 1} {value!r}" for (a, b), value in entries]
    return Problem("ising", files=[("problem.ising", "\n".join(lines).encode("ascii") + b"\n")], options=options,
                   labels=list(variables), constant=constant)


# ---- Patterns and pictures ----


def patterns_problem(patterns, options=None):
    """Patterns of 0 and 1: texts, lists, or the rows of an array."""
    if isinstance(patterns, str) or not is_list(patterns):
        raise TypeError(f"patterns of type {type(patterns).__name__}; expected a list of patterns")
    words = [bits_word(pattern, f"pattern {k}") for k, pattern in enumerate(plain(patterns))]
    if not words:
        raise InputError("error: the list of patterns is empty; expected at least one")
    return Problem("recall", options={"pattern": words, **(options or {})})


def _picture_file(picture, k):
    """A picture, a list of rows of 0 and 1, as a plain PBM file."""
    rows = [bits_word(row, f"picture {k}, row {r}") for r, row in enumerate(plain(picture))]
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        raise InputError(f"error: the rows of picture {k} have no equal length; expected a rectangle")
    text = f"P1\n{len(rows[0])} {len(rows)}\n" + "\n".join(rows) + "\n"
    return f"picture{k}.pbm", text.encode("ascii", "replace")


def pictures_problem(pictures, options=None):
    """Pictures: files, or arrays with two axes of 0 and 1."""
    if is_path(pictures) or not is_list(pictures):
        raise TypeError(f"pictures of type {type(pictures).__name__}; expected a list of paths or of arrays")
    pictures = list(pictures)
    if pictures and all(is_path(picture) for picture in pictures):
        return Problem("image", paths=[path_word(picture) for picture in pictures], options=options)
    return Problem("image", files=[_picture_file(picture, k) for k, picture in enumerate(pictures)], options=options)
