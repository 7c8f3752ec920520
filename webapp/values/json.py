"""JSON values as Python holds them, and their text.

Values are shared between events and snapshots and are never changed in place: whoever needs another value makes a new
one along the path that changes. A JSON number without fraction or exponent stays an ``int``.
"""

import json
import math
from enum import Enum
from typing import Any, Final, Literal, NoReturn

MAX_DEPTH: Final = 300
"""So deep may values from outside nest: what works on them recurses, and so do browsers."""

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
"""Made once: ``json.dumps`` makes one at each call, which takes longer than a small value does."""

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class Absent(Enum):
    """The type of :data:`ABSENT`: a field that is not there, as distinct from one that is ``null``."""

    ABSENT = "absent"

    def __bool__(self) -> Literal[False]:
        """Return ``False``, so that an absent field reads as nothing."""
        return False


ABSENT: Final = Absent.ABSENT


class JsonTextError(ValueError):
    """A text is no JSON; ``line`` and ``column`` count from 1."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(f"{message} (line {line}, column {column})")
        self.line = line
        self.column = column


def json_text(value: Json) -> str:
    """Return ``value`` as compact JSON, as AWS writes it: no blanks, keys in order, text not escaped to ASCII."""
    return _ENCODER.encode(value)


def parse_json(text: str) -> Json:
    """Return the value that ``text`` holds; raise :class:`JsonTextError` where it is no JSON (``NaN`` is none).

    Every value that comes from outside comes through here, so what could not be written again as JSON in UTF-8 is
    refused (numbers beyond all bounds, nesting without end) or replaced (half a surrogate pair) at once.
    """
    try:
        value: Json = json.loads(text, parse_constant=_refuse_constant, parse_float=_finite)
    except json.JSONDecodeError as error:
        raise JsonTextError(error.msg, error.lineno, error.colno) from None
    except RecursionError:
        raise _too_deep() from None
    except JsonTextError:
        raise
    except ValueError:
        raise JsonTextError("a number has more digits than can be read", 1, 1) from None
    if text.count("[") + text.count("{") > MAX_DEPTH and is_deeper(value, MAX_DEPTH):
        raise _too_deep()
    return _without_lone_surrogates(value) if "\\ud" in text or "\\uD" in text else value


def _refuse_constant(name: str) -> NoReturn:
    raise JsonTextError(f"{name} is no JSON number", 1, 1)


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise JsonTextError(f"the number {text[:40]} is too large", 1, 1)
    return number


def _too_deep() -> JsonTextError:
    return JsonTextError(f"nested too deeply: values may nest {MAX_DEPTH} levels deep", 1, 1)


def is_deeper(value: Json, levels: int) -> bool:
    """Return whether ``value`` nests more than ``levels`` levels deep."""
    containers: list[Any] = [value] if type(value) is dict or type(value) is list else []
    for _ in range(levels):  # with `type`: `isinstance` of a union takes four times as long
        containers = [
            inner
            for each in containers
            for inner in (each.values() if type(each) is dict else each)
            if type(inner) is dict or type(inner) is list
        ]
        if not containers:
            return False
    return True


def _without_lone_surrogates(value: Json) -> Json:
    text = json.dumps(value, ensure_ascii=False)
    replaced: Json = json.loads(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return replaced
