"""Whether a value has a shape: what the laws of the analysis are about."""

from webapp.shapes import DataShape
from webapp.shapes.shape import place_of
from webapp.values import Json


def conforms(value: Json, shape: DataShape) -> bool:
    if shape.is_anything:
        return True
    if isinstance(value, dict):
        return shape.object is not None and _object(value, shape)
    if isinstance(value, list):
        array = shape.array
        return (
            array is not None
            and len(value) >= array.least
            and all(conforms(item, place_of(array, at)) for at, item in enumerate(value))
        )
    kind = _kind(value)
    return kind in shape.scalars or (kind, value) in shape.scalars


def _object(value: dict[str, Json], shape: DataShape) -> bool:
    assert shape.object is not None
    fields = shape.object.fields
    if not shape.object.open and not value.keys() <= fields.keys():
        return False
    return all(
        conforms(value[name], field.shape) if name in value else field.optional for name, field in fields.items()
    )


def _kind(value: Json) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case str():
            return "string"
        case _:
            return "number"
