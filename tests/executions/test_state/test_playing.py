"""What comes of a state when its work is mocked, done, or nobody does it."""

from typing import Any

import pytest

from tests.executions.test_state.asking import ROLE, ask, invalid
from webapp.engine import PendingTask
from webapp.executions.answers import Given, Thrown

RESOURCE = "arn:aws:states:::lambda:invoke"
INNER = {"StartAt": "In", "States": {"In": {"Type": "Pass", "End": True}}}


def task(**fields: Any) -> dict[str, Any]:
    return {"Type": "Task", "Resource": RESOURCE, "End": True} | fields


def error(name: str, cause: str | None = "why") -> dict[str, Any]:
    return {"errorOutput": {"error": name} | ({} if cause is None else {"cause": cause})}


def test_a_mocked_result_goes_through_all_fields_of_the_output() -> None:
    state = task(ResultSelector={"p.$": "$.Payload"}, ResultPath="$.r", OutputPath="$.r")
    assert ask(state, {"a": 1}, result={"Payload": [7]}) == {"status": "SUCCEEDED", "output": {"p": [7]}}


def test_a_mocked_error_that_nobody_takes_fails_the_state() -> None:
    assert ask(task(), mock=error("E")) == {"status": "FAILED", "error": "E", "cause": "why"}
    assert ask(task(), mock=error("E", None)) == {"status": "FAILED", "error": "E"}


def test_a_mocked_error_is_caught_as_in_an_execution() -> None:
    state = task(Catch=[{"ErrorEquals": ["Other"], "Next": "A"}, {"ErrorEquals": ["States.ALL"], "Next": "B"}])
    assert ask(state, mock=error("E")) == {
        "status": "CAUGHT_ERROR",
        "error": "E",
        "cause": "why",
        "output": {"Error": "E", "Cause": "why"},
        "nextState": "B",
    }


def test_a_mocked_error_is_retriable_until_the_retrier_is_exhausted() -> None:
    state = task(
        Retry=[{"ErrorEquals": ["Other"]}, {"ErrorEquals": ["E"], "MaxAttempts": 2}],
        Catch=[{"ErrorEquals": ["E"], "Next": "A"}],
    )
    last = ask(state, mock=error("E"), stateConfiguration={"retrierRetryCount": 1})
    assert last == {"status": "RETRIABLE", "error": "E", "cause": "why"}
    assert ask(state, mock=error("E"), stateConfiguration={"retrierRetryCount": 2})["status"] == "CAUGHT_ERROR"


def test_an_error_of_the_fields_is_no_matter_of_the_mock() -> None:
    state = task(Parameters={"x.$": "$.gone"}, Catch=[{"ErrorEquals": ["States.ALL"], "Next": "A"}])
    answer = ask(state, {"a": 1}, result={})
    assert answer["status"] == "FAILED"
    assert answer["error"] == "States.Runtime"
    assert answer["cause"] == (
        "An error occurred while executing the state 'StateName' (entered at the event id #2). "
        "The JSONPath '$.gone' specified for the field 'x.$' could not be found in the input '{\"a\":1}'"
    )
    assert ask(task(OutputPath="$.gone"), result={})["error"] == "States.Runtime"


def test_the_result_of_a_callback_is_whatever_comes_back() -> None:
    state = task(Resource="arn:aws:states:::sqs:sendMessage.waitForTaskToken", ResultPath="$.answer")
    assert ask(state, {"a": 1}, result=[1, 2])["output"] == {"a": 1, "answer": [1, 2]}
    worker = task(Resource="arn:aws:states:us-east-1:111122223333:activity:a")
    assert ask(worker, result="done")["output"] == "done"


def test_a_task_without_a_mock_is_run_by_whoever_can() -> None:
    def run(pending: PendingTask) -> Given | Thrown:
        return Given({"seen": pending.parameters})

    state = task(Parameters={"FunctionName": "f"})
    assert ask(state, roleArn=ROLE, run_task=run)["output"] == {"seen": {"FunctionName": "f"}}
    thrown = ask(state, roleArn=ROLE, run_task=lambda _: Thrown("Boom", "why"))
    assert thrown == {"status": "FAILED", "error": "Boom", "cause": "why"}


def test_a_task_that_nobody_answers_fails_and_says_which() -> None:
    answer = ask(task(), roleArn=ROLE)
    assert (answer["status"], answer["error"]) == ("FAILED", "States.TaskFailed")
    assert RESOURCE in answer["cause"]


@pytest.mark.parametrize(
    ("state", "data", "expected"),
    [
        ({"Type": "Wait", "Seconds": 3600, "Next": "N"}, {"a": 1}, {"output": {"a": 1}, "nextState": "N"}),
        ({"Type": "Wait", "Timestamp": "2020-01-01T00:00:00Z", "End": True}, 1, {"output": 1}),
        ({"Type": "Succeed", "OutputPath": "$.a"}, {"a": 1}, {"output": 1}),
        (
            {"Type": "Choice", "Choices": [{"Variable": "$.a", "NumericEquals": 1, "Next": "One"}], "Default": "Many"},
            {"a": 1},
            {"output": {"a": 1}, "nextState": "One"},
        ),
    ],
)
def test_states_without_work_of_their_own_end_at_once(state: Any, data: Any, expected: Any) -> None:
    assert ask(state, data) == {"status": "SUCCEEDED", **expected}


