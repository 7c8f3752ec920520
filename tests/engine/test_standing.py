"""A snapshot that stands in one state, and goes on from there like any execution."""

import pytest

from tests.engine.driving import NOON_MS
from tests.engine.machines import machine_of
from webapp.engine import (
    ROOT,
    Advance,
    ExecutionFailed,
    RetryScheduled,
    Start,
    StateExited,
    context_object,
    decide,
    standing_in,
    with_failure,
    with_result,
)

INNER = {"StartAt": "P", "States": {"P": {"Type": "Pass", "Parameters": {"v.$": "$x", "n.$": "$$.n"}, "End": True}}}
MACHINE = machine_of(
    {
        "StartAt": "Map",
        "States": {
            "Map": {
                "Type": "Map",
                "ItemProcessor": INNER,
                "ResultPath": "$.r",
                "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 3}],
                "End": True,
            }
        },
    }
)
START = Start(NOON_MS, {"a": 1}, "arn", "name", "machine-arn", "machine", "role")


def test_an_inner_state_sees_the_variables_and_the_context_that_were_given() -> None:
    snapshot = standing_in(MACHINE, "Map/P", START, variables={"x": 5}, context={"n": 6})
    (exited,) = decide(MACHINE, snapshot, Advance(ROOT, NOON_MS, 1))
    assert isinstance(exited, StateExited)
    assert exited.output == {"v": 5, "n": 6}


def test_the_state_is_entered_by_the_second_event_as_in_an_execution() -> None:
    snapshot = standing_in(MACHINE, "Map", START, variables={})
    assert snapshot.threads[ROOT].entered == snapshot.last_id == 2
    assert context_object(snapshot, snapshot.threads[ROOT])["State"] == {
        "Name": "Map",
        "EnteredTime": "2026-01-01T12:00:00Z",
        "RetryCount": 0,
    }


def test_a_result_takes_the_place_of_the_work() -> None:
    snapshot = with_result(standing_in(MACHINE, "Map", START, variables={}), [7])
    (exited,) = decide(MACHINE, snapshot, Advance(ROOT, NOON_MS, 1))
    assert isinstance(exited, StateExited)
    assert exited.output == {"a": 1, "r": [7]}


@pytest.mark.parametrize(("retries", "delay_ms"), [(0, 1000), (2, 4000)])
def test_a_failure_is_tried_again_as_often_as_is_left(retries: int, delay_ms: int) -> None:
    snapshot = with_failure(standing_in(MACHINE, "Map", START, variables={}, retries=retries), "E", "why")
    last = decide(MACHINE, snapshot, Advance(ROOT, NOON_MS, 1))[-1]
    assert isinstance(last, RetryScheduled)
    assert last.delay_ms == delay_ms


def test_a_failure_that_nobody_takes_ends_the_execution() -> None:
    snapshot = with_failure(standing_in(MACHINE, "Map", START, variables={}, retries=3), "E", "why")
    last = decide(MACHINE, snapshot, Advance(ROOT, NOON_MS, 1))[-1]
    assert isinstance(last, ExecutionFailed)
    assert (last.error, last.cause) == ("E", "why")


def test_a_state_that_is_not_there_cannot_be_stood_in() -> None:
    with pytest.raises(ValueError, match="no state Nowhere"):
        standing_in(MACHINE, "Nowhere", START, variables={})
