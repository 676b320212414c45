"""Results as objects and as columns, and the package as a whole."""

import concurrent.futures
import copy
import json
import os
import pickle
import re
import unittest

import networkx

import spinfield
from support import numpy_is_there

HERE = os.path.dirname(os.path.abspath(__file__))
RING = [("a", "b", 1.5), ("b", "c", 2.0), ("c", "d", 1.0), ("d", "e", 1.0), ("e", "a", -0.5)]


class Results(unittest.TestCase):
    """One result."""

    def setUp(self):
        self.network = spinfield.maxcut(RING, w="50m", optimum=5.5)
        self.result = self.network.search(runs=20, target="auto")

    def test_attributes_are_the_keys_of_the_report(self):
        values = self.result.to_dict()
        with open(os.path.join(HERE, "..", "..", "docs", "report.schema.json"), encoding="utf-8") as file:
            known = json.load(file)["properties"]
        for key, value in values.items():
            self.assertIn(key, known)
            self.assertIn(key, self.result)
            self.assertIn(key, dir(self.result))
            if key not in ("state", "start", "search", "warnings", "made_by", "machine"):
                self.assertEqual(getattr(self.result, key), value)
                self.assertEqual(self.result[key], value)
        self.assertEqual(self.result.search.objectives.best, values["search"]["objectives"]["best"])
        self.assertEqual(self.result.search.target_from, "proven")
        self.assertEqual(dict(self.result), values)
        self.assertFalse(hasattr(self.result, "qubo_value"))
        self.assertIsNone(self.result.get("qubo_value"))

    def test_made_by_names_the_problem_and_no_temporary_file(self):
        results = {"graph.json": self.result, "problem.qubo": spinfield.qubo({("x", "y"): -1.0}).solve(check=False)}
        for name, result in results.items():
            files = result.to_dict()["made_by"]["recipe"]["files"]
            self.assertEqual(len(files), 1)
            self.assertEqual(files[0]["path"], name)
            self.assertNotIn("spinfield-", json.dumps(result.to_dict()))

    def test_a_result_can_be_copied_and_pickled(self):
        for other in (pickle.loads(pickle.dumps(self.result)), copy.deepcopy(self.result), copy.copy(self.result)):
            self.assertEqual(other, self.result)
            self.assertEqual(other.answer, self.result.answer)
            self.assertEqual(other.options, self.result.options)

    def test_a_network_can_be_pickled(self):
        network = spinfield.qubo({("x", ("y", 1)): -1.0}, constant=3, seed=7)
        other = pickle.loads(pickle.dumps(network))
        self.assertEqual(other.solve().to_dict(), network.solve().to_dict())
        self.assertEqual(other.solve().answer, network.solve().answer)
        self.assertEqual(other.solve().objective, network.solve().objective)
        self.assertEqual(other.options, {"seed": 7})

    def test_it_is_printed_on_a_line(self):
        self.assertRegex(repr(self.result), r"^<spinfield\.Result maxcut n=5: cut 5\.5, converged, [\d.]+ [nu]s, "
                                            r"[\d.]+ [pn]J, solver, best of 20>$")
        self.assertRegex(repr(self.network), r"^<spinfield\.Network maxcut: 5 neurons, 15 devices, V_DW [\d.]+ mV>$")
        self.assertIn("NOT converged", repr(self.network.solve(stop=8e-8, check=False)))

    def test_a_network_says_what_it_is(self):
        network = self.network
        self.assertEqual((network.task, network.n, network.devices, network.optimum), ("maxcut", 5, 15, 5.5))
        self.assertEqual(network.v_c_v, 0.1)
        self.assertLess(0, network.t_load_s)
        self.assertLess(network.t_load_s, network.t_stop_s)
        self.assertEqual(len(network.start), 5)
        self.assertEqual(network.options, {"w": "50m", "optimum": 5.5})
        self.assertIn("dwmtj", network.deck())
        small = spinfield.custom([[0, 0.1], [0.1, 0]])
        self.assertIsNone(small.start)
        self.assertIsNone(small.optimum)
        self.assertEqual(small.warnings[0][0], "design_rule")


class Columns(unittest.TestCase):
    """Many results."""

    def test_there_is_a_row_for_each_result_and_a_column_for_each_key(self):
        ws = [0.05, 0.1, 0.2]
        results = [spinfield.maxcut(RING, w=w).solve(tolerance=1e-4) for w in ws]
        table = spinfield.columns(results)
        self.assertEqual(list(table)[:2], ["w", "tolerance"])
        self.assertEqual(table["w"], ws)
        self.assertEqual(table["energy_j"], [result.energy_j for result in results])
        self.assertEqual({len(column) for column in table.values()}, {3})
        self.assertEqual(spinfield.columns([]), {})

    def test_what_a_result_does_not_have_is_none(self):
        network = spinfield.maxcut(RING)
        results = [network.search(runs=10), spinfield.recall(["0110"], start="0111").solve(),
                   network.solve(stop=5e-8, check=False)]
        table = spinfield.columns(results)
        self.assertEqual(table["bit_accuracy"], [None, 1.0, None])
        self.assertEqual(table["search_runs"], [10, None, None])
        self.assertEqual(table["search_success_value"][1:], [None, None])
        self.assertEqual(table["warnings"][0], "")
        self.assertIn("stop", table["warnings"][2])
        for column in table.values():
            for value in column:
                self.assertIsInstance(value, (str, int, float, bool, list, type(None)))


class Package(unittest.TestCase):
    """The package as a whole."""

    def test_versions_agree(self):
        with open(os.path.join(HERE, "..", "..", "base", "version.h"), encoding="utf-8") as file:
            version = re.search(r'SPINFIELD_VERSION "(.*)"', file.read()).group(1)
        self.assertEqual(spinfield.__version__, version)
        self.assertEqual(spinfield.library_version(), version)

    def test_everything_public_is_described(self):
        for name in spinfield.__all__:
            thing = getattr(spinfield, name)
            self.assertTrue(isinstance(thing, str) or thing.__doc__, name)
        self.assertEqual([name for name in spinfield.__all__ if not hasattr(spinfield, name)], [])

    def test_threads_get_what_one_thread_gets(self):
        network = spinfield.maxcut(networkx.petersen_graph())
        expected = [network.search(runs=20, seed=seed).to_dict() for seed in range(8)]
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            found = pool.map(lambda seed: network.search(runs=20, seed=seed, threads=1).to_dict(), range(8))
            self.assertEqual(list(found), expected)

    def test_numpy_is_not_needed(self):
        self.assertEqual(numpy_is_there(), spinfield._arrays.numpy() is not None)


if __name__ == "__main__":
    unittest.main()
