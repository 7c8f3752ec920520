"""The execution that a tested state believes to be in."""

from typing import Any

from tests.executions.test_state.asking import ROLE, ask

SHOW = {"Type": "Pass", "Parameters": {"seen.$": "$$"}, "End": True}


def task(resource: str = "arn:aws:states:::lambda:invoke") -> dict[str, Any]:
    return {"Type": "Task", "Resource": resource, "ResultSelector": {"seen.$": "$$"}, "End": True}


def test_a_state_alone_is_in_an_express_execution_of_the_role_s_account() -> None:
    seen = ask(SHOW, {"a": 1}, roleArn=ROLE)["output"]["seen"]
    name, machine = seen["Execution"]["Name"], seen["StateMachine"]["Name"]
    assert seen == {
        "Execution": {
            "Id": f"arn:aws:states:us-east-1:111122223333:express:{machine}:{name}",
            "Input": {"a": 1},
            "Name": name,
            "RoleArn": ROLE,
            "StartTime": "2026-01-01T12:00:00Z",
        },
        "StateMachine": {
            "Id": f"arn:aws:states:us-east-1:111122223333:stateMachine:{machine}",
            "Name": machine,
        },
        "State": {"Name": "StateName", "EnteredTime": "2026-01-01T12:00:00Z"},
    }


def test_a_state_with_retries_sees_how_many_there_were() -> None:
    seen = ask(task(), result={}, stateConfiguration={"retrierRetryCount": 2})["output"]["seen"]
    assert seen["State"]["RetryCount"] == 2
    assert "RoleArn" not in seen["Execution"]


def test_a_callback_has_a_token() -> None:
    seen = ask(task("arn:aws:states:::sqs:sendMessage.waitForTaskToken"), result={})["output"]["seen"]
    assert seen["Task"]["Token"]


def test_a_context_that_was_given_is_all_that_the_state_sees() -> None:
    contexts: tuple[dict[str, Any], ...] = (
        {},
        {"Execution": {}, "State": {}},
        {"Execution": {"Id": "x", "Input": [1]}},
    )
    for given in contexts:
        assert ask(task(), result={}, context=given)["output"]["seen"] == given
    callback = task("arn:aws:states:::sqs:sendMessage.waitForTaskToken")
    assert ask(callback, result={}, context={"Task": {"Token": "t"}})["output"]["seen"] == {"Task": {"Token": "t"}}


def test_the_same_seed_gives_the_same_answer() -> None:
    state = {"Type": "Pass", "Parameters": {"id.$": "States.UUID()"}, "End": True}
    assert ask(state) == ask(state)
