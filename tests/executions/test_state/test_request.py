"""What can be said of a request for a test without its definition."""

from typing import Any

import pytest

from tests.executions.test_state.asking import ask, invalid, refused
from webapp.executions.test_state.refusals import TestRefused
from webapp.executions.test_state.request import MockedError, MockedResult, read_request

TASK = {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "End": True}


def test_an_absent_input_is_an_empty_object_and_the_level_is_info() -> None:
    request = read_request({"definition": "{}"})
    assert (request.input, request.level, request.mock) == ({}, "INFO", None)


def test_a_mock_is_a_result_or_an_error() -> None:
    assert read_request({"mock": {"result": "[1]"}}).mock == MockedResult([1], "STRICT")
    assert read_request({"mock": {"errorOutput": {"error": "E"}}}).mock == MockedError("E", None)


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (
            {"mock": {"result": "1", "errorOutput": {"error": "E"}}},
            "A test mock should have only one of the following fields: [result, errorOutput].",
        ),
        ({"mock": {}}, "A test mock should have only one of the following fields: [result, errorOutput]."),
        ({"mock": {"result": "no JSON"}}, "Mocked result must be valid JSON"),
        (
            {"mock": {"result": "1"}, "revealSecrets": True},
            "TestState does not support RevealSecrets when a mock is specified.",
        ),
        (
            {"stateConfiguration": {"mapIterationFailureCount": 1}},
            "TestState does not support MapIterationFailureCount when a mock is not specified.",
        ),
        (
            {"stateConfiguration": {"retrierRetryCount": 1}},
            "TestState does not support RetrierRetryCount when a mock is not specified.",
        ),
        ({"context": "{}"}, "TestState does not support Context when a mock is not specified."),
    ],
)
def test_fields_that_do_not_go_together_are_refused(request_: dict[str, Any], message: str) -> None:
    with pytest.raises(TestRefused) as caught:
        read_request({"definition": "{}", **request_})
    assert (caught.value.code, caught.value.message) == ("ValidationException", message)


@pytest.mark.parametrize(
    "request_",
    [
        {"variables": "[1]"},
        {"variables": "no JSON"},
        {"context": "7", "mock": {"result": "1"}},
        {"inspectionLevel": "VERBOSE"},
        {"mock": {"result": "1", "fieldValidationMode": "SOME"}},
        {"mock": {"errorOutput": {"cause": "nothing"}}},
        {"mock": {"result": 7}},
        {"mock": {"result": "1"}, "stateConfiguration": {"retrierRetryCount": -1}},
    ],
)
def test_what_is_not_as_the_api_has_it_is_refused(request_: dict[str, Any]) -> None:
    with pytest.raises(TestRefused, match="ValidationException"):
        read_request({"definition": "{}", **request_})


def test_an_input_that_is_no_json_is_an_invalid_execution_input() -> None:
    assert refused({"Type": "Succeed"}, None, input="{'a': 1}") == (
        "InvalidExecutionInput",
        "Invalid State Machine Execution Input: 'Unexpected character (''' (code 39)): was expecting double-quote to "
        "start field name'",
    )


def test_a_role_is_an_arn() -> None:
    assert refused({"Type": "Succeed"}, roleArn="admin") == (
        "InvalidArn",
        "Invalid Arn: 'Invalid ARN prefix: admin'",
    )


def test_variables_are_what_the_state_sees() -> None:
    state = {"Type": "Pass", "Parameters": {"twice.$": "States.Array($x, $x)"}, "End": True}
    assert ask(state, variables={"x": 3})["output"] == {"twice": [3, 3]}


def test_a_result_that_is_no_json_is_refused_before_the_model_is_asked() -> None:
    assert invalid(TASK, mock={"result": "{", "fieldValidationMode": "NONE"}) == "Mocked result must be valid JSON"
