"""Where a run first parts from the expected path, in words."""

import pytest

from webapp.suites.expected import Difference, first_divergence


@pytest.mark.parametrize(
    ("taken", "expected", "words"),
    [
        (["A", "B"], ["A", "C"], "parts at state 2 after A: expected C, took B"),
        (["A"], ["B"], "parts at state 1: expected B, took A"),
        (["A"], ["A", "B"], "it ended before B (state 2)"),
        (["A", "B"], ["A"], "goes on after A: took B"),
        (["A", "B"], ["A", "...", "C"], ""),
    ],
)
def test_the_first_divergence_is_told(taken: list[str], expected: list[str], words: str) -> None:
    assert first_divergence(taken, expected) == words


def test_a_difference_is_told_in_one_line_where_there_is_no_more_to_say() -> None:
    assert Difference("error", "A", "B").text == "error: expected A, was B"
