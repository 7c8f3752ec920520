"""Small flows that solve a common problem, ready to be filled in, in both query languages."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from webapp.editing.catalogue_actions import CALLBACK, DAY, LAMBDA_ERRORS
from webapp.editing.catalogue_values import rendered
from webapp.editing.catalogue_words import State, Words
from webapp.values import Json


@dataclass(frozen=True, slots=True)
class Pattern:
    """A flow that is offered ready-made; ``build`` returns its machine."""

    id: str
    name: str
    summary: str
    build: Callable[[Words], dict[str, Json]]


def _machine(states: dict[str, State]) -> dict[str, Json]:
    return {"StartAt": next(iter(states)), "States": dict(states)}


def _retry(errors: tuple[str, ...] = LAMBDA_ERRORS) -> list[Json]:
    return [
        {
            "ErrorEquals": list(errors),
            "IntervalSeconds": 1,
            "MaxAttempts": 5,
            "BackoffRate": 2,
            "MaxDelaySeconds": 30,
            "JitterStrategy": "FULL",
        }
    ]


def _retry_with_backoff(words: Words) -> dict[str, Json]:
    call = words.function("FunctionName", TimeoutSeconds=30, Retry=_retry((*LAMBDA_ERRORS, "States.Timeout")), End=True)
    return _machine({"Call with retries": call})


def _fallback(words: Words) -> dict[str, Json]:
    return _machine(
        {
            "Try": words.function("FunctionName", Retry=_retry(), Catch=[words.failing("Fall back")], Next="Go on"),
            "Fall back": words.function("FallbackFunctionName", Next="Go on"),
            "Go on": {"Type": "Pass", "End": True},
        }
    )


def _callback(words: Words) -> dict[str, Json]:
    wait = words.call(
        "sqs:sendMessage.waitForTaskToken",
        {"QueueUrl": "${QueueUrl}", "MessageBody": CALLBACK},
        **words.keep("answer"),
        TimeoutSeconds=DAY,
        HeartbeatSeconds=3600,
        Catch=[words.failing("No answer", "States.Timeout", "States.HeartbeatTimeout")],
        End=True,
    )
    return _machine(
        {
            "Wait for answer": wait,
            "No answer": {"Type": "Fail", "Error": "NoAnswer", "Cause": "Nobody answered in time."},
        }
    )


def _poll(words: Words) -> dict[str, Json]:
    part = ".Payload"
    status = "job.status" if words.jsonata else "job.value.status"
    return _machine(
        {
            "Start job": words.function("StartFunctionName", **words.keep("job", part), Next="Wait a while"),
            "Wait a while": {"Type": "Wait", "Seconds": 30, "Next": "Get status"},
            "Get status": words.function("StatusFunctionName", **words.keep("job", part), Next="Is it done?"),
            "Is it done?": {
                "Type": "Choice",
                "Choices": [
                    words.equals(status, "SUCCEEDED", "Job done"),
                    words.equals(status, "FAILED", "Job failed"),
                ],
                "Default": "Wait a while",
            },
            "Job done": {"Type": "Pass", "End": True},
            "Job failed": {"Type": "Fail", "Error": "JobFailed"},
        }
    )


def _fan_out(words: Words) -> dict[str, Json]:
    work = _machine({"Work on item": words.function("ItemFunctionName", Retry=_retry(), End=True)})
    return _machine(
        {
            "For each item": {
                "Type": "Map",
                **words.items("items"),
                "MaxConcurrency": 10,
                "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE"}, **work},
                **words.keep("results"),
                "Next": "Combine results",
            },
            "Combine results": words.function("CombineFunctionName", End=True),
        }
    )


def _batches(words: Words) -> dict[str, Json]:
    parameters = "Arguments" if words.jsonata else "Parameters"
    work = _machine({"Work on batch": words.function("BatchFunctionName", Retry=_retry(), End=True)})
    source: State = {"Bucket": "${BucketName}", "Key": "=input.key"}
    target: State = {"Bucket": "${BucketName}", "Prefix": "results"}

    def given(value: State) -> Json:
        return rendered(value, jsonata=words.jsonata, substitutions=words.substitutions)

    return _machine(
        {
            "Process file in batches": {
                "Type": "Map",
                "ItemReader": {
                    "Resource": "arn:aws:states:::s3:getObject",
                    "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"},
                    parameters: given(source),
                },
                "ItemBatcher": {"MaxItemsPerBatch": 100},
                "MaxConcurrency": 50,
                "ToleratedFailurePercentage": 5,
                "Label": "Batches",
                "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, **work},
                "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", parameters: given(target)},
                "End": True,
            }
        }
    )


def _approval(words: Words) -> dict[str, Json]:
    ask = words.call(
        "sns:publish.waitForTaskToken",
        {"TopicArn": "${TopicArn}", "Subject": "Please approve", "Message": CALLBACK},
        **words.keep("decision"),
        TimeoutSeconds=7 * DAY,
        Catch=[words.failing("Rejected", "States.Timeout")],
        Next="Approved?",
    )
    return _machine(
        {
            "Ask for approval": ask,
            "Approved?": {
                "Type": "Choice",
                "Choices": [words.equals("decision.approved", True, "Approved")],
                "Default": "Rejected",
            },
            "Approved": {"Type": "Pass", "End": True},
            "Rejected": {"Type": "Fail", "Error": "Rejected", "Cause": "Nobody approved this."},
        }
    )


def _saga(words: Words) -> dict[str, Json]:
    def step(name: str, kept: str, catcher: str, **onward: Json) -> State:
        return words.function(name, **words.keep(kept), Retry=_retry(), Catch=[words.failing(catcher)], **onward)

    def undo(name: str, kept: str, following: str) -> State:
        return words.function(name, **words.keep(kept), Retry=_retry(("States.ALL",)), Next=following)

    return _machine(
        {
            "Reserve": step("ReserveFunctionName", "reservation", "Undone", Next="Charge"),
            "Charge": step("ChargeFunctionName", "payment", "Cancel reservation", Next="Ship"),
            "Ship": step("ShipFunctionName", "shipment", "Refund", End=True),
            "Refund": undo("RefundFunctionName", "refund", "Cancel reservation"),
            "Cancel reservation": undo("CancelFunctionName", "cancellation", "Undone"),
            "Undone": {"Type": "Fail", "Error": "Undone", "Cause": "A step failed; what was done before is undone."},
        }
    )


def _circuit(words: Words) -> dict[str, Json]:
    key: State = {"TableName": "${CircuitTableName}", "Key": {"service": {"S": "my-service"}}}
    update: State = {
        **key,
        "UpdateExpression": "SET #state = :state",
        "ExpressionAttributeNames": {"#state": "state"},
        "ExpressionAttributeValues": {":state": {"S": "OPEN"}},
    }
    return _machine(
        {
            "Read circuit": words.call("dynamodb:getItem", key, **words.keep("circuit"), Next="Is it open?"),
            "Is it open?": {
                "Type": "Choice",
                "Choices": [_open(words)],
                "Default": "Call service",
            },
            "Call service": words.function(
                "FunctionName", Retry=_retry(), Catch=[words.failing("Open circuit")], End=True
            ),
            "Open circuit": words.call("dynamodb:updateItem", update, **words.keep("opened"), Next="Circuit is open"),
            "Circuit is open": {"Type": "Fail", "Error": "CircuitOpen", "Cause": "The service failed before."},
        }
    )


def _open(words: Words) -> State:
    if words.jsonata:
        return {"Condition": "{% $states.input.circuit.Item.state.S = 'OPEN' %}", "Next": "Circuit is open"}
    path = "$.circuit.Item.state.S"
    return {
        "And": [{"Variable": path, "IsPresent": True}, {"Variable": path, "StringEquals": "OPEN"}],
        "Next": "Circuit is open",
    }


def _lookups(words: Words) -> dict[str, Json]:
    names = {"customer": "CustomerFunctionName", "stock": "StockFunctionName", "prices": "PricesFunctionName"}
    branches: list[Json] = [
        _machine({f"Look up {what}": words.function(function, Retry=_retry(), End=True)})
        for what, function in names.items()
    ]
    merged: State = (
        {
            "Output": "{% $merge([$states.input, {'customer': $states.result[0], 'stock': $states.result[1], "
            "'prices': $states.result[2]}]) %}"
        }
        if words.jsonata
        else {
            "ResultSelector": {"customer.$": "$[0]", "stock.$": "$[1]", "prices.$": "$[2]"},
            "ResultPath": "$.found",
        }
    )
    return _machine({"Look up side by side": {"Type": "Parallel", "Branches": branches, **merged, "End": True}})


def _rate_limit(words: Words) -> dict[str, Json]:
    work = _machine(
        {
            "Call limited service": words.function("FunctionName", Retry=_retry(), Next="Keep the rate"),
            "Keep the rate": {"Type": "Wait", "Seconds": 1, "End": True},
        }
    )
    return _machine(
        {
            "A few at a time": {
                "Type": "Map",
                **words.items("items"),
                "MaxConcurrency": 5,
                "ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE"}, **work},
                "End": True,
            }
        }
    )


def _loop(words: Words) -> dict[str, Json]:
    again: State
    if words.jsonata:
        again = {"Condition": "{% $states.input.count < 10 %}", "Next": "Do it"}
        begin: State = {"Type": "Pass", "Output": "{% $merge([$states.input, {'count': 0}]) %}"}
        count: State = {
            "Type": "Pass",
            "Output": "{% $merge([$states.input, {'count': $states.input.count + 1}]) %}",
        }
    else:
        again = {"Variable": "$.count", "NumericLessThan": 10, "Next": "Do it"}
        begin = {"Type": "Pass", "Result": 0, "ResultPath": "$.count"}
        count = {
            "Type": "Pass",
            "Parameters": {"value.$": "States.MathAdd($.count, 1)"},
            "ResultPath": "$.counted",
        }
    states: dict[str, State] = {
        "Start counting": {**begin, "Next": "Do it"},
        "Do it": words.function("FunctionName", **words.keep("last"), Next="Count"),
        "Count": {**count, "Next": "Again?"},
        "Again?": {"Type": "Choice", "Choices": [again], "Default": "Done counting"},
        "Done counting": {"Type": "Pass", "End": True},
    }
    if not words.jsonata:
        take: State = {"Type": "Pass", "InputPath": "$.counted.value", "ResultPath": "$.count", "Next": "Again?"}
        states["Count"] = {**count, "Next": "Take count"}
        rest = {name: states.pop(name) for name in ("Again?", "Done counting")}
        states |= {"Take count": take, **rest}
    return _machine(states)


PATTERNS: Final[tuple[Pattern, ...]] = (
    Pattern("retry", "Retry with backoff", "A call that is tried again, later each time.", _retry_with_backoff),
    Pattern("fallback", "Try, else fall back", "A call whose errors lead to another one.", _fallback),
    Pattern(
        "callback", "Wait for callback", "Hands out a token and waits for the answer, for a day at most.", _callback
    ),
    Pattern("poll", "Poll a job", "Starts a job and asks for its status until it is done.", _poll),
    Pattern("fan-out", "Fan out, fan in", "Works on all items at the same time, then combines the results.", _fan_out),
    Pattern(
        "batches", "Process a file in batches", "Reads a CSV file of S3 and works on batches of its rows.", _batches
    ),
    Pattern("approval", "Human approval", "Asks somebody and goes on only if they approve.", _approval),
    Pattern("saga", "Saga", "Steps that are undone, last one first, when a later one fails.", _saga),
    Pattern(
        "circuit", "Circuit breaker", "Stops calling a service that failed, until the circuit is closed.", _circuit
    ),
    Pattern("lookups", "Parallel lookups", "Asks several services at the same time and merges the answers.", _lookups),
    Pattern("rate-limit", "Rate-limited Map", "Works on items a few at a time, with a pause after each.", _rate_limit),
    Pattern("loop", "Loop with counter", "Repeats a call a number of times.", _loop),
)
