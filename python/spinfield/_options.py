"""Options: Python's values as the words of the command line.

An option has the name of the command line, with ``_`` for ``-``. Its value is a number in SI units, a text (``"100m"``), True
for an option without an argument, or None and False for one that is not given. A state is a text, a list or an array of 0
and 1.
"""

from ._arrays import is_list, plain
from .errors import InputError


def bits_word(value, what):
    """A state or a pattern as a text of 0 and 1.

    value  str, or a list or array of 0 and 1 (or False and True)
    what   str   what it is, for the error
    """
    if isinstance(value, str):
        return value
    value = plain(value)
    if not isinstance(value, (list, tuple)):
        raise TypeError(f"{what} is of type {type(value).__name__}; expected a text, a list or an array of 0 and 1")
    for k, bit in enumerate(value):
        if not isinstance(plain(bit), (bool, int, float)) or plain(bit) not in (0, 1):
            raise InputError(f"error: {what}[{k}] is {bit!r:.40}; expected 0 or 1")
    return "".join("1" if plain(bit) else "0" for bit in value)


def number_word(value):
    """A number as a text that reads back equal."""
    return repr(float(value)) if isinstance(value, float) else str(value)


def word(name, value):
    """The value of an option as a text; None for True."""
    value = plain(value)
    if value is True:
        return None
    if isinstance(value, str):
        text = value
    elif isinstance(value, (int, float)):
        text = number_word(value)
    elif isinstance(value, (list, tuple)):
        text = bits_word(value, name)
    elif hasattr(value, "__fspath__"):
        text = path_word(value)
    else:
        raise TypeError(f"option {name} is of type {type(value).__name__}; expected a number, a text, True or None")
    return checked(text, f"option {name}")


def checked(text, what):
    """The text, which can be passed on to C and to a program: it has no zero byte and is valid Unicode."""
    if "\0" in text:
        raise InputError(f"error: {what} has a zero byte; expected a text without one")
    try:
        text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raise InputError(f"error: {what} cannot be encoded; expected a text of Unicode characters") from None
    return text


def path_word(path):
    """A path as a text: of a str, or of anything with __fspath__."""
    import os

    path = os.fspath(path)
    return checked(os.fsdecode(path), "a path")


def pairs(options):
    """The given options as a list of (name, text), the text None where the option stands alone.

    options  dict   names with _ or -; a list of texts or of lists stands for an option that is given several times
    """
    found = []
    for name, value in options.items():
        if not isinstance(name, str):
            raise TypeError(f"an option has the name {name!r:.40}; expected a text")
        name = checked(name.replace("_", "-"), "the name of an option")
        if value is None or value is False:
            continue
        several = is_list(value) and len(value) > 0 and all(isinstance(v, str) or is_list(v) for v in value)
        for one in value if several else [value]:
            found.append((name, word(name, one)))
    return found


def arguments(options):
    """The given options as arguments of a command."""
    found = []
    for name, value in pairs(options):
        dashed = f"-{name}" if len(name) == 1 else f"--{name}"
        if value is None:
            found.append(dashed)
        else:
            found.append(dashed + value if len(name) == 1 else f"{dashed}={value}")
    return found
