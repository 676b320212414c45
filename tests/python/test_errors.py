"""What is wrong is an exception with the program's line, and never ends the interpreter."""

import itertools
import os
import tempfile
import unittest
from unittest import mock

import networkx

import spinfield
from support import Folder

RING = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 0)]


class Errors(unittest.TestCase):
    """Kinds of errors, their codes and lines."""

    def bad(self, kind, fragment, function, *arguments, **options):
        """The call raises this kind, with one line that has the fragment."""
        with self.assertRaises(kind) as caught:
            function(*arguments, **options)
        self.assertIn(fragment, str(caught.exception))
        self.assertNotIn("\n", str(caught.exception))
        return caught.exception

    def test_bad_input(self):
        network = spinfield.maxcut(RING)
        bad = [
            ("cannot open", lambda: spinfield.gen("maxcut", "/no/such/file")),
            ("/no/such.json: error: cannot open", lambda: spinfield.read("/no/such")),
            ("unknown task 'chess'; expected maxcut", lambda: spinfield.gen("chess")),
            ("no option 'foo'", lambda: spinfield.maxcut(RING, foo=1)),
            ("not 'much'", lambda: spinfield.maxcut(RING, w="much")),
            ("no option 'w'", lambda: network.solve(w=1)),
            ("more than the load phase", lambda: network.solve(stop=1e-9)),
            ("expected kick, cross or restart", lambda: network.search(method="luck")),
            ("a search is for questions with an objective", lambda: spinfield.recall(["0110"], start="0110").search()),
            ("zero byte", lambda: spinfield.gen("maxcut", "a\0b")),
            ("zero byte", lambda: network.solve(**{"a\0b": 1})),
            ("zero byte", lambda: network.solve(seed="1\0")),
            ("cannot be encoded", lambda: network.solve(seed="\ud800")),
            ("joins the node 'a' to itself", lambda: spinfield.maxcut([("a", "a")])),
            ("is directed", lambda: spinfield.maxcut(networkx.DiGraph([(0, 1)]))),
            ("graph.json: error: the edge between '0' and '1' is given twice", lambda: spinfield.maxcut(networkx.MultiGraph([(0, 1), (0, 1)]))),
            ("has no weight", lambda: spinfield.maxcut([(0, 1, 2.0), (1, 2)])),
            ("expected (node, node)", lambda: spinfield.maxcut([(0, 1, 2, 3)])),
            ("is nan", lambda: spinfield.maxcut([(0, 1, float("nan"))])),
            ("is inf", lambda: spinfield.maxcut([(0, 1, 10**400)])),
            ("is nan", lambda: spinfield.qubo({("a", "b"): float("nan")})),
            ("expected a pair", lambda: spinfield.qubo({"ab": 1.0})),
            ("has 1 variables; expected two or more", lambda: spinfield.qubo({("a", "a"): 1.0})),
            ("has 0 variables; expected two or more", lambda: spinfield.ising({}, {})),
            ("problem.qubo: error:", lambda: spinfield.qubo({("a", "a"): 1.0, ("b", "b"): 1.0})),
            ("expected two spins", lambda: spinfield.ising({}, {("a", "a"): 1.0})),
            ("--sign", lambda: spinfield.ising({}, {("a", "b"): 1.0}, sign="times")),
            ("is empty", lambda: spinfield.recall([])),
            ("pattern 0[1] is 2", lambda: spinfield.recall([[0, 2]])),
            ("no equal length", lambda: spinfield.image([[[0, 1], [1]]])),
            ("row 1 of the matrix has 1 numbers", lambda: spinfield.custom([[0, 1], [1]])),
            ("start[2] is 5", lambda: spinfield.maxcut(RING, start=[0, 1, 5, 0, 0])),
        ]
        for fragment, call in bad:
            with self.subTest(fragment):
                error = self.bad(spinfield.InputError, fragment, call)
                self.assertEqual(error.code, 2)
                self.assertIsInstance(error, (spinfield.Error, ValueError))

    def test_unmet(self):
        network = spinfield.maxcut(RING)
        error = self.bad(spinfield.UnmetError, "still move", network.solve, stop=5e-8)
        self.assertEqual(error.code, 1)
        self.assertFalse(error.result.converged)
        self.assertGreater(error.result.unrest.neurons, 0)
        self.assertEqual(network.solve(stop=5e-8, check=False), error.result)
        error = self.bad(spinfield.UnmetError, "reached the target, 99", network.search, runs=5, target=99)
        self.assertEqual(error.result.search.successes, 0)
        self.assertEqual(network.search(runs=5, target=99, check=False).cut, 4)
        self.bad(spinfield.UnmetError, "still move", spinfield.maxcut(RING, stop=5e-8).run)

    def test_a_missing_program_or_library_is_a_line(self):
        network = spinfield.maxcut(RING)
        with mock.patch.dict(os.environ, SPINFIELD="/no/such/program"):
            error = self.bad(spinfield.ResourceError, "/no/such/program cannot be started", network.run)
            self.assertEqual(error.code, 4)
        with mock.patch.dict(os.environ, SPINFIELD_LIBRARY="/no/such/library"):
            spinfield._library.library.cache_clear()
            self.bad(spinfield.ResourceError, "/no/such/library cannot be loaded", spinfield.library_version)
        spinfield._library.library.cache_clear()
        self.assertEqual(spinfield.library_version(), spinfield.__version__)

    def test_the_simulator_is_an_error_and_so_is_its_end(self):
        network = spinfield.maxcut(RING)
        with Folder() as folder:
            for script, kind, fragment in (
                ("echo 'spinfield: error: ngspice: no' >&2; exit 3", spinfield.SimulatorError, "error: ngspice: no"),
                ("kill -9 $$", spinfield.Error, "ended by signal 9"),
                ("echo 'spinfield: error: full' >&2; exit 4", spinfield.ResourceError, "error: full"),
            ):
                program = folder.file("program", f"#!/bin/sh\n{script}\n")
                os.chmod(program, 0o755)
                with mock.patch.dict(os.environ, SPINFIELD=program):
                    self.bad(kind, fragment, network.run)

    def test_wrong_types_are_exceptions(self):
        """Every function with every kind of thing that it does not take."""
        network = spinfield.maxcut(RING)
        wrong = [None, 2.5, "x", b"x", "", set(), object(), [None], [[None]], [[1, 2], "x"], {"a": "b"}, {(0, 1): "x"},
                 {(0, 1): None}, [(0, 1, "w")], [({}, [])], print, float("nan"), 10**400, "\0", range(3), network]
        functions = {
            "maxcut": spinfield.maxcut,
            "color": lambda x: spinfield.color(RING, x),
            "qubo": spinfield.qubo,
            "constant": lambda x: spinfield.qubo({("a", "b"): 1.0}, constant=x),
            "fields": lambda x: spinfield.ising(x or [3, "x"], {("a", "b"): 1.0}),
            "couplings": lambda x: spinfield.ising({}, x),
            "partition": spinfield.partition,
            "custom": spinfield.custom,
            "pattern": lambda x: spinfield.recall([x]),
            "patterns": lambda x: spinfield.recall(x or 3),
            "image": spinfield.image,
            "read": spinfield.read,
            "task": spinfield.gen,
            "gen": lambda x: spinfield.gen("maxcut", x),
            "tolerance": lambda x: network.solve(tolerance=x or "x"),
            "runs": lambda x: network.search(runs=x or "x"),
            "patience": lambda x: network.run(patience=x or "x"),
            "write": lambda x: network.write(x or 3),
            "solve": lambda x: spinfield.solve(3 if x is network else x),
            "run": lambda x: spinfield.run(3 if x is network else x),
            "columns": lambda x: spinfield.columns(x or 3),
        }
        right = [("constant", 2.5), ("patience", 2.5), ("write", "x"), ("write", b"x")]
        with Folder() as folder:
            here = os.getcwd()
            os.chdir(folder.path)
            self.addCleanup(os.chdir, here)
            for (name, function), thing in itertools.product(functions.items(), wrong):
                if (name, thing) in right:
                    continue
                with self.subTest(function=name, thing=repr(thing)):
                    self.assertRaises((TypeError, ValueError, spinfield.Error), function, thing)
            os.chdir(here)
        with self.assertRaises(AttributeError):
            network.solve().cut = 3
        with self.assertRaisesRegex(AttributeError, "there is no colour here; there are n, task"):
            network.solve().colour


class Traces(unittest.TestCase):
    """Nothing is left."""

    def test_no_file_is_left(self):
        with Folder() as folder, mock.patch.object(tempfile, "tempdir", folder.path):
            network = spinfield.maxcut(RING)
            network.run()
            self.assertRaises(spinfield.InputError, spinfield.maxcut, RING, foo=1)
            self.assertRaises(spinfield.InputError, network.run, foo=1)
            self.assertEqual(os.listdir(folder.path), [])

    def test_handles_are_freed(self):
        network = spinfield.maxcut(RING)
        free = network._free
        self.assertTrue(free.alive)
        del network
        self.assertFalse(free.alive)
        network = spinfield.maxcut(RING)
        with mock.patch.object(spinfield._library.library(), "spinfield_answer_free") as answer_free:
            network.solve()
            self.assertRaises(spinfield.UnmetError, network.solve, stop=5e-8)
            self.assertEqual(answer_free.call_count, 2)
            self.assertRaises(spinfield.InputError, network.solve, foo=1)
            self.assertEqual(answer_free.call_count, 2)


if __name__ == "__main__":
    unittest.main()
