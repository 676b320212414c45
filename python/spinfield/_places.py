"""Where the package, the library and the program are."""

import os
import re

from ._version import __version__ as VERSION  # noqa: F401

_PACKAGE = os.path.dirname(os.path.abspath(__file__))


def prefixes():
    """The folder under which the package is installed, in a list: /usr of /usr/lib/python3/dist-packages/spinfield. An
    empty list where it is not installed."""
    installed = re.fullmatch(r"(/.*|)/lib/python[^/]*/(dist|site)-packages/[^/]*", _PACKAGE)
    return [installed.group(1) or "/"] if installed else []


def beside(name):
    """The folder ``name`` of the source that the package is a part of, in a list; an empty one elsewhere."""
    source = os.path.dirname(os.path.dirname(_PACKAGE))
    here = os.path.exists(os.path.join(source, "library", "spinfield.h"))
    return [os.path.join(source, name)] if here else []
