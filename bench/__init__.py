"""Measurements, each a module that prints what it measured and how: `make bench`, or `python -m bench.NAME`."""