def test_a_fail_fails_with_what_it_says() -> None:
    assert ask({"Type": "Fail"}) == {"status": "FAILED"}
    assert ask({"Type": "Fail", "ErrorPath": "$.e", "Cause": "c"}, {"e": "E"}) == {
        "status": "FAILED",
        "error": "E",
        "cause": "c",
    }


def test_a_choice_without_a_match_fails() -> None:
    state = {"Type": "Choice", "Choices": [{"Variable": "$.a", "NumericEquals": 1, "Next": "One"}]}
    assert ask(state, {"a": 2})["error"] == "States.Runtime"


def test_a_parallel_joins_nothing_but_takes_the_mocked_result() -> None:
    state = {"Type": "Parallel", "Branches": [INNER], "ResultPath": "$.r", "Next": "N"}
    assert ask(state, {"a": 1}, result=[5]) == {
        "status": "SUCCEEDED",
        "output": {"a": 1, "r": [5]},
        "nextState": "N",
    }


def test_a_mocked_error_of_a_parallel_is_matched_as_that_of_a_branch() -> None:
    state = {
        "Type": "Parallel",
        "Branches": [INNER],
        "Catch": [{"ErrorEquals": ["States.BranchFailed"], "ResultPath": "$.e", "Next": "A"}],
        "End": True,
    }
    answer = ask(state, {"a": 1}, mock=error("E"))
    assert (answer["status"], answer["output"]) == ("CAUGHT_ERROR", {"a": 1, "e": {"Error": "E", "Cause": "why"}})


def test_a_map_needs_its_items_though_its_result_is_mocked() -> None:
    state = {"Type": "Map", "ItemsPath": "$.items", "ItemProcessor": INNER, "End": True}
    assert ask(state, {"items": [1]}, result=["one"])["output"] == ["one"]
    wrong = ask(state, {"items": 1}, result=["one"])
    assert (wrong["error"], wrong["cause"]) == ("States.Runtime", 'Reference path "$.items" must point to array.')
    missing = ask(state, {}, result=["one"])
    assert missing["error"] == "States.ReferencePathConflict"


def test_an_item_that_cannot_be_made_fails_the_map() -> None:
    state = {"Type": "Map", "ItemSelector": {"v.$": "$$.Map.Item.Value.v"}, "ItemProcessor": INNER, "End": True}
    assert ask(state, [{"v": 1}, {"v": 2}], result=[1, 2])["status"] == "SUCCEEDED"
    for mock in ({"result": "[1, 2]"}, error("E")):
        answer = ask(state, [{"v": 1}, {}], mock=mock)
        assert (answer["status"], answer["error"]) == ("FAILED", "States.Runtime")
        assert "'$$.Map.Item.Value.v'" in answer["cause"]


def test_no_more_iterations_can_fail_than_there_are() -> None:
    state = {"Type": "Map", "ItemProcessor": INNER, "End": True}
    message = "Map iteration failure count must be less than or equal to the number of Map iterations"
    for mock in ({"result": "[1]"}, error("E")):
        assert invalid(state, [1, 2], mock=mock, stateConfiguration={"mapIterationFailureCount": 3}) == message
        ask(state, [1, 2], mock=mock, stateConfiguration={"mapIterationFailureCount": 2})


JSONATA = {"QueryLanguage": "JSONata", "Type": "Task", "Resource": RESOURCE, "Next": "N"}


def test_a_jsonata_task_makes_its_arguments_and_its_output() -> None:
    state = JSONATA | {"Arguments": {"n": "{% $states.input.n + 1 %}"}, "Output": "{% $states.result.Payload %}"}
    assert ask(state, {"n": 1}, result={"Payload": 5}) == {"status": "SUCCEEDED", "output": 5, "nextState": "N"}


def test_an_error_of_jsonata_can_be_caught_and_tried_again() -> None:
    state = JSONATA | {"Arguments": {"n": "{% $states.input.gone %}"}}
    failed = ask(state, {"n": 1}, result={})
    assert (failed["status"], failed["error"]) == ("FAILED", "States.QueryEvaluationError")
    assert failed["cause"].startswith("An error occurred while executing the state 'StateName' (entered at the event")
    catch = {"ErrorEquals": ["States.QueryEvaluationError"], "Output": "{% $states.errorOutput.Error %}", "Next": "C"}
    caught = ask(state | {"Catch": [catch]}, {"n": 1}, result={})
    assert (caught["status"], caught["output"]) == ("CAUGHT_ERROR", "States.QueryEvaluationError")
    retry = {"ErrorEquals": ["States.ALL"]}
    assert ask(state | {"Retry": [retry]}, {"n": 1}, result={})["status"] == "RETRIABLE"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"Type": "Wait", "Seconds": "{% $states.input.n %}", "Output": "{% $x %}", "End": True}, {"output": 7}),
        ({"Type": "Succeed", "Output": {"twice": "{% $x * 2 %}"}}, {"output": {"twice": 14}}),
        (
            {"Type": "Choice", "Choices": [{"Condition": "{% $x = 7 %}", "Next": "A", "Output": 1}], "Default": "B"},
            {"output": 1, "nextState": "A"},
        ),
        ({"Type": "Fail", "Error": "{% 'E' & $x %}"}, {"status": "FAILED", "error": "E7"}),
    ],
    ids=lambda value: str(value.get("Type", "")),
)
def test_a_jsonata_state_sees_its_input_and_the_variables(fields: Any, expected: Any) -> None:
    answer = ask({"QueryLanguage": "JSONata", **fields}, {"n": 1}, variables={"x": 7})
    assert answer == {"status": "SUCCEEDED", **expected}
