"""The shapes of what starting an execution answers."""

import json

from tests.store.samples import an_execution
from webapp.executions.answers import Given, Thrown
from webapp.executions.nested_results import ended, refused, started, started_by_sdk, sync_by_sdk

CHILD = an_execution(
    machine_arn="arn:m", status="SUCCEEDED", started_ms=1_000, stopped_ms=1_250, input="{}", output='{"a":1}'
)


def test_a_start_answers_with_what_http_carried() -> None:
    answer = started(CHILD)
    assert isinstance(answer, dict)
    assert list(answer) == ["ExecutionArn", "SdkHttpMetadata", "SdkResponseMetadata", "StartDate"]
    metadata = answer["SdkHttpMetadata"]
    assert isinstance(metadata, dict)
    headers = metadata["HttpHeaders"]
    assert isinstance(headers, dict)
    assert headers["Date"] == "Thu, 01 Jan 1970 00:00:01 GMT"
    assert started_by_sdk(CHILD) == {"ExecutionArn": CHILD.arn, "StartDate": "1970-01-01T00:00:01Z"}


def test_sync_describes_the_execution() -> None:
    shown = ended(CHILD, as_json=False)
    assert isinstance(shown, Given)
    assert shown.output == {
        "ExecutionArn": CHILD.arn,
        "Input": "{}",
        "InputDetails": {"Included": True},
        "Name": CHILD.name,
        "Output": '{"a":1}',
        "OutputDetails": {"Included": True},
        "RedriveCount": 0,
        "RedriveStatus": "NOT_REDRIVABLE",
        "RedriveStatusReason": "Execution is SUCCEEDED and cannot be redriven",
        "StartDate": 1_000,
        "StateMachineArn": "arn:m",
        "Status": "SUCCEEDED",
        "StopDate": 1_250,
    }


def test_a_child_that_did_not_succeed_is_states_task_failed() -> None:
    shown = ended(an_execution(status="ABORTED", stopped_ms=2, machine_arn="arn:m"), as_json=True)
    assert isinstance(shown, Thrown)
    assert shown.error == "States.TaskFailed"
    cause = json.loads(shown.cause or "")
    assert (cause["Status"], cause["Input"], cause["RedriveStatus"]) == ("ABORTED", "{}", "REDRIVABLE")
    assert "Output" not in cause


def test_a_synchronous_start_is_billed_in_hundreds_of_milliseconds() -> None:
    shown = sync_by_sdk(CHILD)
    assert isinstance(shown, dict)
    assert shown["BillingDetails"] == {"BilledDurationInMilliseconds": 300, "BilledMemoryUsedInMB": 64}
    assert (shown["StopDate"], shown["Output"]) == ("1970-01-01T00:00:01.25Z", '{"a":1}')


def test_a_refusal_is_worded_by_the_integration() -> None:
    optimised = refused("states", "ExecutionAlreadyExists", "There is one.")
    assert optimised.error == "StepFunctions.ExecutionAlreadyExistsException"
    assert optimised.cause == (
        "There is one. (Service: AWSStepFunctions; Status Code: 400; Error Code: ExecutionAlreadyExists; "
        "Request ID: 00000000-0000-0000-0000-000000000000; Proxy: null)"
    )
    sdk = refused("aws-sdk:sfn", "ValidationException", "No.")
    assert sdk.error == "Sfn.ValidationException"
    assert (sdk.cause or "").startswith("No. (Service: Sfn, Status Code: 400, Request ID: ")
