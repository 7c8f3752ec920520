"""Measure the page and print tables: ``python -m bench page [executions] [editing]``, both unless told otherwise.

Times are what a person waits for: from the gesture until the frame that shows it is painted. The heap is read after
a collection of garbage. See docs/benchmarks.md.
"""

import argparse
import os
from collections.abc import Callable, Iterator, Sequence

from bench.page import editing, executions
from bench.page.opened import Row

MEASURED: dict[str, Callable[[], Iterator[Row]]] = {"editing": editing.rows, "executions": executions.rows}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table for each name, or for all."""
    parser = argparse.ArgumentParser(prog="python -m bench page", description="Measure the page.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"default: {' '.join(MEASURED)}")
    names = parser.parse_args(arguments).names
    if unknown := set(names) - set(MEASURED):
        parser.error(f"nothing is called {', '.join(sorted(unknown))}; there are: {', '.join(MEASURED)}")
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    for name in names or MEASURED:
        print(f"\n| {name} | measured | wanted |\n|---|---|---|")
        for what, measured, wanted in MEASURED[name]():
            print(f"| {what} | {measured} | {wanted} |", flush=True)


if __name__ == "__main__":
    main()
