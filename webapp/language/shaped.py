"""What shapes tell completion: members that no example input has, as those of results and variables."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from webapp.asl import read_machine
from webapp.language.asked import Asked
from webapp.language.items import Item
from webapp.shapes import (
    ANYTHING,
    NEVER,
    DataShape,
    Knowledge,
    Origin,
    StateShapes,
    is_never,
    items_of,
    joined_all,
    like,
    machine_shapes,
    notation,
)
from webapp.values import Absent, state_name

_NAME: Final = re.compile(r"[^\W\d]\w*")
_STEP: Final = re.compile(r"\.?([^\W\d]\w*)|\.`([^`]*)`|\['([^']*)'\]|\[(\d+|\*)\]")
_RANK: Final = 3
_EXAMPLE: Final = Origin("", "input")
_MOST_DETAIL: Final = 40


@dataclass(frozen=True, slots=True)
class Shaped:
    """The shapes of what ``$``, the state's result, its variables and the context object mean."""

    data: DataShape = NEVER
    input: DataShape = NEVER
    result: DataShape = NEVER
    variables: DataShape = NEVER
    context: DataShape = NEVER

    def root(self, root: str) -> DataShape:
        """Return the shape of what a path begins at: ``$``, ``$$`` or ``$name``."""
        match root:
            case "$":
                return self.data
            case "$$":
                return self.context
            case _:
                return _member(self.variables, root.removeprefix("$"))

    def member(self, name: str) -> DataShape:
        """Return the shape of ``$states.name``."""
        return {"input": self.input, "result": self.result, "context": self.context}.get(name, NEVER)


UNSHAPED: Final = Shaped()


def shaped_at(asked: Asked, *, of_result: bool) -> Shaped:
    """Return the shapes at the cursor; ``of_result``: ``$`` is the result of the state's work."""
    example = ANYTHING if isinstance(asked.example, Absent) else like(asked.example, _EXAMPLE)
    found = machine_shapes(read_machine(asked.here.root), Knowledge(example, asked.results))
    here = found.states.get(asked.here.spot.state_path)
    if here is None:
        return UNSHAPED
    data = here.result if of_result else _data(asked, here)
    return Shaped(data, here.input, here.result, here.variables, here.context)


def _data(asked: Asked, here: StateShapes) -> DataShape:
    """Return what ``$`` means in a field of a JSONPath state that does not read the result."""
    spot = asked.here.spot
    field = "" if spot.field is None else spot.field.name
    if field in ("InputPath", "ResultPath"):
        return here.input
    if spot.owner == "Catcher" or (field == "OutputPath" and spot.owner in ("Task", "Parallel", "Map", "Pass")):
        return NEVER
    return here.effective


def follow(shape: DataShape, steps: str) -> DataShape:
    """Return where the written ``steps`` lead from ``shape``; ``NEVER`` where nowhere."""
    for match in _STEP.finditer(steps):
        name = match[1] or match[2] or match[3]
        inner = items_of(shape)
        shape = inner if name is None else joined_all((_member(shape, name), _member(inner, name)))
    return shape


def with_shape(items: Iterable[Item], shaped: Iterable[Item]) -> list[Item]:
    """Return ``items`` with what the shape says of them, then those of the shape alone."""
    told = {item.label: item for item in shaped}
    found: list[Item] = []
    for item in items:
        known = told.pop(item.label, None)
        found.append(item if known is None else replace(item, about=known.about, detail=item.detail or known.detail))
    return [*found, *told.values()]


def member_items(
    prefix: str, shape: DataShape, write: Callable[[str], str], *, jsonata: bool = False
) -> Iterator[Item]:
    """Yield the members of ``shape``; those of its items where JSONata maps over an array."""
    if jsonata and shape.object is None:
        shape = items_of(shape)
    if shape.array is not None and not jsonata:
        yield Item(f"{prefix}[*]", "property", f"{prefix}[*]", detail="every item", rank=_RANK)
        detail = notation(items_of(shape), _MOST_DETAIL)
        yield Item(f"{prefix}[0]", "property", f"{prefix}[0]", detail=detail, rank=_RANK)
    held = shape.object
    for name, field in held.fields.items() if held is not None else ():
        quoted = f".`{name}`" if jsonata else f"['{name}']"
        label = f"{prefix}{f'.{name}' if _NAME.fullmatch(name) else quoted}"
        detail = f"{notation(field.shape, _MOST_DETAIL)}{' or missing' if field.optional else ''}"
        yield Item(label, "property", write(label), detail=detail, about=_about(field.origins), rank=_RANK)


def _member(shape: DataShape, name: str) -> DataShape:
    field = None if shape.object is None else shape.object.fields.get(name)
    return NEVER if field is None or is_never(field.shape) else field.shape


_SAYS: Final = {
    "input": "Of the example input.",
    "context": "Of the context object.",
    "mock": "As the mock of {} gives it.",
    "result": "As {} gave it.",
    "service": "As the service that {} calls describes it.",
}


def _about(origins: tuple[Origin, ...]) -> str:
    """Say where a member is written."""
    if not origins:
        return ""
    path, field = origins[0]
    name = state_name(path) if path else ""
    return _SAYS[field].format(name) if field in _SAYS else f"Written by {name}, {field}."
