"""The shape of a value: which JSON values may stand at a place, as far as that is known.

A shape has at most one alternative of each kind: some scalars, an array, an object. ``ANYTHING`` is every value,
``NEVER`` none. Shapes are joined where ways meet; joining only ever adds values, and gives the very first shape back
where the second adds none, so that whoever joins sees by identity whether something was new.

Shapes are shared, never changed. How deep and how large they grow is bounded: what lies deeper is ``ANYTHING``.
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import msgspec

Literal = tuple[str, str | float | bool]
"""A value that is known: its kind, and itself."""

Scalar = str | Literal
"""``"null"``, ``"boolean"``, ``"number"`` or ``"string"``: any value of the kind; or one value."""

MOST_DEPTH: Final = 24
MOST_SIZE: Final = 4_000
MOST_LITERALS: Final = 6
MOST_PLACES: Final = 8
"""The longest array whose places are told apart."""
MOST_ORIGINS: Final = 4


class Origin(NamedTuple):
    """Where a field was written: the state's path, empty for the machine, and its field, or what else gave it."""

    path: str
    field: str


class FieldShape(msgspec.Struct, frozen=True, eq=False):
    """A member of an object. ``optional``: only some ways bring it."""

    shape: "DataShape"
    optional: bool = False
    origins: tuple[Origin, ...] = ()


class ObjectShape(msgspec.Struct, frozen=True, eq=False):
    """An object. ``open``: it may have other members, too, of which nothing is known."""

    fields: Mapping[str, FieldShape]
    open: bool = False


class ArrayShape(msgspec.Struct, frozen=True, eq=False):
    """An array of ``least`` items or more: the first are ``places``, all others ``rest``."""

    places: tuple["DataShape", ...]
    rest: "DataShape"
    least: int


class DataShape(msgspec.Struct, frozen=True, eq=False):
    """The values that may stand at a place; ``depth`` and ``size`` say how much of them is described."""

    scalars: frozenset[Scalar] = frozenset()
    array: ArrayShape | None = None
    object: ObjectShape | None = None
    is_anything: bool = False
    depth: int = 0
    size: int = 1


NEVER: Final = DataShape()
ANYTHING: Final = DataShape(is_anything=True)
NULL: Final = DataShape(frozenset({"null"}))
BOOLEAN: Final = DataShape(frozenset({"boolean"}))
NUMBER: Final = DataShape(frozenset({"number"}))
STRING: Final = DataShape(frozenset({"string"}))
OPEN_OBJECT: Final = DataShape(object=ObjectShape({}, open=True))
EMPTY_OBJECT: Final = DataShape(object=ObjectShape({}))


def object_of(fields: Mapping[str, FieldShape], *, open: bool = False) -> DataShape:
    """Return the shape of an object with ``fields``."""
    depth, size = 0, 1
    for field in fields.values():
        shape = field.shape
        size += shape.size
        if shape.depth > depth:
            depth = shape.depth
    if size > MOST_SIZE:
        return OPEN_OBJECT
    if depth >= MOST_DEPTH:
        fields = {name: _shallow(field) for name, field in fields.items()}
    return DataShape(object=ObjectShape(fields, open), depth=min(depth, MOST_DEPTH - 1) + 1, size=size)


def with_field(shape: DataShape, name: str, field: FieldShape) -> DataShape:
    """Return the object ``shape`` with another field, or with another one of that name."""
    held = shape.object
    assert held is not None
    size = shape.size + field.shape.size
    if size > MOST_SIZE or max(shape.depth, field.shape.depth + 1) >= MOST_DEPTH or shape.array is not None:
        return object_of({**held.fields, name: field}, open=held.open)
    depth = max(shape.depth, field.shape.depth + 1)
    old = held.fields.get(name)
    size = size if old is None else size - old.shape.size
    return DataShape(object=ObjectShape({**held.fields, name: field}, held.open), depth=depth, size=size)


