"""Mocked results against the models of the APIs that Tasks call."""

from typing import Any

import pytest

from webapp.engine import read_resource
from webapp.executions.test_state.mock_schema import check_result
from webapp.executions.test_state.refusals import TestRefused

ERROR = "Mock result schema validation error: "


def complaint(resource: str, result: Any, mode: str = "STRICT") -> str | None:
    try:
        check_result(result, read_resource(f"arn:aws:states:::{resource}"), is_strict=mode == "STRICT")
    except TestRefused as refused:
        return refused.message.removeprefix(ERROR)
    return None


@pytest.mark.parametrize(
    ("resource", "result", "expected"),
    [
        ("sqs:sendMessage", {"MessageId": 7}, "Field 'MessageId' must be a string"),
        ("aws-sdk:s3:headObject", {"LastModified": 1700000000}, "Field 'LastModified' must be a string"),
        ("aws-sdk:s3:headObject", {"DeleteMarker": "true"}, "Field 'DeleteMarker' must be a boolean"),
        ("aws-sdk:s3:headObject", {"ContentLength": True}, "Field 'ContentLength' must be a number"),
        ("aws-sdk:s3:headObject", {"Metadata": []}, "Field 'Metadata' must be an object"),
        ("aws-sdk:s3:headObject", {"Metadata": {"k": 1}}, "Field 'Metadata' must be a string"),
        ("aws-sdk:s3:listBuckets", {"Buckets": {}}, "Field 'Buckets' must be an array"),
        ("aws-sdk:s3:listBuckets", {"Buckets": [{"Name": []}]}, "Field 'Name' must be a string"),
        ("aws-sdk:s3:headObject", {"StorageClass": "CLAY"}, "Field 'StorageClass' is not an expected value"),
        ("lambda:invoke", {"StatusCode": 2**31}, "Field 'StatusCode' exceeds the maximum value"),
        ("aws-sdk:sfn:describeMapRun", {"MaxConcurrency": -1}, "Field 'MaxConcurrency' is below the minimum value"),
        ("dynamodb:getItem", {"Item": {"id": {"S": 1}}}, "Field 'S' must be a string"),
        ("dynamodb:getItem", {"Item": {"id": {"M": {"x": {"N": 1}}}}}, "Field 'N' must be a string"),
        ("states:startExecution", "started", "Mocked result must be a JSON object."),
    ],
)
def test_what_is_there_must_fit_the_model(resource: str, result: Any, expected: str) -> None:
    assert complaint(resource, result, "PRESENT") == expected


def test_required_fields_are_asked_for_in_strict_mode_alone() -> None:
    assert complaint("states:startExecution", {}) == "Required field 'ExecutionArn' is missing"
    assert complaint("states:startExecution", {}, "PRESENT") is None


@pytest.mark.parametrize(
    ("resource", "result"),
    [
        ("lambda:invoke", {"Payload": {"any": ["JSON"]}, "StatusCode": 200}),
        ("sqs:sendMessage", {"SdkHttpMetadata": {"HttpStatusCode": 200}, "unheard": 1}),
        ("states:startExecution", {"ExecutionArn": "arn", "StartDate": "2025-01-01T00:00:00Z"}),
        ("sns:publish.waitForTaskToken", ["anything"]),
        ("http:invoke", {"StatusCode": "teapot"}),
        ("apigateway:invoke", {"StatusCode": "teapot"}),
        ("aws-sdk:nosuchservice:doThing", 7),
        ("aws-sdk:s3:noSuchAction", 7),
        ("eks:runJob.sync", {"logs": "text"}),
    ],
)
def test_a_result_that_fits_or_that_no_model_describes_is_taken(resource: str, result: Any) -> None:
    assert complaint(resource, result) is None


def test_a_job_has_the_answer_of_the_api_that_tells_how_it_stands() -> None:
    described = {
        "ExecutionArn": "arn",
        "StateMachineArn": "arn",
        "StartDate": "2025-01-01T00:00:00Z",
        "Status": "SUCCEEDED",
    }
    assert complaint("states:startExecution.sync", described | {"Output": "{}"}) is None
    assert complaint("states:startExecution.sync", described | {"Output": {}}) == "Field 'Output' must be a string"
    assert complaint("states:startExecution.sync:2", described | {"Output": {"parsed": True}}) is None
    wrong = described | {"Status": "DONE"}
    assert complaint("states:startExecution.sync:2", wrong) == "Field 'Status' is not an expected value"
    assert complaint("glue:startJobRun.sync", {"JobRun": "text"}) == "Field 'JobRun' must be an object"
