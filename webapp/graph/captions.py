"""The small line above a state's name: what it does, as AWS's console words it (``Lambda: Invoke``, ``Wait 10 s``)."""

import re
from collections.abc import Mapping
from typing import Final, assert_never

from webapp.asl.model import (
    ChoiceState,
    FailState,
    MapState,
    ParallelState,
    PassState,
    State,
    SucceedState,
    TaskState,
    UnknownState,
    WaitState,
    inner_machines,
    walk,
)
from webapp.graph.conditions import without_marks

_SERVICES: Final[Mapping[str, str]] = {
    "apigateway": "API Gateway",
    "athena": "Athena",
    "batch": "Batch",
    "bedrock": "Bedrock",
    "bedrockruntime": "Bedrock Runtime",
    "cloudformation": "CloudFormation",
    "cloudwatch": "CloudWatch",
    "cloudwatchlogs": "CloudWatch Logs",
    "codebuild": "CodeBuild",
    "codepipeline": "CodePipeline",
    "databrew": "DataBrew",
    "dynamodb": "DynamoDB",
    "elasticmapreduce": "EMR",
    "emr-containers": "EMR on EKS",
    "emr-serverless": "EMR Serverless",
    "emrserverless": "EMR Serverless",
    "eventbridge": "EventBridge",
    "events": "EventBridge",
    "glue": "Glue",
    "http": "HTTP",
    "iot": "IoT",
    "lambda": "Lambda",
    "mediaconvert": "MediaConvert",
    "rdsdata": "RDS Data",
    "rekognition": "Rekognition",
    "resourcegroupstaggingapi": "Resource Tagging",
    "sagemaker": "SageMaker",
    "scheduler": "Scheduler",
    "secretsmanager": "Secrets Manager",
    "servicediscovery": "Cloud Map",
    "sfn": "Step Functions",
    "states": "Step Functions",
    "textract": "Textract",
    "transcribe": "Transcribe",
    "xray": "X-Ray",
}
"""Services whose name is not simply their id in capitals or with a capital."""
_WORDS: Final = re.compile(r"^[a-z]{5,}$")
_PATTERNS: Final[Mapping[str, str]] = {"sync": "wait", "sync:2": "wait", "waitForTaskToken": "callback"}
_PART: Final = r"(?:[$#]\{[^}]*\}|[^:])*"
"""A part of an ARN, perhaps with ``${AWS::Partition}`` in it."""
_INTEGRATION: Final = re.compile(rf"^arn:{_PART}:states:{_PART}:{_PART}:(?P<service>[\w-]+):(?P<action>.+)$")
_ACTIVITY: Final = re.compile(r"^arn:.*:activity:(?P<name>.+)$")
_FUNCTION: Final = re.compile(r"^arn:.*?:lambda:.*?:function:(?P<name>.+)$")
_QUALIFIER: Final = re.compile(r":[\w$-]+$")


def state_caption(state: State) -> str:
    """Return the line above the name of ``state``, whole."""
    return " ".join(_caption(state).split())


def _caption(state: State) -> str:
    match state:
        case TaskState():
            return task_caption(state.resource)
        case WaitState():
            return _wait_caption(state)
        case FailState():
            error = state.error or state.error_path
            return f"Fail: {without_marks(error)}" if error else "Fail"
        case MapState():
            return _map_caption(state)
        case ParallelState():
            return f"Parallel · {_branches(len(state.branches))}"
        case PassState():
            return "Pass"
        case ChoiceState():
            return "Choice"
        case SucceedState():
            return "Succeed"
        case UnknownState():
            return f"Unknown type: {state.type_text}" if state.type_text else "No type"
    assert_never(state)


def held_caption(state: State) -> str:
    """Return what a container holds, as its box says when it is collapsed; empty for other states."""
    if not isinstance(state, MapState | ParallelState):
        return ""
    machines = [machine for _, machine in inner_machines(state, "")]
    count = sum(1 for machine in machines for _ in walk(machine))
    states = "no states" if count == 0 else f"{count} {'state' if count == 1 else 'states'}"
    return states if isinstance(state, MapState) else f"{_branches(len(machines))} · {states}"


def _branches(count: int) -> str:
    return f"{count} {'branch' if count == 1 else 'branches'}"


def task_caption(resource: str) -> str:
    """Return what a Task's ``Resource`` is: service and action, or the function's name."""
    if found := _FUNCTION.match(resource):
        return f"Lambda: {_QUALIFIER.sub('', found['name'])}"
    if found := _ACTIVITY.match(resource):
        return f"Activity: {found['name']}"
    if found := _INTEGRATION.match(resource):
        return _integration_caption(found["service"], found["action"])
    return f"Task: {resource}" if resource else "Task"


def _integration_caption(service: str, action: str) -> str:
    if service == "aws-sdk" and ":" in action:
        service, _, action = action.partition(":")
    action, _, pattern = action.partition(".")
    caption = f"{_service_name(service)}: {action[:1].upper()}{action[1:]}"
    return f"{caption} · {_PATTERNS.get(pattern, pattern)}" if pattern else caption


def _service_name(service: str) -> str:
    if service.lower() in _SERVICES:
        return _SERVICES[service.lower()]
    return service.capitalize() if _WORDS.match(service) else service.upper() if len(service) < 5 else service


def _wait_caption(state: WaitState) -> str:
    if state.seconds is not None:
        return f"Wait {without_marks(str(state.seconds))} s"
    if state.seconds_path is not None:
        return f"Wait {state.seconds_path} s"
    until = state.timestamp or state.timestamp_path
    return f"Wait until {without_marks(until)}" if until else "Wait"


def _map_caption(state: MapState) -> str:
    parts = ["Map"]
    if (state.item_processor is not None) and (state.item_processor.processor_config or {}).get(
        "Mode"
    ) == "DISTRIBUTED":
        parts.append("distributed")
    limit = state.max_concurrency if state.max_concurrency is not None else state.max_concurrency_path
    if limit:
        parts.append(f"max {without_marks(str(limit))}")
    return " · ".join(parts)
