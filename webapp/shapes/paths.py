"""What a JSONPath leads to in data of a known shape, and where it cannot lead anywhere."""

from difflib import get_close_matches
from functools import lru_cache
from typing import Final, NamedTuple

from webapp.asl import has_placeholder
from webapp.expressions import CompiledPath, ExpressionSyntaxError, compile_path
from webapp.expressions import jsonpath_tree as tree
from webapp.shapes.notation import kinds_in, listed, names_in
from webapp.shapes.shape import (
    ANYTHING,
    NEVER,
    NULL,
    NUMBER,
    OPEN_OBJECT,
    STRING,
    DataShape,
    FieldShape,
    ObjectShape,
    array_of,
    is_never,
    items_of,
    joined,
    joined_all,
    object_of,
    place_of,
)
from webapp.values import state_name

_CLOSE: Final = 0.7
SAYS: Final = {
    "input": " in the example input",
    "mock": " in the mock of {}",
    "result": " in the last result of {}",
}
"""How messages name what is known by an example."""


class Miss(NamedTuple):
    """A path that cannot exist. ``at`` is the index of the step that leads nowhere, ``reason`` says what is there.

    ``fix`` is what the step's name was probably meant to be. ``harmless``: the path gives nothing, but fails nothing.
    ``head`` says what is wrong with the path.
    """

    at: int
    reason: str
    name: str
    fix: str | None = None
    harmless: bool = False
    head: str = "cannot exist here"


class Found(NamedTuple):
    """The values that a path may lead to; where it cannot lead anywhere, ``ANYTHING`` and why."""

    shape: DataShape
    miss: Miss | None = None


