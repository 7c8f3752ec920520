"""Shapes as text: ``{ order: { id: string, note?: string }, items: [ { sku: string } ] }``."""

from typing import Final

from webapp.shapes.shape import ArrayShape, DataShape, ObjectShape, Scalar, is_never
from webapp.values import json_text

_MOST_NAMES: Final = 6


def notation(shape: DataShape, most: int = 120) -> str:
    """Return ``shape`` as text of about ``most`` characters; what is left out is ``…``."""
    if shape.is_anything:
        return "anything"
    if is_never(shape):
        return "nothing"
    parts = sorted(map(_scalar, shape.scalars - {"null"}))
    if shape.object is not None:
        parts.append(_object(shape.object, most))
    if shape.array is not None:
        parts.append(_array(shape.array, most))
    if "null" in shape.scalars:
        parts.append("null")
    return " | ".join(parts)


def names_in(shape: DataShape) -> tuple[str, ...]:
    """Return the members that an object of ``shape`` may have."""
    return () if shape.object is None else tuple(shape.object.fields)


def kinds_in(shape: DataShape) -> str:
    """Return what a value of ``shape`` is, in words: ``a string``, ``an array or null``."""
    words = {"string": "a string", "number": "a number", "boolean": "a boolean", "null": "null"}
    kinds = sorted({scalar if isinstance(scalar, str) else scalar[0] for scalar in shape.scalars})
    found = [words[kind] for kind in kinds]
    if shape.object is not None:
        found.append("an object")
    if shape.array is not None:
        found.append("an array")
    return " or ".join(found)


def _scalar(scalar: Scalar) -> str:
    return scalar if isinstance(scalar, str) else json_text(scalar[1])


def _object(shape: ObjectShape, most: int) -> str:
    written: list[str] = []
    for name, field in shape.fields.items():
        inner = notation(field.shape, most // 2) if most > 8 else "…"
        part = f"{_name(name)}{'?' if field.optional else ''}: {inner}"
        if sum(map(len, written)) + len(part) > most and written:
            written.append("…")
            break
        written.append(part)
    if shape.open and written[-1:] != ["…"]:
        written.append("…")
    return "{ " + ", ".join(written) + " }" if written else "{}"


def _array(shape: ArrayShape, most: int) -> str:
    if is_never(shape.rest):
        return "[ " + ", ".join(notation(each, most // 2) for each in shape.places) + " ]" if shape.places else "[]"
    places = [notation(each, most // 2) for each in shape.places]
    return "[ " + ", ".join([*places, notation(shape.rest, most // 2)]) + (", …" if places else "") + " ]"


def _name(name: str) -> str:
    return name if name.isidentifier() else json_text(name)


def listed(names: tuple[str, ...]) -> str:
    """Return ``names`` for a sentence; of many the first few."""
    if len(names) <= _MOST_NAMES:
        return ", ".join(names)
    return f"{', '.join(names[:_MOST_NAMES])} and {len(names) - _MOST_NAMES} more"
