"""What the fields of states read."""

from typing import Any

import pytest

from tests.engine.machines import machine_of
from tests.testing.machines import LAMBDA
from webapp.asl import walk
from webapp.suites.needs import Need, needs_of


@pytest.mark.parametrize(
    ("state", "needs"),
    [
        ({"Type": "Wait", "SecondsPath": "$.pause", "End": True}, [Need("$.pause", 1, False)]),
        (
            {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.a, 1)", "b": {"c.$": "$['x-y'].z"}}, "End": True},
            [Need("$.a", 1, False), Need("$['x-y'].z", "text", False)],
        ),
        (
            {"Type": "Task", "Resource": LAMBDA, "ResultSelector": {"id.$": "$.Payload.id"}, "End": True},
            [Need("$.Payload.id", "text", True)],
        ),
        (
            {
                "Type": "Task",
                "QueryLanguage": "JSONata",
                "Resource": LAMBDA,
                "Arguments": {"n": "{% $sum($states.input.prices) %}"},
                "Output": "{% $states.result.total %}",
                "End": True,
            },
            [
                Need("{% $states.input.prices %}", [1], False),
                Need("{% $states.result.total %}", "text", True),
            ],
        ),
        ({"Type": "Pass", "Parameters": {"at.$": "$$.State.Name"}, "ResultPath": "$.x", "End": True}, []),
    ],
)
def test_needs_are_paths_with_what_may_be_there(state: dict[str, Any], needs: list[Need]) -> None:
    (placed,) = walk(machine_of({"StartAt": "A", "States": {"A": state}}))
    assert list(needs_of(placed)) == needs
