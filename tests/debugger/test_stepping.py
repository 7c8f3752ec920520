"""Stepping reads as pairs: where we stand, what we ask for, where we stand then."""

from collections.abc import Sequence

import pytest

from tests.debugger.recordings import FAILING, children_of, record, words
from webapp.debugger import (
    Begin,
    Breakpoints,
    Continue,
    Into,
    Out,
    Over,
    Position,
    StopRule,
    find_stop,
    stop_after,
    telling_events,
)
from webapp.engine import AnyEvent, StateEntered
from webapp.engine.events import ExecutionSucceeded, MapIterationSucceeded

NOWHERE = Breakpoints()
THREADS = ("0", "0.0", "0.3")


def stop(events: Sequence[AnyEvent], after: int, rule: StopRule, breakpoints: Breakpoints = NOWHERE) -> str:
    """Return ``kind path thread`` of the stop that ``rule`` finds."""
    found = find_stop(events, after, rule, breakpoints, children_of(events))
    if found is None:
        return "none"
    event = events[found.position.sequence - 1]
    return f"{found.kind} {type(event).__name__} {getattr(event, 'path', '')} {found.position.thread}"


def sequence_of(events: Sequence[AnyEvent], kind: str, path: str, thread: str) -> int:
    return next(
        event.sequence
        for event in events
        if type(event).__name__ == kind and getattr(event, "path", "") == path and event.thread == thread
    )


def test_begin_stops_before_the_first_state() -> None:
    assert stop(words(), 0, Begin()) == "start StateEntered Split 0"


def test_over_a_map_runs_all_its_iterations() -> None:
    events = words()
    at_map = sequence_of(events, "StateEntered", "MapWords", "0")
    assert stop(events, at_map, Over("0")) == "step StateEntered Reduce 0"


def test_over_a_map_still_stops_at_a_breakpoint_inside() -> None:
    events = words()
    at_map = sequence_of(events, "StateEntered", "MapWords", "0")
    inside = Breakpoints(["MapWords/Trim"])
    assert stop(events, at_map, Over("0"), inside) == "breakpoint StateEntered MapWords/Trim 0.0"


def test_into_a_map_stops_at_the_first_state_of_the_iteration_asked_for() -> None:
    events = words()
    at_map = sequence_of(events, "StateEntered", "MapWords", "0")
    assert stop(events, at_map, Into("0", 3)) == "step StateEntered MapWords/Mapper 0.3"
    assert stop(events, at_map, Into("0")) == "step StateEntered MapWords/Mapper 0.0"


def test_into_a_map_whose_iterations_have_all_ended_stops_with_its_result() -> None:
    events = words()
    last = max(event.sequence for event in events if isinstance(event, MapIterationSucceeded))
    assert stop(events, last, Into("0")) == "step MapStateSucceeded MapWords 0"
    assert stop(events, last, Over("0")) == "step StateEntered Reduce 0"


def test_over_stays_in_its_own_iteration() -> None:
    events = words()
    at_mapper = sequence_of(events, "StateEntered", "MapWords/Mapper", "0.3")
    assert stop(events, at_mapper, Over("0.3")) == "step StateEntered MapWords/Trim 0.3"


def test_out_of_an_iteration_stops_in_its_container() -> None:
    events = words()
    at_mapper = sequence_of(events, "StateEntered", "MapWords/Mapper", "0.3")
    assert stop(events, at_mapper, Out("0.3")) == "step MapIterationSucceeded MapWords 0"


def test_over_the_last_state_of_an_iteration_stops_in_its_container() -> None:
    events = words()
    at_trim = sequence_of(events, "StateEntered", "MapWords/Trim", "0.3")
    assert stop(events, at_trim, Over("0.3")) == "step MapIterationSucceeded MapWords 0"


def test_out_of_the_root_runs_to_the_end() -> None:
    events = words()
    assert stop(events, 2, Out("0")) == "end ExecutionSucceeded  0"


def test_over_a_state_that_fails_stops_where_the_error_was_caught() -> None:
    events = record(FAILING, {})
    at_stop = sequence_of(events, "StateEntered", "Both/0/Stop", "0.0")
    assert stop(events, at_stop, Over("0.0")) == "step StateEntered Caught 0"


def test_continue_stops_at_every_breakpoint_and_then_at_the_end() -> None:
    events = words()
    breakpoints = Breakpoints(["Reduce", "NoSuchState"])
    found = find_stop(events, 0, Continue(), breakpoints, {})
    assert found is not None
    assert events[found.position.sequence - 1].thread == "0"
    assert stop(events, found.position.sequence, Continue(), breakpoints) == "end ExecutionSucceeded  0"


@pytest.mark.parametrize("breakpoints", [NOWHERE, Breakpoints(["Reduce", "Caught"])])
@pytest.mark.parametrize("rule", [Continue(), Begin(), *(of(each) for of in (Over, Into, Out) for each in THREADS)])
def test_only_after_events_that_tell_something_there_is_a_stop(rule: StopRule, breakpoints: Breakpoints) -> None:
    telling = telling_events(rule, breakpoints)
    for events in (words(), record(FAILING, {})):
        children = children_of(events)
        stopping = {type(event) for event in events if stop_after(event, rule, breakpoints, children)}
        assert stopping
        assert stopping <= telling


def test_an_execution_that_nobody_stops_is_told_of_by_its_end_alone() -> None:
    assert StateEntered not in telling_events(Continue(), NOWHERE)
    assert ExecutionSucceeded in telling_events(Continue(), NOWHERE)


def test_a_rule_that_the_record_does_not_satisfy_finds_nothing() -> None:
    events = words()
    assert find_stop(events[:5], 0, Continue(), NOWHERE, {}) is None
    assert Position(3) == Position(3, "0", None)