def array_of(rest: DataShape, places: tuple[DataShape, ...] = (), least: int | None = None) -> DataShape:
    """Return the shape of an array: ``places``, then any number of ``rest``; by default all places are filled."""
    if len(places) > MOST_PLACES:
        places, rest, least = (), joined_all((*places, rest)), len(places) if least is None else least
    inner = (*places, rest)
    depth, size = max(each.depth for each in inner), 1 + sum(each.size for each in inner)
    if depth >= MOST_DEPTH or size > MOST_SIZE:
        places, rest, depth, size = (), ANYTHING, 0, 2
    return DataShape(
        array=ArrayShape(places, rest, len(places) if least is None else least), depth=depth + 1, size=size
    )


def scalar_of(*scalars: Scalar) -> DataShape:
    """Return the shape of one of ``scalars``."""
    return DataShape(_normal(frozenset(scalars)))


def union_of(scalars: frozenset[Scalar], array: ArrayShape | None, object: ObjectShape | None) -> DataShape:
    """Return the shape with these alternatives."""
    if array is None and object is None:
        return DataShape(scalars) if scalars else NEVER
    made = DataShape(scalars)
    if array is not None:
        one = array_of(array.rest, array.places, array.least)
        made = DataShape(scalars, one.array, None, False, one.depth, one.size)
    if object is not None:
        one = object_of(object.fields, open=object.open)
        made = DataShape(
            scalars, made.array, one.object, False, max(one.depth, made.depth), one.size + (made.size if array else 0)
        )
    return made


def only(shape: DataShape, kind: str) -> DataShape:
    """Return the values of ``shape`` that are scalars of ``kind``."""
    if shape.is_anything:
        return scalar_of(kind)
    kept = frozenset(each for each in shape.scalars if kind_of(each) == kind)
    return DataShape(kept) if kept else NEVER


def without(shape: DataShape, kind: str) -> DataShape:
    """Return the values of ``shape`` that are no scalars of ``kind``."""
    if shape.is_anything:
        return shape
    kept = frozenset(each for each in shape.scalars if kind_of(each) != kind)
    return shape if kept == shape.scalars else union_of(kept, shape.array, shape.object)


def kind_of(scalar: Scalar) -> str:
    """Return the kind of ``scalar``."""
    return scalar if isinstance(scalar, str) else scalar[0]


def is_never(shape: DataShape) -> bool:
    """Tell whether no value has ``shape``."""
    return shape is NEVER  # whoever makes shapes sees to that


def items_of(shape: DataShape) -> DataShape:
    """Return the items of the array that ``shape`` may be; ``NEVER`` where it is none, or always empty."""
    if shape.is_anything:
        return ANYTHING
    array = shape.array
    return NEVER if array is None else joined_all((*array.places, array.rest))


def joined_all(shapes: Iterable[DataShape]) -> DataShape:
    """Return the shape of the values of all ``shapes``."""
    found = NEVER
    for shape in shapes:
        found = joined(found, shape)
    return found


def joined(first: DataShape, second: DataShape) -> DataShape:
    """Return the shape of the values of both: ``first`` itself where ``second`` adds none."""
    if first is second or first.is_anything or second is NEVER:
        return first
    if second.is_anything or first is NEVER:
        return second
    scalars = first.scalars | second.scalars
    if scalars != first.scalars:
        scalars = _normal(scalars)
    array = _joined_arrays(first.array, second.array)
    object = _joined_objects(first.object, second.object)
    if scalars == first.scalars and array is first.array and object is first.object:
        return first
    return union_of(scalars, array, object)


def _joined_arrays(first: ArrayShape | None, second: ArrayShape | None) -> ArrayShape | None:
    if first is None or second is None or first is second:
        return first or second
    count = max(len(first.places), len(second.places))
    places = tuple(joined(place_of(first, at), place_of(second, at)) for at in range(count))
    rest = joined(first.rest, second.rest)
    least = min(first.least, second.least)
    if rest is first.rest and least == first.least and _are_same(places, first.places):
        return first
    return ArrayShape(places, rest, least)


def place_of(array: ArrayShape, index: int) -> DataShape:
    """Return what may stand at ``index`` from 0."""
    return array.places[index] if index < len(array.places) else array.rest


