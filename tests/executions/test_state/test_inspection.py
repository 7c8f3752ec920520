"""What is shown of the way through a state."""

from typing import Any

import pytest

from tests.executions.test_state.asking import ask, inspected

INNER = {"StartAt": "In", "States": {"In": {"Type": "Pass", "End": True}}}
DATA = {"in": {"x": 1}, "list": [1, 2]}


def test_nothing_is_shown_at_the_level_info() -> None:
    assert "inspectionData" not in ask({"Type": "Succeed"})
    assert "inspectionData" in ask({"Type": "Succeed"}, inspectionLevel="TRACE")


@pytest.mark.parametrize(
    ("fields", "result", "expected"),
    [
        (
            {"Type": "Pass", "InputPath": "$.in", "Parameters": {"y.$": "$.x"}, "ResultPath": "$.r", "End": True},
            None,
            {
                "afterInputPath": {"x": 1},
                "afterParameters": {"y": 1},
                "afterResultSelector": {"y": 1},
                "afterResultPath": {**DATA, "r": {"y": 1}},
            },
        ),
        (
            {"Type": "Pass", "InputPath": "$.in", "Result": 7, "ResultPath": "$.r", "End": True},
            None,
            {"result": 7, "afterResultSelector": 7, "afterResultPath": {**DATA, "r": 7}},
        ),
        (
            {
                "Type": "Task",
                "Resource": "arn:aws:states:::lambda:invoke",
                "InputPath": "$.in",
                "ResultSelector": {"p.$": "$.Payload"},
                "ResultPath": "$.r",
                "End": True,
            },
            {"Payload": 5},
            {
                "afterInputPath": {"x": 1},
                "afterParameters": {"x": 1},
                "result": {"Payload": 5},
                "afterResultSelector": {"p": 5},
                "afterResultPath": {**DATA, "r": {"p": 5}},
            },
        ),
        (
            {"Type": "Choice", "InputPath": "$.in", "Default": "D", "Choices": [
                {"Variable": "$.x", "NumericEquals": 2, "Next": "N"}]},
            None,
            {"afterInputPath": {"x": 1}},
        ),
        ({"Type": "Succeed", "InputPath": "$.in"}, None, {"afterInputPath": {"x": 1}}),
        ({"Type": "Wait", "Seconds": 1, "InputPath": "$.in", "End": True}, None, {"afterInputPath": {"x": 1}}),
        ({"Type": "Fail", "Error": "E"}, None, {"afterInputPath": DATA}),
        (
            {"Type": "Parallel", "InputPath": "$.in", "Branches": [INNER], "ResultPath": "$.r", "End": True},
            [1],
            {"afterResultSelector": [1], "afterResultPath": {**DATA, "r": [1]}},
        ),
        (
            {
                "Type": "Map",
                "ItemsPath": "$.list",
                "ItemSelector": {"v.$": "$$.Map.Item.Value", "i.$": "$$.Map.Item.Index"},
                "MaxConcurrency": 3,
                "ItemProcessor": INNER,
                "End": True,
            },
            ["a", "b"],
            {
                "afterInputPath": DATA,
                "afterItemsPath": [1, 2],
                "afterItemSelector": [{"v": 1, "i": 0}, {"v": 2, "i": 1}],
                "maxConcurrency": 3,
                "afterResultSelector": ["a", "b"],
                "afterResultPath": ["a", "b"],
            },
        ),
    ],
    ids=lambda value: value.get("Type", "") if isinstance(value, dict) else "",
)  # fmt: skip
def test_a_jsonpath_state_shows_its_fields(fields: Any, result: Any, expected: Any) -> None:
    shown = inspected(fields, DATA, result=result)
    assert shown == {"input": DATA, **expected}


@pytest.mark.parametrize(
    ("fields", "result", "expected"),
    [
        (
            {
                "Type": "Task",
                "Resource": "arn:aws:states:::lambda:invoke",
                "Arguments": {"a": "{% $states.input.in.x %}"},
                "Output": "{% $states.result.Payload %}",
                "End": True,
            },
            {"Payload": 5},
            {"afterArguments": {"a": 1}, "result": {"Payload": 5}},
        ),
        ({"Type": "Pass", "Output": 7, "End": True}, None, {}),
        ({"Type": "Choice", "Choices": [{"Condition": True, "Next": "N"}]}, None, {}),
        ({"Type": "Succeed", "Output": 7}, None, {}),
        ({"Type": "Wait", "Seconds": 1, "End": True}, None, {}),
        ({"Type": "Fail", "Error": "E"}, None, {}),
        (
            {"Type": "Parallel", "Arguments": "{% $states.input.in %}", "Branches": [INNER], "End": True},
            [1],
            {},
        ),
        (
            {
                "Type": "Map",
                "Items": "{% $states.input.list %}",
                "ItemSelector": {"v": "{% $states.context.Map.Item.Value * 10 %}"},
                "MaxConcurrency": "{% 1 + 1 %}",
                "ItemProcessor": INNER,
                "End": True,
            },
            ["a", "b"],
            {"afterItemSelector": [{"v": 10}, {"v": 20}], "maxConcurrency": 2},
        ),
    ],
    ids=lambda value: value.get("Type", "") if isinstance(value, dict) else "",
)
def test_a_jsonata_state_shows_its_arguments_and_limits(fields: Any, result: Any, expected: Any) -> None:
    shown = inspected({"QueryLanguage": "JSONata", **fields}, DATA, result=result)
    assert shown == {"input": DATA, **expected}


def test_a_field_that_fails_is_the_last_that_could_be_shown() -> None:
    state = {"Type": "Pass", "Parameters": {"y.$": "$.gone"}, "End": True}
    assert inspected(state, DATA) == {"input": DATA, "afterInputPath": DATA}
    state = {"Type": "Map", "ItemsPath": "$.in", "ItemProcessor": INNER, "End": True}
    assert inspected(state, DATA, result=[]) == {"input": DATA, "afterInputPath": DATA}


def test_an_error_names_who_took_it() -> None:
    state = {
        "Type": "Task",
        "Resource": "arn:aws:states:::lambda:invoke",
        "Retry": [{"ErrorEquals": ["X"]}, {"ErrorEquals": ["E"], "IntervalSeconds": 3, "MaxAttempts": 2}],
        "Catch": [{"ErrorEquals": ["X"], "Next": "N"}, {"ErrorEquals": ["E", "F"], "Next": "N"}],
        "End": True,
    }

    def details(error: str, retries: int) -> Any:
        mock = {"errorOutput": {"error": error}}
        return inspected(state, mock=mock, stateConfiguration={"retrierRetryCount": retries}).get("errorDetails")

    assert details("E", 1) == {"retryIndex": 1, "retryBackoffIntervalSeconds": 6}
    assert details("E", 2) == {"retryIndex": 1, "catchIndex": 1}
    assert details("F", 0) == {"catchIndex": 1}
    assert details("G", 0) is None


def test_variables_are_shown_as_they_are_after_the_state() -> None:
    state = {"Type": "Pass", "Assign": {"x": 2, "z.$": "$x"}, "End": True}
    assert inspected(state, variables={"x": 1, "y": 5})["variables"] == {"x": 2, "y": 5, "z": 1}
    assert "variables" not in inspected({"Type": "Succeed"}, variables={})
