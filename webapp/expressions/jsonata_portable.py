"""JSONata by jsonata-python, where jsonatapy cannot be installed: slower, and less complete."""

import math
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from webapp.expressions.errors import ExpressionSyntaxError, JsonataError, UnsupportedJsonataResult, error_of_message
from webapp.expressions.jsonata_functions import GIVE_NOTHING_FOR_NOTHING, PURE_FUNCTIONS, functions_of
from webapp.expressions.jsonata_limits import MOST_DEPTH, MOST_MILLISECONDS, stack_overflow
from webapp.expressions.jsonata_messages import Raised, limit_passed, worded
from webapp.expressions.jsonata_regex import with_python_regexes
from webapp.expressions.jsonata_syntax import read_jsonata
from webapp.values import ABSENT, Absent, Entropy, Json

_LIMIT = sys.getrecursionlimit()
from jsonata import functions as _functions  # noqa: E402  # pyright: ignore[reportMissingTypeStubs]
from jsonata import jsonata as _library  # noqa: E402  # pyright: ignore[reportMissingTypeStubs]
from jsonata import utils as _utils  # noqa: E402  # pyright: ignore[reportMissingTypeStubs]
from jsonata.jexception import JException  # noqa: E402  # pyright: ignore[reportMissingTypeStubs]

sys.setrecursionlimit(_LIMIT)  # which that import raises for the whole process

_OPINION_MILLISECONDS: Final = 300
_NULL: Final = _utils.Utils.NULL_VALUE

Value = Any


@dataclass(frozen=True, slots=True)
class PortableJsonata:
    """An expression for jsonata-python, which keeps state in what it compiles: so that is done for each evaluation."""

    text: str

    def evaluate(
        self, variables: Mapping[str, Json], seed: int, time_ms: int, document: Json | Absent = ABSENT
    ) -> Json | Absent:
        """Return the value; see :class:`webapp.expressions.jsonata_library.LoadedJsonata`."""
        try:
            value = self._value(variables, seed, time_ms, MOST_MILLISECONDS, document)
            return ABSENT if value is None else _json(value)
        except JException as error:
            raise limit_passed(error.error) or JsonataError(error.error, _worded(error)) from None
        except RecursionError:
            raise stack_overflow() from None
        except ArithmeticError:
            raise UnsupportedJsonataResult from None  # where JavaScript has an infinite number
        except re.error as error:  # of a pattern that is neither Rust's nor Python's
            raise JsonataError("", f"The regular expression is not valid: {error}") from None
        except (TypeError, ValueError, AttributeError, LookupError) as error:
            raise JsonataError("", str(error)) from None  # a fault of the library

    def raised(self, variables: Mapping[str, Json], seed: int, time_ms: int) -> Raised | None:
        """Return the code of the error that the evaluation ends with, if any, and what belongs to it."""
        try:
            self._value(variables, seed, time_ms, _OPINION_MILLISECONDS)
        except JException as error:
            return error.error, (error.current, error.expected, error.extra)
        except Exception:  # whatever goes wrong in it, the first library has already told of an error
            return None
        return None

    def _value(
        self,
        variables: Mapping[str, Json],
        seed: int,
        time_ms: int,
        most_milliseconds: int,
        document: Json | Absent = ABSENT,
    ) -> Value:
        compiled = _library.Jsonata(self.text, timeout=most_milliseconds, stack=MOST_DEPTH)
        compiled.set_output_convert_nulls(False)
        functions = PURE_FUNCTIONS | functions_of(Entropy(seed), time_ms, _from_millis)
        for name, function in functions.items():
            compiled.register_function(name, _library.Jsonata.JLambda(_called_with_json(name, function)))
        bindings = {name: _given(value) for name, value in variables.items()}
        return compiled.evaluate(None if document is ABSENT else _given(document), bindings)


def load(text: str) -> PortableJsonata:
    """Return ``text`` ready to be evaluated; raise :class:`JsonataError` where it is no expression."""
    try:
        return PortableJsonata(with_python_regexes(text, read_jsonata(text).tokens))
    except ExpressionSyntaxError as error:
        raise error_of_message(error.message) from None


def _worded(error: Any) -> str:
    details = (error.current, error.expected, error.extra)
    return worded(error.error, details) or str(error).replace(" Object ", " function ")


def _called_with_json(name: str, function: Callable[..., Json]) -> Callable[..., Value]:
    def call(*arguments: Value) -> Value:
        if name in GIVE_NOTHING_FOR_NOTHING and (not arguments or arguments[0] is None):
            return None
        value = function(*(None if each is None else _json(each) for each in arguments))
        return _given(value)

    return call


def _from_millis(time_ms: int, picture: str | None, zone: str | None) -> Json:
    text: str = _functions.Functions.datetime_from_millis(time_ms, picture, zone)  # pyright: ignore[reportAssignmentType]
    return text


def _given(value: Json) -> Value:
    return _NULL if value is None else value


def _json(value: Value) -> Json:
    """Return ``value`` as plain JSON; refuse functions."""
    if value is _NULL or value is None:
        return None
    if isinstance(value, bool | str | int):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise UnsupportedJsonataResult
        return int(value) if value.is_integer() and abs(value) < 1 << 63 else value
    if isinstance(value, dict):
        return {name: _json(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_json(value[at]) for at in range(len(value))]
    raise UnsupportedJsonataResult