def _joined_objects(first: ObjectShape | None, second: ObjectShape | None) -> ObjectShape | None:
    if first is None or second is None or first is second:
        return first or second
    others, is_open = second.fields, second.open
    new: dict[str, FieldShape] = {}
    for name, field in first.fields.items():
        other = others.get(name)
        if other is field:
            continue
        if other is not None and other.shape is field.shape and other.optional <= field.optional:
            known, more = field.origins, other.origins
            if known is more or len(known) >= MOST_ORIGINS or (len(more) == 1 and more[0] in known):
                continue  # so it is with most fields of most joins
        both = _joined_fields(field, other, is_open)
        if both is not field:
            new[name] = both
    if not first.open:
        for name, field in others.items():
            if name not in first.fields:
                new[name] = field if field.optional else FieldShape(field.shape, True, field.origins)
    if new or (is_open and not first.open):
        return ObjectShape({**first.fields, **new}, first.open or is_open)
    return first


def _joined_fields(first: FieldShape, second: FieldShape | None, is_open: bool) -> FieldShape:
    if second is None:
        if first.optional and not is_open:
            return first
        shape, origins = (ANYTHING if is_open else first.shape), first.origins
        optional = True
    else:
        shape, optional = joined(first.shape, second.shape), first.optional or second.optional
        origins = _joined_origins(first.origins, second.origins)
    if shape is first.shape and optional == first.optional and origins is first.origins:
        return first
    return FieldShape(shape, optional, origins)


def _joined_origins(first: tuple[Origin, ...], second: tuple[Origin, ...]) -> tuple[Origin, ...]:
    if first == second or len(first) >= MOST_ORIGINS:
        return first
    more = tuple(origin for origin in second if origin not in first)
    return (*first, *more)[:MOST_ORIGINS] if more else first


def widened(old: DataShape, new: DataShape) -> DataShape:
    """Return a shape of all values of ``new``, which has those of ``old``, that cannot grow for ever.

    Where ``new`` has an array or object that ``old`` has not, anything may stand; a new member opens its object.
    """
    if old is new or new.is_anything:
        return new
    if (old.array is None) != (new.array is None) or (old.object is None) != (new.object is None):
        return ANYTHING
    return union_of(new.scalars, _widened_array(old.array, new.array), _widened_object(old.object, new.object))


def _widened_array(old: ArrayShape | None, new: ArrayShape | None) -> ArrayShape | None:
    if old is None or new is None or old is new:
        return new
    if len(old.places) != len(new.places):
        before = joined_all((*old.places, old.rest))
        return ArrayShape((), widened(before, joined_all((before, *new.places, new.rest))), new.least)
    places = tuple(widened(one, other) for one, other in zip(old.places, new.places, strict=True))
    return ArrayShape(places, widened(old.rest, new.rest), 0 if new.least < old.least else new.least)


def _widened_object(old: ObjectShape | None, new: ObjectShape | None) -> ObjectShape | None:
    if old is None or new is None or old is new:
        return new
    is_open = new.open or not new.fields.keys() <= old.fields.keys()
    fields = {
        name: FieldShape(widened(old.fields[name].shape, field.shape), field.optional, field.origins)
        for name, field in new.fields.items()
        if name in old.fields
    }
    return ObjectShape(fields, is_open)


def _are_same(first: tuple[DataShape, ...], second: tuple[DataShape, ...]) -> bool:
    return len(first) == len(second) and all(one is other for one, other in zip(first, second, strict=True))


def _shallow(field: FieldShape) -> FieldShape:
    deep = field.shape.depth >= MOST_DEPTH
    return FieldShape(ANYTHING, field.optional, field.origins) if deep else field


def _normal(scalars: frozenset[Scalar]) -> frozenset[Scalar]:
    """Leave out values whose whole kind is there, and take the whole kind for many values."""
    literals = [each for each in scalars if not isinstance(each, str)]
    if not literals:
        return scalars
    for kind in {each[0] for each in literals}:
        if kind in scalars or sum(each[0] == kind for each in literals) > MOST_LITERALS:
            scalars = frozenset(each for each in scalars if kind_of(each) != kind) | {kind}
    return scalars
