"""The machines of the served folder as programs know them: by name."""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.asl import MachineType
from webapp.documents.desk import DocumentDesk
from webapp.documents.folder import Folder
from webapp.formats import read_host
from webapp.messages import protocol as m


@dataclass(frozen=True, slots=True)
class OpenedMachine:
    """A machine in a file of the folder."""

    name: str
    type: MachineType
    created_ms: int
    file: str
    pointer: str


class OpenedFolder:
    """Finds machines of the folder."""

    def __init__(self, desk: DocumentDesk, folder: Folder) -> None:
        """Machines are opened on ``desk``."""
        self._desk = desk
        self._folder = folder

    def machines(self) -> Iterator[OpenedMachine]:
        """Yield the machines."""
        for file in self._folder.files():
            path = self._folder.path / file.name
            host = read_host(file.text, path.name, read=self._folder.beside(path.parent))
            created_ms = path.stat().st_mtime_ns // 1_000_000
            for machine in host.machines:
                yield OpenedMachine(machine.name, machine.type or "STANDARD", created_ms, file.name, machine.pointer)

    def open(self, machine: OpenedMachine) -> str:
        """Return the id of the document that shows ``machine``, opened if need be."""
        return self._desk.open(m.NewDocument(folder_file=machine.file, machine=machine.pointer), self._folder).id
