"""Answers from outside, by token and by workers."""

from typing import Any

import pytest

from tests.executions.served import Served, served
from webapp.executions.callbacks import CallbackRefused
from webapp.store import Activity
from webapp.store.memory import MemoryStore

ARN = "arn:aws:states:us-east-1:123456789012:activity:paint"
CALLBACK = "arn:aws:states:::sqs:sendMessage.waitForTaskToken"


def task(resource: str, **fields: Any) -> dict[str, Any]:
    return {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": resource, "End": True, **fields}}}


def token_of(it: Served, execution: str) -> str:
    token = it.task(execution).token
    assert token is not None
    return token


def refusal(it: Served, token: str, output: str = "{}") -> str:
    with pytest.raises(CallbackRefused) as refused:
        it.executions.callbacks.send_task_success(token, output)
    return str(refused.value)


def test_success_by_token_is_the_tasks_result() -> None:
    with served() as it:
        execution = it.start(task(CALLBACK))
        it.executions.callbacks.send_task_success(token_of(it, execution), '{"paid": true}')
        assert it.end(execution).output == {"paid": True}


def test_failure_by_token_may_leave_out_why_and_a_catcher_sees_null() -> None:
    with served() as it:
        catch = [{"ErrorEquals": ["States.ALL"], "Next": "C"}]
        machine = task(CALLBACK, Catch=catch)
        machine["States"]["C"] = {"Type": "Pass", "End": True}
        execution = it.start(machine)
        it.executions.callbacks.send_task_failure(token_of(it, execution))
        assert it.end(execution).output == {"Error": None, "Cause": None}
        (failed,) = [event for event in it.executions.history(execution) if event["type"] == "TaskFailed"]
        assert failed["taskFailedEventDetails"] == {"resourceType": "sqs", "resource": "sendMessage.waitForTaskToken"}


def test_a_heartbeat_is_recorded_and_the_task_waits_on() -> None:
    with served() as it:
        execution = it.start(task(CALLBACK, HeartbeatSeconds=600))
        token = token_of(it, execution)
        it.executions.callbacks.send_task_heartbeat(token)
        assert [type(event).__name__ for event in it.run(execution).record.events][-1] == "TaskHeartbeat"
        it.executions.callbacks.send_task_success(token, "1")
        assert it.end(execution).output == 1


def test_an_unknown_token_a_late_one_and_an_output_that_is_no_json_are_told_apart() -> None:
    with served() as it:
        execution = it.start(task(CALLBACK))
        token = token_of(it, execution)
        assert refusal(it, "no such token") == "InvalidToken: Invalid Token: 'Invalid token'"
        assert refusal(it, token, "{").startswith("InvalidOutput: Invalid Output: ")
        assert refusal(it, token, f'"{"x" * 262_144}"').startswith("InvalidOutput: ")
        it.executions.callbacks.send_task_success(token, "{}")
        assert refusal(it, token) == "TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'"
        it.end(execution)
        assert refusal(it, token).startswith("TaskTimedOut: ")


def test_each_of_several_tokens_answers_its_own_task() -> None:
    with served() as it:
        each = task(CALLBACK, Parameters={"token.$": "$$.Task.Token"})
        execution = it.start(
            {
                "StartAt": "P",
                "States": {
                    "P": {
                        "Type": "Parallel",
                        "Branches": [each, {"StartAt": "U", "States": {"U": {**each["States"]["T"]}}}],
                        "End": True,
                    }
                },
            }
        )
        run = it.run(execution)
        it.pages.until(lambda: len(run.driver.questions) == 2)
        tokens = [question.task.token for question in run.driver.questions.values()]
        it.executions.callbacks.send_task_success(str(tokens[1]), '"second"')
        it.executions.callbacks.send_task_success(str(tokens[0]), '"first"')
        assert it.end(execution).output == ["first", "second"]


def test_a_token_outlives_the_server() -> None:
    store = MemoryStore()
    with served(store) as first:
        execution = first.start(task(CALLBACK))
        token = token_of(first, execution)
    with served(store) as second:
        second.executions.callbacks.send_task_success(token, '"late"')
        assert second.end(execution).output == "late"


def test_an_answer_that_comes_while_the_debugger_stands_is_kept() -> None:
    store = MemoryStore()
    with served(store) as first:
        machine = {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "T"}, **task(CALLBACK)["States"]}}
        execution = first.start(machine)
        token = token_of(first, execution)
        first.run(execution).pause()
        first.executions.callbacks.send_task_success(token, '"kept"')
        assert first.run(execution).stance.paused
    with served(store) as second:
        assert type(second.run(execution).record.events[-1]).__name__ == "TaskSucceeded"


def test_a_worker_takes_an_activitys_task_and_answers() -> None:
    with served() as it:
        it.store.activities.create(Activity(ARN, "paint", 1))
        execution = it.start(task(ARN), {"wall": 1})
        taken = it.executions.callbacks.get_activity_task(ARN, "painter", 30)
        assert taken is not None
        assert taken.input == '{"wall":1}'
        it.executions.callbacks.send_task_heartbeat(taken.token)
        it.executions.callbacks.send_task_success(taken.token, '"blue"')
        assert it.end(execution).output == "blue"
        assert it.types(execution)[2:5] == ["ActivityScheduled", "ActivityStarted", "ActivitySucceeded"]
        assert it.executions.history(execution)[3]["activityStartedEventDetails"] == {"workerName": "painter"}


def test_a_worker_is_not_given_what_is_answered_already() -> None:
    with served() as it:
        it.store.activities.create(Activity(ARN, "paint", 1))
        first = it.start(task(ARN))
        it.executions.callbacks.send_task_success(token_of(it, first), "1")
        it.end(first)
        assert it.executions.callbacks.get_activity_task(ARN, "painter", 0) is None


def test_a_worker_of_no_activity_is_refused() -> None:
    with served() as it, pytest.raises(CallbackRefused) as refused:
        it.executions.callbacks.get_activity_task(ARN)
    assert str(refused.value) == f"ActivityDoesNotExist: Activity Does Not Exist: '{ARN}'"
