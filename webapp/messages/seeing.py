"""Messages for looking at values: expressions evaluated where a thread stands, and where a value comes from."""

from typing import Literal

import msgspec

from webapp.debugger import HopKind
from webapp.messages.protocol import Message, Request, ValueText


class EvaluateRequest(Request, frozen=True, kw_only=True):
    """Expressions to evaluate where ``thread`` stands after event ``sequence``.

    ``language``: that of the state where none is given; an expression in ``{% %}`` is JSONata then.
    """

    sequence: int
    thread: str
    expressions: list[str]
    language: Literal["JSONPath", "JSONata"] | None = None


class Evaluated(Message, frozen=True, kw_only=True):
    """What one expression gave: a value, or why there is none, at ``column`` of the expression where that is known.

    ``missing``: the expression is right, but nothing is there.
    """

    value: ValueText | None
    error: str | None = None
    column: int | None = None
    missing: bool = False


class Evaluations(Message, frozen=True, kw_only=True):
    """What the expressions gave, in their order; ``language`` is the one they were read in, unless in ``{% %}``."""

    language: Literal["JSONPath", "JSONata"]
    results: list[Evaluated]


PlaceKind = Literal[
    "execution_input",
    "execution_output",
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


class ValuePlace(Request, frozen=True, kw_only=True):
    """A value inside another: ``keys`` lead to it in what ``kind`` names, as ``thread`` has it after ``sequence``.

    ``name`` is a variable's, ``index`` that of a child of a Map or Parallel. ``Parameters`` are also ``Arguments``.
    """

    kind: PlaceKind
    thread: str
    sequence: int
    keys: list[str | int] = msgspec.field(default_factory=list)
    name: str = ""
    index: int | None = None


class ValueRead(Message, frozen=True, kw_only=True):
    """What an expression reads, as it is written there, and where that is."""

    text: str
    place: ValuePlace


class ProvenanceHop(Message, frozen=True, kw_only=True):
    """One step of a trail, the newest first: at event ``sequence`` the state at ``path`` wrote the value.

    ``field`` names the field, ``field_keys`` lead to it in the state. ``came_from`` is where the value was before,
    ``reads`` what it was made of. ``detail`` is how a task was answered, an error, or the index of a child.
    """

    how: HopKind
    sequence: int
    thread: str
    path: str
    field: str
    field_keys: list[str | int]
    expression: str
    came_from: ValuePlace | None
    reads: list[ValueRead]
    detail: str


class ProvenanceTrail(Message, frozen=True, kw_only=True):
    """Where a value comes from."""

    hops: list[ProvenanceHop]
