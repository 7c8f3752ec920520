"""Find the file that a handler's name means, and refuse names that lead out of the folder.

``src/map.handler`` is the export ``handler`` of ``src/map`` with one of the language's endings. A file is only taken
when it lies in the folder after all symbolic links are followed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from webapp.tasks.handler import TaskError, runtime_error


@dataclass(frozen=True, slots=True)
class Source:
    """The file of a handler, resolved; the path of its module in the folder; the dotted name of the export in it."""

    folder: Path
    file: Path
    module: str
    export: str


def find_source(folder: Path, handler: str, endings: Sequence[str], *, split_at_last_dot: bool = False) -> Source:
    """Return the source that ``handler`` names; raise :class:`TaskError` with the name that Lambda gives the failure.

    Node's runtime ends the module's name at the first dot of its last part, Python's at the last.
    """
    module, export = _split(handler, split_at_last_dot=split_at_last_dot)
    root = folder.resolve()
    stem = root / module
    for ending in endings:
        file = Path(f"{stem}{ending}")
        if file.is_file():
            return Source(root, _inside(root, file, handler), module, export)
    tried = ", ".join(module + ending for ending in endings)
    raise runtime_error("Runtime.ImportModuleError", f"Error: Cannot find module '{module}' (looked for {tried})")


def code_folder(folder: Path, name: str) -> Path | None:
    """Return the folder ``name`` of ``folder`` (itself for no name), ``None`` where that is or leads outside."""
    root = folder.resolve()
    found = (root / name).resolve()
    return found if found.is_relative_to(root) else None


def _split(handler: str, *, split_at_last_dot: bool) -> tuple[str, str]:
    parent, _, last = handler.rpartition("/")
    module, dot, export = last.rpartition(".") if split_at_last_dot else last.partition(".")
    if not (module and dot and export):
        raise _malformed(f"Bad handler '{handler}': expected FILE.FUNCTION")
    if split_at_last_dot:
        module = module.replace(".", "/")
    name = PurePosixPath(parent, module)
    if ".." in handler or handler.startswith("/") or "\0" in handler:
        raise _malformed(f"'{handler}' is not a valid handler name: it must stay in the folder of the definition")
    return str(name), export


def _inside(root: Path, file: Path, handler: str) -> Path:
    resolved = file.resolve()
    if not resolved.is_relative_to(root):
        raise _malformed(f"'{handler}' is not a valid handler name: its file is a link to a place outside the folder")
    return resolved


def _malformed(message: str) -> TaskError:
    return runtime_error("Runtime.MalformedHandlerName", message)
