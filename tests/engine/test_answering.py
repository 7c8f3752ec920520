from typing import Any

import pytest

from tests.engine.driving import NOON_MS, Run, of_kind
from tests.engine.machines import machine_of
from webapp.engine import PendingTask, PendingTimer, aws_type, execution_history, pending_work
from webapp.engine.commands import (
    Advance,
    CompleteTask,
    FailTask,
    HeartbeatTask,
    RefuseTask,
    StartActivity,
    SubmitTask,
)
from webapp.engine.errors import CommandRefused
from webapp.engine.events import StateAborted, TaskTimedOut

ACTIVITY = "arn:aws:states:us-east-1:111111111111:activity:paint"
CALLBACK = "arn:aws:states:::sqs:sendMessage.waitForTaskToken"


def waiting(resource: str, **fields: Any) -> tuple[Run, PendingTask]:
    state = {"Type": "Task", "Resource": resource, "End": True, **fields}
    run = Run(machine_of({"StartAt": "T", "States": {"T": state}})).start({})
    run.advance_all()
    task = pending_work(run.snapshot)[0]
    assert isinstance(task, PendingTask)
    return run, task


def types_of(run: Run) -> list[str]:
    return [event["type"] for event in execution_history(run.events)]


def test_a_task_with_a_token_is_submitted_and_waits_on() -> None:
    run, task = waiting(CALLBACK)
    run.send(SubmitTask("0", task.scheduled, {"MessageId": "1"}, run.now_ms))
    (still,) = pending_work(run.snapshot)
    assert isinstance(still, PendingTask)
    assert still.scheduled == task.scheduled
    run.send(CompleteTask("0", task.scheduled, "done", run.now_ms, 1))
    run.advance_all()
    assert run.snapshot.output == "done"
    assert types_of(run)[2:6] == ["TaskScheduled", "TaskStarted", "TaskSubmitted", "TaskSucceeded"]
    submitted = list(execution_history(run.events))[4]
    assert submitted["taskSubmittedEventDetails"] == {
        "resourceType": "sqs",
        "resource": "sendMessage.waitForTaskToken",
        "output": '{"MessageId":"1"}',
        "outputDetails": {"truncated": False},
    }


def test_a_task_is_submitted_once() -> None:
    run, task = waiting(CALLBACK)
    run.send(SubmitTask("0", task.scheduled, {}, run.now_ms))
    with pytest.raises(CommandRefused, match="submitted before"):
        run.send(SubmitTask("0", task.scheduled, {}, run.now_ms))


def test_an_activity_starts_when_its_worker_takes_it() -> None:
    run, task = waiting(ACTIVITY, HeartbeatSeconds=5)
    assert [work for work in pending_work(run.snapshot) if isinstance(work, PendingTimer)] == []
    run.now_ms += 2000
    (started,) = run.send(StartActivity("0", task.scheduled, "painter-1", run.now_ms))
    assert aws_type(started) == "ActivityStarted"
    assert next(iter(execution_history([started])))["activityStartedEventDetails"] == {"workerName": "painter-1"}
    assert pending_work(run.snapshot)[1] == PendingTimer("0", NOON_MS + 7000, "timeout")
    with pytest.raises(CommandRefused, match="taken the task"):
        run.send(StartActivity("0", task.scheduled, "painter-2", run.now_ms))


def test_a_heartbeat_begins_the_time_anew_and_is_no_event_of_aws() -> None:
    run, task = waiting(CALLBACK, HeartbeatSeconds=5)
    run.now_ms += 3000
    (heartbeat,) = run.send(HeartbeatTask("0", task.scheduled, run.now_ms))
    assert aws_type(heartbeat) == ""
    assert pending_work(run.snapshot)[1] == PendingTimer("0", NOON_MS + 8000, "timeout")


def test_an_activity_that_nobody_takes_times_out() -> None:
    run, _ = waiting(ACTIVITY, TimeoutSeconds=5)
    run.finish()
    assert types_of(run)[2:] == ["ActivityScheduled", "ActivityTimedOut", "ExecutionFailed"]


@pytest.mark.parametrize(
    ("error", "missed"), [("States.Timeout", False), ("States.HeartbeatTimeout", True)], ids=["time", "heartbeat"]
)
def test_a_failure_with_the_name_of_a_time_out_is_one(error: str, missed: bool) -> None:
    run, task = waiting(CALLBACK)
    run.send(FailTask("0", task.scheduled, error, "", run.now_ms, 1, "mocked"))
    (timed_out,) = of_kind(run.events, TaskTimedOut)
    assert (timed_out.error, timed_out.missed_heartbeat, timed_out.source) == ("States.Timeout", missed, "mocked")
    run.finish()
    assert (run.snapshot.status, run.snapshot.error, run.snapshot.cause) == ("FAILED", "States.Timeout", None)


def test_a_task_that_cannot_be_scheduled_fails_its_state() -> None:
    task = {"Type": "Task", "Resource": ACTIVITY, "End": True, "Retry": [{"ErrorEquals": ["States.ALL"]}]}
    run = Run(machine_of({"StartAt": "T", "States": {"T": task}})).start({})
    run.send(Advance("0", run.now_ms, 1))
    run.send(RefuseTask("0", f"The activity {ACTIVITY} does not exist.", run.now_ms, 1))
    assert types_of(run) == ["ExecutionStarted", "TaskStateEntered", "ExecutionFailed"]
    assert run.snapshot.cause == (
        "An error occurred while executing the state 'T' (entered at the event id #2). "
        f"The activity {ACTIVITY} does not exist."
    )
    with pytest.raises(CommandRefused):
        run.send(RefuseTask("0", "again", run.now_ms, 1))


def test_tasks_that_time_out_at_one_moment_are_all_recorded_before_the_first_stops_the_others() -> None:
    task = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "TimeoutSeconds": 5, "End": True}
    each = {"StartAt": "T", "States": {"T": task}}
    run = Run(machine_of({"StartAt": "M", "States": {"M": {"Type": "Map", "ItemProcessor": each, "End": True}}}))
    run.start([1, 2])
    run.advance_all()
    for timer in [work for work in pending_work(run.snapshot) if isinstance(work, PendingTimer)]:
        run.fire(timer)
    run.finish()
    assert types_of(run)[11:] == [
        "TaskTimedOut",
        "TaskTimedOut",
        "MapIterationFailed",
        "TaskStateAborted",
        "MapIterationAborted",
        "TaskStateAborted",
        "MapStateFailed",
        "ExecutionFailed",
    ]
    assert len({event.previous_id for event in of_kind(run.events, StateAborted)}) == 1
