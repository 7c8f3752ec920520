"""Whether a request fits the state that it tests."""

from typing import Any

import pytest

from tests.executions.test_state.asking import ROLE, ask, invalid, refused

ARRAY = "Mocked result must be an array."
OBJECT = "Mocked result must be a JSON object."
INNER = {"StartAt": "In", "States": {"In": {"Type": "Pass", "End": True}}}
MAP = {"Type": "Map", "ItemProcessor": INNER, "End": True}
PARALLEL = {
    "Type": "Parallel",
    "Branches": [INNER, {"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}],
    "End": True,
}
OTHERS: list[dict[str, Any]] = [
    {"Type": "Pass", "End": True},
    {"Type": "Succeed"},
    {"Type": "Fail", "Error": "E"},
    {"Type": "Wait", "Seconds": 1, "End": True},
    {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsPresent": True, "Next": "X"}], "Default": "Y"},
]


def task(resource: str) -> dict[str, Any]:
    return {"Type": "Task", "Resource": resource, "End": True}


@pytest.mark.parametrize("state", [MAP, PARALLEL], ids=["Map", "Parallel"])
def test_a_state_that_holds_others_needs_a_mock(state: dict[str, Any]) -> None:
    assert refused(state) == (
        "InvalidDefinition",
        "TestState API does not support Map or Parallel states. "
        "Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]",
    )


@pytest.mark.parametrize(
    "resource",
    [
        "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
        "arn:aws:states:::states:startExecution.sync:2",
        "arn:aws:states:us-east-1:111122223333:activity:a",
    ],
)
def test_a_task_that_waits_for_somebody_needs_a_mock(resource: str) -> None:
    assert refused(task(resource), roleArn=ROLE)[0] == "InvalidDefinition"


def test_a_task_needs_a_role_unless_it_is_mocked() -> None:
    resource = "arn:aws:states:::sqs:sendMessage"
    assert invalid(task(resource)) == "RoleArn must be specified when testing a Task state"
    assert ask(task(resource), result={"MessageId": "1"})["status"] == "SUCCEEDED"


@pytest.mark.parametrize("state", OTHERS, ids=lambda state: str(state["Type"]))
@pytest.mark.parametrize("mock", [{"result": "{}"}, {"errorOutput": {"error": "E"}}], ids=["result", "error"])
def test_a_state_without_work_of_its_own_takes_no_mock(state: dict[str, Any], mock: dict[str, Any]) -> None:
    expected = f"State type '{state['Type']}' is not supported when a mock is specified"
    assert invalid(state, mock=mock) == expected


@pytest.mark.parametrize(
    ("state", "result", "message"),
    [
        (MAP, {"a": 1}, ARRAY),
        (PARALLEL, {"a": 1}, ARRAY),
        (PARALLEL, [1], "Mocked result must contain the same number of items as number of Parallel branches."),
        (task("arn:aws:states:::sqs:sendMessage"), "text", OBJECT),
    ],
)
def test_a_mocked_result_has_the_form_of_the_state_s_own(state: dict[str, Any], result: Any, message: str) -> None:
    assert invalid(state, result=result) == message


def test_without_validation_a_task_may_give_anything() -> None:
    state = task("arn:aws:states:::states:startExecution")
    assert ask(state, mock={"result": '"text"', "fieldValidationMode": "NONE"})["output"] == "text"


@pytest.mark.parametrize(
    ("context", "reason"),
    [
        ({"Map": {}}, "'Map' field is not supported when mocking a Context object"),
        (
            {"Task": {"Token": "t"}},
            "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' "
            "service integration pattern",
        ),
    ],
)
def test_a_context_object_holds_what_the_state_could_see(context: dict[str, Any], reason: str) -> None:
    state = task("arn:aws:states:::sqs:sendMessage")
    assert invalid(state, result={}, context=context) == f"Invalid Context object provided: {reason}"


@pytest.mark.parametrize("context", [{"Surprise": {}}, {"State": []}])
def test_a_context_object_of_another_shape_is_refused(context: dict[str, Any]) -> None:
    assert invalid(MAP, [], result=[], context=context).startswith("Invalid Context object provided: ")


def test_an_error_can_come_only_from_a_state_inside() -> None:
    error = {"errorOutput": {"error": "E"}}
    assert ask(PARALLEL, mock=error, stateConfiguration={"errorCausedByState": "B"})["status"] == "FAILED"
    assert "'Other'" in invalid(PARALLEL, mock=error, stateConfiguration={"errorCausedByState": "Other"})
    call = task("arn:aws:states:::sqs:sendMessage")
    assert "Map or Parallel" in invalid(call, mock=error, stateConfiguration={"errorCausedByState": "B"})


def test_only_the_iterations_of_a_map_can_fail() -> None:
    message = invalid(PARALLEL, result=[1, 2], stateConfiguration={"mapIterationFailureCount": 1})
    assert message == "TestState supports MapIterationFailureCount only for a Map state."
