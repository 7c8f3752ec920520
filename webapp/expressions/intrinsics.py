"""Intrinsic function calls, compiled.

What a call does wrong at run time is worded as AWS words it, with the text of the innermost call that failed. Chance
comes from the :class:`Entropy` that the caller gives and from nowhere else.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from webapp.expressions.errors import ExpressionError, ExpressionSyntaxError, PathNotFound
from webapp.expressions.intrinsic_functions import ARITY, FUNCTIONS, InvalidCall
from webapp.expressions.intrinsic_syntax import Argument, Call, Constant, Text, parse_call
from webapp.expressions.jsonpath import CompiledPath
from webapp.expressions.scope import Scope
from webapp.values import Entropy, Json, json_text

Evaluate = Callable[[Scope, Entropy], Json]

_ESCAPE = re.compile(r"\\([\\'{}])")


@dataclass(frozen=True, slots=True)
class CompiledIntrinsic:
    """A call ready to be evaluated."""

    text: str
    call: Call = field(repr=False)
    evaluate: Evaluate = field(repr=False)


def is_intrinsic(text: str) -> bool:
    """Return whether ``text`` is meant as a call of an intrinsic function, well-formed or not."""
    return text.startswith("States.")


@lru_cache(maxsize=8192)
def compile_intrinsic(text: str) -> CompiledIntrinsic:
    """Return ``text`` compiled; raise ``ExpressionSyntaxError`` for what AWS would not accept in a definition."""
    call = parse_call(text)
    return CompiledIntrinsic(text, call, _compile_call(call))


def _compile_call(call: Call) -> Evaluate:
    function = FUNCTIONS.get(call.name)
    if function is None:
        raise ExpressionSyntaxError(f"there is no function States.{call.name}", call.column)
    fewest, most = ARITY[call.name]
    if len(call.arguments) < fewest or (most is not None and len(call.arguments) > most):
        expected = str(fewest) if fewest == most else f"{fewest} to {most}" if most else f"{fewest} or more"
        message = f"States.{call.name} takes {expected} argument{'s' if expected != '1' else ''}"
        raise ExpressionSyntaxError(f"{message}, not {len(call.arguments)}", call.column)
    arguments = [
        _compile_argument(argument, call, as_template=call.name == "Format" and place == 0)
        for place, argument in enumerate(call.arguments)
    ]

    def evaluate(scope: Scope, entropy: Entropy) -> Json:
        values = [argument(scope, entropy) for argument in arguments]
        try:
            return function(values, entropy)
        except InvalidCall as problem:
            raise ExpressionError(
                f"There was an error while evaluating the intrinsic function: {call.text}. "
                + (f"Invalid template in States.{call.name}: {problem}" if problem.args else _invalid_arguments(call))
            ) from None

    return evaluate


def _invalid_arguments(call: Call) -> str:
    return f"Invalid arguments in States.{call.name}"


def _compile_argument(argument: Argument, call: Call, *, as_template: bool) -> Evaluate:
    match argument:
        case Text(raw):
            value = raw if as_template else _ESCAPE.sub(r"\1", raw)
            return lambda _scope, _entropy: value
        case Constant(constant):
            return lambda _scope, _entropy: constant
        case CompiledPath():
            return _compile_path_argument(argument, call)
        case Call():
            return _compile_call(argument)


def _compile_path_argument(path: CompiledPath, call: Call) -> Evaluate:
    find = path.evaluate

    def evaluate(scope: Scope, _: Entropy) -> Json:
        try:
            return find(scope)
        except PathNotFound:
            data = json_text(scope.context if path.root == "$$" else scope.data)
            raise ExpressionError(
                f"The function '{call.text}' had the following error: "
                f"The JsonPath argument for the field '{path.text.rstrip()}' could not be found in the input '{data}'"
            ) from None

    return evaluate
