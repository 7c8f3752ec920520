"""The grammar of JSONata, with another implementation of it as a second opinion."""

import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.expressions.errors import ExpressionSyntaxError
from webapp.expressions.jsonata_syntax import MOST_LEVELS, Use, read_jsonata

_LIMIT = sys.getrecursionlimit()
from jsonata.jexception import JException  # noqa: E402
from jsonata.parser import Parser  # noqa: E402

sys.setrecursionlimit(_LIMIT)  # which that import raises for the whole process


def uses(text: str) -> list[tuple[str, str, int]]:
    return [(use.kind, use.name, use.column) for use in read_jsonata(text).uses]


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("a[1,2)", "S0202", 4),
        ('"unterminated', "S0101", 1),
        ("1 +", "S0207", 4),
        ('{"a":}', "S0211", 6),
        ("$x :=", "S0207", 6),
        ('$match("a", /abc', "S0302", 13),
        ("10 + * 2", "S0201", 8),
        ("$.store.book[?(@.price < 10)].title", "S0211", 14),
        ("$sum($states.input.numbers", "S0203", 27),
        ("420.", "S0207", 5),
        ("", "S0207", 1),
        ("1 2", "S0201", 3),
        ("function(a){1}", "S0208", 10),
        ("$x{'a': 1}[0]", "S0209", 11),
        ("a{'b': 1}{'c': 2}", "S0210", 10),
        ("$a.b := 1", "S0212", 3),
        ("$a.1", "S0213", 4),
        ("1.a", "S0213", 1),
        ("$a@b", "S0214", 4),
        ("$a#b", "S0214", 4),
        ("%", "S0217", 1),
        ("(1; 2", "S0203", 6),
        ("[1..", "S0207", 5),
        ("$f(1,)", "S0211", 6),
        ("한글 한글", "S0201", 4),
    ],
)
def test_a_mistake_is_named_with_its_column(text: str, code: str, column: int) -> None:
    with pytest.raises(ExpressionSyntaxError) as caught:
        read_jsonata(text)
    assert (caught.value.message[:5], caught.value.column) == (code, column)


def test_fields_and_the_input_are_noted_where_there_is_no_item() -> None:
    assert uses("a + $ + $$") == [("field", "a", 1), ("input", "$", 5), ("input", "$$", 9)]
    assert uses("{a: b}") == [("field", "a", 2), ("field", "b", 5)]


def test_the_body_of_a_function_has_the_context_around_it() -> None:
    assert uses("function($x){$x + a}") == [("field", "a", 19)]


@pytest.mark.parametrize(
    "text",
    [
        "[1].a",
        "[1].($ + a)",
        "[1][$ > 1 and a = 2]",
        "[1]{a: $}",
        "[1]^(>a, <$)",
        "[1].(function($x){$x + a + $})",
        "[1][λ($x)<n:n>{a}]",
        "'x' ~> |a|{'b': c}, ['d']|",
    ],
)
def test_in_the_context_of_an_item_its_fields_may_be_named(text: str) -> None:
    assert uses(text) == []


def test_the_members_of_states_are_noted_where_states_stands() -> None:
    assert uses("1 + $states.result.a") == [("member", "result", 5)]
    assert uses("$states.`result`") == [("member", "result", 1)]
    assert uses("$states") == []


def test_variables_are_noted_unless_the_expression_binds_them() -> None:
    assert uses("$x + $y") == [("variable", "x", 1), ("variable", "y", 6)]
    assert uses("($x := $y; $x)") == [("variable", "y", 8)]
    assert uses("function($x){$x}") == uses("[1]@$x.$x") == uses("[1]#$x.$x") == []
    assert read_jsonata("($x := 1; function($y){1})").bound == {"x", "y"}


def test_functions_are_called_variables() -> None:
    assert read_jsonata("$sum($x)").uses == (Use("variable", "sum", 1, called=True), Use("variable", "x", 6))
    assert read_jsonata("sum(1)").uses == (Use("field", "sum", 1, called=True),)


def test_operators_that_are_newer_than_2_0_6_are_noted() -> None:
    assert uses("1 ?? 2") == [("operator", "??", 3)]
    assert uses("1 ?: 2") == [("operator", "?:", 3)]
    assert uses("1 ? 2 : 3") == []


@pytest.mark.parametrize("text", ["(", "[", "{", "-", "a?b:", "$x:=", "function(){", "$f("])
@pytest.mark.parametrize("levels", [MOST_LEVELS + 1, 100_000])
def test_what_nests_too_deeply_is_refused(text: str, levels: int) -> None:
    with pytest.raises(ExpressionSyntaxError, match="nest deeper"):
        read_jsonata(text * levels)


def test_what_is_long_without_nesting_is_read() -> None:
    read_jsonata("1+" * 50_000 + "1")
    read_jsonata("$x" + ".a" * 50_000)
    read_jsonata("[" + "1," * 50_000 + "1]")


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert 1 <= _column_of_mistake(text) <= len(text) + 1


def _column_of_mistake(text: str) -> int:
    try:
        read_jsonata(text)
    except ExpressionSyntaxError as error:
        return error.column
    return 1


PIECES = (
    *("a", "$x", "$", "$$", "1", '"s"', ".", "[", "]", "{", "}", "(", ")", ",", ":", ";", "?", "+", "-", "*", "="),
    *("<", "^", "..", ":=", "~>", "and", "in", "&", "|", "function", "@", "#", "null", "!=", "$f(", "[0]", '{"a":1}'),
    *("function($x){$x}", "^(a)", "`q`", "true", "a.b", "?:", "??", "/a(b)/"),
)


@settings(max_examples=500)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map(" ".join))
def test_another_implementation_agrees_on_what_is_an_expression(text: str) -> None:
    assert _is_accepted(text) == _is_accepted_elsewhere(text)


def _is_accepted(text: str) -> bool:
    try:
        read_jsonata(text)
    except ExpressionSyntaxError:
        return False
    return True


def _is_accepted_elsewhere(text: str) -> bool:
    def any_pattern(*_: Any) -> Any:
        return None

    try:
        Parser().parse(text, any_pattern)
    except (JException, IndexError):  # IndexError: its reader steps past the end of the text
        return False
    return True
