"""Visits of states, read off the events."""

from typing import Any

import pytest

from tests.cases.test_cases import CASES, FOLDER, play
from tests.debugger.recordings import FAILING, record, words
from tests.engine.driving import Run
from tests.engine.machines import machine_of
from webapp.debugger.state_visits import Around, Visit, VisitKey, visits_of
from webapp.engine.events import (
    ExecutionAborted,
    ExecutionFailed,
    ExecutionSucceeded,
    ExecutionTimedOut,
    StateEntered,
)


def test_a_visit_is_named_by_the_iterations_around_it() -> None:
    visits = visits_of(words())
    key = VisitKey((Around("MapWords", 0, 3),), "MapWords/Mapper", 0)
    assert visits[key].input.value == "fox"
    assert visits[key].end == "succeeded"
    assert visits[key].next == "Trim"
    assert len(visits) == 3 + 7 * 2


def test_each_return_to_a_state_is_a_visit_of_its_own() -> None:
    machine = {
        "StartAt": "Step",
        "States": {
            "Step": {"Type": "Pass", "Next": "Again"},
            "Again": {
                "Type": "Choice",
                "Choices": [{"Variable": "$.left[0]", "IsPresent": True, "Next": "Less"}],
                "Default": "Done",
            },
            "Less": {"Type": "Pass", "Parameters": {"left.$": "$.left[1:]"}, "Next": "Step"},
            "Done": {"Type": "Succeed"},
        },
    }
    visits = visits_of(record(machine, {"left": [1, 2]}))
    assert [key.nth for key in visits if key.path == "Step"] == [0, 1, 2]


def test_a_state_that_was_stopped_by_its_neighbour_is_aborted_and_the_catcher_ends_the_container() -> None:
    visits = visits_of(record(FAILING, {}))
    by_path = {key.path: visit for key, visit in visits.items()}
    assert by_path["Both/0/Stop"].end == "failed"
    assert by_path["Both/0/Stop"].failures[0].error == "Bad"
    assert (by_path["Both"].end, by_path["Both"].next) == ("caught", "Caught")


def test_a_retried_task_keeps_its_failures_and_ends_well() -> None:
    task: dict[str, Any] = {
        "StartAt": "Call",
        "States": {
            "Call": {
                "Type": "Task",
                "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
                "Retry": [{"ErrorEquals": ["Busy"], "MaxAttempts": 1}],
                "End": True,
            }
        },
    }
    mocks = {"Call": {"0": {"Throw": {"Error": "Busy", "Cause": "later"}}, "1": {"Return": {"Payload": 5}}}}
    (visit,) = visits_of(Run(machine_of(task), mocks).start({}).finish().events).values()
    assert (visit.end, visit.attempts, visit.result and visit.result.value) == ("succeeded", 2, 5)
    assert [failure.error for failure in visit.failures] == ["Busy"]


def test_a_record_that_has_not_ended_has_visits_going_on() -> None:
    events = words()
    at = next(event.sequence for event in events if getattr(event, "path", "") == "MapWords/Mapper")
    open_visits: list[Visit] = [visit for visit in visits_of(events[:at]).values() if visit.end is None]
    assert {visit.key.path for visit in open_visits} == {"MapWords", "MapWords/Mapper"}


@pytest.mark.parametrize("name", CASES)
def test_every_entry_of_a_case_is_a_visit_and_all_are_over_when_the_execution_is(name: str) -> None:
    events = play(FOLDER / name).events
    visits = visits_of(events)
    assert len(visits) == sum(isinstance(event, StateEntered) for event in events)
    is_over = isinstance(events[-1], ExecutionSucceeded | ExecutionFailed | ExecutionTimedOut | ExecutionAborted)
    assert not is_over or all(visit.end is not None for visit in visits.values())
    for end in range(len(events)):
        visits_of(events[:end])
