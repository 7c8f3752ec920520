"""Reference paths write without changing what they write into."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.expressions.errors import ExpressionSyntaxError, PathNotFound, ResultPathMatchFailure
from webapp.expressions.reference_path import compile_reference_path
from webapp.expressions.scope import Scope
from webapp.values import Json


@pytest.mark.parametrize(
    ("document", "path", "value", "expected"),
    [
        ({"master": {"detail": [1, 2, 3]}}, "$.master.detail", 6, {"master": {"detail": 6}}),
        (
            {"master": {"detail": [1, 2, 3]}},
            "$.master.result.sum",
            6,
            {"master": {"detail": [1, 2, 3], "result": {"sum": 6}}},
        ),
        ({"a": 1}, "$.b.greeting", "Hi!", {"a": 1, "b": {"greeting": "Hi!"}}),
        (
            {"audit": {"started": True}},
            "$.audit.review.final",
            1,
            {"audit": {"started": True, "review": {"final": 1}}},
        ),
        ({"a": 1}, "$", [], []),
        ("text", "$", 1, 1),
        ({"arr": [1, 2]}, "$.arr[1]", 9, {"arr": [1, 9]}),
        ({"arr": [{"x": 1}]}, "$.arr[0].y.z", 2, {"arr": [{"x": 1, "y": {"z": 2}}]}),
        ({}, r"$.store\.book", 1, {"store.book": 1}),
        ({}, "$['a@b,c']", 1, {"a@b,c": 1}),
        ({"a": {"b": 1}}, "$.a", {"c": 2}, {"a": {"c": 2}}),
    ],
)
def test_writing(document: Json, path: str, value: Json, expected: Json) -> None:
    before = copy.deepcopy(document)
    assert compile_reference_path(path).write(document, value) == expected
    assert document == before


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ("foo", "$.x"),
        (None, "$.x"),
        ([1], "$.x"),
        ({"a": 5}, "$.a.b"),
        ({"a": None}, "$.a.b"),
        ({"arr": [1]}, "$.arr[1]"),
        ({}, "$.arr[0]"),
        ({"a": {}}, "$.a[0]"),
    ],
)
def test_a_path_that_does_not_fit_is_a_match_failure(document: Json, path: str) -> None:
    with pytest.raises(ResultPathMatchFailure):
        compile_reference_path(path).write(document, 1)


@pytest.mark.parametrize(
    "path", ["$.*", "$..a", "$.a[*]", "$.a[0,1]", "$.a[1:]", "$.a[?(@.b)]", "$.a@b", "$['a','b']", "$.a.length()", "a"]
)
def test_a_path_that_may_mean_more_than_one_place_is_refused(path: str) -> None:
    with pytest.raises(ExpressionSyntaxError):
        compile_reference_path(path)


def test_a_negative_index_is_no_reference() -> None:
    with pytest.raises(ExpressionSyntaxError):
        compile_reference_path("$.a[-1]")


def test_what_is_not_on_the_way_is_shared() -> None:
    document: Json = {"kept": {"large": [1]}, "a": {}}
    written = compile_reference_path("$.a.b").write(document, 1)
    assert isinstance(written, dict)
    assert isinstance(document, dict)
    assert written["kept"] is document["kept"]


def test_reading_a_place_that_is_missing_fails() -> None:
    with pytest.raises(PathNotFound):
        compile_reference_path("$.a.b").evaluate(Scope({"a": {}}))


leaves = st.none() | st.booleans() | st.integers() | st.text(max_size=4)
documents = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=10,
)
paths = st.lists(st.sampled_from([".a", ".b", ".c", "[0]", "[1]", "['a']"]), max_size=4).map(lambda s: "$" + "".join(s))


@given(documents, paths, documents)
def test_what_was_written_is_read_and_the_original_is_as_it_was(document: Json, text: str, value: Json) -> None:
    before = copy.deepcopy(document)
    path = compile_reference_path(text)
    try:
        written = path.write(document, value)
    except ResultPathMatchFailure:
        written = None
    else:
        assert path.evaluate(Scope(written)) == value
        assert path.write(written, value) == written
    assert document == before
