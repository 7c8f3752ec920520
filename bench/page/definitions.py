"""Definitions of any size to edit: a mix of states as in real ones, nested, without a problem."""

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

SECTION = 20
"""States of a section; 9 of them stand in the root machine, the others in a Parallel and two Maps, one in the other."""

INVOKE = "arn:aws:states:::lambda:invoke"
RETRY = [{"ErrorEquals": ["States.TaskFailed"], "IntervalSeconds": 2, "MaxAttempts": 3, "BackoffRate": 2}]


def definition(states: int) -> dict[str, Any]:
    """Return a machine of so many states, rounded up to whole sections and the two that end it."""
    count = max(1, -(-(states - 2) // SECTION))
    made: dict[str, Any] = {}
    for number in range(count):
        made |= _section(number, f"Check order {number + 1}" if number + 1 < count else "Done")
    made["Done"] = {"Type": "Succeed"}
    made["Give up"] = {"Type": "Fail", "Error": "Order.Failed", "Cause": "No attempt succeeded."}
    return {"Comment": "Orders, from the check to the delivery.", "StartAt": "Check order 0", "States": made}


def text(states: int) -> str:
    """Return such a machine as JSON, as people write it."""
    return json.dumps(definition(states), indent=2)


def names(machine: dict[str, Any]) -> Iterator[str]:
    """All names of states, at every depth."""
    for name, state in machine["States"].items():
        yield name
        for inner in (*state.get("Branches", ()), *filter(None, [state.get("ItemProcessor")])):
            yield from names(inner)


def _section(number: int, then: str) -> dict[str, Any]:
    def name(what: str) -> str:
        return f"{what} {number}"

    return {
        name("Check order"): _task("check-order", Next=name("Sound?")),
        name("Sound?"): {
            "Type": "Choice",
            "Choices": [
                {"Variable": "$.check.sound", "BooleanEquals": False, "Next": name("Ask a person")},
                {"Variable": "$.check.total", "NumericGreaterThan": 1000, "Next": name("Wait a day")},
            ],
            "Default": name("Prepare"),
        },
        name("Ask a person"): {
            "Type": "Task",
            "Resource": f"{INVOKE}.waitForTaskToken",
            "TimeoutSeconds": 86400,
            "Parameters": {"FunctionName": "ask", "Payload": {"token.$": "$$.Task.Token", "order.$": "$.order"}},
            "ResultPath": "$.answer",
            "Catch": [{"ErrorEquals": ["States.Timeout"], "ResultPath": "$.error", "Next": "Give up"}],
            "Next": name("Prepare"),
        },
        name("Wait a day"): {"Type": "Wait", "Seconds": 86400, "Next": name("Prepare")},
        name("Prepare"): {
            "Type": "Pass",
            "Parameters": {"order.$": "$.order", "lines.$": "$.order.lines", "attempt": 1},
            "ResultPath": "$.prepared",
            "Next": name("At once"),
        },
        name("At once"): {
            "Type": "Parallel",
            "Branches": [
                _chain(number, ("Reserve", "reserve"), ("Confirm", "confirm")),
                _chain(number, ("Charge", "charge"), ("Receipt", "receipt")),
                _chain(number, ("Notify", "notify")),
            ],
            "ResultPath": "$.done",
            "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": name("Undo")}],
            "Next": name("Each parcel"),
        },
        name("Each parcel"): {
            "Type": "Map",
            "ItemsPath": "$.prepared.lines",
            "MaxConcurrency": 5,
            "ItemProcessor": {
                "StartAt": name("Fragile?"),
                "States": {
                    name("Fragile?"): {
                        "Type": "Choice",
                        "Choices": [{"Variable": "$.fragile", "BooleanEquals": True, "Next": name("Wrap")}],
                        "Default": name("Each item"),
                    },
                    name("Wrap"): _task("wrap", Next=name("Each item")),
                    name("Each item"): {
                        "Type": "Map",
                        "ItemsPath": "$.items",
                        "ItemProcessor": {
                            "StartAt": name("Pick"),
                            "States": {
                                name("Pick"): _task("pick", Next=name("Pack")),
                                name("Pack"): _task("pack", End=True),
                            },
                        },
                        "End": True,
                    },
                },
            },
            "ResultPath": "$.parcels",
            "Next": name("Deliver"),
        },
        name("Undo"): _task("undo", Next="Give up"),
        name("Deliver"): _task("deliver", Next=name("Note")),
        name("Note"): {"Type": "Pass", "Result": {"delivered": True}, "ResultPath": "$.note", "Next": then},
    }


def _chain(number: int, *steps: tuple[str, str]) -> dict[str, Any]:
    """Return a machine of Tasks one after the other."""
    titles = [f"{title} {number}" for title, _ in steps]
    leads = [*({"Next": title} for title in islice(titles, 1, None)), {"End": True}]
    states = {title: _task(function, **lead) for title, (_, function), lead in zip(titles, steps, leads, strict=True)}
    return {"StartAt": titles[0], "States": states}


def _task(function: str, **rest: Any) -> dict[str, Any]:
    return {
        "Type": "Task",
        "Resource": INVOKE,
        "Parameters": {"FunctionName": function, "Payload.$": "$"},
        "ResultSelector": {"answer.$": "$.Payload"},
        "ResultPath": "$.check",
        "Retry": RETRY,
        **rest,
    }
