"""What a trail is made of: the places that a value stood at, and the steps from one to the next."""

from dataclasses import dataclass, replace
from typing import Final, Literal

from webapp.expressions import Keys

MOST_HOPS: Final = 200
MOST_READS: Final = 20

Kind = Literal[
    "execution_input",
    "input",
    "InputPath",
    "Parameters",
    "Result",
    "ResultSelector",
    "ResultPath",
    "output",
    "variable",
    "assigned",
    "context",
    "error",
    "items",
    "item",
    "child_input",
]
"""Which value: of an execution, of a state on its way through the state, or of a flow.

``Parameters`` are also ``Arguments``; ``item`` and ``child_input`` are of the child ``index``, ``items`` of a Map.
"""

HopKind = Literal[
    "selected",
    "placed",
    "joined",
    "item",
    "given",
    "literal",
    "computed",
    "built",
    "task",
    "error",
    "edited",
    "context",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class Place:
    """A value inside another: ``keys`` lead to it in what ``kind`` names, as ``thread`` had it at ``sequence``."""

    kind: Kind
    thread: str
    sequence: int
    keys: Keys = ()
    name: str = ""
    index: int | None = None

    def at(self, *keys: str | int) -> "Place":
        """Return the place that ``keys`` lead to from here."""
        return replace(self, keys=(*self.keys, *keys))


@dataclass(frozen=True, slots=True)
class Read:
    """What an expression reads, as it is written there, and where that is."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a trail: at event ``sequence`` the field of the state at ``path`` wrote the value.

    ``field`` leads from the state to the expression or literal ``expression``; ``came_from`` is where the value was
    before, ``reads`` what a value was made of. ``detail`` is a task's resource, an error, or a child's index.
    """

    how: HopKind
    sequence: int
    thread: str
    path: str
    field: Keys = ()
    expression: str = ""
    came_from: Place | None = None
    reads: tuple[Read, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Where a value came from: ``hop`` if something did it, and ``place`` to look on from, ``None`` at the end."""

    hop: Hop | None = None
    place: Place | None = None
