"""JSONata by jsonatapy, which is written in Rust.

It has no undefined of its own in Python: ``None`` may be null, undefined or a function, at any depth, and where one
comes back a second evaluation tells which. What is evaluated depends on nothing but its arguments, so it is the same.
An expression that draws on the clock or on chance is compiled anew each time (about 5 µs), with functions that draw on
the given seed and time; nothing is kept between two evaluations.

What it compiles belongs to the thread that compiled it, panics on another, and must end on its own. An execution may go
on in any thread, so each thread keeps what it has compiled.

Its regular expressions are Rust's (:mod:`webapp.expressions.jsonata_regex`), which know neither look-around nor
references to groups; an expression with such a one is left to :mod:`webapp.expressions.jsonata_portable`, whose are
Python's.
"""

import json
import math
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import jsonatapy

from webapp.expressions.errors import ExpressionSyntaxError, JsonataError, UnsupportedJsonataResult, error_of_message
from webapp.expressions.jsonata_functions import (
    GIVE_NOTHING_FOR_NOTHING,
    NAMES_OF_CHANCE_AND_TIME,
    PURE_FUNCTIONS,
    functions_of,
)
from webapp.expressions.jsonata_limits import MOST_DEPTH, MOST_MILLISECONDS
from webapp.expressions.jsonata_messages import error_of_jsonatapy
from webapp.expressions.jsonata_numbers import with_doubles
from webapp.expressions.jsonata_regex import with_rust_regexes
from webapp.expressions.jsonata_syntax import JsonataSyntax, read_jsonata
from webapp.expressions.jsonata_tokens import VARIABLE, Token
from webapp.values import ABSENT, Absent, Entropy, Json

if TYPE_CHECKING:
    from webapp.expressions.jsonata_portable import PortableJsonata

_MOST_KEPT: Final = 2048
_NEVER_HIDES: Final = frozenset((int, str, bool))
_GUARDED: Final = "__"
_INVALID_REGEX: Final = "Invalid regex"

_UNRESERVED: Final = "-_.!~*'()"
_REPAIRED: Final[dict[str, Callable[..., Json]]] = {
    "encodeUrl": partial(quote, safe=_UNRESERVED + ";/?:@&=+$,#"),
    "encodeUrlComponent": partial(quote, safe=_UNRESERVED),
}
"""Functions of one text that the library gets wrong: it leaves blanks in URLs, and escapes some of ``!~*'()``."""

_REDUCE: Final = (
    f"$reduce{_GUARDED} := $reduce; $reduce := function($a0, $a1, $a2){{$exists($a2) ? $reduce{_GUARDED}($a0, $a1, $a2)"
    f" : ($r := $reduce{_GUARDED}($a0, $a1); $count($a0) > 0 ? $r)}}; "
)
"""What makes nothing of reducing nothing, of which the library makes null."""


class NativeJsonata:
    """An expression that jsonatapy can compile."""

    __slots__ = ("_draws", "_may_take_context", "_names", "_rust_text", "_text")

    def __init__(self, text: str, syntax: JsonataSyntax) -> None:
        self._text = text
        self._rust_text = with_rust_regexes(text, syntax.tokens)
        self._names = syntax.names
        self._draws = not syntax.names.isdisjoint(NAMES_OF_CHANCE_AND_TIME)
        self._may_take_context = _calls_without_arguments(syntax.tokens)
        self._compiled_for(0, 0)

    def evaluate(
        self, variables: Mapping[str, Json], seed: int, time_ms: int, document: Json | Absent = ABSENT
    ) -> Json | Absent:
        """Return the value; see :class:`webapp.expressions.jsonata_library.LoadedJsonata`."""
        try:
            if document is not ABSENT or self._may_take_context:
                return self._by_text(variables, seed, time_ms, document)
            compiled = self._compiled_for(seed, time_ms)
            value: Json = compiled.evaluate(None, variables, MOST_MILLISECONDS, MOST_DEPTH)
            if value.__class__ in _NEVER_HIDES or not _may_hide_something(value):
                return value
            text = self._text_of_value(variables, seed, time_ms, ABSENT)
        except OverflowError:
            doubles = {name: with_doubles(each) for name, each in variables.items()}
            return self.evaluate(doubles, seed, time_ms, document)
        except ValueError as error:
            return self._failed(str(error), variables, seed, time_ms)
        except BaseException as fault:
            if type(fault).__name__ == "PanicException":  # of the library, and no Exception
                raise JsonataError("", f"Expression evaluation failed: {fault}") from None
            raise
        if text is None:
            return ABSENT
        _refuse_what_json_has_not(value, json.loads(text))
        return value

    def _by_text(
        self, variables: Mapping[str, Json], seed: int, time_ms: int, document: Json | Absent
    ) -> Json | Absent:
        """Return the value by its text, as where ``$`` is nothing, and not null, to a function that takes it."""
        text = self._text_of_value(variables, seed, time_ms, document)
        if text is None:
            return ABSENT
        shown: Json = json.loads(text)
        if '""' in text or "null" in text:
            compiled = self._compiled_for(seed, time_ms)
            given = None if document is ABSENT else document
            _refuse_what_json_has_not(compiled.evaluate(given, variables, MOST_MILLISECONDS, MOST_DEPTH), shown)
        return shown

    def _text_of_value(
        self, variables: Mapping[str, Json], seed: int, time_ms: int, document: Json | Absent
    ) -> str | None:
        given = None if document is ABSENT else json.dumps(document)
        compiled = self._compiled_for(seed, time_ms)
        text: str | None = compiled.evaluate_json_or_none(given, variables, MOST_MILLISECONDS, MOST_DEPTH)
        return text

    def _failed(self, message: str, variables: Mapping[str, Json], seed: int, time_ms: int) -> Json | Absent:
        if _INVALID_REGEX in message:
            return self._by_the_other().evaluate(variables, seed, time_ms)
        called = {use.name for use in read_jsonata(self._text).uses if use.called}
        raise error_of_jsonatapy(
            message, called, lambda: self._by_the_other().raised(variables, seed, time_ms)
        ) from None

    def _by_the_other(self) -> "PortableJsonata":
        from webapp.expressions import jsonata_portable  # slow to import

        return jsonata_portable.load(self._text)

    def _compiled_for(self, seed: int, time_ms: int) -> Any:
        if self._draws:
            functions = PURE_FUNCTIONS | functions_of(Entropy(seed), time_ms, _from_millis)
            return _compiled(self._rust_text, self._names, functions)
        kept = _THREAD.compiled
        compiled = kept.get(self._text)
        if compiled is None:
            if len(kept) >= _MOST_KEPT:
                kept.clear()
            compiled = kept[self._text] = _compiled(self._rust_text, self._names, PURE_FUNCTIONS)
        return compiled


