"""JSONata by jsonata-python, where jsonatapy cannot be installed: slower, and less complete."""

import math
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from webapp.expressions.errors import ExpressionSyntaxError, JsonataError, UnsupportedJsonataResult, error_of_message
from webapp.expressions.jsonata_functions import PURE_FUNCTIONS, functions_of
from webapp.expressions.jsonata_limits import MOST_DEPTH, MOST_MILLISECONDS, stack_overflow
from webapp.expressions.jsonata_messages import limit_passed
from webapp.expressions.jsonata_syntax import read_jsonata
from webapp.values import ABSENT, Absent, Entropy, Json

_LIMIT = sys.getrecursionlimit()
from jsonata import functions as _functions  # noqa: E402
from jsonata import jsonata as _library  # noqa: E402
from jsonata import utils as _utils  # noqa: E402
from jsonata.jexception import JException  # noqa: E402

sys.setrecursionlimit(_LIMIT)  # which that import raises for the whole process

_NULL: Final = _utils.Utils.NULL_VALUE

Value = Any


@dataclass(frozen=True, slots=True)
class PortableJsonata:
    """An expression for jsonata-python, which keeps state in what it compiles: so that is done for each evaluation."""

    text: str

    def evaluate(self, variables: Mapping[str, Json], seed: int, time_ms: int) -> Json | Absent:
        """Return the value; see :class:`webapp.expressions.evaluator.Evaluator`."""
        try:
            compiled = _library.Jsonata(self.text, timeout=MOST_MILLISECONDS, stack=MOST_DEPTH)
            compiled.set_output_convert_nulls(False)
            functions = PURE_FUNCTIONS | functions_of(Entropy(seed), time_ms, _from_millis)
            for name, function in functions.items():
                compiled.register_function(name, _library.Jsonata.JLambda(_called_with_json(function)))
            value = compiled.evaluate(None, {name: _given(value) for name, value in variables.items()})
            return ABSENT if value is None else _json(value)
        except JException as error:
            raise limit_passed(error.error) or JsonataError(error.error, str(error)) from None
        except RecursionError:
            raise stack_overflow() from None
        except ArithmeticError:
            raise UnsupportedJsonataResult from None  # where JavaScript has an infinite number


def load(text: str) -> PortableJsonata:
    """Return ``text`` ready to be evaluated; raise :class:`JsonataError` where it is no expression."""
    try:
        read_jsonata(text)
    except ExpressionSyntaxError as error:
        raise error_of_message(error.message) from None
    return PortableJsonata(text)


def _called_with_json(function: Callable[..., Json]) -> Callable[..., Value]:
    def call(*arguments: Value) -> Value:
        return _given(function(*(None if each is None else _json(each) for each in arguments)))

    return call


def _from_millis(time_ms: int, picture: str | None, zone: str | None) -> Json:
    text: str = _functions.Functions.datetime_from_millis(time_ms, picture, zone)
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
