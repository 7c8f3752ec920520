"""Calls are read into trees, or refused at the column where they stop being calls."""

import pytest

from webapp.expressions.errors import ExpressionSyntaxError
from webapp.expressions.intrinsic_syntax import Call, Constant, Text, parse_call
from webapp.expressions.jsonpath import CompiledPath


def test_a_call_is_a_tree() -> None:
    source = r"States.Array( 'it\'s' ,-1.5, null,true , $.a[?(@.b == 'x,)')].c, States.UUID( ) )"
    call = parse_call(source)
    text, number, nothing, yes, path, inner = call.arguments
    assert (text, number, nothing, yes) == (Text(r"it\'s"), Constant(-1.5), Constant(None), Constant(True))
    assert isinstance(path, CompiledPath)
    assert path.text == "$.a[?(@.b == 'x,)')].c"
    assert inner == Call("UUID", (), "States.UUID( )", source.index("States.UUID") + 1)


@pytest.mark.parametrize(
    "text", ["States.ArrayLength($['a,b)'])", "States.ArrayLength($.a.length())", r"States.ArrayLength($.a\,b)"]
)
def test_a_path_may_hold_what_ends_an_argument(text: str) -> None:
    (path,) = parse_call(text).arguments
    assert isinstance(path, CompiledPath)
    assert path.text == text[len("States.ArrayLength(") : -1]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("", 1),
        (" States.UUID()", 1),
        ("States.UUID", 1),
        ("States.UUID(", 13),
        ("States.UUID() x", 15),
        ("States.Array(,)", 14),
        ("States.Array('a' 'b')", 18),
        ("States.Array('a',)", 18),
        ("States.Array('a)", 14),
        (r"States.Array('a\"b')", 14),
        (r"States.Array('a\')", 14),
        ('States.Array("a")', 14),
        ("States.Array(nul)", 14),
        ("States.Array(01)", 14),
        ("States.Array(1e)", 14),
        ("States.Array(x)", 14),
        ("States.Array($.)", 16),
        ("States.Array(1, $.a[)", 21),
        ("States.Array(States.Array(States.Array(", 40),
    ],
)
def test_what_is_no_call_is_refused_where_it_goes_wrong(text: str, column: int) -> None:
    with pytest.raises(ExpressionSyntaxError) as caught:
        parse_call(text)
    assert caught.value.column == column


def test_calls_nest_ten_deep() -> None:
    assert parse_call("States.Array(" * 10 + ")" * 10).name == "Array"
    with pytest.raises(ExpressionSyntaxError, match="10 deep"):
        parse_call("States.Array(" * 11 + ")" * 11)
