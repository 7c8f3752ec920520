"""The fields of JSONata states: strings that are ``{% … %}`` at any depth of objects and arrays."""

from webapp.asl import has_placeholder
from webapp.expressions import is_jsonata
from webapp.shapes.jsonata import Roots, Value, misses_in, value_of
from webapp.shapes.known import exactly
from webapp.shapes.shape import (
    ANYTHING,
    MOST_DEPTH,
    NEVER,
    DataShape,
    FieldShape,
    Origin,
    array_of,
    is_never,
    object_of,
)
from webapp.shapes.sight import Mark, Sight, Tokens
from webapp.values import Json


def evaluated(field: Json, roots: Roots, sight: Sight, tokens: Tokens, depth: int = 0) -> DataShape:
    """Return what a field gives; an expression in it that is undefined fails the state."""
    if is_never(roots.input):
        return NEVER
    origin = Origin(sight.path, str(tokens[0]))
    if isinstance(field, str) and is_jsonata(field):
        value = _expression(field, roots, sight, tokens, origin)
        return ANYTHING if is_never(value.shape) else value.shape
    if depth >= MOST_DEPTH:
        return ANYTHING
    if isinstance(field, dict):
        fields = {
            name: FieldShape(evaluated(inner, roots, sight, (*tokens, name), depth + 1), False, (origin,))
            for name, inner in field.items()
        }
        return object_of(fields)
    if isinstance(field, list):
        items = (evaluated(each, roots, sight, (*tokens, index), depth + 1) for index, each in enumerate(field))
        return array_of(NEVER, tuple(items))
    return exactly(field, origin)


def _expression(text: str, roots: Roots, sight: Sight, tokens: Tokens, origin: Origin) -> Value:
    if has_placeholder(text):
        return Value(ANYTHING)
    inner = text[2:-2]
    value = value_of(inner, roots, origin)
    for found in misses_in(inner, roots):
        start, end = (found.start + 2, found.end + 2) if found.start >= 0 else (-1, -1)
        sight.marks.append(Mark(sight.path, tokens, found.text.strip(), found.miss, start, end))
    return value
