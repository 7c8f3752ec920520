"""The way of data through the states of both languages, and what each field can see."""

from typing import Any

import pytest

from tests.engine.driving import Run, of_kind, run
from tests.engine.machines import machine_of
from tests.engine.random_machines import RESOURCE
from webapp.engine.events import EvaluationFailed, StateExited, TaskScheduled
from webapp.values import Json


def machine(*states: dict[str, Any], language: str = "JSONata") -> dict[str, Any]:
    """A chain of the states S0, S1, …"""
    last = len(states) - 1
    chain = {
        f"S{at}": state | ({} if state["Type"] in ("Choice", "Fail", "Succeed") else _following(at, last))
        for at, state in enumerate(states)
    }
    return {"StartAt": "S0", "QueryLanguage": language, "States": chain}


def _following(at: int, last: int) -> dict[str, Any]:
    return {"End": True} if at == last else {"Next": f"S{at + 1}"}


def asked(answer: Json, **fields: Any) -> Run:
    task = {"Type": "Task", "Resource": RESOURCE} | fields
    return run(machine_of(machine(task)), {"n": 1}, {"S0": {"0": {"Return": {"Payload": answer}}}})


def output(*states: dict[str, Any], data: Json = None) -> Json:
    finished = run(machine_of(machine(*states)), data)
    assert finished.snapshot.status == "SUCCEEDED", finished.snapshot.cause
    found: Json = finished.snapshot.output
    return found


def test_arguments_make_the_input_of_a_task_and_without_them_it_is_the_raw_input() -> None:
    (with_arguments,) = of_kind(asked(1, Arguments={"m": "{% $states.input.n + 1 %}"}).events, TaskScheduled)
    (without,) = of_kind(asked(1).events, TaskScheduled)
    assert with_arguments.parameters == {"m": 2}
    assert without.parameters == {"n": 1}


def test_output_and_assign_see_the_result_and_the_raw_input_and_not_each_other() -> None:
    finished = asked(
        {"m": 5},
        Output={"both": "{% [$states.input.n, $states.result.m] %}"},
        Assign={"m": "{% $states.result.m %}", "input": "{% $states.input %}"},
    )
    (exited,) = of_kind(finished.events, StateExited)
    assert exited.output == {"both": [1, 5]}
    assert exited.assigned == {"m": 5, "input": {"n": 1}}


def test_without_output_the_result_of_a_task_is_its_output_and_the_input_of_a_pass() -> None:
    assert asked([7]).snapshot.output == [7]
    assert output({"Type": "Pass"}, data={"kept": 1.0}) == {"kept": 1.0}


def test_all_of_a_state_sees_the_variables_as_they_were_on_entry() -> None:
    first = {"Type": "Pass", "Assign": {"x": 5}}
    second = {"Type": "Pass", "Assign": {"x": 42, "newOrOld": "{% $x %}"}, "Output": "{% $x %}"}
    third = {"Type": "Pass", "Output": {"x": "{% $x %}", "newOrOld": "{% $newOrOld %}", "was": "{% $states.input %}"}}
    assert output(first, second, third) == {"x": 42, "newOrOld": 5, "was": 5}


def test_states_of_both_languages_share_variables() -> None:
    in_jsonpath = {"Type": "Pass", "Parameters": {"sum.$": "States.MathAdd($x, 1)"}, "Assign": {"y.$": "$.sum"}}
    states = {
        "A": {"Type": "Pass", "QueryLanguage": "JSONata", "Assign": {"x": "{% 20 + 21 %}"}, "Next": "B"},
        "B": in_jsonpath | {"Next": "C"},
        "C": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% [$x, $y] %}", "End": True},
    }
    assert run(machine_of({"StartAt": "A", "States": states})).snapshot.output == [41, 42]


def test_the_language_of_a_map_is_not_that_of_its_states() -> None:
    inner = {"StartAt": "P", "States": {"P": {"Type": "Pass", "Parameters": {"a.$": "$"}, "End": True}}}
    outer = {"Type": "Map", "QueryLanguage": "JSONata", "Items": "{% [1, 2] %}", "ItemProcessor": inner, "End": True}
    assert run(machine_of({"StartAt": "M", "States": {"M": outer}})).snapshot.output == [{"a": 1}, {"a": 2}]


def test_a_catcher_sees_the_error_and_makes_the_output() -> None:
    catcher = {
        "ErrorEquals": ["States.ALL"],
        "Output": {"why": "{% $states.errorOutput.Error & '/' & $states.input.n %}"},
        "Assign": {"cause": "{% $states.errorOutput.Cause %}"},
        "Next": "S1",
    }
    definition = machine({"Type": "Task", "Resource": RESOURCE, "Catch": [catcher]}, {"Type": "Succeed"})
    mocks = {"S0": {"0": {"Throw": {"Error": "Shop.Closed", "Cause": "it is late"}}}}
    finished = run(machine_of(definition), {"n": 1}, mocks)
    assert finished.snapshot.output == {"why": "Shop.Closed/1"}
    assert of_kind(finished.events, StateExited)[0].assigned == {"cause": "it is late"}


def test_a_catcher_without_output_gives_the_error_itself() -> None:
    catcher = {"ErrorEquals": ["States.ALL"], "Next": "S1"}
    definition = machine({"Type": "Task", "Resource": RESOURCE, "Catch": [catcher]}, {"Type": "Succeed"})
    finished = run(machine_of(definition), {}, {"S0": {"0": {"Throw": {"Error": "E", "Cause": "c"}}}})
    assert finished.snapshot.output == {"Error": "E", "Cause": "c"}


@pytest.mark.parametrize("field", ["Output", "Assign"])
def test_a_catcher_that_fails_ends_the_flow(field: str) -> None:
    catcher = {"ErrorEquals": ["States.ALL"], field: {"a": "{% $gone %}"}, "Next": "S1"}
    definition = machine({"Type": "Task", "Resource": RESOURCE, "Catch": [catcher]}, {"Type": "Succeed"})
    finished = run(machine_of(definition), {}, {"S0": {"0": {"Throw": {"Error": "E", "Cause": "c"}}}})
    assert finished.snapshot.error == "States.QueryEvaluationError"
    (failed,) = of_kind(finished.events, EvaluationFailed)
    assert failed.location == f"Catch[0]/{field}/a"


def test_null_paths_give_empty_objects_and_a_null_result_path_keeps_the_input() -> None:
    def passed(**fields: Any) -> Json:
        states = {"P": {"Type": "Pass", "End": True} | fields}
        found: Json = run(machine_of({"StartAt": "P", "States": states}), {"a": 1}).snapshot.output
        return found

    assert passed(InputPath=None) == {}
    assert passed(OutputPath=None) == {}
    assert passed(Result=5, ResultPath=None) == {"a": 1}
