"""Shapes of values that are at hand: a literal of the definition, and an example of what may come."""

from typing import Final

from webapp.asl import has_placeholder, is_intrinsic_object
from webapp.shapes.shape import (
    ANYTHING,
    MOST_DEPTH,
    NEVER,
    NULL,
    DataShape,
    FieldShape,
    Origin,
    array_of,
    joined,
    object_of,
    scalar_of,
)
from webapp.values import Json

_LONGEST_LITERAL: Final = 60
_MOST_ITEMS: Final = 200
_MOST_FIELDS: Final = 200


def exactly(value: Json, origin: Origin, depth: int = 0) -> DataShape:
    """Return the shape of ``value`` and no other; what a placeholder stands for is not known."""
    if isinstance(value, dict):
        if is_intrinsic_object(value) or depth >= MOST_DEPTH:
            return ANYTHING
        fields = {
            name: FieldShape(exactly(inner, origin, depth + 1), False, (origin,)) for name, inner in value.items()
        }
        return object_of(fields)
    if isinstance(value, list):
        items = tuple(exactly(item, origin, depth + 1) for item in value[:_MOST_ITEMS]) if depth < MOST_DEPTH else ()
        if len(items) < len(value):
            return array_of(ANYTHING)
        return array_of(NEVER, items)
    return _scalar(value)


def like(value: Json, origin: Origin, depth: int = 0) -> DataShape:
    """Return the shape of values such as the example ``value``.

    Its fields are there and no others, but their values are not known, only their kind. What an example leaves open is
    not known either: what is null in it, an empty object, the items of an empty array.
    """
    if depth >= MOST_DEPTH:
        return ANYTHING
    if isinstance(value, dict):
        fields = {
            name: FieldShape(like(inner, origin, depth + 1), False, (origin,))
            for name, inner in list(value.items())[:_MOST_FIELDS]
        }
        return object_of(fields, open=not value or len(value) > _MOST_FIELDS)
    if isinstance(value, list):
        items = NEVER
        for item in value[:_MOST_ITEMS]:
            items = joined(items, like(item, origin, depth + 1))
        return array_of(ANYTHING if not value or len(value) > _MOST_ITEMS else items, (), 0)
    return ANYTHING if value is None else scalar_of(_kind(value))


def _scalar(value: Json) -> DataShape:
    if value is None:
        return NULL
    if isinstance(value, str) and (has_placeholder(value) or len(value) > _LONGEST_LITERAL):
        return ANYTHING if has_placeholder(value) else scalar_of("string")
    assert isinstance(value, str | int | float)
    return scalar_of((_kind(value), value))


def _kind(value: Json) -> str:
    if isinstance(value, bool):
        return "boolean"
    return "string" if isinstance(value, str) else "number"
