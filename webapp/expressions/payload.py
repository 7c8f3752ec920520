"""Payload templates: ``Parameters``, ``ResultSelector``, ``ItemSelector``, ``Assign`` and their like, compiled.

A key that ends in ``.$`` is replaced by what its path or intrinsic call gives, at any depth inside objects and arrays;
all else is literal and is shared with the definition, never copied.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from webapp.expressions.by_identity import ByIdentity
from webapp.expressions.errors import ExpressionError, ExpressionSyntaxError, PathNotFound
from webapp.expressions.intrinsics import compile_intrinsic, is_intrinsic
from webapp.expressions.jsonpath import CompiledPath, compile_path
from webapp.expressions.scope import Scope
from webapp.values import Entropy, Json, json_text

MAX_DEPTH = 200

Evaluate = Callable[[Scope, Entropy], Json]
Member = tuple[str, Evaluate]


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A template ready to be filled. ``field`` is the name of the field that holds it."""

    field: str
    evaluate: Evaluate


def compile_template(template: Json, field: str = "Parameters") -> CompiledTemplate:
    """Return ``template`` compiled, at once where the same object was compiled before.

    Raises ``ExpressionSyntaxError`` for a ``.$`` key without a path or call, and for two keys that become one.
    """
    return _compile_known(ByIdentity(template), field)


@lru_cache(maxsize=2048)
def _compile_known(template: ByIdentity, field: str) -> CompiledTemplate:
    return CompiledTemplate(field, _compile(template.value, "", 0) or _constant(template.value))


def _constant(value: Json) -> Evaluate:
    return lambda _scope, _entropy: value


def _compile(template: Json, place: str, depth: int) -> Evaluate | None:
    """Return how to fill ``template``, or ``None`` where there is nothing to fill; ``place`` is the keys so far."""
    if depth > MAX_DEPTH:
        raise ExpressionSyntaxError(f"A template may be nested {MAX_DEPTH} deep", 1)
    if isinstance(template, dict):
        return _compile_object(template, place, depth)
    if isinstance(template, list):
        return _compile_array(template, place, depth)
    return None


def _compile_object(template: dict[str, Json], place: str, depth: int) -> Evaluate | None:
    literal: dict[str, Json] = {}
    members: list[Member] = []
    for key, value in template.items():
        where = f"{place}.{key}" if place else key
        name = key.removesuffix(".$")
        if name in literal:
            raise ExpressionSyntaxError(f"The key '{name}' stands twice, once with '.$', in '{place or '$'}'", 1)
        literal[name] = value
        fill = _compile_leaf(value, where) if name != key else _compile(value, where, depth + 1)
        if fill:
            members.append((name, fill))
    if not members:
        return None

    def evaluate(scope: Scope, entropy: Entropy) -> Json:
        filled = dict(literal)
        for name, fill in members:
            filled[name] = fill(scope, entropy)
        return filled

    return evaluate


def _compile_array(template: list[Json], place: str, depth: int) -> Evaluate | None:
    fills = [_compile(item, f"{place}[{index}]", depth + 1) for index, item in enumerate(template)]
    if not any(fills):
        return None
    items = [fill or _constant(item) for fill, item in zip(fills, template, strict=True)]
    return lambda scope, entropy: [fill(scope, entropy) for fill in items]


def _compile_leaf(value: Json, where: str) -> Evaluate:
    try:
        if isinstance(value, str) and is_intrinsic(value):
            return compile_intrinsic(value).evaluate
        if isinstance(value, str) and value.startswith("$"):
            return _compile_path(compile_path(value), where)
    except ExpressionSyntaxError as error:
        raise ExpressionSyntaxError(f"{_must_be_valid(where)}. {error.message}", error.column) from None
    raise ExpressionSyntaxError(_must_be_valid(where), 1)


def _must_be_valid(where: str) -> str:
    return f"The value for the field '{where}' must be a valid JSONPath or a valid intrinsic function call"


def _compile_path(path: CompiledPath, where: str) -> Evaluate:
    find, text, root = path.evaluate, path.text, path.root

    def evaluate(scope: Scope, _: Entropy) -> Json:
        try:
            return find(scope)
        except PathNotFound as missing:
            if missing.is_past_end:  # AWS: null, where its reader of JSON has nothing at an index
                return None
            data = json_text(scope.context if root == "$$" else scope.data)
            raise ExpressionError(
                f"The JSONPath '{text}' specified for the field '{where}' could not be found in the input '{data}'"
            ) from None

    return evaluate
