import json
from typing import Any

import pytest

from tests.asl.mistakes import DISTRIBUTED, LAMBDA, STATES
from webapp.asl.check_tasks import DISTRIBUTED_FIELDS
from webapp.asl.parse import MachineType, parse_text
from webapp.asl.problems import Problem

TASK: dict[str, Any] = {"Type": "Task", "End": True}


def check(state: dict[str, Any], machine_type: MachineType = "STANDARD") -> list[Problem]:
    return list(parse_text(json.dumps({"StartAt": "S", "States": {"S": state}}), machine_type=machine_type).problems)


@pytest.mark.parametrize(
    "resource",
    [
        "arn:aws:states:::lambda:invoke.waitForTaskToken",
        "arn:aws:states:::states:startExecution.sync:2",
        "arn:aws-us-gov:states:::glue:startJobRun.sync",
        "arn:aws:states:::aws-sdk:s3:listBuckets.waitForTaskToken",
        "arn:aws:states:::aws-sdk:secretsmanager:CreateSecret",
        "arn:aws:states:::http:invoke",
        "arn:aws:states:us-east-1:123456789012:activity:work",
        "arn:aws:states:::${service}:invoke",
        LAMBDA,
        f"{LAMBDA}:$LATEST",
        f"{LAMBDA}:prod-1",
    ],
)
def test_what_there_is_may_be_called(resource: str) -> None:
    assert check({**TASK, "Resource": resource}) == []


@pytest.mark.parametrize(
    ("resource", "fix"),
    [
        ("arn:aws:states:::dynamodb:query", None),
        ("arn:aws:states:::dynamodb:getItems", "getItem"),
        ("arn:aws:states:::lambda:invoke.sync", None),
        ("arn:aws:states:::sqs:sendMessage.sync:2", None),
        ("arn:aws:states:::aws-sdk:s3:getObjekt", "getObject"),
        ("arn:aws:states:::aws-sdk:glue:startJobRun.sync", None),
        (f"{LAMBDA}:", None),
        (f"{LAMBDA}:$*#$7485", None),
    ],
)
def test_what_there_is_not_is_an_error(resource: str, fix: str | None) -> None:
    (problem,) = check({**TASK, "Resource": resource})
    assert (problem.code, problem.severity) == ("SCHEMA_VALIDATION_FAILED", "error")
    assert (problem.pointer, problem.fix) == ("/States/S/Resource", fix)
    assert problem.message.startswith("The resource provided is not recognized.")


@pytest.mark.parametrize(
    ("resource", "fix"), [("arn:aws:states:::lamda:invoke", "lambda"), ("arn:aws:states:::aws-sdk:new0:doIt", None)]
)
def test_a_service_that_is_not_known_is_a_warning(resource: str, fix: str | None) -> None:
    (problem,) = check({**TASK, "Resource": resource})
    assert (problem.code, problem.severity, problem.fix) == ("UNKNOWN_SERVICE", "warning", fix)


@pytest.mark.parametrize(
    ("resource", "what"),
    [
        ("arn:aws:states:::sqs:sendMessage.waitForTaskToken", "'.waitForTaskToken' service integration"),
        ("arn:aws:states:::states:startExecution.sync", "'.sync' service integration"),
        ("arn:aws:states:::states:startExecution.sync:2", "'.sync:2' service integration"),
        ("arn:aws:states:us-east-1:123456789012:activity:work", "Activity ARN"),
    ],
)
def test_an_express_machine_cannot_wait_for_others(resource: str, what: str) -> None:
    (problem,) = check({**TASK, "Resource": resource}, "EXPRESS")
    assert problem.message == f"Express state machine does not support {what}"
    assert problem.pointer == "/States/S/Resource"
    assert check({**TASK, "Resource": resource}) == []


def test_an_express_machine_has_no_distributed_map() -> None:
    (problem,) = check(DISTRIBUTED, "EXPRESS")
    assert (problem.pointer, problem.message) == ("/States/S", "Express state machine does not support Distributed Map")


@pytest.mark.parametrize(("execution_type", "found"), [("STANDARD", 0), ("EXPRESS", 1)])
def test_the_items_of_a_distributed_map_run_as_it_says(execution_type: str, found: int) -> None:
    task = {**TASK, "Resource": "arn:aws:states:::states:startExecution.sync"}
    inner = {"Type": "Parallel", "Branches": [{"StartAt": "T", "States": {"T": task}}], "End": True}
    config = {"Mode": "DISTRIBUTED", "ExecutionType": execution_type}
    processor = {"ProcessorConfig": config, "StartAt": "I", "States": {"I": inner}}
    assert len(check({"Type": "Map", "ItemProcessor": processor, "End": True})) == found


@pytest.mark.parametrize("name", DISTRIBUTED_FIELDS)
def test_what_only_a_distributed_map_has_is_a_warning_on_another(name: str) -> None:
    value = {"Label": "l", "ToleratedFailureCount": 1, "ToleratedFailurePercentage": 1}.get(name)
    if value is None:
        value = "$.a" if name.endswith("Path") else {}
    problems = [each for each in check({**STATES["Map"], name: value}) if each.code == "DISTRIBUTED_ONLY"]
    assert [(each.pointer, each.severity) for each in problems] == [(f"/States/S/{name}", "warning")]
    assert "DISTRIBUTED_ONLY" not in [each.code for each in check({**DISTRIBUTED, name: value})]


@pytest.mark.parametrize(
    ("name", "resource", "found"),
    [
        ("ItemReader", "arn:aws:states:::s3:listObjectsV2", []),
        ("ItemReader", "${reader}", []),
        ("ItemReader", "arn:aws:states:::dynamodb:query", ["UNKNOWN_SERVICE"]),
        ("ResultWriter", "arn:aws:states:::s3:getObject", ["UNKNOWN_SERVICE"]),
    ],
)
def test_a_distributed_map_reads_and_writes_s3(name: str, resource: str, found: list[str]) -> None:
    value = {"Resource": resource, "Parameters": {"Bucket": "b"}}
    assert [each.code for each in check({**DISTRIBUTED, name: value})] == found
