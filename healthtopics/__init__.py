"""Health topics on the command line: clear pages from named sources, offline."""

__version__ = "0.1.0"
