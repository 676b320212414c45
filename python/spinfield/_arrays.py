"""NumPy where it is installed, and what stands in for it elsewhere. Nothing here imports NumPy before it is needed."""

import sys


def numpy():
    """The module numpy, or None where it is not installed."""
    if "numpy" not in sys.modules:
        try:
            import numpy  # noqa: F401
        except ImportError:
            return None
    return sys.modules["numpy"]


def is_array(value):
    """Whether ``value`` is an array of NumPy, which is imported where it is."""
    module = sys.modules.get("numpy")
    return module is not None and isinstance(value, module.ndarray)


def bits(text):
    """A state "0110" as an array of int8, or as a list of int where there is no NumPy."""
    module = numpy()
    if module is None:
        return [int(c) for c in text]
    return (module.frombuffer(text.encode("ascii"), dtype=module.uint8) - ord("0")).astype(module.int8)


def plain(value):
    """An array, or a number of NumPy, as lists and numbers of Python; any other value unchanged."""
    module = sys.modules.get("numpy")
    if module is not None and isinstance(value, (module.ndarray, module.generic)):
        return value.tolist()
    return value


def is_list(value):
    """Whether ``value`` is a list, a tuple or an array with at least one axis."""
    return isinstance(value, (list, tuple)) or (is_array(value) and value.ndim > 0)