class _Thread(threading.local):
    def __init__(self) -> None:
        self.compiled: dict[str, Any] = {}


_THREAD: Final = _Thread()


def load(text: str) -> NativeJsonata:
    """Compile ``text``; raise :class:`JsonataError` where it is no expression."""
    try:
        return NativeJsonata(text, read_jsonata(text))
    except ExpressionSyntaxError as error:
        raise error_of_message(error.message) from None


def _compiled(text: str, names: frozenset[str], functions: Mapping[str, Callable[..., Json]]) -> Any:
    functions = {**functions, **_REPAIRED}
    added = names & functions.keys()
    guarded = sorted(added & (GIVE_NOTHING_FOR_NOTHING.keys() | _REPAIRED.keys()))
    is_guarded = bool(guarded) or "reduce" in names
    try:
        compiled = jsonatapy.compile(_with_guards(text, guarded, names) if is_guarded else text)
    except ValueError as error:
        raise error_of_jsonatapy(str(error)) from None
    for name in added:
        compiled.register_override(name + _GUARDED if name in guarded else name, functions[name])
    # The library's own object, without the wrapper that gives arguments their defaults: a third of the time.
    return compiled._expr  # pyright: ignore[reportPrivateUsage]


def _with_guards(text: str, guarded: Sequence[str], names: frozenset[str]) -> str:
    """Return ``text`` with functions before it that give nothing for nothing, which one in Python cannot."""
    guards = [_REDUCE] if "reduce" in names else []
    for name in guarded:
        arguments = ", ".join(f"$a{at}" for at in range(GIVE_NOTHING_FOR_NOTHING.get(name, 1)))
        signature = "<s-:s>" if name in _REPAIRED else ""
        guards.append(f"${name} := function({arguments}){signature}{{$exists($a0) ? ${name}{_GUARDED}({arguments})}}; ")
    return f"({''.join(guards)}{text}\n)"


def _calls_without_arguments(tokens: Sequence[Token]) -> bool:
    """Return whether a function may take ``$`` as its argument: where that is nothing, the library takes null."""
    return any(
        token.id == VARIABLE
        and token.text not in NAMES_OF_CHANCE_AND_TIME
        and (tokens[at + 1].id, tokens[at + 2].id) == ("(", ")")
        for at, token in enumerate(tokens[:-2])
    )


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
    """Compare the two forms of a value: as text, a function is ``""`` and an infinite number ``null``.

    Where ``$`` is null in one and nothing in the other, what is left out of one may stand in the other.
    """
    waiting = [(value, shown)]
    while waiting:
        one, other = waiting.pop()
        if isinstance(one, dict) and isinstance(other, dict):
            waiting.extend((one[name], other[name]) for name in one.keys() & other.keys())
        elif isinstance(one, list) and isinstance(other, list):
            if len(one) == len(other):
                waiting.extend(zip(one, other, strict=True))
        elif (one is None) != (other is None):
            raise UnsupportedJsonataResult
