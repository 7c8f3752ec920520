"""Arguments of intrinsic functions that are written out, and that the function can never take.

Paths, and what calls return, are known only when the call is made; a text in place of a number is wrong before.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from webapp.expressions.intrinsic_syntax import Argument, Call, Constant, Text
from webapp.expressions.intrinsics import CompiledIntrinsic

_ANY, _LIST, _OBJECT = "any value", "an array", "an object"
_TEXT, _NUMBER, _BOOLEAN, _NULL = "a text", "a number", "true or false", "null"

_TAKEN: Final[Mapping[str, tuple[str, ...]]] = {
    "Format": (_TEXT,),
    "StringToJson": (_TEXT,),
    "ArrayPartition": (_LIST, _NUMBER),
    "ArrayContains": (_LIST, _ANY),
    "ArrayRange": (_NUMBER, _NUMBER, _NUMBER),
    "ArrayGetItem": (_LIST, _NUMBER),
    "ArrayLength": (_LIST,),
    "ArrayUnique": (_LIST,),
    "Base64Encode": (_TEXT,),
    "Base64Decode": (_TEXT,),
    "Hash": (_ANY, _TEXT),
    "JsonMerge": (_OBJECT, _OBJECT, _BOOLEAN),
    "MathRandom": (_NUMBER, _NUMBER, _NUMBER),
    "MathAdd": (_NUMBER, _NUMBER),
    "StringSplit": (_TEXT, _TEXT),
}


def wrong_literals(intrinsic: CompiledIntrinsic) -> Iterator[tuple[str, int]]:
    """Yield what is wrong with a call's written arguments, and the column of the call that has them."""
    waiting = [intrinsic.call]
    while waiting:
        call = waiting.pop()
        for place, (argument, taken) in enumerate(zip(call.arguments, _TAKEN.get(call.name, ()), strict=False), 1):
            kind = _kind(argument)
            if kind not in (None, taken) and taken != _ANY:
                yield f"argument {place} of States.{call.name} is {kind}, but must be {taken}", call.column
        waiting.extend(argument for argument in reversed(call.arguments) if isinstance(argument, Call))


def _kind(argument: Argument) -> str | None:
    match argument:
        case Text():
            return _TEXT
        case Constant(None):
            return _NULL
        case Constant(bool()):
            return _BOOLEAN
        case Constant():
            return _NUMBER
        case _:
            return None
