from typing import Any

from tests.engine.driving import run
from tests.engine.machines import machine_of


def passed(data: Any, **fields: Any) -> Any:
    return run(
        machine_of({"StartAt": "P", "States": {"P": {"Type": "Pass", "End": True} | fields}}), data
    ).snapshot.output


def test_a_bare_pass_hands_on_the_very_object() -> None:
    data = {"a": [1]}
    assert passed(data) is data


def test_result_is_no_template() -> None:
    assert passed({}, Result={"x.$": "$.y"}) == {"x.$": "$.y"}


def test_result_goes_where_result_path_says_in_the_raw_input() -> None:
    assert passed({"a": {"b": 1}}, InputPath="$.a", Result=2, ResultPath="$.c") == {"a": {"b": 1}, "c": 2}


def test_parameters_are_filled_from_what_input_path_chose() -> None:
    assert passed({"a": {"b": 1}}, InputPath="$.a", Parameters={"x.$": "$.b"}) == {"x": 1}


def test_output_path_null_gives_an_empty_object() -> None:
    assert passed({"a": 1}, OutputPath=None) == {}


def test_a_variable_is_read_by_the_states_after_the_one_that_sets_it() -> None:
    states = {
        "A": {"Type": "Pass", "Assign": {"x.$": "$.n", "y": 1}, "Next": "B"},
        "B": {"Type": "Pass", "Assign": {"x": 42, "old.$": "$x"}, "Parameters": {"seen.$": "$x"}, "Next": "C"},
        "C": {"Type": "Pass", "Parameters": {"x.$": "$x", "old.$": "$old", "b.$": "$.seen"}, "End": True},
    }
    finished = run(machine_of({"StartAt": "A", "States": states}), {"n": 5})
    assert finished.snapshot.output == {"x": 42, "old": 5, "b": 5}
