"""Patterns match what Python's do, and end."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.expressions.errors import ExpressionError, ExpressionSyntaxError
from webapp.expressions.regular_expression import compile_pattern

PATTERNS = [
    "", "a", "a*", "(a|b)*abb", "a{2,3}", "a{2,}b?", "[a-c]+", "[^a]b", "^ab$", "a.c", "(a+)+$", "(?:ab|a)(c|bcd)?",
    r"\d+-\w*", "a||b", "x?y?z?", r"[a\-b]+", "(a?){3}a{3}", "a{0}b", "(a|)+b", r"\s*a\S", "[]a]+", "[a-]b", "a$|^b",
]  # fmt: skip


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=st.text(alphabet="abcdxyz-]1 ", max_size=8))
def test_python_agrees(pattern: str, text: str) -> None:
    assert compile_pattern(pattern).matches(text) is bool(re.fullmatch(pattern, text))


@given(st.text(alphabet=string.printable, max_size=20))
def test_an_escaped_text_matches_itself(text: str) -> None:
    pattern = "".join("\\" + c if c in r"\^$.|?*+()[]{}" else c for c in text)
    assert compile_pattern(pattern).matches(text)
    assert not compile_pattern(pattern).matches(text + "x")


def test_flags() -> None:
    assert compile_pattern("straße[a-z]", "i").matches("STRAßEX")
    assert not compile_pattern("a.b").matches("a\nb")
    assert compile_pattern("a.b", "s").matches("a\nb")


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*b", "(a|aa)+$", "(.*a){20}", "a*a*a*a*a*b"])
def test_patterns_that_hang_a_backtracker_end(pattern: str) -> None:
    assert not compile_pattern(pattern).matches("a" * 5_000 + "!")


def test_more_text_than_can_be_searched_is_refused() -> None:
    with pytest.raises(ExpressionError, match="too long"):
        compile_pattern("a{500}").matches("a" * 100_000)


@pytest.mark.parametrize(
    "pattern",
    [
        "(",
        ")",
        "a)",
        "*a",
        "[a",
        "a{3",
        "a{3,1}",
        "a**",
        "a*+",
        r"\1",
        r"\b",
        "(?=a)",
        "(?i)a",
        "(?<n>a)",
        "[[a]]",
        "\\",
    ],
)
def test_what_is_not_supported_is_refused(pattern: str) -> None:
    with pytest.raises(ExpressionSyntaxError):
        compile_pattern(pattern)


@pytest.mark.parametrize(
    "pattern", ["a{99999}", "(a{99}){99}", "((((a{9}){9}){9}){9}){9}", "(" * 99 + ")" * 99, "a" * 5000]
)
def test_a_pattern_has_a_size_limit(pattern: str) -> None:
    with pytest.raises(ExpressionSyntaxError):
        compile_pattern(pattern)


def test_an_unknown_flag_is_refused_at_its_column() -> None:
    with pytest.raises(ExpressionSyntaxError) as caught:
        compile_pattern("abc", "ix", 5)
    assert caught.value.column == 9
