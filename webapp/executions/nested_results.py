"""What ``states:startExecution`` and the SDK's actions answer, in the shapes that AWS gives them."""

from datetime import UTC, datetime
from typing import Any

from webapp.engine import format_timestamp
from webapp.executions.answers import Given, Thrown
from webapp.store import Execution
from webapp.tasks import NO_REQUEST, sdk_metadata
from webapp.values import Json, json_text, parse_json

TASK_FAILED = "States.TaskFailed"


def started(child: Execution) -> Json:
    """Return the answer of ``states:startExecution`` itself, which is also what ``TaskSubmitted`` shows."""
    answer: Json = {"executionArn": child.arn, "startDate": child.started_ms / 1000}
    headers = {
        "x-amzn-RequestId": NO_REQUEST,
        "connection": "keep-alive",
        "Content-Length": str(len(json_text(answer))),
        "Date": _http_date(child.started_ms),
        "Content-Type": "application/x-amz-json-1.0",
    }
    return {"ExecutionArn": child.arn, **sdk_metadata(headers), "StartDate": child.started_ms}


def started_by_sdk(child: Execution) -> Json:
    """Return the answer of ``aws-sdk:sfn:startExecution``."""
    return {"ExecutionArn": child.arn, "StartDate": format_timestamp(child.started_ms)}


def ended(child: Execution, *, as_json: bool) -> Given | Thrown:
    """Return the result of ``.sync``, or with ``as_json`` of ``.sync:2``; a child that did not succeed is an error."""
    shown = _described(child)
    if child.status != "SUCCEEDED":
        return Thrown(TASK_FAILED, json_text(shown))
    if as_json:
        shown |= {name: parse_json(shown[name]) for name in ("Input", "Output") if isinstance(shown.get(name), str)}
    return Given(shown)


def sync_by_sdk(child: Execution) -> Json:
    """Return the answer of ``aws-sdk:sfn:startSyncExecution``, however the child ended."""
    stopped_ms = child.stopped_ms if child.stopped_ms is not None else child.started_ms
    billed_ms = -(-max(stopped_ms - child.started_ms, 1) // 100) * 100
    shown = {name: value for name, value in _described(child).items() if not name.startswith("Redrive")}
    dates = {"StartDate": format_timestamp(child.started_ms), "StopDate": format_timestamp(stopped_ms)}
    billing = {"BilledDurationInMilliseconds": billed_ms, "BilledMemoryUsedInMB": 64}
    return {"BillingDetails": billing, **shown, **dates}


def refused(service: str, code: str, message: str) -> Thrown:
    """Return the error of a start that was refused with ``code``; optimised and SDK integrations word it apart."""
    name = code if code.endswith("Exception") else f"{code}Exception"
    if service.startswith("aws-sdk:"):
        return Thrown(f"Sfn.{name}", f"{message} (Service: Sfn, Status Code: 400, Request ID: {NO_REQUEST})")
    details = f"Service: AWSStepFunctions; Status Code: 400; Error Code: {code}; Request ID: {NO_REQUEST}; Proxy: null"
    return Thrown(f"StepFunctions.{name}", f"{message} ({details})")


def _described(child: Execution) -> dict[str, Any]:
    """Return the execution as DescribeExecution has it, names in capitals."""
    redrivable = child.status in ("FAILED", "TIMED_OUT", "ABORTED")
    shown: dict[str, Any] = {
        "Cause": child.cause,
        "Error": child.error,
        "ExecutionArn": child.arn,
        "Input": child.input,
        "InputDetails": {"Included": True},
        "Name": child.name,
        "Output": child.output,
        "OutputDetails": {"Included": True} if child.output is not None else None,
        "RedriveCount": 0,
        "RedriveStatus": "REDRIVABLE" if redrivable else "NOT_REDRIVABLE",
        "RedriveStatusReason": None if redrivable else f"Execution is {child.status} and cannot be redriven",
        "StartDate": child.started_ms,
        "StateMachineArn": child.machine_arn,
        "Status": child.status,
        "StopDate": child.stopped_ms,
    }
    return {name: value for name, value in shown.items() if value is not None}


def _http_date(time_ms: int) -> str:
    return datetime.fromtimestamp(time_ms / 1000, UTC).strftime("%a, %d %b %Y %H:%M:%S GMT")
