"""How far a record holds for a changed definition."""

import copy
from typing import Any

import pytest

from tests.debugger.recordings import WORDS, record, words
from tests.engine.driving import Run
from tests.engine.machines import machine_of
from webapp.debugger.departure import Departure, changed_states, find_departure
from webapp.debugger.departure_words import describe_departure
from webapp.engine import AnyEvent, StateEntered

ROUTE: dict[str, Any] = {
    "StartAt": "Make",
    "States": {
        "Make": {"Type": "Pass", "Result": {"status": "failure"}, "Next": "Route"},
        "Route": {
            "Type": "Choice",
            "Choices": [{"Variable": "$.status", "StringEquals": "success", "Next": "Good"}],
            "Default": "Bad",
        },
        "Good": {"Type": "Succeed"},
        "Bad": {"Type": "Fail", "Error": "Bad"},
    },
}

WORK: dict[str, Any] = {
    "StartAt": "Work",
    "States": {
        "Work": {
            "Type": "Task",
            "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
            "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 2}],
            "Next": "Rest",
        },
        "Rest": {"Type": "Wait", "Seconds": 5, "End": True},
    },
}


def changed(definition: dict[str, Any], place: str, value: Any) -> dict[str, Any]:
    """Return the definition with ``value`` at ``place``, names divided by dots; ``None`` takes away what is there."""
    other = copy.deepcopy(definition)
    at: Any = other
    *way, last = place.split(".")
    for name in way:
        at = at[int(name)] if isinstance(at, list) else at[name]
    if value is None:
        del at[last]
    else:
        at[last] = value
    return other


def departure(definition: dict[str, Any], other: dict[str, Any], events: list[AnyEvent]) -> Departure | None:
    return find_departure(machine_of(definition), machine_of(other), events)


def work() -> list[AnyEvent]:
    return (
        Run(machine_of(WORK), {"Work": {"0": {"Throw": {"Error": "Busy"}}, "1": {"Return": {"Payload": 1}}}})
        .start({})
        .finish()
        .events
    )


@pytest.mark.parametrize(
    ("place", "value", "after", "says"),
    [
        ("States.Route.Choices.0.StringEquals", "failure", "Route", "it goes to Good instead of Bad"),
        ("States.Route.Default", "Good", "Route", "it goes to Good instead of Bad"),
        ("States.Make.Result", {"status": "success"}, "Make", "its output is another"),
        ("States.Bad.Error", "Worse", "Bad", "it fails with Worse instead of Bad"),
        ("States.Bad", {"Type": "Succeed"}, None, "it is a Succeed state now, and was a Fail"),
    ],
)
def test_the_record_holds_up_to_the_first_step_that_comes_out_differently(
    place: str, value: Any, after: str | None, says: str
) -> None:
    events = record(ROUTE, {})
    found = departure(ROUTE, changed(ROUTE, place, value), events)
    assert found
    if after is not None:
        last = events[found.identical - 1]
        assert isinstance(last, StateEntered)
        assert last.path == after
    assert describe_departure(found) == says


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("Comment", "about the whole"),
        ("States.Make.Comment", "about a state"),
        ("States.Good", {"Type": "Pass", "End": True}),
        ("States.New", {"Type": "Succeed"}),
        ("States.Route.Choices.0.StringEquals", "good"),
        ("States.Make.Result", {"status": "failure"}),
    ],
)
def test_what_changes_nothing_that_happened_keeps_the_whole_record(place: str, value: Any) -> None:
    assert departure(ROUTE, changed(ROUTE, place, value), record(ROUTE, {})) is None


def test_a_machine_that_begins_elsewhere_departs_after_its_start() -> None:
    found = departure(ROUTE, changed(ROUTE, "StartAt", "Route"), record(ROUTE, {}))
    assert found
    assert (found.identical, describe_departure(found)) == (1, "Route is entered instead of Make")


def test_a_state_that_is_taken_away_departs_where_it_was_entered() -> None:
    events = record(ROUTE, {})
    found = departure(ROUTE, changed(ROUTE, "States.Bad", None), events)
    assert found
    assert found.path == "Bad"
    assert "it fails: States.Runtime" in describe_departure(found)


@pytest.mark.parametrize(
    ("place", "value", "says"),
    [
        ("States.Work.Parameters", {"a": 1}, "its task is given other parameters"),
        ("States.Work.Resource", "arn:aws:lambda:us-east-1:123456789012:function:g", "it calls another resource"),
        ("States.Work.TimeoutSeconds", 9, "its task has another time limit"),
        ("States.Work.Retry.0.IntervalSeconds", 3, "it retries after 3 s instead of 2 s"),
        ("States.Work.Retry", None, "it does not retry"),
        ("States.Work.ResultPath", "$.made", "its output is another"),
        ("States.Rest.Seconds", 6, "it waits for another time"),
    ],
)
def test_results_and_failures_of_tasks_hold_and_what_is_made_of_them_may_not(place: str, value: Any, says: str) -> None:
    found = departure(WORK, changed(WORK, place, value), work())
    assert found
    assert describe_departure(found) == says


def test_inside_a_map_only_what_changed_is_looked_at() -> None:
    inner = changed(WORDS, "States.MapWords.ItemProcessor.States.Trim.Result", "short")
    assert changed_states(machine_of(WORDS), machine_of(inner)) == {"MapWords/Trim"}
    found = departure(WORDS, inner, words())
    assert found
    assert (found.path, found.thread) == ("MapWords/Trim", "0.0")
    outer = changed(WORDS, "States.MapWords.MaxConcurrency", 3)
    assert changed_states(machine_of(WORDS), machine_of(outer)) == {"MapWords"}
    found = departure(WORDS, outer, words())
    assert found
    assert describe_departure(found) == "it runs another number of iterations side by side"


def test_another_query_language_around_changes_every_state() -> None:
    other = changed(ROUTE, "QueryLanguage", "JSONata")
    assert changed_states(machine_of(ROUTE), machine_of(other)) == {"Make", "Route", "Good", "Bad"}
