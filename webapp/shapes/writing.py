"""What a ResultPath makes of data of a known shape."""

from webapp.shapes.notation import kinds_in
from webapp.shapes.paths import Miss
from webapp.shapes.shape import (
    ANYTHING,
    EMPTY_OBJECT,
    NEVER,
    DataShape,
    FieldShape,
    Origin,
    array_of,
    is_never,
    items_of,
    joined,
    object_of,
    place_of,
    with_field,
)


def written(
    document: DataShape, keys: tuple[str | int, ...], value: DataShape, origin: Origin
) -> tuple[DataShape, Miss | None]:
    """Return ``document`` with ``value`` at ``keys``; where it cannot be put there, ``ANYTHING`` and why."""
    if is_never(document):
        return NEVER, None
    found = _put(document, keys, 0, value, origin)
    if not isinstance(found, int):
        return found, None
    here, shown = document, "$"
    for key in keys[:found]:
        here = _inner(here, key) or NEVER
        shown += f".{key}" if isinstance(key, str) else f"[{key}]"
    wanted = "an object" if isinstance(keys[found], str) else "an array"
    return ANYTHING, Miss(
        found, f"{shown} is {kinds_in(here)}, not {wanted}", str(keys[found]), head="cannot be written here"
    )


def _put(here: DataShape, keys: tuple[str | int, ...], at: int, value: DataShape, origin: Origin) -> DataShape | int:
    """Return ``here`` with the value in it, or the index of the key that leads nowhere."""
    if at == len(keys):
        return value
    key = keys[at]
    if isinstance(key, int):
        return _put_item(here, keys, at, value, origin)
    if here.is_anything:
        inner = _put(ANYTHING, keys, at + 1, value, origin)
        return inner if isinstance(inner, int) else object_of({key: FieldShape(inner, False, (origin,))}, open=True)
    if here.object is None:
        return at
    inner = _put(_inner(here, key) or EMPTY_OBJECT, keys, at + 1, value, origin)
    if isinstance(inner, int):
        return inner
    known = here.object.fields.get(key)
    own = at == len(keys) - 1 or known is None
    field = FieldShape(inner, False, (origin,) if own or known is None else known.origins)
    return with_field(here, key, field)


def _put_item(
    here: DataShape, keys: tuple[str | int, ...], at: int, value: DataShape, origin: Origin
) -> DataShape | int:
    index = keys[at]
    assert isinstance(index, int)
    if here.is_anything:
        return array_of(ANYTHING)
    old = _inner(here, index)
    if here.array is None or old is None or is_never(old):
        return at
    inner = _put(old, keys, at + 1, value, origin)
    if isinstance(inner, int):
        return inner
    return array_of(joined(items_of(here), inner), (), max(here.array.least, index + 1))


def _inner(here: DataShape, key: str | int) -> DataShape | None:
    """Return what stands at ``key``, an empty object where nothing may stand there yet."""
    if here.is_anything:
        return ANYTHING
    if isinstance(key, int):
        return None if here.array is None else place_of(here.array, key)
    if here.object is None:
        return None
    field = here.object.fields.get(key)
    if field is None:
        return ANYTHING if here.object.open else EMPTY_OBJECT
    return joined(field.shape, EMPTY_OBJECT) if field.optional else field.shape
