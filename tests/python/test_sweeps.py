"""Sweeps give what one network after the other gives."""

import os
import sqlite3
import unittest

import networkx

import spinfield
from support import Folder

GRAPH = networkx.wheel_graph(7)


class Sweeps(unittest.TestCase):
    """Rows, their store and their errors."""

    def test_a_row_is_the_run_of_its_network(self):
        network = spinfield.maxcut(GRAPH, dendrite="plain")
        ws = [0.05, 0.1]
        rows = network.sweep({"w": ws, "vc": "0.1,0.2"}, seeds=2, check=False)
        self.assertEqual(len(rows), 8)
        for row, (w, vc, seed) in zip(rows, [(w, vc, seed) for w in ws for vc in (0.1, 0.2) for seed in (1, 2)]):
            self.assertEqual((float(row.w), float(row.vc), row.seed), (w, vc, seed))
            result = spinfield.maxcut(GRAPH, dendrite="plain", w=w, vc=vc, seed=seed).solve(check=False)
            self.assertEqual(row.outcome, "done")
            for key in ("time_to_solution_s", "energy_j", "cut", "converged"):
                self.assertEqual(row[key], result[key], key)
            self.assertEqual(row.state, result.to_dict()["state"])

    def test_rows_are_columns(self):
        rows = spinfield.sweep(spinfield.qubo({("a", "b"): -1.0, ("b", "b"): 0.5}), {"w": [0.1, 0.2]})
        table = spinfield.columns(rows)
        self.assertEqual([float(w) for w in table["w"]], [0.1, 0.2])
        self.assertEqual(table["qubo_value"], [row.qubo_value for row in rows])
        self.assertRegex(repr(rows[0]), r"^<spinfield\.Row 0: [\d.]+ ns, [\d.]+ [fpn]J>$")

    def test_a_store_is_kept_and_goes_on(self):
        network = spinfield.maxcut(GRAPH)
        with Folder() as folder:
            store = os.path.join(folder.path, "a store?.db")
            rows = network.sweep({"w": [0.05, 0.1, 0.2]}, output=store)
            self.assertEqual(spinfield.results(store), rows)
            connection = sqlite3.connect(store)
            with connection:
                connection.execute("DELETE FROM executions WHERE point = 1")
                connection.execute("DELETE FROM runs WHERE point = 1")
            connection.close()
            again = spinfield.maxcut(GRAPH).sweep({"w": [0.05, 0.1, 0.2]}, output=store)
            self.assertEqual([row.energy_j for row in again], [row.energy_j for row in rows])
            with self.assertRaisesRegex(spinfield.InputError, "campaign|store"):
                network.sweep({"w": [0.05, 0.3]}, output=store)

    def test_failed_rows_are_an_exception_that_has_them(self):
        network = spinfield.maxcut(GRAPH)
        vary = {"stop": [9e-8, 5e-5], "load": [4e-8, 1e-7]}  # one of four ends before its load phase
        with self.assertRaisesRegex(spinfield.UnmetError, "1 of 4 runs failed, the first one with: ") as caught:
            network.sweep(vary)
        rows = caught.exception.result
        self.assertEqual([row.outcome for row in rows], ["done", "failed", "done", "done"])
        self.assertIn(rows[1].error, repr(rows[1]))
        self.assertEqual(len(network.sweep(vary, check=False)), 4)

    def test_bad_sweeps_are_refused(self):
        network = spinfield.maxcut(GRAPH)
        with Folder() as folder:
            text = folder.file("text.db", "no store")
            other = os.path.join(folder.path, "other.db")
            sqlite3.connect(other).close()
            bad = [
                ("wx", lambda: network.sweep({"wx": [0.1]})),
                ("raise --stop; so it is in every run with stop=1e-09", lambda: network.sweep({"stop": [1e-9, 5e-5]})),
                ("", lambda: network.sweep({"w": []})),
                ("", lambda: network.sweep({"w": "1:2"})),
                ("no such file", lambda: spinfield.results(os.path.join(folder.path, "none.db"))),
                ("store of results", lambda: spinfield.results(text)),
                ("store of results", lambda: spinfield.results(other)),
                ("text.db", lambda: network.sweep({"w": [0.1]}, output=text)),
            ]
            for fragment, call in bad:
                with self.subTest(fragment), self.assertRaisesRegex(spinfield.InputError, fragment):
                    call()
        for vary in (3, "w", [0.1], {"w": 3}, {"w": [object()]}, {3: [1]}):
            with self.subTest(vary), self.assertRaises(TypeError):
                network.sweep(vary)


if __name__ == "__main__":
    unittest.main()
