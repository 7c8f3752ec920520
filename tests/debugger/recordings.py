"""Recorded executions to step through."""

from collections.abc import Sequence
from typing import Any

from tests.engine.driving import Run
from tests.engine.machines import machine_of
from webapp.debugger import Child, child_of
from webapp.engine import AnyEvent

WORDS: dict[str, Any] = {
    "StartAt": "Split",
    "States": {
        "Split": {"Type": "Pass", "Next": "MapWords"},
        "MapWords": {
            "Type": "Map",
            "ItemsPath": "$.words",
            "MaxConcurrency": 2,
            "ItemProcessor": {
                "StartAt": "Mapper",
                "States": {"Mapper": {"Type": "Pass", "Next": "Trim"}, "Trim": {"Type": "Pass", "End": True}},
            },
            "Next": "Reduce",
        },
        "Reduce": {"Type": "Pass", "End": True},
    },
}

FAILING: dict[str, Any] = {
    "StartAt": "Both",
    "States": {
        "Both": {
            "Type": "Parallel",
            "Branches": [
                {"StartAt": "Stop", "States": {"Stop": {"Type": "Fail", "Error": "Bad"}}},
                {"StartAt": "Go", "States": {"Go": {"Type": "Pass", "End": True}}},
            ],
            "Catch": [{"ErrorEquals": ["Bad"], "Next": "Caught"}],
            "End": True,
        },
        "Caught": {"Type": "Pass", "End": True},
    },
}


def record(definition: dict[str, Any], data: Any) -> list[AnyEvent]:
    """Return the events of the whole execution."""
    return Run(machine_of(definition)).start(data).finish().events


def words() -> list[AnyEvent]:
    """Return the record of seven words, two in flight."""
    return record(WORDS, {"words": ["the", "quick", "brown", "fox", "jumps", "over", "lazy"]})


def children_of(events: Sequence[AnyEvent]) -> dict[str, Child]:
    """Return which child each thread is."""
    return {event.thread: child for event in events if (child := child_of(event)) is not None}
