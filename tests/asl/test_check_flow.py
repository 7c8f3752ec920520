"""What is not known yet is not judged: a reference may stand for a state, for its name, or for what leads to it."""

import json
from typing import Any

import pytest

from webapp.asl.parse import parse_text

DONE = {"Type": "Succeed"}
HIDDEN: tuple[Any, ...] = (
    "${later}",
    "{{resolve:ssm:/orders/later}}",
    {"Fn::If": ["InProduction", DONE, DONE]},
    {"Ref": "Later"},
)


def messages(states: Any, start: str = "First") -> list[str]:
    """Return what is wrong with a machine of these states."""
    text = json.dumps({"StartAt": start, "States": states})
    return [problem.message for problem in parse_text(text, "json").problems]


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize(
    "name", ["the last state", "a state on the way", "the first state", "Choices", "one rule", "Catch", "one catcher"]
)
def test_what_a_reference_hides_may_lead_anywhere(name: str, hidden: Any) -> None:
    catching = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "Done"}
    states = {
        "the last state": {"First": {"Type": "Pass", "Next": "Later"}, "Later": hidden},
        "a state on the way": {"First": {"Type": "Pass", "Next": "Later"}, "Later": hidden, "Done": DONE},
        "the first state": {"First": hidden, "Done": DONE},
        "Choices": {"First": {"Type": "Choice", "Choices": hidden, "Default": "Done"}, "Done": DONE, "Led to": DONE},
        "one rule": {"First": {"Type": "Choice", "Choices": [hidden], "Default": "Done"}, "Done": DONE, "Led to": DONE},
        "Catch": {"First": {**catching, "Catch": hidden}, "Done": DONE, "Led to": DONE},
        "one catcher": {"First": {**catching, "Catch": [hidden]}, "Done": DONE, "Led to": DONE},
    }
    assert messages(states[name]) == []


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_a_reference_hides_may_be_all_states_or_a_branch(hidden: Any) -> None:
    assert messages(hidden) == []
    assert messages({"First": {"Type": "Parallel", "Branches": [hidden], "End": True}}) == []
    assert messages({"First": {"Type": "Map", "ItemProcessor": hidden, "End": True}}) == []


def test_functions_among_the_states_make_states() -> None:
    loop = {"Fn::ForEach::Steps": ["Step", ["A", "B"], {"Step ${Step}": DONE}]}
    assert messages({"First": {"Type": "Pass", "Next": "Step A"}, **loop}) == []
    assert messages({"Fn::Transform": {"Name": "AWS::Include"}}) == []


def test_a_name_with_a_placeholder_may_be_any_name() -> None:
    name = "${a_name_of_a_variable_that_is_very_long_because_it_says_what_it_is_for_and_for_whom}"
    inner = {"StartAt": "${x}", "States": {"${x}": DONE}}
    assert messages({"First": {"Type": "Pass", "Next": "Pay"}, name: DONE}) == []
    assert messages({"First": {"Type": "Parallel", "Branches": [inner, inner], "End": True}}) == []


def test_a_name_that_only_begins_like_a_function_hides_nothing() -> None:
    assert messages({"Refund": {"Type": "Pass", "Next": "Nowhere"}}, "Refund") == [
        "Workflow has no terminal state",
        "Missing 'Next' target: Nowhere",
    ]
    assert messages({"Ref": {"Type": "Pass", "Next": "Nowhere"}}, "Ref") == [
        "Workflow has no terminal state",
        "Missing 'Next' target: Nowhere",
    ]
