"""What can be stepped into is told alike wherever the debugger stands, and made once."""

from typing import Any

from tests.executions.running import Debugged, debugged
from webapp.executions.views import session_view
from webapp.messages import protocol as m

MAP: dict[str, Any] = {
    "StartAt": "Each",
    "States": {
        "Each": {
            "Type": "Map",
            "ItemsPath": "$.words",
            "MaxConcurrency": 1,
            "ItemProcessor": {"StartAt": "In", "States": {"In": {"Type": "Pass", "End": True}}},
            "End": True,
        }
    },
}
BOTH: dict[str, Any] = {
    "StartAt": "Both",
    "States": {
        "Both": {
            "Type": "Parallel",
            "Branches": [
                {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": True}}},
                {"StartAt": "B", "States": {"B": {"Type": "Pass", "End": True}}},
            ],
            "End": True,
        }
    },
}


def targets(it: Debugged) -> list[m.StepTarget]:
    return session_view(it.run).targets


def told(it: Debugged) -> list[tuple[str, str]]:
    return [(each.label, each.status) for each in targets(it)]


def test_items_are_told_shortened_and_how_each_stands() -> None:
    long = '"' + "q" * 58 + "…"
    with debugged(MAP, {"words": ["the", "q" * 99, "fox"]}, pause_at_start=False) as it:
        events = it.run.record.events
        entered = next(event.sequence for event in events if type(event).__name__ == "StateEntered")
        it.run.seek(entered, "0")
        assert told(it) == [('"the"', "pending"), (long, "pending"), ('"fox"', "pending")]
        ended = next(event.sequence for event in events if type(event).__name__ == "MapIterationSucceeded")
        it.run.seek(ended, "0")
        assert told(it) == [('"the"', "succeeded"), (long, "pending"), ('"fox"', "pending")]
        it.run.seek(ended + 2, "0")
        assert told(it)[1] == (long, "running")
        it.run.seek(entered, "0")
        assert told(it)[0] == ('"the"', "pending"), "what is told of one moment does not change that of another"


def test_those_that_have_not_begun_are_made_once() -> None:
    with debugged(MAP, {"words": ["the", "fox"]}) as it:
        assert targets(it)[0] is targets(it)[0]


def test_of_many_those_are_told_that_come_next() -> None:
    numbers = [str(number) for number in range(300)]
    with debugged(MAP, {"words": numbers}, pause_at_start=False) as it:
        events = it.run.record.events
        entered = next(event.sequence for event in events if type(event).__name__ == "StateEntered")
        it.run.seek(entered, "0")
        assert [each.index for each in targets(it)] == list(range(100))
        assert session_view(it.run).target_count == 300
        ended = [event.sequence for event in events if type(event).__name__ == "MapIterationSucceeded"]
        it.run.seek(ended[199], "0")
        assert [each.index for each in targets(it)] == list(range(195, 295))
        assert [each.status for each in targets(it)[:6]] == ["succeeded"] * 5 + ["pending"]
        it.run.seek(ended[-1], "0")
        assert [each.index for each in targets(it)] == list(range(200, 300))


def test_branches_have_no_label() -> None:
    with debugged(BOTH) as it:
        assert told(it) == [("", "pending"), ("", "pending")]


def test_a_state_that_is_no_container_has_none() -> None:
    with debugged({"StartAt": "A", "States": {"A": {"Type": "Pass", "End": True}}}) as it:
        assert targets(it) == []
