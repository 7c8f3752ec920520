"""Definitions that the tests open."""

import itertools
import json
from typing import Any

HOSTILE_NAMES = (
    '"><img src=x onerror=alert(1)>',
    "שלום עולם",
    "🚀 launch 🧑‍🤝‍🧑",
    "n" * 80,
    "__proto__",
    "</script><script>alert(2)</script>",
    "a/b~c",
)


def text_of(definition: dict[str, Any]) -> str:
    """The definition as a person would write it."""
    return json.dumps(definition, indent=2, ensure_ascii=False) + "\n"


def chain(*names: str) -> dict[str, Any]:
    """Pass states, one after the other."""
    states = {name: {"Type": "Pass", "Next": following} for name, following in itertools.pairwise(names)}
    return {"StartAt": names[0], "States": {**states, names[-1]: {"Type": "Succeed"}}}


EVERY_TYPE: dict[str, Any] = {
    "StartAt": "Fetch",
    "States": {
        "Fetch": {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke",
            "Parameters": {"FunctionName": "fetch"},
            "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Broken"}],
            "Next": "Both",
        },
        "Both": {
            "Type": "Parallel",
            "Branches": [
                chain("Left"),
                {"StartAt": "Right", "States": {"Right": {"Type": "Wait", "Seconds": 1, "End": True}}},
            ],
            "Next": "Each",
        },
        "Each": {"Type": "Map", "ItemProcessor": chain("Shape", "Shaped"), "Next": "Enough?"},
        "Enough?": {
            "Type": "Choice",
            "Choices": [{"Variable": "$[0]", "IsPresent": True, "Next": "Fine"}],
            "Default": "Fetch",
        },
        "Fine": {"Type": "Succeed"},
        "Broken": {"Type": "Fail", "Error": "Broken"},
    },
}
EVERY_PATH = {
    "Fetch": "Task",
    "Both": "Parallel",
    "Both/0/Left": "Succeed",
    "Both/1/Right": "Wait",
    "Each": "Map",
    "Each/Shape": "Pass",
    "Each/Shaped": "Succeed",
    "Enough?": "Choice",
    "Fine": "Succeed",
    "Broken": "Fail",
}


def three_hundred() -> dict[str, Any]:
    """300 states: Choices that skip ahead, Maps and Parallels among them."""
    states: dict[str, Any] = {}
    for index in range(50):
        following = f"Step{index + 1}" if index < 49 else "Done"
        far = f"Step{min(index + 3, 49)}" if index < 48 else "Done"
        states[f"Step{index}"] = {
            "Type": "Choice",
            "Choices": [{"Variable": "$.skip", "BooleanEquals": True, "Next": far}],
            "Default": f"Each{index}",
        }
        inside = chain(f"Shape{index}", f"Send{index}", f"Sent{index}")
        states[f"Each{index}"] = {"Type": "Map", "ItemProcessor": inside, "Next": f"Wait{index}"}
        states[f"Wait{index}"] = {"Type": "Wait", "Seconds": 1, "Next": following}
    states["Done"] = {"Type": "Succeed"}
    return {"StartAt": "Step0", "States": states}
