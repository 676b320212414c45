"""What goes wrong, as exceptions.

The text of an exception is the line of the program: where, what is wrong, what was expected. Its ``code`` is the exit code
that the program has for such an error.
"""


class Error(Exception):
    """An error of Spinfield. ``code`` is the program's exit code for it."""

    code = 4


class UnmetError(Error):
    """The work is done, and does not have the outcome that was asked for: walls still move at the end, or a search has
    not reached its target, or rows of a sweep have failed. ``result`` is what there is."""

    code = 1

    def __init__(self, message, result=None):
        super().__init__(message)
        self.result = result

    def __reduce__(self):
        return type(self), (str(self), self.result)


class InputError(Error, ValueError):
    """An argument, an option or a file is wrong."""

    code = 2


class SimulatorError(Error):
    """ngspice failed."""

    code = 3


class ResourceError(Error):
    """Memory, disk or threads are short, or a part of Spinfield is missing."""

    code = 4


_BY_CODE = {kind.code: kind for kind in (UnmetError, InputError, SimulatorError, ResourceError)}


def error_of(code, message):
    """The exception for an exit code, or a status of the library.

    code     int   1 to 4; any other one, such as that of a signal, gives an Error
    message  str   one line
    """
    return _BY_CODE.get(code, Error)(message)
