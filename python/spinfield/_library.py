"""The C library libspinfield.so.1, through ctypes. Its header, spinfield.h, describes the functions.

ctypes releases the interpreter's lock while a function runs, and the functions may be called by several threads at once.
"""

import ctypes
import functools
import glob
import os

from . import _places
from ._options import checked, pairs
from .errors import ResourceError, error_of

OK, ABSENT = 0, 1


class _Error(ctypes.Structure):
    _fields_ = [("text", ctypes.c_char * 1024)]


class _Option(ctypes.Structure):
    _fields_ = [("name", ctypes.c_char_p), ("text", ctypes.c_char_p), ("number", ctypes.c_double)]


_handle, _text, _error = ctypes.c_void_p, ctypes.c_char_p, ctypes.POINTER(_Error)
_handle_out, _text_out = ctypes.POINTER(ctypes.c_void_p), ctypes.POINTER(ctypes.c_char_p)
_number_out, _options = ctypes.POINTER(ctypes.c_double), ctypes.POINTER(_Option)

# Of each function what it returns and takes; a status where the last argument is an error.
_FUNCTIONS = {
    "version": (_text,),
    "network_of_task": (ctypes.c_int, _text, ctypes.c_size_t, _text_out, _options, _handle_out, _error),
    "network_read": (ctypes.c_int, _text, _handle_out, _error),
    "network_write": (ctypes.c_int, _handle, _text, _error),
    "network_deck": (ctypes.c_int, _handle, _handle_out, _error),
    "network_json": (ctypes.c_int, _handle, _handle_out, _error),
    "network_number": (ctypes.c_int, _handle, _text, _number_out, _error),
    "network_text": (ctypes.c_int, _handle, _text, _text_out, _error),
    "network_free": (None, _handle),
    "solve": (ctypes.c_int, _handle, _options, _handle_out, _error),
    "search": (ctypes.c_int, _handle, _options, _handle_out, _error),
    "answer_json": (ctypes.c_int, _handle, _text_out, _error),
    "answer_csv": (ctypes.c_int, _handle, _text_out, _error),
    "answer_free": (None, _handle),
    "text_free": (None, _handle),
}


def _candidates():
    """Where the library may be, the best place first; the last one is a name for the system's loader."""
    given = os.environ.get("SPINFIELD_LIBRARY")
    if given:
        return [given]
    found = [os.path.join(folder, "libspinfield.so.1") for folder in _places.beside("build")]
    for prefix in _places.prefixes():
        found += [os.path.join(prefix, "lib", "libspinfield.so.1")]
        found += sorted(glob.glob(os.path.join(glob.escape(prefix), "lib", "*", "libspinfield.so.1")))
    return [path for path in found if os.path.exists(path)] + ["libspinfield.so.1"]


@functools.lru_cache(maxsize=None)
def library():
    """The library, loaded once. ResourceError where it is missing or lacks a function."""
    path = _candidates()[0]
    try:
        loaded = ctypes.CDLL(path)
    except OSError as error:
        raise ResourceError(
            f"error: the library {path} cannot be loaded ({error}); expected it installed, or its path in "
            "SPINFIELD_LIBRARY"
        ) from None
    for name, (result, *arguments) in _FUNCTIONS.items():
        try:
            function = getattr(loaded, f"spinfield_{name}")
        except AttributeError:
            raise ResourceError(
                f"error: the library {path} has no spinfield_{name}; expected version {_places.VERSION} or a later one"
            ) from None
        function.restype, function.argtypes = result, arguments
    return loaded


def encoded(text):
    """A text as C has it."""
    return checked(text, "a text").encode("utf-8", "surrogateescape")


def options_of(options):
    """Options as the array that the library takes; a name without a value gets the text "yes"."""
    given = pairs(options)
    array = (_Option * (len(given) + 1))()
    for k, (name, text) in enumerate(given):
        array[k].name = encoded(name)
        array[k].text = encoded("yes" if text is None else text)
    return array


def call(name, *arguments, absent=False):
    """Calls a function that returns a status, with an error as its last argument, which is added here.

    absent  bool   whether the status ABSENT is no error; then False is returned
    Raises an Error with the library's line.
    """
    error = _Error()
    status = getattr(library(), f"spinfield_{name}")(*arguments, ctypes.byref(error))
    if status == OK:
        return True
    if status == ABSENT and absent:
        return False
    raise error_of(status, error.text.decode("utf-8", "replace"))


def make(name, *arguments):
    """Calls a function whose last argument but one is the handle that it makes, and returns this."""
    handle = ctypes.c_void_p()
    call(name, *arguments, ctypes.byref(handle))
    return handle


def text_of(name, handle, *arguments, absent=False):
    """Calls a function that gives a text which belongs to `handle`; None where it is absent."""
    text = ctypes.c_char_p()
    there = call(name, handle, *arguments, ctypes.byref(text), absent=absent)
    return text.value.decode("utf-8", "replace") if there else None


def number_of(handle, name):
    """A number of a network; None where it is absent."""
    number = ctypes.c_double()
    there = call("network_number", handle, name, ctypes.byref(number), absent=True)
    return number.value if there else None


def made_text(name, handle):
    """A text that a function makes for the caller, as "network_deck" does."""
    text = make(name, handle)
    try:
        return ctypes.string_at(text.value).decode("utf-8", "replace")
    finally:
        library().spinfield_text_free(text)


def network_of(task, paths, options):
    """Makes a network as gen does, and returns its handle.

    task     str
    paths    list of str
    options  dict
    """
    files = (ctypes.c_char_p * (len(paths) + 1))(*[encoded(path) for path in paths])
    return make("network_of_task", encoded(task), len(paths), files, options_of(options))


def free_network(handle):
    """Frees a network."""
    library().spinfield_network_free(handle)


def answer_of(name, network, options):
    """Solves a network, or searches it: the JSON and the CSV of the answer, as texts.

    name  "solve" or "search"
    """
    answer = make(name, network, options_of(options))
    try:
        return text_of("answer_json", answer), text_of("answer_csv", answer)
    finally:
        library().spinfield_answer_free(answer)


def version():
    """The version of the library."""
    return library().spinfield_version().decode("ascii")
