"""The operators of Choice rules in JSONPath states.

A value of another type than the operator compares is simply no match, never an error. The caller finds the value, and
the operand of a ``…Path`` operator; a missing one is its error to raise, except for ``IsPresent``.
"""

import operator as python
from collections.abc import Callable
from functools import lru_cache

from webapp.expressions.equality import is_number
from webapp.expressions.errors import ExpressionError
from webapp.expressions.timestamps import parse_timestamp
from webapp.values import ABSENT, Absent, Json

Test = Callable[[Json | Absent, Json], bool]


def compare(operator: str, value: Json | Absent, operand: Json) -> bool:
    """Return whether ``value`` passes; ``operator`` is a name without ``Path``, and any other raises ``ValueError``."""
    return comparison(operator)(value, operand)


def comparison(operator: str) -> Test:
    """Return the test that :func:`compare` makes with ``operator``."""
    test = _TESTS.get(operator)
    if test is None:
        raise ValueError(f'"{operator}" is no Choice operator')
    return test


def _string(holds: Callable[[str, str], bool]) -> Test:
    def test(value: Json | Absent, operand: Json) -> bool:
        if not isinstance(value, str) or not isinstance(operand, str):
            return False
        if value.isascii() and operand.isascii():
            return holds(value, operand)
        return holds(_java_order(value), _java_order(operand))

    return test


def _java_order(text: str) -> str:
    """Return a text whose code points are the UTF-16 units of ``text``, for that is what Java orders by."""
    units = text.encode("utf-16-be", "surrogatepass")
    return "".join(chr(units[at] << 8 | units[at + 1]) for at in range(0, len(units), 2))


def _numeric(holds: Callable[[float, float], bool]) -> Test:
    def test(value: Json | Absent, operand: Json) -> bool:
        if type(value) is int and type(operand) is int:
            return holds(value, operand)
        return is_number(value) and is_number(operand) and holds(value, operand)  # type: ignore[arg-type]

    return test


def _timestamp(holds: Callable[[int, int], bool]) -> Test:
    def test(value: Json | Absent, operand: Json) -> bool:
        first, second = _instant(value), _instant(operand)
        return first is not None and second is not None and holds(first, second)

    return test


def _instant(value: Json | Absent) -> int | None:
    return parse_timestamp(value) if isinstance(value, str) else None


def _boolean_equals(value: Json | Absent, operand: Json) -> bool:
    return isinstance(value, bool) and isinstance(operand, bool) and value == operand


def _matches(value: Json | Absent, operand: Json) -> bool:
    if not isinstance(operand, str):
        return False
    pieces = _pattern_pieces(operand)
    return isinstance(value, str) and _fits(value, pieces)


@lru_cache(maxsize=1024)
def _pattern_pieces(pattern: str) -> tuple[str, ...]:
    """Return the literal texts between the wildcards of ``pattern``: one piece means no wildcard."""
    pieces, piece, escaped = [], "", False
    for character in pattern:
        if escaped:
            piece += character if character in "*\\" else "\\" + character
            escaped = False
        elif character == "\\":
            escaped = True
        elif character == "*":
            pieces.append(piece)
            piece = ""
        else:
            piece += character
    if escaped:
        raise ExpressionError(f"The StringMatches pattern '{pattern}' ends with an open escape sequence.")
    return (*pieces, piece)


def _fits(text: str, pieces: tuple[str, ...]) -> bool:
    first, *middle, last = pieces if len(pieces) > 1 else (*pieces, "")
    if len(pieces) == 1:
        return text == first
    if len(text) < len(first) + len(last) or not text.startswith(first) or not text.endswith(last):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in middle:  # the leftmost place is always right, so nothing is ever tried twice
        found = text.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _is(holds: Callable[[Json | Absent], bool]) -> Test:
    return lambda value, operand: holds(value) == operand


_TESTS: dict[str, Test] = {
    "StringMatches": _matches,
    "BooleanEquals": _boolean_equals,
    "IsNull": _is(lambda value: value is None),
    "IsPresent": _is(lambda value: value is not ABSENT),
    "IsNumeric": _is(is_number),
    "IsString": _is(lambda value: isinstance(value, str)),
    "IsBoolean": _is(lambda value: isinstance(value, bool)),
    "IsTimestamp": _is(lambda value: _instant(value) is not None),
}
for _suffix, _holds in {
    "Equals": python.eq,
    "LessThan": python.lt,
    "GreaterThan": python.gt,
    "LessThanEquals": python.le,
    "GreaterThanEquals": python.ge,
}.items():
    _TESTS[f"String{_suffix}"] = _string(_holds)
    _TESTS[f"Numeric{_suffix}"] = _numeric(_holds)
    _TESTS[f"Timestamp{_suffix}"] = _timestamp(_holds)

OPERATORS: frozenset[str] = frozenset(_TESTS)
"""The operators that take a literal."""

PATH_OPERATORS: frozenset[str] = frozenset(
    f"{name}Path" for name in _TESTS if name != "StringMatches" and not name.startswith("Is")
)
"""The operators that take a path to what is compared with."""
