"""Choice operators follow the types of the values."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.expressions.comparison import OPERATORS, PATH_OPERATORS, compare
from webapp.expressions.errors import ExpressionError
from webapp.values import ABSENT


def test_every_operator_of_the_language_is_there() -> None:
    assert len(OPERATORS) == 5 * 3 + 2 + 6
    assert len(PATH_OPERATORS) == 5 * 3 + 1
    assert "StringMatchesPath" not in PATH_OPERATORS
    assert "BooleanEqualsPath" in PATH_OPERATORS


@pytest.mark.parametrize(
    ("operator", "value", "operand", "expected"),
    [
        ("NumericEquals", 1, 1.0, True),
        ("NumericEquals", 0, -0.0, True),
        ("NumericEquals", "42", 42, False),
        ("NumericEquals", True, 1, False),
        ("NumericEquals", None, 0, False),
        ("NumericLessThan", 1, 2.5, True),
        ("NumericGreaterThanEquals", 2, 2, True),
        ("BooleanEquals", True, True, True),
        ("BooleanEquals", 1, True, False),
        ("StringEquals", " ", "     ", False),
        ("StringEquals", 1, "1", False),
        ("StringLessThan", "A", "AB", True),
        ("StringLessThan", "a", "B", False),
        ("StringLessThan", "\U0001f600", "\uff5e", True),
        ("StringGreaterThan", "é", "e", True),
        ("StringLessThanEquals", "A", "A", True),
        ("IsNull", None, True, True),
        ("IsNull", 0, True, False),
        ("IsNull", 0, False, True),
        ("IsPresent", None, True, True),
        ("IsPresent", ABSENT, True, False),
        ("IsPresent", ABSENT, False, True),
        ("IsNumeric", 1.5, True, True),
        ("IsNumeric", True, True, False),
        ("IsNumeric", "1", True, False),
        ("IsString", "2012-10-09T19:00:55Z", True, True),
        ("IsBoolean", None, False, True),
        ("IsBoolean", 1, True, False),
        ("IsTimestamp", "2012-10-09T19:00:55Z", True, True),
        ("IsTimestamp", "2012-10-09T19:00:55", True, False),
        ("IsTimestamp", "2023-02-24", True, False),
        ("IsTimestamp", 5, True, False),
        ("TimestampEquals", "2016-03-14T20:00:00+01:00", "2016-03-14T19:00:00Z", True),
        ("TimestampLessThan", "2016-03-14T01:59:00Z", "2016-03-14T01:59:00.5Z", True),
        ("TimestampGreaterThan", "2016-03-14", "2016-03-13T00:00:00Z", False),
        ("StringMatches", "log-2024.txt", "log-*.txt", True),
        ("StringMatches", "log-.txt", "log-*.txt", True),
        ("StringMatches", "log.txt", "log-*.txt", False),
        ("StringMatches", "aXbXc", "a*b*c", True),
        ("StringMatches", "aba", "ab*ba", False),
        ("StringMatches", "anything", "*", True),
        ("StringMatches", "", "*", True),
        ("StringMatches", "a*b", r"a\*b", True),
        ("StringMatches", "axb", r"a\*b", False),
        ("StringMatches", "a\\b", r"a\\b", True),
        ("StringMatches", "ab", "a?", False),
        ("StringMatches", "[a]", "[a]", True),
        ("StringMatches", "line\nbreak", "line*", True),
        ("StringMatches", 5, "*", False),
    ],
)
def test_operator(operator: str, value: Any, operand: Any, expected: bool) -> None:
    assert compare(operator, value, operand) is expected


def test_an_unknown_operator_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="StringIsLike"):
        compare("StringIsLike", "a", "a")


def test_a_dangling_escape_in_a_pattern_fails() -> None:
    with pytest.raises(ExpressionError, match="escape"):
        compare("StringMatches", "a", "a\\")


def test_many_wildcards_end_soon() -> None:
    assert not compare("StringMatches", "a" * 20_000, "*a" * 30 + "*b")


anything: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.integers()) | st.just("2020-01-01T00:00:00Z")
)


@given(st.sampled_from(sorted(OPERATORS - {"StringMatches"})), anything, anything)
def test_no_pair_of_types_is_an_error(operator: str, value: Any, operand: Any) -> None:
    assert compare(operator, value, operand) in (True, False)


@given(st.text(alphabet="ab*\\"), st.text(alphabet="ab*\\"), st.text(alphabet="ab"))
def test_an_escaped_text_matches_itself_around_a_wildcard(before: str, after: str, between: str) -> None:
    def escape(text: str) -> str:
        return text.replace("\\", "\\\\").replace("*", "\\*")

    assert compare("StringMatches", before + between + after, f"{escape(before)}*{escape(after)}")


@given(st.text(max_size=5), st.text(max_size=5))
def test_strings_are_ordered_by_their_utf_16_units(first: str, second: str) -> None:
    expected = first.encode("utf-16-be", "surrogatepass") < second.encode("utf-16-be", "surrogatepass")
    assert compare("StringLessThan", first, second) is expected
