"""Files for the program and the library."""

import contextlib
import os
import tempfile

from .errors import InputError, ResourceError

_WRONG = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError)


@contextlib.contextmanager
def errors_of(path):
    """Makes an OSError in its block an InputError where ``path`` is wrong, and else a ResourceError."""
    try:
        yield
    except OSError as error:
        kind = InputError if isinstance(error, _WRONG) else ResourceError
        raise kind(f"{path}: error: {error.strerror}") from None


@contextlib.contextmanager
def folder():
    """A temporary folder, which is removed at the end. Its path is left out of the messages of InputErrors."""
    with errors_of("temporary folder"):
        made = tempfile.TemporaryDirectory(prefix="spinfield-")
    with made as path:
        try:
            yield path
        except InputError as error:
            raise InputError(str(error).replace(path + os.sep, "")) from None


def write(path, content):
    """Writes a file. InputError and ResourceError as of errors_of."""
    with errors_of(path), open(path, "wb") as file:
        file.write(content)


def read(path):
    """The content of a file as text, with its line ends."""
    with errors_of(path), open(path, encoding="utf-8", newline="") as file:
        return file.read()
