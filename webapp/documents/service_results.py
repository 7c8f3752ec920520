"""What AWS's own description of a service says of a Task's result. Nothing in it is denied: services grow."""

from functools import lru_cache
from typing import Any, Final

from webapp.engine import read_resource
from webapp.shapes import (
    ANYTHING,
    BOOLEAN,
    NUMBER,
    OPEN_OBJECT,
    STRING,
    DataShape,
    FieldShape,
    Origin,
    array_of,
    object_of,
)
from webapp.tasks import free_fields, output_shape

_DEEPEST: Final = 5
_NUMBERS: Final = ("integer", "long", "float", "double", "bigdecimal")
_STRINGS: Final = ("string", "character", "char", "blob", "timestamp")


@lru_cache(maxsize=512)
def service_result(resource: str, path: str) -> DataShape | None:
    """Return the shape of what the Task at ``path`` gives; ``None`` where no description tells."""
    read = read_resource(resource)
    described = output_shape(read)
    if described is None:
        return None
    return _shape(described, free_fields(read), (Origin(path, "service"),), 0)


def _shape(described: Any, free: frozenset[str], origins: tuple[Origin, ...], depth: int) -> DataShape:
    kind = described.type_name
    if depth > _DEEPEST or getattr(described, "is_document_type", False):
        return ANYTHING
    if kind == "structure":
        fields: dict[str, FieldShape] = {}
        for member, inner in described.members.items():
            name = member[:1].upper() + member[1:]
            shape = ANYTHING if name in free else _shape(inner, frozenset(), origins, depth + 1)
            fields[name] = FieldShape(shape, True, origins)
        return object_of(fields, open=True)
    if kind == "map":
        return OPEN_OBJECT
    if kind == "list":
        return array_of(_shape(described.member, frozenset(), origins, depth + 1))
    if kind == "boolean":
        return BOOLEAN
    return NUMBER if kind in _NUMBERS else STRING if kind in _STRINGS else ANYTHING
