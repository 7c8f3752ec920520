"""Runs the named measurements, or all of them: ``python -m bench [NAME...]``, or one with its options.

``python -m bench engine --no-peers a20000`` hands to ``engine`` what follows.
"""

import pkgutil
import runpy
import sys
from pathlib import Path


def main(arguments: list[str]) -> None:
    """Run measurements one after the other, each as if it were called alone."""
    known = sorted(module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
    known.remove("__main__")
    names, options = arguments, []
    if arguments and arguments[0] in known and not set(arguments) <= set(known):
        names, options = arguments[:1], arguments[1:]
    unknown = set(names) - set(known)
    if unknown:
        sys.exit(f"no measurement is called {', '.join(sorted(unknown))}; there are: {', '.join(known)}")
    for name in names or known:
        print(f"== {name}", flush=True)
        sys.argv = [name, *options]
        runpy.run_module(f"bench.{name}", run_name="__main__")


if __name__ == "__main__":
    main(sys.argv[1:])
