"""The file that is debugged, and where in it each state and each of its fields stands.

A definition in a file beside the program (``${file(…)}``, ``DefinitionUri``) is debugged in that file.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Literal, NamedTuple

from webapp.asl import Document, Member, Place, parse
from webapp.executions import Prepared
from webapp.formats import HostMachine, parse_machine


class Spot(NamedTuple):
    """A place in a file; line and column count from 1."""

    line: int
    column: int


class StateLines(NamedTuple):
    """A state at ``path``, from the line of its name to the last of its own."""

    path: str
    first: int
    last: int


class Transition(NamedTuple):
    """A transition of a state, as breakpoints tell them apart."""

    edge: Literal["next", "choice", "default", "catch", "end"]
    number: int | None


_EDGES: Final[Mapping[str, Literal["next", "default", "end"]]] = {"Next": "next", "Default": "default", "End": "end"}
_LISTED: Final[Mapping[str, Literal["choice", "catch"]]] = {"Choices": "choice", "Catch": "catch"}


class Program:
    """A state machine with its places in ``file``."""

    def __init__(self, file: Path, prepared: Prepared, machine: HostMachine) -> None:
        """``prepared`` was read from ``file``, and ``machine`` is the one chosen in it."""
        self.name = prepared.name
        self.file, self._document, self._places, self._start = _places(file, prepared, machine)

    def is_file(self, path: str | None) -> bool:
        """Tell whether ``path`` is the file that holds the definition."""
        return path is not None and Path(path).resolve() == self.file

    def spot(self, path: str, field: str | None = None) -> Spot:
        """Return where the state at ``path`` stands, or its ``field`` where it has that; the machine for ``""``."""
        place = self._places.get(path)
        if place is None:
            return Spot(*self._document.position(self._start))
        member = place.node.member(field) if field is not None else None
        return Spot(*self._document.position((member or place.member).start))

    def states(self) -> Iterator[StateLines]:
        """Yield every state, containers before what they hold."""
        for path, place in self._places.items():
            first, _ = self._document.position(place.member.key_node.start)
            last, _ = self._document.position(max(place.member.end - 1, place.member.start))
            yield StateLines(path, first, last)

    def state_at(self, line: int) -> StateLines | None:
        """Return the state that a line belongs to: the first that begins on it, or the innermost around it."""
        found: StateLines | None = None
        for state in self.states():
            if state.first == line:
                return state
            if state.first <= line <= state.last and (found is None or state.first >= found.first):
                found = state
        return found

    def transition_at(self, state: StateLines, line: int) -> Transition | None:
        """Return the transition written on ``line``: a Next, Default or End of ``state``, of its rules or catchers."""
        node = self._places[state.path].node
        for field, edge in _EDGES.items():
            if self._begins_on(node.member(field), line):
                return Transition(edge, None)
        for field, kind in _LISTED.items():
            listed = node.get(field)
            for index, item in enumerate(listed.items if listed is not None else ()):
                if self._begins_on(item.member("Next"), line):
                    return Transition(kind, index)
        return None

    def _begins_on(self, member: Member | None, line: int) -> bool:
        return member is not None and self._document.position(member.start)[0] == line

    def named(self, name: str) -> str | None:
        """Return the path of the state with this path or, where only one has it, this name."""
        if name in self._places:
            return name
        found = [path for path, place in self._places.items() if place.name == name]
        return found[0] if len(found) == 1 else None


def _places(file: Path, prepared: Prepared, machine: HostMachine) -> tuple[Path, Document, Mapping[str, Place], int]:
    """Return the file to show, its document, the places of the states in it and where the machine begins."""
    embedded, host = machine.embedded, prepared.host
    if embedded is None:
        return file.resolve(), host.document, parse_machine(host, machine).places, machine.root.start
    if embedded.file is not None and embedded.pointer == embedded.file_pointer:
        places = parse(embedded.document, embedded.pointer).places
        return (file.parent / embedded.file).resolve(), embedded.document, places, machine.root.start
    start = embedded.places.start(machine.root.start)
    return file.resolve(), host.document, parse_machine(host, machine).places, start
