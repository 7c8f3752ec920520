"""What calls of intrinsic functions give, by the shapes of their arguments."""

from collections.abc import Callable, Mapping
from typing import Final

from webapp.expressions import CompiledPath
from webapp.expressions.intrinsic_syntax import Argument, Call, Constant, Text
from webapp.shapes.known import exactly
from webapp.shapes.shape import (
    ANYTHING,
    BOOLEAN,
    NEVER,
    NUMBER,
    OPEN_OBJECT,
    STRING,
    DataShape,
    FieldShape,
    Origin,
    array_of,
    is_never,
    items_of,
    joined,
    object_of,
)

Follow = Callable[[str], DataShape]
"""From the text of a path to what it leads to."""

_FIXED: Final[Mapping[str, DataShape]] = {
    **dict.fromkeys(("Format", "JsonToString", "Base64Encode", "Base64Decode", "Hash", "UUID"), STRING),
    **dict.fromkeys(("ArrayLength", "MathRandom", "MathAdd"), NUMBER),
    "ArrayContains": BOOLEAN,
    "ArrayRange": array_of(NUMBER),
    "StringSplit": array_of(STRING),
}


def result_of(call: Call, follow: Follow) -> DataShape:
    """Return the shape of what ``call`` gives."""
    arguments = [_argument(each, follow) for each in call.arguments]
    if any(map(is_never, arguments)):
        return NEVER
    match call.name:
        case "Array":
            return array_of(NEVER, tuple(arguments))
        case "ArrayGetItem":
            return items_of(arguments[0])
        case "ArrayUnique":
            return array_of(items_of(arguments[0]))
        case "ArrayPartition":
            return array_of(array_of(items_of(arguments[0])))
        case "JsonMerge":
            return _merged(arguments[0], arguments[1])
        case name:
            return _FIXED.get(name, ANYTHING)


def _argument(argument: Argument, follow: Follow) -> DataShape:
    match argument:
        case Text():
            return STRING
        case Constant(value):
            return exactly(value, Origin("", ""))
        case CompiledPath():
            return follow(argument.text)
        case Call():
            return result_of(argument, follow)


def _merged(first: DataShape, second: DataShape) -> DataShape:
    """Return the members of both, those of the second first."""
    if first.object is None or second.object is None or second.object.open:
        return OPEN_OBJECT
    fields = dict(first.object.fields)
    for name, field in second.object.fields.items():
        under = fields.get(name)
        if not field.optional or (under is None and not first.object.open):
            fields[name] = field
        elif under is None:
            fields[name] = FieldShape(ANYTHING, True, field.origins)
        else:
            fields[name] = FieldShape(joined(field.shape, under.shape), under.optional, field.origins)
    return object_of(fields, open=first.object.open)
