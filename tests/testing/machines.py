"""Machines for the tests of what tests use."""

from typing import Any

LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:f"


def task(**fields: Any) -> dict[str, Any]:
    return {"Type": "Task", "Resource": LAMBDA, **fields}


def machine(**states: Any) -> dict[str, Any]:
    return {"StartAt": next(iter(states)), "States": states}


CHECKOUT = machine(
    Check={
        "Type": "Choice",
        "Choices": [{"Variable": "$.total", "NumericGreaterThan": 0, "Next": "Pay"}],
        "Default": "Free",
    },
    Pay=task(
        Retry=[{"ErrorEquals": ["Card.Busy"], "MaxAttempts": 3, "IntervalSeconds": 1}],
        Catch=[{"ErrorEquals": ["Card.Declined"], "Next": "Refused"}],
        Next="Done",
    ),
    Free={"Type": "Pass", "Next": "Done"},
    Refused={"Type": "Fail", "Error": "Refused", "Cause": "no money"},
    Done={"Type": "Succeed"},
)

ORDERS = machine(
    Each={
        "Type": "Map",
        "ItemsPath": "$.orders",
        "ItemProcessor": machine(
            Paid={
                "Type": "Choice",
                "Choices": [{"Variable": "$.paid", "BooleanEquals": True, "Next": "Ship"}],
                "Default": "Remind",
            },
            Ship=task(Retry=[{"ErrorEquals": ["Late"]}], End=True),
            Remind={"Type": "Pass", "End": True},
        ),
        "Next": "Both",
    },
    Both={
        "Type": "Parallel",
        "Branches": [machine(Left={"Type": "Pass", "End": True}), machine(Right={"Type": "Pass", "End": True})],
        "End": True,
    },
)
