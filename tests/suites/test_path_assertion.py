"""Paths compared: exactly, or with ``...`` for any states."""

from types import EllipsisType

import pytest

from webapp.suites.path_assertion import explain_path

TAKEN = ["A", "B", "C", "B", "D"]


@pytest.mark.parametrize(
    "expected",
    [
        TAKEN,
        [...],
        ["A", ...],
        [..., "D"],
        ["A", ..., "D"],
        ["A", ..., "B", "D"],
        [..., "B", ..., "B", ...],
        [..., *TAKEN],
    ],
)
def test_a_path_matches(expected: list[str | EllipsisType]) -> None:
    assert explain_path(TAKEN, expected) == ""


@pytest.mark.parametrize("expected", [[], ["A"], ["B", ...], ["A", ..., "C"], [..., "C", "D"], ["A", ..., "E", ...]])
def test_a_path_does_not_match(expected: list[str | EllipsisType]) -> None:
    assert explain_path(TAKEN, expected) != ""


def test_the_difference_is_shown_state_by_state() -> None:
    assert explain_path(["A", "C"], ["A", "B", "C"]) == "- expected, + taken:\n  A\n- B\n  C"


def test_with_gaps_both_paths_are_shown() -> None:
    assert explain_path(["A"], [..., "B"]) == "expected: ... → B\ntaken:    A"
