"""Conditions over a scope: a filter's grammar, with every root that a path may have."""

from typing import Any

import pytest

from webapp.expressions import ExpressionSyntaxError, Scope, compile_condition, is_true

SCOPE = Scope(
    {"n": 3, "status": "new", "items": [{"price": 4}, {"price": 9}], "max": 5, "none": None, "empty": []},
    {"Execution": {"Name": "e1"}},
    {"limit": 2, "words": ["a", "b"], "price": 4},
)


@pytest.mark.parametrize(
    "text",
    [
        "$.n > 2",
        "$.n>2",
        "$.n >= $limit",
        '$.status == "new"',
        "$.status == 'new' && !($.n < 3)",
        "$.n == 4 || $words contains 'b'",
        '$$.Execution.Name == "e1"',
        "$$.Execution.Name =~ /e\\d/",
        "$.n",
        "!$.none",
        "!$.empty",
        "$.items[?(@.price > 5)]",
        "$.items[?(@.price > $.max)].price",
        "$.items.length() == 2",
        "$words[0] == a",
        "$.missing != 1",
    ],
)
def test_a_condition_holds(text: str) -> None:
    assert compile_condition(text).holds(SCOPE)


@pytest.mark.parametrize(
    "text",
    [
        "$.n > 3",
        "$.missing > 3",
        "$missing == 3",
        "$.none",
        "$.items[?(@.price > 10)]",
        "$.status > 3",
        "$.n == 3 && $.status == 'old'",
    ],
)
def test_a_condition_does_not_hold(text: str) -> None:
    assert not compile_condition(text).holds(SCOPE)


@pytest.mark.parametrize(
    ("text", "column"),
    [("$.n >", 6), ("$.n > 3 &&", 11), ("@.n > 3", 1), ("$.n > 3)", 8), ("3", 1), ("$.n =~ /(/", 10), ("$.n is 3", 5)],
)
def test_what_is_no_condition_is_refused_where_it_goes_wrong(text: str, column: int) -> None:
    with pytest.raises(ExpressionSyntaxError) as caught:
        compile_condition(text)
    assert caught.value.column == column


def test_only_a_path_alone_is_a_path() -> None:
    assert compile_condition("$.n").is_path
    assert not compile_condition("$.n > 3").is_path
    assert not compile_condition("!$.n").is_path


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, False), (0, False), ("", False), ([], False), ({}, False), ([0, ""], False), ([0, 1], True), ("0", True)],
)
def test_truth_is_that_of_boolean_in_jsonata(value: Any, expected: bool) -> None:
    assert is_true(value) is expected
