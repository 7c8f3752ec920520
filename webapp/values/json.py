"""JSON values as Python holds them, and their text.

Values are shared between events and snapshots and are never changed in place: whoever needs another value makes a new
one along the path that changes. A JSON number without fraction or exponent stays an ``int``.
"""

import json
from enum import Enum
from typing import Final, Literal, NoReturn

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
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def parse_json(text: str) -> Json:
    """Return the value that ``text`` holds; raise :class:`JsonTextError` where it is no JSON (``NaN`` is none)."""
    try:
        value: Json = json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise JsonTextError(error.msg, error.lineno, error.colno) from None
    except RecursionError:
        raise JsonTextError("nested too deeply", 1, 1) from None
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise JsonTextError(f"{name} is no JSON number", 1, 1)
