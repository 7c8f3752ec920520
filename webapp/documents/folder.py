"""The served folder: the machines in its files, read and never written."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from webapp.asl import parse, walk
from webapp.formats import Host, looks_like_host, read_host
from webapp.messages import protocol as m

ENDINGS: Final = (".json", ".yaml", ".yml")
CODE_ENDINGS: Final = (".js", ".cjs", ".mjs", ".ts", ".mts", ".py")
SKIPPED_FOLDERS: Final = frozenset({"node_modules", "__pycache__", "venv", "dist", "build", "cdk.out", "target"})
MAX_FILE_BYTES: Final = 2_000_000
MAX_FILES: Final = 5_000


@dataclass(frozen=True, slots=True)
class FolderFile:
    """A file of the folder that holds machines: ``name`` relative to it, with forward slashes."""

    name: str
    text: str


class Folder:
    """A folder that the user opened. Nothing outside it is ever read through it."""

    def __init__(self, path: Path, first: Path | None = None) -> None:
        """Serve ``path``; ``first`` is the file to open the page with."""
        self.path = path.resolve()
        self.first = first.resolve().relative_to(self.path).as_posix() if first is not None else None

    def view(self, consent: Callable[[str], bool | None]) -> m.FolderView:
        """Return the machines in the folder and whether its code may run."""
        machines = [machine for file in self.files() for machine in _machines(file)]
        return m.FolderView(
            path=str(self.path),
            machines=machines,
            has_code=any(True for _ in self._walk(CODE_ENDINGS)),
            consent=consent(str(self.path)),
        )

    def files(self) -> Iterator[FolderFile]:
        """Yield the files that hold machines, by name."""
        for path in self._walk(ENDINGS):
            text = _read(path)
            if text is not None and looks_like_host(path.name, text):
                yield FolderFile(path.relative_to(self.path).as_posix(), text)

    def read(self, name: str) -> FolderFile:
        """Return the file ``name``; raise ``FileNotFoundError`` where it is none of this folder's."""
        path = (self.path / name).resolve()
        text = _read(path) if path.is_relative_to(self.path) and path.is_file() else None
        if text is None:
            raise FileNotFoundError(f"There is no readable file {name} in the folder.")
        return FolderFile(path.relative_to(self.path).as_posix(), text)

    def _walk(self, endings: tuple[str, ...]) -> Iterator[Path]:
        seen = 0
        for root, folders, names in os.walk(self.path):
            folders[:] = sorted(name for name in folders if name not in SKIPPED_FOLDERS and not name.startswith("."))
            for name in sorted(names):
                if name.endswith(endings):
                    seen += 1
                    if seen > MAX_FILES:
                        return
                    yield Path(root, name)


def _machines(file: FolderFile) -> Iterator[m.FolderMachine]:
    host: Host = read_host(file.text, file.name.rpartition("/")[2])
    for machine in host.machines:
        parsed = parse(host.document, machine.pointer)
        states = sum(1 for _ in walk(parsed.machine)) if parsed.machine is not None else 0
        yield m.FolderMachine(file=file.name, name=machine.name, pointer=machine.pointer, states=states)


def _read(path: Path) -> str | None:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            return None
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
