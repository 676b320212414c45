"""Problems in memory give what their files give on the command line, bit for bit, and answers by the user's names."""

import itertools
import json
import os
import unittest

import networkx

import spinfield
from support import Folder, numpy_is_there, without_machine


def graph(seed=3, nodes=14):
    """A random graph with names and weights, some of them below 0 and with many digits."""
    made = networkx.gnp_random_graph(nodes, 0.4, seed=seed)
    for k, (u, v) in enumerate(made.edges):
        made.edges[u, v]["weight"] = (k % 7 - 2.0) / 3.0
    return networkx.relabel_nodes(made, lambda i: f"Ort {i}, ü")


class Same(unittest.TestCase):
    """What Python makes is what the command line makes."""

    maxDiff = None

    def same(self, network, folder, gen, search=True):
        """`network` is the one that `gen ...` makes, and so are its answers."""
        folder.program("gen", *gen, "-o", "net")
        result = network.solve(check=False)
        self.assertEqual(without_machine(result.to_dict()), folder.report("solve", "net"))
        if search:
            options = ["--runs", "40", "--seed", "5"]
            self.assertEqual(without_machine(network.search(runs=40, seed=5, check=False).to_dict()),
                             folder.report("search", "net", *options))
            self.assertEqual(without_machine(network.solve(starts=9, check=False).to_dict()),
                             folder.report("solve", "net", "--starts", "9"))

    def test_a_graph_of_networkx(self):
        g = graph()
        with Folder() as folder:
            file = folder.file("graph.json", json.dumps(networkx.node_link_data(g)))
            self.same(spinfield.maxcut(g, seed=4, w=0.05), folder, ["maxcut", file, "--seed", "4", "--w", "50m"])
            self.same(spinfield.maxcut(g, as_published=True), folder, ["maxcut", file, "--as-published"])
            self.same(spinfield.gen("maxcut", file, sigma_rp="5%"), folder, ["maxcut", file, "--sigma-rp", "0.05"])
            g = networkx.wheel_graph(6)
            file = folder.file("wheel.json", json.dumps(networkx.node_link_data(g)))
            self.same(spinfield.color(g, 4), folder, ["color", file, "-k", "4"])

    def test_a_list_of_edges(self):
        with Folder() as folder:
            file = folder.file("edges.csv", "Oslo,Bergen,463\nBergen,Rome,1.1\nRome,Oslo,0.1\nRome,Bonn,3\n")
            edges = [("Oslo", "Bergen", 463), ("Bergen", "Rome", 1.1), ("Rome", "Oslo", 0.1), ("Rome", "Bonn", 3)]
            self.same(spinfield.maxcut(edges), folder, ["maxcut", file])

    def test_a_qubo(self):
        terms = {("a", "a"): -1.0, ("b", "b"): 1 / 3, ("a", "b"): 2.0, ("b", "a"): -0.7, ("c", "b"): -1.5, ("c", "d"): 1.0}
        with Folder() as folder:
            lines = f"p qubo 0 4 2 3\n0 0 -1\n1 1 {1 / 3!r}\n0 1 {2.0 - 0.7!r}\n1 2 -1.5\n2 3 1\n"
            file = folder.file("problem.qubo", lines)
            self.same(spinfield.qubo(terms), folder, ["qubo", file])
            self.same(spinfield.qubo(terms, maximize=True), folder, ["qubo", file, "--maximize"])

    def test_an_ising_problem(self):
        with Folder() as folder:
            file = folder.file("problem.txt", "3 4\n1 1 0.5\n2 2 -0.1\n1 2 1\n2 3 -1\n")
            fields, couplings = {"x": 0.5, "y": -0.1}, {("x", "y"): 1, ("y", "z"): -1}
            self.same(spinfield.ising(fields, couplings), folder, ["ising", file])
            self.same(spinfield.ising(fields, couplings, sign="plus"), folder, ["ising", file, "--sign", "plus"])

    def test_numbers(self):
        with Folder() as folder:
            file = folder.file("numbers", "3\n1.5\n2.25\n7\n0.1\n")
            self.same(spinfield.partition([3, 1.5, 2.25, 7, 0.1]), folder, ["partition", file])

    def test_weights(self):
        rows = [[0, 0.1, -1 / 30], [0.1, 0, 0.2], [0.05, 0.2, 0]]
        with Folder() as folder:
            file = folder.file("weights.csv", "\n".join(",".join(map(repr, row)) for row in rows) + "\n")
            self.same(spinfield.custom(rows, vdw="loaded", start=[0, 1, 1]), folder,
                      ["custom", file, "--vdw", "loaded", "--start", "011"])

    def test_patterns(self):
        patterns = ["1111000011110000", "1100110011001100"]
        words = ["recall", "--pattern", patterns[0], "--pattern", patterns[1], "--distort", "0.2", "--of", "2"]
        with Folder() as folder:
            for given in (patterns, [[int(c) for c in pattern] for pattern in patterns]):
                self.same(spinfield.recall(given, distort=0.2, of=2), folder, words, search=False)
            self.same(spinfield.gen("recall", n=12, p=2, seed=9), folder,
                      ["recall", "-n", "12", "-p", "2", "--seed", "9"], search=False)

    def test_pictures(self):
        pictures = [[[1, 0, 1], [0, 1, 0]], [[1, 1, 0], [0, 0, 1]]]
        with Folder() as folder:
            files = [folder.file(f"{k}.pbm", "P1\n3 2\n" + "\n".join("".join(map(str, row)) for row in rows) + "\n")
                     for k, rows in enumerate(pictures)]
            self.same(spinfield.image(pictures, distort=0.2), folder, ["image", *files, "--distort", "0.2"], search=False)
            self.same(spinfield.image(files), folder, ["image", *files], search=False)

    def test_a_run_in_ngspice(self):
        network = spinfield.maxcut(networkx.cycle_graph(5), seed=2)
        with Folder() as folder:
            file = folder.file("graph.json", json.dumps(networkx.node_link_data(networkx.cycle_graph(5))))
            folder.program("gen", "maxcut", file, "--seed", "2", "-o", "net")
            result = network.run(raw=folder.path + "/python.raw")
            self.assertEqual(without_machine(result.to_dict()), folder.report("run", "net"))
            with open(folder.path + "/python.raw", "rb") as python, open(folder.path + "/net.raw", "rb") as program:
                self.assertEqual(python.read(), program.read())
            self.assertEqual(result.engine, "ngspice")
            self.assertEqual(set(result.answer), set(range(5)))

    def test_a_file_of_a_network(self):
        network = spinfield.maxcut(graph(), seed=4)
        with Folder() as folder:
            names = [os.path.basename(path) for path in network.write(folder.path + "/net")]
            self.assertEqual(sorted(names), sorted(os.listdir(folder.path)))
            self.assertEqual(names, ["net.json", "net.cir", "net.graph.json"])
            self.assertEqual(without_machine(network.solve().to_dict()), folder.report("solve", "net"))
            again = spinfield.read(folder.path + "/net")
            self.assertEqual(without_machine(again.solve().to_dict()), without_machine(network.solve().to_dict()))
            self.assertEqual(again.deck(), network.deck())


