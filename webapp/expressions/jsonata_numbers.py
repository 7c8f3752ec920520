"""JSONata's numbers are doubles: an integer beyond 64 bits comes as one, and one that is integral is an integer."""

import math
from typing import Final

from webapp.expressions.errors import JsonataError
from webapp.values import Json

_FIRST: Final = -(1 << 63)
_LAST: Final = (1 << 63) - 1


def with_doubles(value: Json) -> Json:
    """Return ``value`` with each integer that has more than 64 bits as a double."""
    if isinstance(value, dict):
        return {name: with_doubles(each) for name, each in value.items()}
    if isinstance(value, list):
        return [with_doubles(each) for each in value]
    if isinstance(value, int) and not _FIRST <= value <= _LAST:
        return _double(value)
    return value


def _double(number: int) -> float:
    try:
        return float(number)
    except OverflowError:
        raise JsonataError("D1001", f"Number out of range: {math.inf if number > 0 else -math.inf}") from None
