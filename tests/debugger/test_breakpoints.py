"""The cheap part of a breakpoint: at which events it may stop, by kind, place and iteration."""

from typing import Any

import pytest

from tests.debugger.recordings import FAILING, children_of, record, words
from webapp.debugger import Breakpoint, Breakpoints, before, breakpoints_of

NESTED: dict[str, Any] = {
    "StartAt": "Outer",
    "States": {
        "Outer": {
            "Type": "Map",
            "ItemProcessor": {
                "StartAt": "Both",
                "States": {
                    "Both": {
                        "Type": "Parallel",
                        "Branches": [
                            {"StartAt": "L", "States": {"L": {"Type": "Pass", "End": True}}},
                            {"StartAt": "R", "States": {"R": {"Type": "Pass", "End": True}}},
                        ],
                        "End": True,
                    }
                },
            },
            "End": True,
        }
    },
}

CHOICE: dict[str, Any] = {
    "StartAt": "Which",
    "States": {
        "Which": {
            "Type": "Choice",
            "Choices": [
                {"Variable": "$.n", "NumericEquals": 1, "Next": "One"},
                {"Variable": "$.n", "NumericEquals": 2, "Next": "One"},
            ],
            "Default": "Other",
        },
        "One": {"Type": "Pass", "End": True},
        "Other": {"Type": "Pass", "End": True},
    },
}


def met(definition: dict[str, Any], data: Any, **about: Any) -> list[str]:
    """Return the events at which a breakpoint may stop, as their type, path and thread."""
    events = record(definition, data)
    armed = Breakpoints([Breakpoint(id="1", **about)])
    children = children_of(events)
    return [
        f"{type(event).__name__} {getattr(event, 'path', '')} {event.thread}"
        for event in events
        if armed.at(event, children)
    ]


def test_a_breakpoint_hits_once_for_each_iteration() -> None:
    armed = Breakpoints(["MapWords/Mapper"])
    assert sum(bool(armed.at(event, {})) for event in words()) == 7


def test_a_path_that_names_no_state_never_hits() -> None:
    assert not any(Breakpoints(["Mapper"]).at(event, {}) for event in words())


def test_those_that_are_disabled_and_logpoints_stop_nowhere() -> None:
    armed = Breakpoints([before("Reduce", enabled=False), Breakpoint(id="1", path="Split", log="here")])
    assert armed.telling == frozenset()
    assert not any(armed.at(event, {}) for event in words())


def test_after_a_state_is_where_it_has_its_output() -> None:
    assert met(CHOICE, {"n": 1}, kind="after", path="One") == ["StateExited One 0"]


def test_only_one_iteration_is_asked_for() -> None:
    found = met(NESTED, [10, 20, 30], path="Outer/Both/1/R", iteration=1)
    assert found == ["StateEntered Outer/Both/1/R 0.1.1"], "the nearest Map counts, not the branch"


def test_a_branch_counts_where_there_is_no_map() -> None:
    assert met(FAILING, {}, path="Both/1/Go", iteration=1) == ["StateEntered Both/1/Go 0.1"]
    assert met(FAILING, {}, path="Both/1/Go", iteration=0) == []


@pytest.mark.parametrize(
    ("n", "edge", "index", "is_taken"),
    [(1, "choice", 0, True), (2, "choice", 0, False), (2, "choice", 1, True), (3, "default", None, True)],
)
def test_a_rule_of_a_choice_is_told_from_another_to_the_same_state(
    n: int, edge: str, index: int | None, is_taken: bool
) -> None:
    found = met(CHOICE, {"n": n}, kind="transition", path="Which", edge=edge, index=index)
    assert found == (["StateExited Which 0"] if is_taken else [])


def test_a_catcher_a_next_an_end_and_a_start_are_transitions() -> None:
    assert met(FAILING, {}, kind="transition", path="Both", edge="catch", index=0) == ["StateExited Both 0"]
    assert met(FAILING, {}, kind="transition", path="Both", edge="next") == []
    assert met(FAILING, {}, kind="transition", path="Caught", edge="end") == ["StateExited Caught 0"]
    assert met(FAILING, {}, kind="transition", path="#start", edge="start") == ["ExecutionStarted  0"]
    assert met(FAILING, {}, kind="transition", path="Both/1/#start", edge="start") == ["BranchStarted Both 0.1"]


def test_of_one_id_the_last_counts_and_a_path_is_a_plain_breakpoint() -> None:
    assert breakpoints_of(["A", before("A", enabled=False), "B"]) == (before("A", enabled=False), before("B"))
