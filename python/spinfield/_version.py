"""The version, that of base/version.h."""

__version__ = "0.1.0"
