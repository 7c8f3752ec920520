"""JSONata's numbers are doubles: an integer beyond 64 bits comes as one, and one that is integral is an integer."""

import math
from functools import lru_cache
from typing import Final

from webapp.expressions.by_identity import ByIdentity
from webapp.expressions.errors import JsonataError
from webapp.values import Json

_FIRST: Final = -(1 << 63)
_LAST: Final = (1 << 63) - 1
_EXACT: Final = 1 << 53


def with_doubles(value: Json) -> Json:
    """Return ``value`` with each integer that has more than 64 bits as a double."""
    if isinstance(value, dict):
        return {name: with_doubles(each) for name, each in value.items()}
    if isinstance(value, list):
        return [with_doubles(each) for each in value]
    if isinstance(value, int) and not _FIRST <= value <= _LAST:
        return _double(value)
    return value


def as_jsonata_gives(value: Json) -> Json:
    """Return ``value`` as an expression gives it that only reads it; the same object where nothing changes."""
    kind = value.__class__
    if kind is str or kind is bool or value is None:
        return value
    if kind is int or kind is float:
        return _number(value)  # type: ignore[arg-type]
    return _given(ByIdentity(value))


@lru_cache(maxsize=64)
def _given(same: ByIdentity) -> Json:
    """Remember what was large and is read again and again: to look through 200 KB takes a millisecond or more."""
    return _rebuilt(same.value) if _has_other_numbers(same.value) else same.value


def _has_other_numbers(value: Json) -> bool:
    waiting: list[Json] = [value]
    while waiting:
        each = waiting.pop()
        kind = each.__class__
        if kind is dict:
            waiting.extend(each.values())  # type: ignore[union-attr]
        elif kind is list:
            waiting.extend(each)  # type: ignore[arg-type]
        elif kind is float:
            if each.is_integer():  # type: ignore[union-attr]
                return True
        elif kind is int and not -_EXACT <= each <= _EXACT:  # type: ignore[operator]
            return True
    return False


def _rebuilt(value: Json) -> Json:
    if isinstance(value, dict):
        return {name: _rebuilt(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_rebuilt(each) for each in value]
    return _number(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _number(number: float) -> float:
    """Return a number as the nearest double, and that as an integer where it is integral and has up to 64 bits."""
    if number.__class__ is int and -_EXACT <= number <= _EXACT:
        return number
    double = _double(number)
    return int(double) if double.is_integer() and _FIRST <= double < -_FIRST else double


def _double(number: float) -> float:
    try:
        return float(number)
    except OverflowError:
        raise JsonataError("D1001", f"Number out of range: {math.inf if number > 0 else -math.inf}") from None
