"""JSONata by jsonatapy, which is written in Rust.

It has no undefined of its own in Python: ``None`` may be null, undefined or a function, at any depth, and where one
comes back a second evaluation tells which. What is evaluated depends on nothing but its arguments, so it is the same.
An expression that draws on the clock or on chance is compiled anew each time (about 5 µs), with functions that draw on
the given seed and time; nothing is kept between two evaluations.

Its regular expressions are Rust's, which know neither look-around nor references to groups; an expression with such a
one is left to :mod:`webapp.expressions.jsonata_portable`, whose are Python's.
"""

import json
import math
from collections.abc import Callable, Mapping
from typing import Any, Final

import jsonatapy

from webapp.expressions.errors import ExpressionSyntaxError, UnsupportedJsonataResult, error_of_message
from webapp.expressions.jsonata_functions import NAMES_OF_CHANCE_AND_TIME, PURE_FUNCTIONS, functions_of
from webapp.expressions.jsonata_limits import MOST_DEPTH, MOST_MILLISECONDS
from webapp.expressions.jsonata_messages import error_of_jsonatapy
from webapp.expressions.jsonata_numbers import with_doubles
from webapp.expressions.jsonata_syntax import read_jsonata
from webapp.values import ABSENT, Absent, Entropy, Json

_NEVER_HIDES: Final = frozenset((int, str, bool))
_INVALID_REGEX: Final = "Invalid regex"


class NativeJsonata:
    """An expression that jsonatapy can compile.

    What it compiles belongs to the thread that compiled it, and panics on another; an execution may go on in any. So
    nothing compiled is kept: compiling takes about 5 µs.
    """

    __slots__ = ("_draws", "_names", "_text")

    def __init__(self, text: str, names: frozenset[str]) -> None:
        self._text = text
        self._names = names
        self._draws = not names.isdisjoint(NAMES_OF_CHANCE_AND_TIME)
        _compiled(text, names, PURE_FUNCTIONS)

    def evaluate(self, variables: Mapping[str, Json], seed: int, time_ms: int) -> Json | Absent:
        """Return the value; see :class:`webapp.expressions.evaluator.Evaluator`."""
        # The library's own method, without the wrapper that gives its arguments defaults: a third of the time.
        evaluate: Callable[..., Json] = self._compiled_for(seed, time_ms)._expr.evaluate
        try:
            value: Json = evaluate(None, variables, MOST_MILLISECONDS, MOST_DEPTH)
        except OverflowError:
            doubles = {name: with_doubles(each) for name, each in variables.items()}
            return self.evaluate(doubles, seed, time_ms)
        except ValueError as error:
            return self._failed(str(error), variables, seed, time_ms)
        if value.__class__ in _NEVER_HIDES or not _may_hide_something(value):
            return value
        return self._shown(value, variables, seed, time_ms)

    def _shown(self, value: Json, variables: Mapping[str, Json], seed: int, time_ms: int) -> Json | Absent:
        """Return ``value``, or what its ``None`` stands for."""
        text = self._compiled_for(seed, time_ms).evaluate_json_or_none(
            None, dict(variables), timeout=MOST_MILLISECONDS, max_stack_depth=MOST_DEPTH
        )
        if text is None:
            return ABSENT
        _refuse_what_json_has_not(value, json.loads(text))
        return value

    def _failed(self, message: str, variables: Mapping[str, Json], seed: int, time_ms: int) -> Json | Absent:
        if message.startswith(_INVALID_REGEX):
            from webapp.expressions import jsonata_portable

            return jsonata_portable.load(self._text).evaluate(variables, seed, time_ms)
        raise error_of_jsonatapy(message) from None

    def _compiled_for(self, seed: int, time_ms: int) -> Any:
        if not self._draws:
            return _compiled(self._text, self._names, PURE_FUNCTIONS)
        return _compiled(self._text, self._names, PURE_FUNCTIONS | functions_of(Entropy(seed), time_ms, _from_millis))


def load(text: str) -> NativeJsonata:
    """Compile ``text``; raise :class:`JsonataError` where it is no expression."""
    try:
        return NativeJsonata(text, read_jsonata(text).names)
    except ExpressionSyntaxError as error:
        raise error_of_message(error.message) from None


def _compiled(text: str, names: frozenset[str], functions: Mapping[str, Callable[..., Json]]) -> Any:
    try:
        compiled = jsonatapy.compile(text)
    except ValueError as error:
        raise error_of_jsonatapy(str(error)) from None
    for name in names & functions.keys():
        compiled.register_override(name, functions[name])
    return compiled


def _from_millis(time_ms: int, picture: str | None, zone: str | None) -> Json:
    given: dict[str, Json] = {"time": time_ms, "picture": picture, "zone": zone}
    bindings = {name: value for name, value in given.items() if value is not None}
    text: Json = jsonatapy.evaluate("$fromMillis($time, $picture, $zone)", None, bindings)
    return text


def _may_hide_something(value: Json) -> bool:
    """Return whether ``value`` holds a ``None`` or a number beyond all bounds."""
    waiting: list[Json] = [value]
    while waiting:
        each = waiting.pop()
        kind = each.__class__
        if kind is dict:
            waiting.extend(each.values())  # type: ignore[union-attr]
        elif kind is list:
            waiting.extend(each)  # type: ignore[arg-type]
        elif each is None or (kind is float and not math.isfinite(each)):  # type: ignore[arg-type]
            return True
    return False


def _refuse_what_json_has_not(value: Json, shown: Json) -> None:
    """Compare the two forms of a value: as text, a function is ``""`` and an infinite number ``null``."""
    waiting = [(value, shown)]
    while waiting:
        one, other = waiting.pop()
        if isinstance(one, dict) and isinstance(other, dict):
            waiting.extend(zip(one.values(), other.values(), strict=True))
        elif isinstance(one, list) and isinstance(other, list):
            waiting.extend(zip(one, other, strict=True))
        elif (one is None) != (other is None):
            raise UnsupportedJsonataResult