class Names(unittest.TestCase):
    """Answers have the user's names, and their objective is that of the user's problem."""

    def test_the_sides_of_a_graph_cut_what_the_result_says(self):
        g = graph()
        result = spinfield.maxcut(g).search(runs=50)
        off, on = result.sides()
        self.assertEqual(off | on, set(g.nodes))
        self.assertAlmostEqual(result.cut, networkx.cut_size(g, on, weight="weight"), places=12)
        self.assertEqual([result.answer[node] for node in g.nodes], [int(bit) for bit in result.to_dict()["state"]])
        self.assertEqual(result.objective, result.cut)

    def test_nodes_are_anything(self):
        g = networkx.grid_2d_graph(3, 3)
        self.assertEqual(set(spinfield.maxcut(g).search(runs=20).answer), set(g.nodes))
        same_text = networkx.Graph([(1, "1"), ("1", 2), (2, 1)])
        self.assertEqual(set(spinfield.maxcut(same_text).solve().answer), {1, "1", 2})
        odd = networkx.Graph([("a\nb", ""), ("", "x" * 300)])
        self.assertEqual(set(spinfield.maxcut(odd).solve().answer), {"a\nb", "", "x" * 300})
        self.assertEqual(spinfield.maxcut(networkx.path_graph(["Rom", "Ulm"])).solve().nodes, ["Rom", "Ulm"])

    def test_weights_are_those_that_are_named(self):
        g = networkx.Graph()
        g.add_edge("a", "b", cost=3, weight=100)
        g.add_edge("b", "c", cost=-2, weight=100)
        self.assertEqual(spinfield.maxcut(g, weight="cost").search(runs=9, target="auto").cut, 3)
        self.assertEqual(spinfield.maxcut(g, weight=None).search(runs=9, target="auto").cut, 2)
        self.assertEqual(spinfield.maxcut(g).search(runs=9, target="auto").cut, 200)

    def test_a_qubo_has_its_constant(self):
        terms = {("a", "a"): -1, ("b", "b"): -1, ("a", "b"): 2, (("c", 1), "b"): -1.5}
        result = spinfield.qubo(terms, constant=10).search(runs=30, target="auto")

        def value(x):
            return 10 + sum(q * x[u] * x[v] for (u, v), q in terms.items())

        names = ["a", "b", ("c", 1)]
        best = min(value(dict(zip(names, x))) for x in itertools.product((0, 1), repeat=3))
        self.assertEqual(set(result.answer), set(names))
        self.assertAlmostEqual(value(result.answer), best)
        self.assertAlmostEqual(result.objective, best)
        self.assertAlmostEqual(result.qubo_value, best - 10)

    def test_an_ising_problem_has_its_sign(self):
        fields, couplings = {"x": 0.5, "y": -0.25, "z": 0}, {("x", "y"): 1, ("z", "y"): -2}
        for name, sign in (("minus", -1), ("plus", 1)):
            result = spinfield.ising(fields, couplings, constant=1, sign=name).search(runs=30, target="auto")

            def energy(s, sign=sign):
                return 1 + sign * (sum(j * s[u] * s[v] for (u, v), j in couplings.items()) +
                                   sum(h * s[i] for i, h in fields.items()))

            best = min(energy(dict(zip("xyz", s))) for s in itertools.product((-1, 1), repeat=3))
            self.assertAlmostEqual(energy(result.answer), best)
            self.assertAlmostEqual(result.objective, best)

    def test_colours_and_groups(self):
        g = networkx.cycle_graph(5)
        result = spinfield.color(g, 3).search(runs=100)
        self.assertEqual(result.conflicts, 0)
        self.assertTrue(all(result.answer[u] != result.answer[v] for u, v in g.edges))
        self.assertLessEqual(set(result.answer.values()), {1, 2, 3})
        numbers = [3, 1, 4, 2, 2]
        result = spinfield.partition(numbers).search(runs=30)
        sums = [sum(number for k, number in enumerate(numbers) if result.answer[k] == group) for group in (0, 1)]
        self.assertEqual(abs(sums[0] - sums[1]), result.difference)
        self.assertEqual(spinfield.recall(["0110"], start="0111").solve().answer, {0: 0, 1: 1, 2: 1, 3: 0})


