"""Values with ``"..."`` in them."""

import pytest

from webapp.suites.wildcards import difference, is_match, is_text_match, loosened
from webapp.values import Json


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (1, 1.0),
        ({"a": [1, {"b": None}]}, {"a": [1, {"b": None}]}),
        ({"a": 1, "b": 2}, {"b": 2, "...": "..."}),
        ({"a": {"id": "x", "ok": True}}, {"a": {"id": "...", "ok": True}}),
        ([1, 2, 3], [1, "...", 3]),
        ([1, 3], [1, "...", 3]),
        ([1, 2, 1, 3], ["...", 1, 3]),
        ([], ["..."]),
        (None, "..."),
    ],
)
def test_a_value_matches(actual: Json, expected: Json) -> None:
    assert is_match(actual, expected)


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (True, 1),
        (0, False),
        ("a", "b"),
        ({"a": 1, "b": 2}, {"b": 2}),
        ({"a": 1}, {"a": 1, "b": 2}),
        ({"a": 1}, {"b": 1, "...": "..."}),
        ([1, 2], [1]),
        ([1, 2], [1, "...", 3]),
        ([], [1]),
        ({}, []),
    ],
)
def test_a_value_does_not_match(actual: Json, expected: Json) -> None:
    assert not is_match(actual, expected)


@pytest.mark.parametrize(
    ("actual", "expected", "matches"),
    [
        ("no money", "no money", True),
        ("no money left", "no ...", True),
        ("no money left", "...money...", True),
        ("no money left", "...left...money", False),
        ("no", "no...no", False),
        (None, "...", True),
        (None, "", False),
    ],
)
def test_dots_in_a_text_stand_for_any_characters(actual: str | None, expected: str, matches: bool) -> None:
    assert is_text_match(actual, expected) is matches


def test_the_difference_shows_only_what_is_wrong() -> None:
    lines = difference({"id": "x1", "paid": False, "at": 3}, {"paid": True, "id": "...", "...": "..."})
    assert [line for line in lines.splitlines() if line[0] in "+-"] == [
        "--- expected",
        "+++ actual",
        '-  "paid": true,',
        '+  "paid": false,',
    ]


def test_what_differs_from_run_to_run_is_loosened() -> None:
    assert loosened({"id": "a", "n": [1, 2]}, {"id": "b", "n": [1, 2]}) == {"id": "...", "n": [1, 2]}
    assert loosened([1], [1, 2]) == "..."
