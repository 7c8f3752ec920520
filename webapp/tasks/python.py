"""Python handlers, run by a Python of their own."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from webapp.tasks.environment import handler_environment
from webapp.tasks.handler import Limits
from webapp.tasks.pool import ProcessHandler, Program
from webapp.tasks.source import Source, find_source

ENDINGS: Final = (".py", "/__init__.py")
RUNNER: Final = Path(__file__).with_name("python_runner.py")
# -I: no PYTHON* variables, no user site, no current folder; -B: no __pycache__ in the user's folder.
OPTIONS: Final = ("-I", "-B", "-u", "-X", "utf8")


def python_handler(
    folder: Path,
    handler: str,
    environment: Mapping[str, str],
    *,
    function: str | None = None,
    runtime: str = "python",
    limits: Limits | None = None,
) -> ProcessHandler:
    """Return a handler that runs the function which ``handler`` names (``src/map.handler``) in ``folder``.

    ``folder`` and ``folder/vendored`` are on its path. What is installed for this server is not: packages come from
    there, or from the Python that ``STATEWALK_PYTHON`` names.
    """
    name = function or handler.rpartition("/")[2].replace(".", "-")
    bounds = limits or Limits()

    def program() -> Program:
        source = find_source(folder, handler, ENDINGS, split_at_last_dot=True)
        variables = handler_environment(source.folder, handler, name, runtime, bounds.memory_mb, environment)
        return Program(_command(source, bounds), source.folder, variables)

    return ProcessHandler(program, name, bounds)


def _command(source: Source, limits: Limits) -> list[str]:
    chosen = os.environ.get("STATEWALK_PYTHON")
    python = [chosen, *OPTIONS] if chosen else [sys.executable, *OPTIONS, "-S"]
    module = source.module.replace("/", ".")
    return [*python, str(RUNNER), str(source.folder), module, source.export, str(limits.memory_mb)]
