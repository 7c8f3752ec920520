"""Which runner a function needs, by the name of its runtime."""

from collections.abc import Callable, Mapping
from pathlib import Path

from webapp.tasks import node, python
from webapp.tasks.handler import Handler, Limits, TaskError, runtime_error
from webapp.tasks.node import node_handler
from webapp.tasks.python import python_handler
from webapp.tasks.source import Source, find_source


def handler_for(
    folder: Path,
    handler: str,
    runtime: str,
    environment: Mapping[str, str],
    *,
    function: str | None = None,
    limits: Limits | None = None,
) -> Handler:
    """Return the handler for ``runtime`` (``nodejs20.x``, ``python3.12``; by the file found when it is empty).

    Raises :class:`TaskError` for any other runtime, or when ``runtime`` is empty and no file is there.
    """
    if runtime.startswith("nodejs"):
        return node_handler(folder, handler, environment, function=function, runtime=runtime, limits=limits)
    if runtime.startswith("python"):
        return python_handler(folder, handler, environment, function=function, runtime=runtime, limits=limits)
    if runtime:
        message = f"{handler}: handlers in {runtime} do not run here, only nodejs and python: give the Task a mock"
        raise runtime_error("Runtime.InvalidEntrypoint", message)
    for make, find in ((node_handler, _node_source), (python_handler, _python_source)):
        if _found(find, folder, handler):
            return make(folder, handler, environment, function=function, limits=limits)
    raise runtime_error("Runtime.ImportModuleError", f"Error: no JavaScript or Python file for '{handler}'")


def handler_file(folder: Path, handler: str, runtime: str = "") -> Path | None:
    """Return the file that ``handler`` names, or ``None``: it is not there, or not a handler that runs here."""
    finders = {"nodejs": _node_source, "python": _python_source}
    for language, find in finders.items():
        if not runtime or runtime.startswith(language):
            source = _found(find, folder, handler)
            if source:
                return source.file
    return None


def _node_source(folder: Path, handler: str) -> Source:
    return find_source(folder, handler, node.ENDINGS)


def _python_source(folder: Path, handler: str) -> Source:
    return find_source(folder, handler, python.ENDINGS, split_at_last_dot=True)


def _found(find: Callable[[Path, str], Source], folder: Path, handler: str) -> Source | None:
    try:
        return find(folder, handler)
    except TaskError:
        return None
