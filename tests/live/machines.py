"""Machines that run for as long as a test needs them to."""

from typing import Any


def loop(rounds: int) -> dict[str, Any]:
    """A machine that goes round ``rounds`` times: some four events a round."""
    return {
        "StartAt": "Count",
        "States": {
            "Count": {
                "Type": "Pass",
                "Parameters": {"n.$": "States.MathAdd($.n, 1)"},
                "Next": "Enough",
            },
            "Enough": {
                "Type": "Choice",
                "Choices": [{"Variable": "$.n", "NumericGreaterThanEquals": rounds, "Next": "Done"}],
                "Default": "Count",
            },
            "Done": {"Type": "Succeed"},
        },
    }


def waits(seconds: int) -> dict[str, Any]:
    """A machine that waits twice."""
    return {
        "StartAt": "First",
        "States": {
            "First": {"Type": "Wait", "Seconds": seconds, "Next": "Second"},
            "Second": {"Type": "Wait", "Seconds": seconds, "Next": "Done"},
            "Done": {"Type": "Succeed"},
        },
    }
