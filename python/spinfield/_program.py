"""The program spinfield, for what the library does not do. It is started without a shell."""

import os
import shutil
import subprocess

from . import _places
from .errors import ResourceError, error_of


def program():
    """The path of the program: SPINFIELD of the environment, else beside the package, else on PATH. ResourceError where
    there is none."""
    given = os.environ.get("SPINFIELD")
    if given:
        return given
    near = [os.path.join(folder, "spinfield") for folder in _places.beside("build")]
    near += [os.path.join(prefix, "bin", "spinfield") for prefix in _places.prefixes()]
    for path in near:
        if os.access(path, os.X_OK):
            return path
    found = shutil.which("spinfield")
    if not found:
        raise ResourceError("error: the program spinfield is not there; expected it on PATH, or its path in SPINFIELD")
    return found


def _line_of(stderr, command):
    """The line of the error in what a command has written, without the program's name."""
    lines = stderr.splitlines() or [""]
    line = next((line for line in reversed(lines) if "error: " in line), lines[0]).strip()
    for start in (f"spinfield {' '.join(command[:2])}: ", f"spinfield {command[0]}: ", "spinfield: "):
        if line.startswith(start):
            return line[len(start):]
    return line


def run_program(command, folder=None, unmet=False):
    """Runs a command of the program and returns its exit code, its standard output and its standard error.

    command  list of str   "run", "NAME", ...
    folder   str           to run it in; temporary paths below it are left out of messages
    unmet    bool          whether exit code 1 is no error, or a function of the standard output that says so
    Raises an Error with the program's line. An exception such as KeyboardInterrupt ends the program.
    """
    path = program()
    try:
        done = subprocess.run([path, *command], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, check=False)
    except OSError as error:
        raise ResourceError(f"error: the program {path} cannot be started: {error.strerror}") from None
    out, said = (stream.decode("utf-8", "replace") for stream in (done.stdout, done.stderr))
    if done.returncode == 0 or (done.returncode == 1 and (unmet(out) if callable(unmet) else unmet)):
        return done.returncode, out, said
    line = _line_of(said, command)
    if done.returncode < 0:
        line = f"error: spinfield {command[0]} was ended by signal {-done.returncode}" + (f": {line}" if line else "")
    raise error_of(done.returncode, line.replace(folder + os.sep, "") if folder else line)
