"""The functions that may end a path: ``length()``, ``sum()`` and the rest of Jayway's."""

import math
from collections.abc import Callable

from webapp.expressions.equality import is_number
from webapp.expressions.errors import ExpressionError
from webapp.values import Json


def call_function(name: str, subject: Json, arguments: list[Json]) -> Json:
    """Return what ``.name(arguments)`` makes of ``subject``; arithmetic gives floating-point numbers, as in Java."""
    if name in _OF_NUMBERS:
        return _OF_NUMBERS[name](_numbers(name, subject, arguments))
    return _OTHERS[name](subject, arguments)


def _numbers(name: str, subject: Json, arguments: list[Json]) -> list[float]:
    listed: list[Json] = []
    for part in [subject, *arguments]:
        listed.extend(part) if isinstance(part, list) else listed.append(part)
    try:
        numbers = [float(item) for item in listed if is_number(item)]  # type: ignore[arg-type]
    except OverflowError:
        raise ExpressionError(f"The function {name}() was given a number that is out of range.") from None
    if not numbers:
        raise ExpressionError(f"Aggregation function {name}() attempted to calculate value using empty array")
    return numbers


def _mean(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers)


def _deviation(numbers: list[float]) -> float:
    mean = _mean(numbers)
    return math.sqrt(sum((number - mean) ** 2 for number in numbers) / len(numbers))


def _length(subject: Json, _: list[Json]) -> Json:
    return len(subject) if isinstance(subject, list | dict) else None


def _keys(subject: Json, _: list[Json]) -> Json:
    return list(subject) if isinstance(subject, dict) else None


def _index(subject: Json, arguments: list[Json]) -> Json:
    index = arguments[0] if arguments else None
    if not isinstance(subject, list) or not isinstance(index, int) or not -len(subject) <= index < len(subject):
        raise ExpressionError("The functions first(), last() and index(n) need an array that has such an element.")
    return subject[index]


def _concat(subject: Json, arguments: list[Json]) -> Json:
    parts = [*(subject if isinstance(subject, list) else [subject]), *arguments]
    return "".join(
        part if isinstance(part, str) else str(part) for part in parts if isinstance(part, str | int | float)
    )


def _append(subject: Json, arguments: list[Json]) -> Json:
    return [*subject, *arguments] if isinstance(subject, list) else subject


_OF_NUMBERS: dict[str, Callable[[list[float]], float]] = {
    "min": min,
    "max": max,
    "sum": sum,
    "avg": _mean,
    "stddev": _deviation,
}
_OTHERS: dict[str, Callable[[Json, list[Json]], Json]] = {
    "length": _length,
    "size": _length,
    "keys": _keys,
    "first": lambda subject, _: _index(subject, [0]),
    "last": lambda subject, _: _index(subject, [-1]),
    "index": _index,
    "concat": _concat,
    "append": _append,
}
