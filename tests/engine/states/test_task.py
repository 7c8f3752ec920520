from typing import Any

import pytest

from tests.engine.driving import NOON_MS, Run, of_kind, run
from tests.engine.machines import machine_of
from tests.engine.random_machines import RESOURCE
from webapp.engine import PendingTask, PendingTimer, aws_type, pending_work
from webapp.engine.commands import CompleteTask
from webapp.engine.events import TaskScheduled, TaskStarted, TaskTimedOut

WITH_TOKEN = "arn:aws:states:::sqs:sendMessage.waitForTaskToken"


def scheduled(data: Any, **fields: Any) -> TaskScheduled:
    going = started(data, **fields)
    (event,) = of_kind(going.events, TaskScheduled)
    return event


def started(data: Any, **fields: Any) -> Run:
    state = {"Type": "Task", "Resource": RESOURCE, "End": True} | fields
    going = Run(machine_of({"StartAt": "T", "States": {"T": state}})).start(data)
    going.advance_all()
    return going


def test_the_task_is_given_the_effective_input() -> None:
    event = scheduled({"a": {"b": 1}}, InputPath="$.a", Parameters={"c.$": "$.b", "d": "$.b"})
    assert event.parameters == {"c": 1, "d": "$.b"}


def test_input_path_null_gives_an_empty_object() -> None:
    assert scheduled({"a": 1}, InputPath=None).parameters == {}


def test_time_limits_are_fixed_or_come_from_the_data() -> None:
    assert scheduled({}, TimeoutSeconds=5).timeout_seconds == 5
    assert scheduled({"s": 7}, TimeoutSecondsPath="$.s").timeout_seconds == 7
    assert scheduled({}).timeout_seconds is None


@pytest.mark.parametrize("value", ["soon", 1.5, True, None])
def test_a_time_limit_that_is_no_integer_fails_the_state(value: Any) -> None:
    assert started({"s": value}, TimeoutSecondsPath="$.s").snapshot.error == "States.Runtime"


def test_credentials_name_a_role() -> None:
    event = scheduled({"role": "arn:r"}, Credentials={"RoleArn.$": "$.role"})
    assert event.credentials_role_arn == "arn:r"


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"Credentials": {"RoleArn.$": "$.n"}}, "The field RoleArn of the Credentials is not a string: 5"),
        (
            {"Credentials": {"RoleArn": "{% $states.input.n %}"}, "QueryLanguage": "JSONata"},
            "/RoleArn' returned an unexpected result type. Expected 'string', but was 'number' for value: 5",
        ),
        (
            {"Credentials": "{% $states.input.n %}", "QueryLanguage": "JSONata"},
            "'Credentials' returned an unexpected result type. Expected 'object', but was 'number' for value: 5",
        ),
        (
            {"Credentials": "{% $states.input %}", "QueryLanguage": "JSONata"},
            "The field 'RoleArn' is required but was missing",
        ),
    ],
)
def test_credentials_that_name_no_role_fail_the_state(fields: dict[str, Any], complaint: str) -> None:
    cause = started({"n": 5}, **fields).snapshot.cause or ""
    assert cause.endswith(complaint)


def test_the_result_goes_through_selector_result_path_and_output_path() -> None:
    state = {
        "Type": "Task",
        "Resource": RESOURCE,
        "InputPath": "$.in",
        "ResultSelector": {"n.$": "$.value"},
        "ResultPath": "$.out",
        "OutputPath": "$",
        "Assign": {"raw.$": "$"},
        "End": True,
    }
    mocks = {"T": {"0": {"Return": {"Payload": {"value": 3, "more": 4}}}}}
    finished = run(machine_of({"StartAt": "T", "States": {"T": state}}), {"in": 1, "keep": 2}, mocks)
    assert finished.snapshot.output == {"in": 1, "keep": 2, "out": {"n": 3}}
    assert finished.snapshot.threads["0"].variables["raw"] == {"value": 3, "more": 4}


def test_a_task_that_waits_for_a_token_is_given_one_to_pass_on() -> None:
    going = started({}, Resource=WITH_TOKEN, Parameters={"MessageBody": {"token.$": "$$.Task.Token"}})
    (event,) = of_kind(going.events, TaskScheduled)
    assert event.token
    assert event.parameters == {"MessageBody": {"token": event.token}}
    (task,) = pending_work(going.snapshot)
    assert isinstance(task, PendingTask)
    assert task.token == event.token


def test_an_activity_starts_when_it_is_answered() -> None:
    going = started({}, Resource="arn:aws:states:eu-west-1:111111111111:activity:paint")
    assert of_kind(going.events, TaskStarted) == []
    (task,) = pending_work(going.snapshot)
    assert isinstance(task, PendingTask)
    batch = going.send(CompleteTask("0", task.scheduled, "blue", going.now_ms, 1))
    assert [aws_type(event) for event in batch] == ["ActivityStarted", "ActivitySucceeded"]


@pytest.mark.parametrize(("pattern", "caught"), [("States.HeartbeatTimeout", True), ("States.TaskFailed", False)])
def test_a_missed_heartbeat_is_a_time_out_that_can_be_told_apart(pattern: str, caught: bool) -> None:
    catch = [{"ErrorEquals": [pattern], "ResultPath": "$.problem", "Next": "T"}]
    going = started({}, Resource=WITH_TOKEN, TimeoutSeconds=60, HeartbeatSeconds=5, Catch=catch)
    (_, timer) = pending_work(going.snapshot)
    assert timer == PendingTimer("0", NOON_MS + 5000, "timeout")
    assert isinstance(timer, PendingTimer)
    (timed_out, *_) = of_kind(going.fire(timer), TaskTimedOut)
    assert (timed_out.error, timed_out.missed_heartbeat) == ("States.Timeout", True)
    going.advance()
    assert (going.snapshot.status == "RUNNING") is caught
    assert going.snapshot.error == (None if caught else "States.Timeout")


def test_heartbeats_count_only_for_tasks_with_a_token() -> None:
    assert len(pending_work(started({}, HeartbeatSeconds=5).snapshot)) == 1
