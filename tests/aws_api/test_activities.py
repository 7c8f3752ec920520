"""Activities and their workers, asked for with boto3."""

import json
import threading
from typing import Any

from tests.aws_api.conftest import Aws, refused

PREFIX = "arn:aws:states:us-east-1:123456789012:activity:"


def machine_of(aws: Aws, activity: str, **more: Any) -> str:
    return aws.create(f"calls-{activity}", {"A": {"Type": "Task", "Resource": PREFIX + activity, "End": True, **more}})


def history(aws: Aws, execution: str) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = aws.client.get_execution_history(executionArn=execution)["events"]
    return events


def test_an_activity_is_created_once_described_listed_and_deleted(aws: Aws) -> None:
    first = aws.client.create_activity(name="created", tags=[{"key": "a", "value": "b"}])
    again = aws.client.create_activity(name="created")
    arn = first["activityArn"]
    assert (arn, again["creationDate"]) == (f"{PREFIX}created", first["creationDate"])
    found = aws.client.describe_activity(activityArn=arn)
    assert (found["name"], found["creationDate"]) == ("created", first["creationDate"])
    assert "created" in [each["name"] for each in aws.client.list_activities()["activities"]]
    assert aws.client.list_tags_for_resource(resourceArn=arn)["tags"] == [{"key": "a", "value": "b"}]
    aws.client.delete_activity(activityArn=arn)
    aws.client.delete_activity(activityArn=arn)
    expected = ("ActivityDoesNotExist", f"Activity Does Not Exist: '{arn}'")
    assert refused(aws.client.describe_activity, activityArn=arn) == expected
    assert refused(aws.client.get_activity_task, activityArn=arn) == expected


def test_a_bad_name_is_refused(aws: Aws) -> None:
    assert refused(aws.client.create_activity, name="a b") == ("InvalidName", "Invalid Name: 'a b'")


def test_a_worker_is_given_the_input_and_its_answer_is_the_result(aws: Aws) -> None:
    activity = aws.client.create_activity(name="worked")["activityArn"]
    execution = aws.client.start_execution(stateMachineArn=machine_of(aws, "worked"), input='{"n":1}')["executionArn"]
    task = aws.client.get_activity_task(activityArn=activity, workerName="anna")
    assert json.loads(task["input"]) == {"n": 1}
    aws.client.send_task_heartbeat(taskToken=task["taskToken"])
    aws.client.send_task_success(taskToken=task["taskToken"], output='{"done":true}')
    assert aws.until_over(execution)["output"] == '{"done":true}'
    events = history(aws, execution)
    assert [event["type"] for event in events[2:5]] == ["ActivityScheduled", "ActivityStarted", "ActivitySucceeded"]
    assert events[3]["activityStartedEventDetails"] == {"workerName": "anna"}
    late = refused(aws.client.send_task_success, taskToken=task["taskToken"], output="1")
    assert late == ("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'")


def test_a_worker_that_asks_first_waits_for_the_task(aws: Aws) -> None:
    activity = aws.client.create_activity(name="awaited")["activityArn"]
    machine = machine_of(aws, "awaited")
    given: list[dict[str, Any]] = []
    worker = threading.Thread(target=lambda: given.append(aws.client.get_activity_task(activityArn=activity)))
    worker.start()
    execution = aws.client.start_execution(stateMachineArn=machine)["executionArn"]
    worker.join(30)
    aws.client.send_task_failure(taskToken=given[0]["taskToken"], error="Late", cause="no truck")
    found = aws.until_over(execution)
    assert (found["status"], found["error"], found["cause"]) == ("FAILED", "Late", "no truck")
