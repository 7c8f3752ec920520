"""The ids, predecessors and types that AWS records, for the executions of the cases."""

from pathlib import Path

import pytest

from tests.cases.test_cases import play
from tests.engine.driving import run
from tests.engine.machines import machine_of
from webapp.engine import aws_type, execution_history

CASES = Path(__file__).parents[1] / "cases"

GOLDEN = {
    "one-pass": "1←0 ExecutionStarted · 2←0 PassStateEntered · 3←2 PassStateExited · 4←3 ExecutionSucceeded",
    "task-retried-then-caught": (
        "1←0 ExecutionStarted · 2←0 TaskStateEntered · 3←2 TaskScheduled · 4←3 TaskStarted · 5←4 TaskFailed · "
        "6←5 TaskScheduled · 7←6 TaskStarted · 8←7 TaskFailed · 9←8 TaskStateExited · "
        "10←9 PassStateEntered · 11←10 PassStateExited · 12←11 ExecutionSucceeded"
    ),
    "function-timed-out": (
        "1←0 ExecutionStarted · 2←0 TaskStateEntered · 3←2 LambdaFunctionScheduled · 4←3 LambdaFunctionStarted · "
        "5←4 LambdaFunctionTimedOut · 6←5 ExecutionFailed"
    ),
    "path-error-after-success": (
        "1←0 ExecutionStarted · 2←0 TaskStateEntered · 3←2 LambdaFunctionScheduled · 4←3 LambdaFunctionStarted · "
        "5←4 LambdaFunctionSucceeded · 6←5 ExecutionFailed"
    ),
    "nested-maps": (
        "1←0 ExecutionStarted · 2←0 MapStateEntered · 3←2 MapStateStarted · 4←3 MapIterationStarted · "
        "5←4 MapStateEntered · 6←5 MapStateStarted · 7←6 MapIterationStarted · "
        "8←7 PassStateEntered · 9←8 PassStateExited · 10←9 MapIterationSucceeded · "
        "11←9 MapIterationStarted · 12←11 PassStateEntered · 13←12 PassStateExited · 14←13 MapIterationSucceeded · "
        "15←13 MapIterationStarted · 16←15 PassStateEntered · 17←16 PassStateExited · 18←17 MapIterationSucceeded · "
        "19←18 MapStateSucceeded · 20←18 MapStateExited · 21←20 MapIterationSucceeded · 22←20 MapIterationStarted · "
        "23←22 MapStateEntered · 24←23 MapStateStarted · 25←24 MapIterationStarted · "
        "26←25 PassStateEntered · 27←26 PassStateExited · 28←27 MapIterationSucceeded · "
        "29←27 MapIterationStarted · 30←29 PassStateEntered · 31←30 PassStateExited · 32←31 MapIterationSucceeded · "
        "33←31 MapIterationStarted · 34←33 PassStateEntered · 35←34 PassStateExited · 36←35 MapIterationSucceeded · "
        "37←36 MapStateSucceeded · 38←36 MapStateExited · 39←38 MapIterationSucceeded · "
        "40←39 MapStateSucceeded · 41←39 MapStateExited · 42←41 ExecutionSucceeded"
    ),
    "map-retried-until-it-fails": (
        "1←0 ExecutionStarted · 2←0 PassStateEntered · 3←2 PassStateExited · "
        "4←3 MapStateEntered · 5←4 MapStateStarted · 6←5 MapIterationStarted · 7←6 FailStateEntered · "
        "8←7 MapIterationFailed · 9←7 MapStateStarted · 10←9 MapIterationStarted · 11←10 FailStateEntered · "
        "12←11 MapIterationFailed · 13←11 MapStateStarted · 14←13 MapIterationStarted · 15←14 FailStateEntered · "
        "16←15 MapIterationFailed · 17←15 MapStateFailed · 18←17 ExecutionFailed"
    ),
    "parallel-branch-caught": (
        "1←0 ExecutionStarted · 2←0 ParallelStateEntered · 3←2 ParallelStateStarted · 4←3 WaitStateEntered · "
        "5←3 FailStateEntered · 6←5 WaitStateAborted · 7←5 ParallelStateFailed · 8←7 ParallelStateExited · "
        "9←8 PassStateEntered · 10←9 PassStateExited · 11←10 ExecutionSucceeded"
    ),
    "stopped-while-waiting": "1←0 ExecutionStarted · 2←0 WaitStateEntered · 3←0 ExecutionAborted",
    "choice-without-match": "1←0 ExecutionStarted · 2←0 ChoiceStateEntered · 3←2 ExecutionFailed",
}


@pytest.mark.parametrize("name", GOLDEN)
def test_ids_predecessors_and_types_are_those_that_aws_records(name: str) -> None:
    shown = execution_history(play(CASES / name).events)
    assert " · ".join(f"{each['id']}←{each['previousEventId']} {each['type']}" for each in shown) == GOLDEN[name]


def test_payloads_are_json_text_and_null_fields_are_left_out() -> None:
    history = {each["type"]: each for each in execution_history(play(CASES / "function-timed-out").events)}
    assert history["ExecutionStarted"]["executionStartedEventDetails"]["input"] == '{"image":"cat.png"}'
    assert history["LambdaFunctionScheduled"]["lambdaFunctionScheduledEventDetails"] == {
        "resource": "arn:aws:lambda:eu-west-1:111111111111:function:resize",
        "input": '{"image":"cat.png"}',
        "inputDetails": {"truncated": False},
        "timeoutInSeconds": 5,
    }
    assert "lambdaFunctionStartedEventDetails" not in history["LambdaFunctionStarted"]
    assert history["LambdaFunctionTimedOut"]["lambdaFunctionTimedOutEventDetails"] == {"error": "States.Timeout"}


def test_service_tasks_name_the_service_and_the_action() -> None:
    history = {each["type"]: each for each in execution_history(play(CASES / "task-retried-then-caught").events)}
    assert history["TaskScheduled"]["taskScheduledEventDetails"] == {
        "resourceType": "lambda",
        "resource": "invoke",
        "region": "us-east-1",
        "parameters": '{"FunctionName":"charge","Payload":{"order":7}}',
    }
    assert history["TaskFailed"]["taskFailedEventDetails"] == {
        "resourceType": "lambda",
        "resource": "invoke",
        "error": "Card.Refused",
        "cause": "no cover",
    }


def test_assigned_variables_are_shown_as_json_text() -> None:
    machine = machine_of({"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"x": "a"}, "End": True}}})
    exited = list(execution_history(run(machine).events))[2]["stateExitedEventDetails"]
    assert exited["assignedVariables"] == {"x": '"a"'}


def test_events_of_our_own_have_no_type_in_aws_and_no_id() -> None:
    events = play(CASES / "map-retried-until-it-fails").events
    internal = {type(event).__name__ for event in events if not aws_type(event)}
    assert internal == {"RetryScheduled", "RetryStarted", "StateFailed"}
    assert {event.id for event in events if not aws_type(event)} == {0}
