"""Whatever is typed is compiled or refused, and whatever the data, it gives a value or an error of ours."""

from collections.abc import Callable
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from webapp.expressions import (
    ExpressionError,
    ExpressionSyntaxError,
    Scope,
    compile_intrinsic,
    compile_path,
    compile_reference_path,
)
from webapp.values import Entropy, Json

PATH_PARTS = [
    "$", "$$", "$v", ".", "..", "[", "]", "*", "?", "(", ")", "@", "a", "b", "'", '"', "\\", ",", ":", "0", "1", "-",
    " ", "==", "<", "=~", "/", "/a/", "&&", "||", "!", "in", "['a']", "[0]", "[1:]", ".a",
    ".length()", ".sum()", "[?(@.a)]",
    "[?(@.a == 1)]", "[?(@ > 'a' && @.b)]", "['a','b']", "..*", "é", "{", "}", "true", "null",
    "1e9999", "size",
]  # fmt: skip
CALL_PARTS = [
    "States.Format(", "States.Array(", "States.MathAdd(", "States.ArrayRange(", "States.StringToJson(", "States.Hash(",
    "States.UUID()", "States.ArrayGetItem(", "States.StringSplit(", "States.Base64Decode(", "States.JsonMerge(",
    ")", ",", "'", "'{}'", "'a'", "1", "-2.5", "1e999", "null", "true", "$", "$.a", "$.b[*]", "\\", " ", "{", "'SHA-1'",
]  # fmt: skip

leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)
documents: st.SearchStrategy[Json] = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "b", "é"]), inner, max_size=3),
    max_leaves=10,
)


def texts(parts: list[str]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(parts), max_size=12).map("".join)


def compiled_or_refused(compile_text: Callable[[str], Any], text: str) -> Any:
    refused = None
    try:
        return compile_text(text)
    except ExpressionSyntaxError as error:
        refused = error
    assert 1 <= refused.column <= len(text) + 1
    return None


def value_or_message(evaluate: Callable[[], Json]) -> tuple[Json, str]:
    try:
        return evaluate(), ""
    except ExpressionError as error:
        return None, error.message


@settings(max_examples=500)
@given(st.text(max_size=20) | texts(PATH_PARTS).map(lambda rest: "$" + rest), documents)
@example("$.a.length(" * 500, None)
@example("$[?(@" * 500, None)
@example("$[?(@ in " + "[" * 500, None)
@example("$[?(@ == " + '{"a":' * 50_000, None)
@example("$[?(" + "!" * 50_000 + "@.a)]", {"a": 1})
@example("$[?(@ == " + "9" * 5_000 + ")]", [1])
@example("$.a.concat($.a.concat(" * 300, None)
def test_any_path(text: str, document: Json) -> None:
    path = compiled_or_refused(compile_path, text)
    reference = compiled_or_refused(compile_reference_path, text)
    if reference:
        assert path.definite
    if path:
        value, message = value_or_message(lambda: path.evaluate(Scope(document, document, {"v": document})))
        assert message or path.definite or isinstance(value, list)


@settings(max_examples=500)
@given(st.text(max_size=20) | texts(CALL_PARTS), documents)
@example("States.Array(" * 5_000, None)
@example("States.Array(" + "9" * 5_000 + ")", None)
@example("States.StringToJson('" + "[" * 100_000 + "')", None)
@example("States.StringToJson('" + "9" * 5_000 + "')", None)
@example("States.Array($.a" + "(" * 50_000, None)
def test_any_call(text: str, document: Json) -> None:
    call = compiled_or_refused(compile_intrinsic, text)
    if call:
        value, message = value_or_message(lambda: call.evaluate(Scope(document, document, {}), Entropy(1)))
        assert value is None or not message
