"""The fields of JSONata states, compiled: strings that are ``{% … %}`` at any depth of objects and arrays.

Keys are never evaluated, all else is literal and is shared with the definition. ``$states`` is made for each expression
that reads it, and its context object only where that may be read.

AWS: the place of an expression is the field's name, ``/key`` for each key and ``[i]`` for each index, as in
``Output/items[0]`` and ``Catch[1]/Assign/reason``; it stands in the cause and in the EvaluationFailed event.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from webapp.expressions.errors import (
    ExpressionSyntaxError,
    JsonataError,
    QueryEvaluationError,
    UnsupportedJsonataResult,
)
from webapp.expressions.evaluator import Evaluator
from webapp.expressions.jsonata import CompiledJsonata, compile_jsonata, is_jsonata
from webapp.values import Absent, Entropy, Json, json_text

MAX_DEPTH: Final = 200


class JsonataScope(msgspec.Struct, frozen=True):
    """What expressions read. ``states`` makes ``$states``, with the context object where it is called with ``True``."""

    variables: Mapping[str, Json]
    states: Callable[[bool], Json]
    entropy: Entropy
    time_ms: int
    evaluator: Evaluator


Evaluate = Callable[[JsonataScope], Json]


@dataclass(frozen=True, slots=True)
class JsonataTemplate:
    """A field ready to be evaluated. ``is_constant``: it holds no expression."""

    field: str
    is_constant: bool
    evaluate: Evaluate

    def evaluate_as(self, expected: str, scope: JsonataScope) -> Json:
        """Return the value, which must be of the JSON type ``expected`` (``array``, ``boolean``, …)."""
        value = self.evaluate(scope)
        if type_name(value) != expected:
            raise unexpected_type(self, expected, value)
        return value

    @property
    def text(self) -> str:
        """The field's own expression, where it is one."""
        return getattr(self.evaluate, "expression", "")


def compile_jsonata_template(template: Json, field: str) -> JsonataTemplate:
    """Return ``template`` compiled; ``field`` is its place in the state. A mistake is raised when it is evaluated."""
    evaluate = _compile(template, field, 0)
    return JsonataTemplate(field, evaluate is None, evaluate or _constant(template))


def value_of(text: str, scope: JsonataScope) -> Json | Absent:
    """Return the value of an expression without ``{%`` and ``%}``; :data:`ABSENT` is JSONata's undefined.

    Raises :class:`JsonataError` and :class:`UnsupportedJsonataResult`.
    """
    return _value(compile_jsonata("{%" + text + "%}"), scope)


def type_name(value: Json) -> str:
    """Return what JSONata's ``$type`` calls the type of ``value``."""
    return _TYPE_NAMES[value.__class__]


def unexpected_type(template: JsonataTemplate, expected: str, value: Json) -> QueryEvaluationError:
    """Return the error for an expression whose value is not of the type ``expected``."""
    found = f"Expected '{expected}', but was '{type_name(value)}' for value: {json_text(value)}"
    opening = _opening(template.text, template.field)
    return QueryEvaluationError(f"{opening} returned an unexpected result type. {found}", template.field)


_TYPE_NAMES: Final[Mapping[type, str]] = {
    type(None): "null",
    bool: "boolean",
    int: "number",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}


def _constant(value: Json) -> Evaluate:
    return lambda _scope: value


def _compile(template: Json, place: str, depth: int) -> Evaluate | None:
    """Return how to evaluate ``template``, ``None`` where there is nothing to evaluate."""
    if isinstance(template, str):
        return _Expression(template, place) if is_jsonata(template) else None
    if depth > MAX_DEPTH:
        raise ExpressionSyntaxError(f"A template may be nested {MAX_DEPTH} deep", 1)
    if isinstance(template, dict):
        return _compile_object(template, place, depth)
    if isinstance(template, list):
        return _compile_array(template, place, depth)
    return None


def _compile_object(template: dict[str, Json], place: str, depth: int) -> Evaluate | None:
    members: list[tuple[str, Evaluate]] = []
    for key, value in template.items():
        evaluate = _compile(value, f"{place}/{key}", depth + 1)
        if evaluate:
            members.append((key, evaluate))
    if not members:
        return None

    def fill(scope: JsonataScope) -> Json:
        filled = dict(template)
        for key, evaluate in members:
            filled[key] = evaluate(scope)
        return filled

    return fill


def _compile_array(template: list[Json], place: str, depth: int) -> Evaluate | None:
    found = [_compile(item, f"{place}[{index}]", depth + 1) for index, item in enumerate(template)]
    if not any(found):
        return None
    items = [evaluate or _constant(item) for evaluate, item in zip(found, template, strict=True)]
    return lambda scope: [evaluate(scope) for evaluate in items]


class _Expression:
    """One expression at one place."""

    __slots__ = ("_compiled", "_place", "expression")

    def __init__(self, text: str, place: str) -> None:
        compiled = compile_jsonata(text)
        self._compiled = compiled
        self._place = place
        self.expression = compiled.text

    def __call__(self, scope: JsonataScope) -> Json:
        try:
            value = _value(self._compiled, scope)
        except JsonataError as error:
            # AWS: a coded message is a sentence of its own, a limit that was passed is not
            said = f". {error.message}" if error.code else f": {error.message}"
            raise self._failure(f"threw an error during evaluation{said}") from None
        except UnsupportedJsonataResult:
            raise self._failure("returned an unsupported result type.") from None
        if isinstance(value, Absent):
            raise self._failure("returned nothing (undefined).")
        return value

    def _failure(self, happened: str) -> QueryEvaluationError:
        return QueryEvaluationError(f"{_opening(self.expression, self._place)} {happened}", self._place)


def _value(compiled: CompiledJsonata, scope: JsonataScope) -> Json | Absent:
    variables = scope.variables
    bound = {name: variables[name] for name in compiled.names if name != "states" and name in variables}
    if "states" in compiled.names:
        bound["states"] = scope.states(compiled.reads_context)
    return compiled.evaluate(bound, scope.entropy, scope.time_ms, scope.evaluator)


def _opening(expression: str, place: str) -> str:
    return f"The JSONata expression '{expression}' specified for the field '{place}'"
