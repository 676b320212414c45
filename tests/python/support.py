"""What the tests of the Python package share: the program's answers, as the command line gives them."""

import json
import os
import subprocess
import tempfile

import spinfield

MACHINE = ("wall_s", "peak_memory_bytes", "made")  # keys that differ from run to run, or have paths of files


class Folder:
    """A temporary folder in which the program runs."""

    def __enter__(self):
        self._temporary = tempfile.TemporaryDirectory()
        self.path = self._temporary.name
        return self

    def __exit__(self, *_):
        self._temporary.cleanup()

    def file(self, name, text):
        """Writes a file, and returns its path."""
        path = os.path.join(self.path, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def program(self, *words):
        """Runs the program; its standard output."""
        done = subprocess.run([spinfield.program(), *words], cwd=self.path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              check=False, stdin=subprocess.DEVNULL)
        assert done.returncode in (0, 1), done.stderr
        return done.stdout.decode()

    def report(self, *words):
        """The report that a command prints, without what differs from run to run."""
        return without_machine(json.loads(self.program(*words, "--json")))


def without_machine(report):
    """A report without the keys that differ from run to run, and without the recipe, which names other files."""
    kept = {key: value for key, value in report.items() if key not in MACHINE}
    if "made_by" in kept:
        kept["made_by"] = {key: value for key, value in kept["made_by"].items() if key != "recipe"}
    return kept


def numpy_is_there():
    """Whether NumPy is installed, and not hidden by the test."""
    try:
        import numpy  # noqa: F401
    except ImportError:
        return False
    return True
