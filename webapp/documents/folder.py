"""The served folder: the machines in its files."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from webapp.asl import walk
from webapp.formats import Neighbours, is_definition_name, looks_like_host, no_neighbours, parse_machine, read_host
from webapp.messages import protocol as m

ENDINGS: Final = (".json", ".yaml", ".yml", ".tf")
CODE_ENDINGS: Final = (".js", ".cjs", ".mjs", ".ts", ".mts", ".py")
SKIPPED_FOLDERS: Final = frozenset({"node_modules", "__pycache__", "venv", "dist", "build", "target"})
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
        machines = [machine for file in self.files() for machine in self._machines(file)]
        return m.FolderView(
            path=str(self.path),
            machines=machines,
            has_code=any(True for _ in self._walk(CODE_ENDINGS)),
            consent=consent(str(self.path)),
        )

    def files(self) -> Iterator[FolderFile]:
        """Yield the files that hold machines, by name."""
        for path in self._walk(ENDINGS):
            text = self._text(path)
            if text is not None and looks_like_host(path.name, text, self.beside(path.parent)):
                yield FolderFile(path.relative_to(self.path).as_posix(), text)

    def definitions(self) -> Iterator[tuple[str, str | None]]:
        """Yield the files that hold machines with their texts; a definition by its name in any case, and whole."""
        for path in self._walk(ENDINGS, most=None):
            name = path.relative_to(self.path).as_posix()
            if is_definition_name(path.name) and self.holds(path) and path.is_file():
                yield name, read_whole(path)
            else:
                text = self._text(path)
                if text is not None and looks_like_host(path.name, text, self.beside(path.parent)):
                    yield name, text

    def beside(self, folder: Path) -> Neighbours:
        """Return what reads files by their path from ``folder``, as long as they are inside this folder."""
        if not self.holds(folder):
            return no_neighbours

        def read(path: str) -> str | None:
            return self._text(folder / path)

        return read

    def read(self, name: str) -> FolderFile:
        """Return the file ``name``; raise ``FileNotFoundError`` where it is none of this folder's."""
        try:
            path = (self.path / name).resolve()
            text = self._text(path)
        except (OSError, ValueError, RuntimeError):
            text = None
        if text is None:
            raise FileNotFoundError(f"There is no readable file {name} in the folder.")
        return FolderFile(path.relative_to(self.path).as_posix(), text)

    def _text(self, path: Path) -> str | None:
        try:
            if not self.holds(path) or not path.is_file() or path.stat().st_size > MAX_FILE_BYTES:
                return None
        except (OSError, ValueError):
            return None
        return read_whole(path)

    def holds(self, path: Path) -> bool:
        """Return whether ``path`` is inside the folder, links followed."""
        try:
            return path.resolve().is_relative_to(self.path)
        except (OSError, ValueError, RuntimeError):
            return False

    def _walk(self, endings: tuple[str, ...], most: int | None = MAX_FILES) -> Iterator[Path]:
        seen = 0
        for root, folders, names in os.walk(self.path):
            folders[:] = sorted(name for name in folders if name not in SKIPPED_FOLDERS and not name.startswith("."))
            for name in sorted(names):
                if name.endswith(endings):
                    seen += 1
                    if most is not None and seen > most:
                        return
                    yield Path(root, name)

    def _machines(self, file: FolderFile) -> Iterator[m.FolderMachine]:
        path = self.path / file.name
        host = read_host(file.text, path.name, read=self.beside(path.parent))
        for machine in host.machines:
            parsed = parse_machine(host, machine)
            states = sum(1 for _ in walk(parsed.machine)) if parsed.machine is not None else 0
            yield m.FolderMachine(file=file.name, name=machine.name, pointer=machine.pointer, states=states)


def read_whole(path: Path) -> str | None:
    """Return the text of a file, ``None`` where there is none or it is no UTF-8."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, ValueError):
        return None