@lru_cache(maxsize=8192)
def plain_path(text: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the root of a path and the names that it goes along; ``None`` where it has other steps, or is none."""
    if has_placeholder(text):
        return None
    try:
        path = compile_path(text)
    except ExpressionSyntaxError:
        return None
    names = tuple(step.name for step in path.steps if isinstance(step, tree.Name))
    return (path.root, names) if len(names) == len(path.steps) else None


def find(path: CompiledPath, document: DataShape, root: str, *, null_past_end: bool = False) -> Found:
    """Return what ``path`` leads to in ``document``, which messages call ``root``.

    ``null_past_end``: an index past the end of an array gives null, as in a payload template.
    """
    if is_never(document):
        return Found(NEVER)
    if any(isinstance(step, tree.Descend) for step in path.steps):
        return Found(ANYTHING if path.definite else array_of(ANYTHING))
    here, single, last = document, True, len(path.steps) - 1
    for at, step in enumerate(path.steps):
        after = _step(step, here, null_past_end and at == last and single)
        if after is None:
            shown = root + "".join(map(_written, path.steps[:at]))
            miss = _miss(step, at, here, shown, harmless=not path.definite)
            return Found(ANYTHING if path.definite else array_of(ANYTHING), miss)
        if is_never(after):
            return Found(NEVER if path.definite else array_of(NEVER))
        single = single and isinstance(step, tree.Name | tree.Index)
        here = after
    return Found(here if path.definite else array_of(here, (), 0))


def member(shape: DataShape, name: str) -> DataShape | None:
    """Return the member ``name``; ``None`` where no value of ``shape`` has it."""
    if shape.is_anything:
        return ANYTHING
    if shape.object is None:
        return None
    field = shape.object.fields.get(name)
    if field is not None:
        return field.shape
    return ANYTHING if shape.object.open else None


def item(shape: DataShape, index: int) -> DataShape | None:
    """Return the item at ``index``; ``NEVER`` past the end, and ``None`` where ``shape`` is no array."""
    if shape.is_anything:
        return ANYTHING
    if shape.array is None:
        return None
    return items_of(shape) if index < 0 else place_of(shape.array, index)


def closest(name: str, names: tuple[str, ...]) -> str | None:
    """Return the one of ``names`` that ``name`` was probably meant to be."""
    folded = {each.casefold(): each for each in names}
    near = get_close_matches(name.casefold(), folded, n=1, cutoff=_CLOSE)
    return folded[near[0]] if near else None


def miss_of(name: str, at: int, here: DataShape, shown: str, *, harmless: bool = False) -> Miss:
    """Return why ``here`` (called ``shown``) has no member ``name``."""
    if here.object is None:
        return Miss(at, f"{shown} is {kinds_in(here)}", name, None, harmless)
    names = names_in(here)
    if not names:
        return Miss(at, f"{shown} is an empty object", name, None, harmless)
    said = f"{shown} has {listed(names)}{_known_from(here.object)}"
    return Miss(at, said, name, closest(name, names), harmless)


def _known_from(held: ObjectShape) -> str:
    """Return what tells of the members, where that is one example: another would have others."""
    told = {origin for field in held.fields.values() for origin in field.origins}
    if len(told) != 1:
        return ""
    (origin,) = told
    return SAYS[origin.field].format(state_name(origin.path) if origin.path else "") if origin.field in SAYS else ""


def _step(step: tree.Step, here: DataShape, null_past_end: bool) -> DataShape | None:
    """Return what ``step`` leads to; ``NEVER`` where that may be nothing without the path being wrong."""
    match step:
        case tree.Name(name):
            return member(here, name)
        case tree.Index(index):
            return _at(here, index, null_past_end)
        case tree.Names(names):
            return _chosen(here, names)
        case tree.Indices() | tree.Slice():
            return items_of(here)
        case tree.Wildcard():
            return _children(here)
        case tree.Filter():
            own = here if here.is_anything else DataShape(object=here.object) if here.object is not None else NEVER
            return joined(items_of(here), own)
        case tree.Function(name):
            return _called(name, here)
        case tree.Descend():
            return ANYTHING


def _at(here: DataShape, index: int, null_past_end: bool) -> DataShape | None:
    found = item(here, index)
    if found is None or found.is_anything:
        return found
    if null_past_end:
        array = here.array
        return found if array is not None and 0 <= index < array.least else joined(found, NULL)
    return None if is_never(found) else found


def _chosen(here: DataShape, names: tuple[str, ...]) -> DataShape | None:
    if here.is_anything:
        return OPEN_OBJECT
    if here.object is None:
        return None
    unknown = FieldShape(ANYTHING, True)
    known = {name: here.object.fields.get(name, unknown if here.object.open else None) for name in names}
    return object_of({name: field for name, field in known.items() if field is not None})


def _children(here: DataShape) -> DataShape:
    if here.is_anything or (here.object is not None and here.object.open):
        return ANYTHING
    fields = () if here.object is None else here.object.fields.values()
    return joined_all((items_of(here), *(field.shape for field in fields)))


def _called(name: str, here: DataShape) -> DataShape:
    match name:
        case "length" | "size":
            return joined(NUMBER, NULL)
        case "min" | "max" | "avg" | "stddev" | "sum":
            return NUMBER
        case "keys":
            return joined(array_of(STRING), NULL)
        case "first" | "last" | "index":
            return items_of(here)
        case "concat":
            return STRING
        case _:
            return ANYTHING


def _miss(step: tree.Step, at: int, here: DataShape, shown: str, *, harmless: bool) -> Miss:
    match step:
        case tree.Name(name):
            return miss_of(name, at, here, shown, harmless=harmless)
        case tree.Index(index) if here.array is not None:
            count = len(here.array.places)
            return Miss(at, f"{shown} has {count} item{'' if count == 1 else 's'}", str(index), None, harmless)
        case _:
            return Miss(at, f"{shown} is {kinds_in(here)}", "", None, harmless)


def _written(step: tree.Step) -> str:
    match step:
        case tree.Name(name):
            return f".{name}" if name.isidentifier() else f"['{name}']"
        case tree.Index(index):
            return f"[{index}]"
        case _:
            return "[*]"
