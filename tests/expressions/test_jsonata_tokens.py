"""Tokens of JSONata: what the reference implementation's own reader makes of the same text."""

import pytest

from webapp.expressions.errors import ExpressionSyntaxError
from webapp.expressions.jsonata_tokens import END, Token, Tokens


def tokens(text: str, after_value: bool = True) -> list[tuple[str, str]]:
    reader = Tokens(text)
    found: list[Token] = []
    while not found or found[-1].id != END:
        found.append(reader.next(after_value))
    return [(token.id, token.text) for token in found[:-1]]


def test_operators_are_read_longest_first() -> None:
    assert [text for _, text in tokens("..:=!=>=<=**~>?:???.")] == [
        *("..", ":=", "!=", ">=", "<=", "**", "~>", "?:", "??", "?", ".")
    ]


def test_names_end_at_a_blank_or_an_operator() -> None:
    assert tokens("한글 a_b c·d and `a b` $x $ $$") == [
        ("(name)", "한글"),
        ("(name)", "a_b"),
        ("(name)", "c·d"),
        ("and", "and"),
        ("(name)", "a b"),
        ("(variable)", "x"),
        ("(variable)", ""),
        ("(variable)", "$"),
    ]


def test_comments_and_blanks_are_stepped_over() -> None:
    assert tokens(" /* a */\t/**/\r\n1 /* b */") == [("(number)", "1")]


def test_a_slash_after_a_value_divides() -> None:
    assert tokens("/a/i", after_value=True) == [("/", "/"), ("(name)", "a"), ("/", "/"), ("(name)", "i")]
    assert tokens("/a/i", after_value=False) == [("(regex)", "/a/i")]


def test_a_regular_expression_ends_outside_brackets() -> None:
    assert tokens(r"/[/]\/(/)/m", after_value=False) == [("(regex)", r"/[/]\/(/)/m")]


@pytest.mark.parametrize("text", ["0", "12", "0.5", "1e9", "1.5E-3"])
def test_numbers(text: str) -> None:
    assert tokens(text) == [("(number)", text)]


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("'a", "S0101", 1),
        ('  "a', "S0101", 3),
        ("1e999", "S0102", 1),
        (r"'a\q'", "S0103", 3),
        (r"'\u12x'", "S0104", 2),
        ("`a", "S0105", 1),
        ("a /* b", "S0106", 3),
        ("//", "S0301", 1),
        ("/a(/", "S0302", 1),
    ],
)
def test_what_cannot_be_read_is_named_with_its_column(text: str, code: str, column: int) -> None:
    with pytest.raises(ExpressionSyntaxError) as caught:
        tokens(text, after_value="/" not in text[:1])
    assert (caught.value.message[:5], caught.value.column) == (code, column)
