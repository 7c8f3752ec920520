"""What has changed between two versions, in a few words."""

import json
from typing import Any

import pytest

from webapp.asl import Machine
from webapp.documents.change_notes import change_note, lines_note
from webapp.documents.drawing import machine_of
from webapp.graph import compare

PASS: dict[str, Any] = {"Type": "Pass"}


def note(before: dict[str, Any], after: dict[str, Any]) -> str:
    """Return what is said of two machines of these states."""
    return change_note(compare(machine(before), machine(after)))


def machine(states: dict[str, Any]) -> Machine:
    """Return the machine of these states."""
    text = json.dumps({"StartAt": next(iter(states)), "States": states})
    return machine_of(text, "m.asl.json", "", {})


def chain(*names: str) -> dict[str, Any]:
    """Return states that follow each other, each with something of its own."""
    nexts: list[dict[str, Any]] = [{"Next": name} for name in names[1:]]
    return {
        name: {**PASS, "Result": name.lower(), **after}
        for name, after in zip(names, [*nexts, {"End": True}], strict=True)
    }


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (chain("A", "B"), chain("A", "Pay", "B"), "added Pay"),
        (chain("A"), chain("A", "B", "C"), "added B, C"),
        (chain("A"), chain("A", "B", "C", "D"), "3 states added"),
        (chain("A", "B", "C"), chain("A", "C"), "removed B"),
        (
            chain("A", "B"),
            {"A": {**PASS, "Result": "a", "Next": "Pay"}, "Pay": chain("A", "B")["B"]},
            "renamed B to Pay",
        ),
        (chain("A"), {"A": {**PASS, "Result": "other", "End": True}}, "A: Result"),
        (chain("A"), chain("A"), ""),
    ],
)
def test_what_has_changed_is_told_in_a_few_words(before: dict[str, Any], after: dict[str, Any], words: str) -> None:
    assert note(before, after) == words


def test_lines_are_told_where_that_is_all_there_is() -> None:
    assert lines_note("a\nb\nc", "a\nB\nc") == "line 2"
    assert lines_note("a\nb\nc", "a\nB\nC\nc") == "lines 2 to 3"
    assert lines_note("a\nb\nc", "a\nc") == "1 line removed"
    assert lines_note("a\r\nb", "a\nb") == "line ends"
