"""Answers by a task's token, sent with boto3."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.aws_api.conftest import Aws, client_of, refused
from tests.serving_process import serving_process

ACTIVITY = "arn:aws:states:us-east-1:123456789012:activity:"


def waiting(aws: Aws, name: str) -> tuple[str, str]:
    """Return an execution that waits, and the token that it waits for."""
    activity = aws.client.create_activity(name=name)["activityArn"]
    states = {"A": {"Type": "Task", "Resource": activity, "End": True}}
    execution = aws.client.start_execution(stateMachineArn=aws.create(name, states))["executionArn"]
    return execution, aws.client.get_activity_task(activityArn=activity)["taskToken"]


@pytest.mark.parametrize("operation", ["send_task_failure", "send_task_heartbeat", "send_task_success"])
def test_a_token_that_nobody_gave_out_is_refused(aws: Aws, operation: str) -> None:
    more = {"output": "{}"} if operation == "send_task_success" else {}
    found = refused(getattr(aws.client, operation), taskToken="nonsense", **more)
    assert found == ("InvalidToken", "Invalid Token: 'Invalid token'")


def test_an_output_that_is_no_json_is_refused(aws: Aws) -> None:
    execution, token = waiting(aws, "token-no-json")
    assert refused(aws.client.send_task_success, taskToken=token, output="{")[0] == "InvalidOutput"
    aws.client.stop_execution(executionArn=execution)


def test_a_token_of_a_stopped_execution_is_over(aws: Aws) -> None:
    execution, token = waiting(aws, "token-stopped")
    aws.client.stop_execution(executionArn=execution)
    found = refused(aws.client.send_task_heartbeat, taskToken=token)
    assert found == ("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'")


def test_a_token_is_known_after_the_server_was_killed(tmp_path: Path) -> None:
    with serving_process(tmp_path) as server:
        aws = Aws(client_of(server), server)
        execution, token = waiting(aws, "token-kept")
        server.kill()
        aws.client.close()
    with serving_process(tmp_path) as server:
        aws = Aws(client_of(server), server)
        aws.client.send_task_success(taskToken=token, output=json.dumps([1]))
        found: dict[str, Any] = aws.until_over(execution)
        assert found["output"] == "[1]"
        assert [each["name"] for each in aws.client.list_state_machines()["stateMachines"]] == ["token-kept"]
        aws.client.close()
