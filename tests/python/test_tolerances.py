"""Yield and margins are those of the program."""

import json
import os
import subprocess
import unittest

import networkx

import spinfield
from support import Folder

GRAPH = networkx.wheel_graph(7)


class Tolerances(unittest.TestCase):
    """What the program says, as records, and its errors."""

    def said(self, network, command, *words):
        """What the program says about the network, without the network's name."""
        with Folder() as folder:
            network.write(os.path.join(folder.path, "net"))
            done = subprocess.run([spinfield.program(), command, "net", *words, "--json"], cwd=folder.path,
                                  stdout=subprocess.PIPE, check=True)
        return {key: value for key, value in json.loads(done.stdout).items() if key != "network"}

    def expect(self, found, network, command, *words):
        """Whether the record is what the program says."""
        found = found.to_dict()
        del found["network"]
        self.assertEqual(found, self.said(network, command, *words))

    def test_a_yield_is_that_of_the_program(self):
        network = spinfield.maxcut(GRAPH, sigma_w=0.2, sigma_vdw=0.02)
        with Folder() as folder:
            store = os.path.join(folder.path, "chips.db")
            found = network.yield_("time < 300n", output=store, chips=8, no_sensitivity=True)
            self.assertEqual(len(spinfield.results(store)), 8)
        self.expect(found, network, "yield", "--pass", "time < 300n", "--chips", "8", "--no-sensitivity")
        self.assertEqual(found.chips, 8)

    def test_a_yield_has_a_cell_for_each_value(self):
        found = spinfield.yield_(spinfield.gen("recall", n=20), "time < 1", {"sigma_rp": [0.01, 0.02]}, chips=3)
        self.assertEqual([cell["settings"] for cell in found.cells], [{"sigma-rp": "0.01"}, {"sigma-rp": "0.02"}])

    def test_a_margin_is_that_of_the_program(self):
        network = spinfield.gen("recall", n=20)
        found = network.margin(["w", "vc"], "time < 1", reach=2)
        self.assertEqual([one["option"] for one in found.parameters], ["w", "vc"])
        for one in found.parameters:
            self.assertLess(one["low"]["value"], one["nominal"])
            self.assertGreater(one["high"]["value"], one["nominal"])
        self.expect(found, network, "margin", "--of", "w,vc", "--pass", "time < 1", "--reach", "2")
        self.assertEqual(found.to_dict(), network.margin("w,vc", "time < 1", reach=2).to_dict())

    def test_errors_are_exceptions(self):
        network = spinfield.recall(["01011010011100110010"])
        for fragment, call in [
            ("all chips of this network are equal", lambda: network.yield_(chips=2)),
            ("there is no column 'tyme'", lambda: network.yield_("tyme < 1", {"sigma-rp": [0.1, 0.2]}, chips=2)),
            ("has no option 'ww'", lambda: network.margin(["ww"])),
        ]:
            with self.subTest(fragment), self.assertRaisesRegex(spinfield.InputError, fragment):
                call()
        with self.assertRaisesRegex(spinfield.UnmetError, "the network itself does not pass") as caught:
            network.margin("w", "time < 1p")
        self.assertIsNone(caught.exception.result)
        for call in (lambda: network.margin(3), lambda: network.margin([3]), lambda: network.yield_(3)):
            with self.assertRaises(TypeError):
                call()


if __name__ == "__main__":
    unittest.main()
