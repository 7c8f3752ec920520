"""What is known of the data after a Choice rule was true, and after it was false.

AWS: a path that leads nowhere fails the state, so whatever a test has looked at is there, ``IsPresent`` aside.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from webapp.asl import Combination, Condition, DataTest, has_placeholder
from webapp.shapes.paths import plain_path
from webapp.shapes.shape import (
    ANYTHING,
    NEVER,
    DataShape,
    FieldShape,
    is_never,
    joined,
    object_of,
    only,
    scalar_of,
    union_of,
    without,
)
from webapp.shapes.sight import Sight, Tokens
from webapp.values import Json

Refine = Callable[[DataShape], DataShape]


class View(NamedTuple):
    """What a rule sees: the data and the variables."""

    data: DataShape
    variables: DataShape


_NOTHING: Final = View(NEVER, NEVER)
_KINDS: Final = {"String": "string", "Numeric": "number", "Timestamp": "string", "Boolean": "boolean"}


def split(condition: Condition, view: View, sight: Sight, tokens: Tokens) -> tuple[View, View]:
    """Return what is seen where ``condition`` is true, and where it is false."""
    if is_never(view.data):
        return _NOTHING, _NOTHING
    match condition:
        case DataTest():
            return _tested(condition, view, sight, tokens)
        case Combination("Not", (operand,)):
            true, false = split(operand, view, sight, (*tokens, "Not"))
            return false, true
        case Combination(operator, operands):
            return _combined(operator, operands, view, sight, tokens)
        case _:
            return view, view


def _combined(
    operator: str, operands: tuple[Condition, ...], view: View, sight: Sight, tokens: Tokens
) -> tuple[View, View]:
    """Go through the operands in turn: each is looked at only while those before it leave the outcome open."""
    is_and = operator == "And"
    going, settled = view, _NOTHING
    for index, operand in enumerate(operands):
        true, false = split(operand, going, sight, (*tokens, operator, index))
        going, left = (true, false) if is_and else (false, true)
        settled = _both(settled, left)
    return (going, settled) if is_and else (settled, going)


def _tested(test: DataTest, view: View, sight: Sight, tokens: Tokens) -> tuple[View, View]:
    seeing = Sight(sight.path, view.variables, sight.context)
    if test.operator == "IsPresent":
        return _presence(test, view)
    before = view
    seeing.follow(test.variable, view.data, (*tokens, "Variable"))
    view = _narrowed(test.variable, view, lambda shape: shape)
    if test.operator.endswith("Path") and isinstance(test.operand, str):
        seeing.follow(test.operand, view.data, (*tokens, test.operator))
        view = _narrowed(test.operand, view, lambda shape: shape)
    sight.marks += seeing.marks
    if seeing.marks:  # the state fails here; what follows is looked at as if it did not
        return before, before
    true, false = _refinements(test)
    return _narrowed(test.variable, view, true), _narrowed(test.variable, view, false)


def _presence(test: DataTest, view: View) -> tuple[View, View]:
    present = _narrowed(test.variable, view, lambda shape: shape)
    absent = _without(test.variable, view)
    if test.operand is True:
        return present, absent
    return (absent, present) if test.operand is False else (view, view)


def _refinements(test: DataTest) -> tuple[Refine, Refine]:
    """Return what a value that passes ``test`` can be, and one that does not."""
    operator, operand = test.operator, test.operand
    if operator in _IS and isinstance(operand, bool):
        yes, no = _IS[operator]
        return (yes, no) if operand else (no, yes)
    kind = next((kind for word, kind in _KINDS.items() if operator.startswith(word)), None)
    if kind is None or (isinstance(operand, str) and has_placeholder(operand)):
        return _same, _same
    if operator in ("StringEquals", "NumericEquals", "BooleanEquals"):
        return lambda shape: _equal_to(shape, kind, operand), lambda shape: _other_than(shape, kind, operand)
    return lambda shape: only(shape, kind), _same


def _same(shape: DataShape) -> DataShape:
    return shape


_IS: Final[dict[str, tuple[Refine, Refine]]] = {
    "IsNull": (lambda shape: only(shape, "null"), lambda shape: without(shape, "null")),
    "IsString": (lambda shape: only(shape, "string"), lambda shape: without(shape, "string")),
    "IsNumeric": (lambda shape: only(shape, "number"), lambda shape: without(shape, "number")),
    "IsBoolean": (lambda shape: only(shape, "boolean"), lambda shape: without(shape, "boolean")),
    "IsTimestamp": (lambda shape: only(shape, "string"), _same),
}


def _equal_to(shape: DataShape, kind: str, operand: Json) -> DataShape:
    if not _is_of(operand, kind):
        return NEVER
    kept = only(shape, kind)
    literal = (kind, operand)
    return scalar_of(literal) if kind in kept.scalars or literal in kept.scalars else NEVER  # type: ignore[arg-type]


def _other_than(shape: DataShape, kind: str, operand: Json) -> DataShape:
    if shape.is_anything or not _is_of(operand, kind):
        return shape
    kept = shape.scalars - {(kind, operand)}
    return shape if kept == shape.scalars else union_of(kept, shape.array, shape.object)


def _is_of(value: Json, kind: str) -> bool:
    match value:
        case bool():
            return kind == "boolean"
        case str():
            return kind == "string"
        case int() | float():
            return kind == "number"
        case _:
            return False


def _narrowed(text: str, view: View, refine: Refine) -> View:
    """Return the view where the value at a plain path is there and what ``refine`` leaves of it."""
    place = _place(text, view)
    if place is None:
        return view
    of_variable, keys = place
    document = view.variables if of_variable else view.data
    return _replaced(view, of_variable, refined(document, keys, refine))


def _without(text: str, view: View) -> View:
    place = _place(text, view)
    if place is None:
        return view
    of_variable, keys = place
    document = view.variables if of_variable else view.data
    return _replaced(view, of_variable, removed(document, keys))


def _replaced(view: View, of_variable: bool, document: DataShape) -> View:
    if is_never(document):
        return _NOTHING
    return View(view.data, document) if of_variable else View(document, view.variables)


def _place(text: str, view: View) -> tuple[bool, tuple[str, ...]] | None:
    """Return whether the path begins at a variable, and its names; ``None`` for a path of other steps."""
    plain = plain_path(text)
    if plain is None or plain[0] == "$$":
        return None
    root, names = plain
    if root == "$":
        return False, names
    held = view.variables.object
    return (True, (root, *names)) if held is not None and root in held.fields else None


def refined(shape: DataShape, keys: tuple[str, ...], refine: Refine) -> DataShape:
    """Return the values of ``shape`` that have something at ``keys`` which ``refine`` leaves."""
    if not keys:
        return refine(shape)
    held = shape.object
    if held is None and not shape.is_anything:
        return NEVER
    known = None if held is None else held.fields.get(keys[0])
    if known is None and held is not None and not held.open:
        return NEVER
    old = ANYTHING if known is None else known.shape
    inner = refined(old, keys[1:], refine)
    if is_never(inner):
        return NEVER
    alone = not shape.scalars and shape.array is None and held is not None
    if alone and known is not None and inner is known.shape and not known.optional:
        return shape
    field = FieldShape(inner, False, () if known is None else known.origins)
    return object_of({**(held.fields if held else {}), keys[0]: field}, open=held is None or held.open)


def removed(shape: DataShape, keys: tuple[str, ...]) -> DataShape:
    """Return the values of ``shape`` that have nothing at ``keys``."""
    if not keys:
        return NEVER
    held = shape.object
    known = None if held is None else held.fields.get(keys[0])
    if shape.is_anything or held is None or known is None:
        return shape
    inner = removed(known.shape, keys[1:])
    if inner is known.shape:
        return shape
    fields = dict(held.fields)
    if not is_never(inner):
        fields[keys[0]] = FieldShape(inner, known.optional, known.origins)
    elif known.optional and not held.open:
        del fields[keys[0]]
    elif not known.optional:
        return union_of(shape.scalars, shape.array, None)
    else:
        return shape
    return union_of(shape.scalars, shape.array, object_of(fields, open=held.open).object)


def _both(first: View, second: View) -> View:
    return View(joined(first.data, second.data), joined(first.variables, second.variables))