@unittest.skipUnless(numpy_is_there(), "NumPy is not there")
class Arrays(unittest.TestCase):
    """Arrays of NumPy are problems, and states are arrays."""

    def test_states_are_arrays(self):
        import numpy

        result = spinfield.recall(numpy.array([[0, 1, 1, 0]]), start=numpy.array([0, 1, 1, 1])).solve()
        self.assertEqual(result.state.dtype, numpy.int8)
        self.assertEqual(result.state.tolist(), [0, 1, 1, 0])
        self.assertEqual(result.start.tolist(), [0, 1, 1, 1])

    def test_arrays_are_as_lists(self):
        import numpy

        for kind in (numpy.float64, numpy.float32, numpy.int64):
            weights = numpy.array([[0, 1, -1], [1, 0, 2], [-1, 2, 0]], dtype=kind)
            for make in (spinfield.custom, spinfield.maxcut, spinfield.qubo):
                given = {"vdw": "loaded"} if make is spinfield.custom else {}
                rows = weights.tolist() if make is not spinfield.maxcut else [(0, 1, 1), (0, 2, -1), (1, 2, 2)]
                self.assertEqual(make(weights, **given).solve(check=False).to_dict()["energy_j"],
                                 make(rows, **given).solve(check=False).to_dict()["energy_j"])
        picture = numpy.array([[1, 0, 1], [0, 1, 0]], dtype=bool)
        self.assertEqual(without_machine(spinfield.image([picture]).solve().to_dict()),
                         without_machine(spinfield.image([picture.tolist()]).solve().to_dict()))
        self.assertEqual(without_machine(spinfield.partition(numpy.array([1.5, 2.5, 1])).solve().to_dict()),
                         without_machine(spinfield.partition([1.5, 2.5, 1]).solve().to_dict()))
        edges, numbers = [(0, 1), (1, 2)], {"w": numpy.float64(0.05), "seed": numpy.int32(2)}
        self.assertEqual(without_machine(spinfield.maxcut(edges, **numbers).solve().to_dict()),
                         without_machine(spinfield.maxcut(edges, w=0.05, seed=2).solve().to_dict()))


class Lists(unittest.TestCase):
    """Without NumPy states are lists."""

    @unittest.skipIf(numpy_is_there(), "NumPy is there")
    def test_states_are_lists(self):
        self.assertEqual(spinfield.recall(["0110"], start="0111").solve().state, [0, 1, 1, 0])


if __name__ == "__main__":
    unittest.main()
