"""What time goes to next: told of the head, and of every moment of the record."""

from typing import Any

import pytest

from tests.executions.running import debugged
from webapp.debugger import Position
from webapp.executions.timers import NextTimer, next_timer

LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:f"
RETRY = [{"ErrorEquals": ["Busy"], "IntervalSeconds": 2, "MaxAttempts": 2}]


def machine(**state: Any) -> dict[str, Any]:
    return {"StartAt": "Ship", "States": {"Ship": {"End": True, **state}}}


@pytest.mark.parametrize(
    ("definition", "mocks", "kind", "seconds"),
    [
        (machine(Type="Wait", Seconds=5), {}, "wait", 5),
        (machine(Type="Task", Resource=LAMBDA, Retry=RETRY), {"Ship": {"Throw": {"Error": "Busy"}}}, "retry", 2),
        (machine(Type="Task", Resource=LAMBDA), {"Ship": {"Return": 1, "DelaySeconds": 9}}, "answer", 9),
        (
            machine(Type="Task", Resource=LAMBDA, TimeoutSeconds=3),
            {"Ship": {"Return": 1, "DelaySeconds": 9}},
            "timeout",
            3,
        ),
    ],
)
def test_the_record_tells_before_each_event_where_time_went_next(
    definition: dict[str, Any], mocks: dict[str, Any], kind: str, seconds: int
) -> None:
    with debugged(definition, mocks=mocks, pause_at_start=False) as run:
        events = run.run.record.events
        found = next_timer(run.run, Position(2))
        assert found is not None
        assert (found.kind, found.path, found.thread) == (kind, "Ship", "0")
        assert found.at_ms - events[0].time_ms == seconds * 1000
        assert next_timer(run.run, Position(len(events))) is None


def test_at_the_head_it_is_what_the_execution_waits_for() -> None:
    both = {
        "StartAt": "Both",
        "States": {
            "Both": {
                "Type": "Parallel",
                "End": True,
                "Branches": [
                    {"StartAt": "Long", "States": {"Long": {"Type": "Wait", "Seconds": 60, "End": True}}},
                    {
                        "StartAt": "Short",
                        "States": {
                            "Short": {"Type": "Wait", "Seconds": 5, "Next": "Then"},
                            "Then": {"Type": "Pass", "End": True},
                        },
                    },
                ],
            }
        },
    }
    with debugged(both, breakpoints=["Both/1/Then"], pause_at_start=False) as run:
        start = run.run.record.events[0].time_ms
        assert next_timer(run.run, run.run.position) == NextTimer("wait", "Both/0/Long", "0.0", start + 60_000)


def test_the_limit_of_a_task_that_a_person_is_asked_for_is_none() -> None:
    with debugged(machine(Type="Task", Resource=LAMBDA, TimeoutSeconds=3), pause_at_start=False) as run:
        assert len(run.run.driver.questions) == 1
        assert next_timer(run.run, run.run.position) is None
