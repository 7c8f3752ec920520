"""Where a path finds what it gives: the keys of each value lead to what the path gives."""

from typing import Any

import pytest

from webapp.expressions import Scope, compile_path
from webapp.expressions.jsonpath_places import find_places, leading_keys, value_at
from webapp.values import ABSENT

DATA: dict[str, Any] = {
    "a": {"b": [10, 20, {"c": 5}], "c": 7},
    "items": [{"n": 1, "tags": ["x"]}, {"n": 2, "tags": []}, {"n": 3}],
    "n": 2,
}


@pytest.mark.parametrize(
    "text",
    [
        "$",
        "$.a.b[2].c",
        "$.a.b[-1]",
        "$.items[*].n",
        "$.items[0,2].n",
        "$.items[1:]",
        "$.items[:-1].n",
        "$..c",
        "$..n",
        "$.items[?(@.n > 1)]",
        "$.items[?(@.n == $.n)].n",
        "$.a[?(@.c > 100)]",
        "$..[?(@.n == 3)]",
        "$.a.*",
        "$..tags[0]",
    ],
)
def test_the_places_hold_what_the_path_gives(text: str) -> None:
    path = compile_path(text)
    found = find_places(path.steps, DATA)
    assert found is not None
    values = [value_at(DATA, keys) for keys in found.places]
    expected = path.evaluate(Scope(DATA))
    assert found.is_definite == path.definite
    assert (values[0] if path.definite else values) == expected


@pytest.mark.parametrize("text", ["$.items.length()", "$.a['b','c']", "$.a.b.sum()"])
def test_what_is_made_anew_stands_nowhere(text: str) -> None:
    assert find_places(compile_path(text).steps, DATA) is None


def test_without_a_document_plain_names_and_indices_are_followed() -> None:
    found = find_places(compile_path("$.a.b[1]").steps, ABSENT)
    assert found is not None
    assert found.places == (("a", "b", 1),)
    assert find_places(compile_path("$.a.b[-1]").steps, ABSENT) is None
    assert find_places(compile_path("$.a[*]").steps, ABSENT) is None


def test_a_path_begins_with_plain_keys() -> None:
    assert leading_keys(compile_path("$.a.b[*].c").steps) == ("a", "b")
    assert leading_keys(compile_path("$..c").steps) == ()


def test_keys_that_lead_nowhere_find_nothing() -> None:
    assert value_at(DATA, ("a", "nothing", 3)) is ABSENT
    assert value_at(DATA, ("items", 9)) is ABSENT
