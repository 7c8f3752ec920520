from typing import Any

import pytest

from tests.engine.driving import Run, of_kind, run
from tests.engine.machines import machine_of
from webapp.engine.events import StateExited

ENDS: dict[str, Any] = {"Yes": {"Type": "Succeed"}, "No": {"Type": "Succeed"}}


def decided(*rules: dict[str, Any], data: Any, **fields: Any) -> Run:
    choice = {"Type": "Choice", "Choices": [{"Next": "Yes"} | rule for rule in rules], "Default": "No"} | fields
    return run(machine_of({"StartAt": "Sort", "States": {"Sort": choice, **ENDS}}), data)


def way(*rules: dict[str, Any], data: Any) -> str:
    return decided(*rules, data=data).snapshot.threads["0"].name


@pytest.mark.parametrize(
    ("rule", "data", "way_taken"),
    [
        ({"Variable": "$.n", "NumericEquals": 1}, {"n": 1.0}, "Yes"),
        ({"Variable": "$.n", "NumericEquals": 1}, {"n": "1"}, "No"),
        ({"Variable": "$.n", "NumericGreaterThanPath": "$.m"}, {"n": 2, "m": 1}, "Yes"),
        ({"Variable": "$.n", "IsPresent": False}, {}, "Yes"),
        ({"Variable": "$.n", "IsPresent": True}, {"n": None}, "Yes"),
        ({"And": [{"Variable": "$.n", "IsPresent": True}, {"Variable": "$.n", "IsNull": True}]}, {}, "No"),
        ({"Or": [{"Variable": "$.n", "IsNull": True}, {"Variable": "$.gone", "IsNull": True}]}, {"n": None}, "Yes"),
        ({"Not": {"Variable": "$.n", "BooleanEquals": True}}, {"n": False}, "Yes"),
        ({"Variable": "$$.State.Name", "StringEquals": "Sort"}, {}, "Yes"),
    ],
)
def test_a_rule_decides_the_way(rule: dict[str, Any], data: Any, way_taken: str) -> None:
    assert way(rule, data=data) == way_taken


def test_the_first_rule_that_is_true_is_written_down() -> None:
    small = {"Variable": "$", "NumericLessThan": 10}
    finished = decided(small | {"NumericLessThan": 5}, small, small | {"Next": "No"}, data=7)
    assert of_kind(finished.events, StateExited)[0].rule == 1
    assert of_kind(decided(small, data=70).events, StateExited)[0].rule is None


def test_a_missing_variable_fails_the_state_in_spite_of_the_default() -> None:
    finished = decided({"Variable": "$.approved", "IsNull": True}, data={})
    assert finished.snapshot.error == "States.Runtime"
    assert finished.snapshot.cause == (
        "An error occurred while executing the state 'Sort' (entered at the event id #2). "
        "Invalid path '$.approved': The choice state's condition path references an invalid value."
    )


def test_only_the_assign_of_the_rule_that_matched_is_used() -> None:
    rule = {"Variable": "$", "NumericEquals": 1, "Assign": {"way": "rule"}}
    finished = [decided(rule, data=data, Assign={"way": "state"}) for data in (1, 2)]
    assert [each.snapshot.threads["0"].variables["way"] for each in finished] == ["rule", "state"]


def test_input_path_and_output_path_frame_the_choice() -> None:
    rule = {"Variable": "$.n", "NumericEquals": 1}
    finished = decided(rule, data={"in": {"n": 1, "m": 2}}, InputPath="$.in", OutputPath="$.m")
    assert finished.snapshot.output == 2
