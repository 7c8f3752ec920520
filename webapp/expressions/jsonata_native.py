"""JSONata by jsonatapy, which is written in Rust.

It has no undefined of its own in Python: ``None`` may be null, undefined or a function, at any depth, and where one
comes back a second evaluation tells which. What is evaluated depends on nothing but its arguments, so it is the same.
An expression that draws on the clock or on chance is compiled anew each time (about 5 µs), with functions that draw on
the given seed and time; nothing is kept between two evaluations.
"""

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import jsonatapy

from webapp.expressions.errors import ExpressionSyntaxError, UnsupportedJsonataResult, error_of_message
from webapp.expressions.jsonata_functions import NAMES_OF_CHANCE_AND_TIME, PURE_FUNCTIONS, functions_of
from webapp.expressions.jsonata_limits import MOST_DEPTH, MOST_MILLISECONDS
from webapp.expressions.jsonata_messages import error_of_jsonatapy
from webapp.expressions.jsonata_numbers import with_doubles
from webapp.expressions.jsonata_syntax import read_jsonata
from webapp.values import ABSENT, Absent, Entropy, Json

_UNDEFINED: Final = None


@dataclass(frozen=True, slots=True)
class NativeJsonata:
    """An expression that jsonatapy has compiled; ``draws`` tells whether it names the clock or chance."""

    text: str
    names: frozenset[str]
    draws: bool
    compiled: jsonatapy.JsonataExpression

    def evaluate(self, variables: Mapping[str, Json], seed: int, time_ms: int) -> Json | Absent:
        """Return the value; see :class:`webapp.expressions.evaluator.Evaluator`."""
        compiled = self._drawing_on(seed, time_ms) if self.draws else self.compiled
        bindings = variables if isinstance(variables, dict) else dict(variables)
        try:
            return self._value(compiled, bindings, seed, time_ms)
        except OverflowError:
            return self._value(compiled, {name: with_doubles(each) for name, each in bindings.items()}, seed, time_ms)

    def _value(
        self, compiled: jsonatapy.JsonataExpression, bindings: dict[str, Json], seed: int, time_ms: int
    ) -> Json | Absent:
        try:
            value: Json = compiled.evaluate(None, bindings, timeout=MOST_MILLISECONDS, max_stack_depth=MOST_DEPTH)
            if not _may_hide_something(value):
                return value
            if self.draws:
                compiled = self._drawing_on(seed, time_ms)
            text = compiled.evaluate_json_or_none(None, bindings, timeout=MOST_MILLISECONDS, max_stack_depth=MOST_DEPTH)
        except ValueError as error:
            raise error_of_jsonatapy(str(error)) from None
        if text is _UNDEFINED:
            return ABSENT
        _refuse_what_json_has_not(value, json.loads(text))
        return value

    def _drawing_on(self, seed: int, time_ms: int) -> jsonatapy.JsonataExpression:
        return _compiled(self.text, self.names, PURE_FUNCTIONS | functions_of(Entropy(seed), time_ms, _from_millis))


def load(text: str) -> NativeJsonata:
    """Compile ``text``; raise :class:`JsonataError` where it is no expression."""
    try:
        names = read_jsonata(text).names
    except ExpressionSyntaxError as error:
        raise error_of_message(error.message) from None
    draws = not names.isdisjoint(NAMES_OF_CHANCE_AND_TIME)
    return NativeJsonata(text, names, draws, _compiled(text, names, PURE_FUNCTIONS))


def _compiled(
    text: str, names: frozenset[str], functions: Mapping[str, Callable[..., Json]]
) -> jsonatapy.JsonataExpression:
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
        if each is None or (each.__class__ is float and not math.isfinite(each)):
            return True
        if isinstance(each, dict):
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
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
