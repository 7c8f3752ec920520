"""Activities that do not exist."""

import json
from typing import Any

from tests.executions.served import Served, served
from webapp.executions.identity import Identity, new_execution_id
from webapp.executions.launch import Launch
from webapp.executions.preparation import prepare
from webapp.store import Activity

ARN = "arn:aws:states:us-east-1:123456789012:activity:paint"
MACHINE: dict[str, Any] = {
    "StartAt": "First",
    "States": {
        "First": {"Type": "Pass", "Next": "Paint"},
        "Paint": {"Type": "Task", "Resource": ARN, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "First"}]}
        | {"End": True},
    },
}


def launched(it: Served, **fields: Any) -> str:
    text = json.dumps(MACHINE)
    identity = Identity.of(new_execution_id(), "painting")
    prepared = prepare(text, None, None, {}, "{}")
    it.executions.launch(Launch(identity=identity, prepared=prepared, text=text, input="{}", **fields))
    return identity.id


def test_no_task_is_scheduled_for_an_activity_that_does_not_exist() -> None:
    with served() as it:
        execution = launched(it)
        end = it.end(execution)
        assert (end.error, end.cause) == (
            "States.Runtime",
            "An error occurred while executing the state 'Paint' (entered at the event id #4). "
            f"The activity {ARN} does not exist.",
        )
        assert it.types(execution)[-2:] == ["TaskStateEntered", "ExecutionFailed"]


def test_one_that_exists_is_waited_for() -> None:
    with served() as it:
        it.store.activities.create(Activity(ARN, "paint", 1))
        execution = launched(it)
        taken = it.executions.callbacks.get_activity_task(ARN, None, 30)
        assert taken is not None
        it.executions.callbacks.send_task_success(taken.token, "1")
        assert it.end(execution).output == 1
        started = next(event for event in it.executions.history(execution) if event["type"] == "ActivityStarted")
        assert started["activityStartedEventDetails"] == {}


def test_a_mock_needs_none() -> None:
    with served() as it:
        assert it.end(launched(it, mocks={"Paint": {"result": "2"}})).output == 2


def test_a_person_is_asked_instead() -> None:
    with served() as it:
        assert it.task(it.start(MACHINE)).waits_for == "worker"
