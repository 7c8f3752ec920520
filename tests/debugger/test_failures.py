"""What becomes of a failure, told by what follows it in the record."""

from typing import Any

import pytest

from tests.engine.driving import Run
from tests.engine.machines import machine_of
from webapp.debugger import Breakpoint, Breakpoints, Hits, Outcome
from webapp.executions.record import Record
from webapp.expressions import IN_PROCESS


def failing(retries: int, *, catch: bool) -> dict[str, Any]:
    task: dict[str, Any] = {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": True}
    task["Retry"] = [{"ErrorEquals": ["Custom.Busy"], "MaxAttempts": retries, "IntervalSeconds": 1}]
    if catch:
        task["Catch"] = [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}]
    return {"StartAt": "Work", "States": {"Work": task, "Caught": {"Type": "Pass", "End": True}}}


def stops(definition: dict[str, Any], *errors: Outcome, error: str = "") -> list[str]:
    busy = {"Work": {"0-9": {"Throw": {"Error": "Custom.Busy", "Cause": "no"}}}}
    events = Run(machine_of(definition), busy).start({}).finish().events
    found = Record(events)
    hits = Hits(machine_of(definition), found, IN_PROCESS)
    armed = Breakpoints([Breakpoint(id="1", kind="error", errors=errors, error=error)])
    return [hit.words for event in events if (hit := hits.at(event, armed)) is not None]


RETRIED = "error Custom.Busy will be retried"
EXHAUSTED_AND_CAUGHT = "error Custom.Busy is caught, its retries are exhausted"
UNCAUGHT = "error Custom.Busy is not caught, its retries are exhausted"


@pytest.mark.parametrize(
    ("errors", "catch", "expected"),
    [
        (("will_retry",), True, [RETRIED, RETRIED]),
        (("caught",), True, [EXHAUSTED_AND_CAUGHT]),
        (("exhausted",), True, [EXHAUSTED_AND_CAUGHT]),
        (("uncaught",), True, []),
        (("uncaught",), False, [UNCAUGHT]),
        ((), False, [RETRIED, RETRIED, UNCAUGHT]),
    ],
)
def test_each_filter_stops_at_its_failures(errors: tuple[Outcome, ...], catch: bool, expected: list[str]) -> None:
    assert stops(failing(2, catch=catch), *errors) == expected


def test_a_retrier_that_never_tries_is_not_exhausted() -> None:
    assert stops(failing(0, catch=True), "exhausted") == []


@pytest.mark.parametrize(("error", "count"), [("Custom.Busy", 1), ("States.ALL", 1), ("Custom.Other", 0)])
def test_a_name_chooses_as_in_error_equals(error: str, count: int) -> None:
    assert len(stops(failing(0, catch=True), error=error)) == count
