"""How many failed iterations a mocked Map bears."""

from typing import Any

import pytest

from tests.executions.test_state.asking import ask

INNER = {
    "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
    "StartAt": "In",
    "States": {"In": {"Type": "Pass", "End": True}},
}
EXCEEDED = {
    "status": "FAILED",
    "error": "States.ExceedToleratedFailureThreshold",
    "cause": "The specified tolerated failure threshold was exceeded",
}


def outcome(failed: int, items: int = 10, **fields: Any) -> dict[str, Any]:
    state = {"Type": "Map", "ItemProcessor": INNER, "End": True} | fields
    answer = ask(state, [0] * items, result=["done"], stateConfiguration={"mapIterationFailureCount": failed})
    return answer


@pytest.mark.parametrize(
    ("fields", "borne"),
    [
        ({"ToleratedFailureCount": 3}, 3),
        ({"ToleratedFailureCount": 0}, 0),
        ({"ToleratedFailurePercentage": 25}, 2),
        ({"ToleratedFailurePercentage": 30}, 3),
        ({"ToleratedFailureCount": 5, "ToleratedFailurePercentage": 10}, 1),
        ({"ToleratedFailureCount": 1, "ToleratedFailurePercentage": 90}, 1),
    ],
    ids=str,
)
def test_a_map_bears_as_many_as_each_of_its_limits_allows(fields: dict[str, Any], borne: int) -> None:
    assert outcome(borne, **fields)["status"] == "SUCCEEDED"
    assert outcome(borne + 1, **fields) == EXCEEDED


def test_a_map_without_limits_takes_the_result_whatever_failed() -> None:
    assert outcome(10) == {"status": "SUCCEEDED", "output": ["done"]}


def test_too_many_failures_are_an_error_like_others() -> None:
    catch = {"ErrorEquals": ["States.ExceedToleratedFailureThreshold"], "ResultPath": None, "Next": "C"}
    answer = outcome(2, ToleratedFailureCount=1, Catch=[catch])
    assert answer == {**EXCEEDED, "status": "CAUGHT_ERROR", "output": [0] * 10, "nextState": "C"}
    assert outcome(2, ToleratedFailureCount=1, Retry=[{"ErrorEquals": ["States.ALL"]}])["status"] == "RETRIABLE"


def test_a_limit_may_be_data() -> None:
    fields = {"ItemsPath": "$.i", "ToleratedFailureCountPath": "$.n"}
    state = {"Type": "Map", "ItemProcessor": INNER, "End": True} | fields
    configuration = {"mapIterationFailureCount": 2}
    data = {"i": [1, 2, 3], "n": 1}
    assert ask(state, data, result=[], stateConfiguration=configuration) == EXCEEDED
    assert ask(state, {**data, "n": 2}, result=[], stateConfiguration=configuration)["status"] == "SUCCEEDED"
    assert ask(state, {**data, "n": "x"}, result=[], stateConfiguration=configuration)["error"] == "States.Runtime"
