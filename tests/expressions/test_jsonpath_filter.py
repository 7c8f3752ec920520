"""Filters compare as Jayway's library does."""

from typing import Any

import pytest

from webapp.expressions.jsonpath import compile_path
from webapp.expressions.scope import Scope
from webapp.values import Json

ITEMS: list[Json] = [
    {"id": 0, "n": 42, "s": "42", "t": ["a", "b"], "o": {"k": 1}},
    {"id": 1, "n": 7.0, "s": "dog", "t": [], "o": {}},
    {"id": 2, "n": None, "b": True},
    {"id": 3},
    "text",
    9,
]


def ids(condition: str, **root: Json) -> list[Any]:
    found: Any = compile_path(f"$.items[?({condition})]").evaluate(Scope({"items": ITEMS, **root}))
    return [item["id"] if isinstance(item, dict) else item for item in found]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("@.n", [0, 1, 2]),
        ("!@.n", [3, "text", 9]),
        ("@.n == 42", [0]),
        ("@.n == '42'", [0]),
        ("@.s == 42", [0]),
        ("@.n == 7", [1]),
        ("@.n == null", [2]),
        ("@.n != 42", [1, 2, 3, "text", 9]),
        ("@.s < 50", []),
        ("@.s > 'a'", [1]),
        ("@.n >= 7 && @.n < 42", [1]),
        ("@.n > 40 || @.b == true", [0, 2]),
        ("!(@.n > 40 || @.b == true)", [1, 3, "text", 9]),
        ("@.b == 1", []),
        ("@.missing == @.missing", []),
        ("@ == 9", [9]),
        ("@ == 'text'", ["text"]),
        ("@.s == dog", [1]),
        ('@.s=="dog"', [1]),
        ("@['s'] == 'dog'", [1]),
        ("$.limit == @.id", [1]),
        ("1 == 1", [0, 1, 2, 3, "text", 9]),
        ("@.s in ['dog', 'cat']", [1]),
        ("@.id nin [0, 1]", [2, 3, "text", 9]),
        ("@.t subsetof ['a','b','c']", [0, 1]),
        ("@.t anyof ['b','z']", [0]),
        ("@.t noneof ['b','z']", [1]),
        ("@.t size 2", [0]),
        ("@.t empty true", [1]),
        ("@.t empty false", [0]),
        ("@.t contains 'a'", [0]),
        ("@.s contains 'o'", [1]),
        ('@.o == {"k": 1}', [0]),
        ("@.t == ['a','b']", [0]),
        ("@.t.length() == 2", [0]),
        ("@.t[*]", [0]),
        ("@.s =~ /D.G/i", [1]),
        ("@.s =~ /do/", []),
        ("@.n =~ /4\\d/", [0]),
        ("@.o[?(@.k == 1)]", [0]),
    ],
)
def test_condition(condition: str, expected: list[Json]) -> None:
    assert ids(condition, limit=1) == expected


def test_a_filter_on_an_object_tests_the_object_itself() -> None:
    data: Json = {"one": {"a": 1}}
    assert compile_path("$.one[?(@.a == 1)]").evaluate(Scope(data)) == [{"a": 1}]
    assert compile_path("$[?(@.a == 1)]").evaluate(Scope(data)) == []


def test_a_filter_on_anything_else_finds_nothing() -> None:
    assert compile_path("$.a[?(@.b)]").evaluate(Scope({"a": 5})) == []
    assert compile_path("$.a[?(@.b)]").evaluate(Scope({})) == []


def test_a_runaway_pattern_ends() -> None:
    assert compile_path("$[?(@ =~ /(a+)+$/)]").evaluate(Scope(["a" * 5_000 + "!"])) == []
