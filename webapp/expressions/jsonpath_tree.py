"""The steps of a path and the conditions of its filters, as plain data."""

from dataclasses import dataclass

from webapp.values import Absent, Json

FUNCTIONS = frozenset(
    ["length", "size", "min", "max", "avg", "stddev", "sum", "keys", "first", "last", "index", "concat", "append"]
)


@dataclass(frozen=True, slots=True)
class Name:
    """``.name`` or ``['name']``."""

    name: str


@dataclass(frozen=True, slots=True)
class Names:
    """``['a','b']``."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """``[n]``; a negative index counts from the end."""

    index: int


@dataclass(frozen=True, slots=True)
class Indices:
    """``[0,2]``."""

    indices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Slice:
    """``[a:b]``, either bound possibly left out."""

    start: int | None
    stop: int | None


@dataclass(frozen=True, slots=True)
class Wildcard:
    """``.*`` or ``[*]``."""


@dataclass(frozen=True, slots=True)
class Descend:
    """``..``: the node and everything below it; another step follows."""


@dataclass(frozen=True, slots=True)
class Filter:
    """``[?(condition)]``."""

    condition: "Condition"


@dataclass(frozen=True, slots=True)
class Function:
    """``.length()`` and its like, at the end of a path."""

    name: str
    arguments: tuple["Operand", ...]


Step = Name | Names | Index | Indices | Slice | Wildcard | Descend | Filter | Function


@dataclass(frozen=True, slots=True)
class Literal:
    """A JSON value written in a filter or as an argument; absent only where a path was put by what it found."""

    value: Json | Absent


@dataclass(frozen=True, slots=True)
class Pattern:
    """``/text/flags``."""

    text: str
    flags: str
    column: int


@dataclass(frozen=True, slots=True)
class Subpath:
    """``@…`` (the node that a filter tests) or ``$…`` (the document); in a condition of its own any root of a path."""

    root: str
    steps: tuple[Step, ...]


Operand = Literal | Pattern | Subpath


@dataclass(frozen=True, slots=True)
class Comparison:
    """``left operator right``."""

    operator: str
    left: Operand
    right: Operand


@dataclass(frozen=True, slots=True)
class Exists:
    """A path alone."""

    path: Subpath


@dataclass(frozen=True, slots=True)
class Combined:
    """``&&``, ``||`` or ``!``."""

    operator: str
    conditions: tuple["Condition", ...]


Condition = Comparison | Exists | Combined


@dataclass(frozen=True, slots=True)
class Path:
    """A whole path: ``root`` is ``$``, ``$$`` or a variable's name."""

    root: str
    steps: tuple[Step, ...]


def is_definite(steps: tuple[Step, ...]) -> bool:
    """Return whether ``steps`` lead to one node: names and single indices, and a function or a choice of names last."""
    if steps and isinstance(steps[-1], Function) and any(isinstance(step, Descend) for step in steps):
        return True  # Jayway turns $..a.length() into length($..a)
    plain = steps[:-1] if steps and isinstance(steps[-1], Names | Function) else steps
    return all(isinstance(step, Name | Index) for step in plain)
