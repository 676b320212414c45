"""Stands before NumPy on the path, so that it is missing."""

raise ImportError("hidden by the test")
