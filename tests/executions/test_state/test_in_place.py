"""A state of a document, run where it stands."""

import json
from typing import Any

import pytest

from webapp.executions import CannotRun
from webapp.executions.test_state import try_in_place
from webapp.expressions import IN_PROCESS
from webapp.messages import protocol
from webapp.messages.trying import StateTried, TryState

CATCH = {"ErrorEquals": ["States.ALL"], "Assign": {"seen": True}, "ResultPath": "$.error", "Next": "Mend"}
WORK = {
    "Type": "Task",
    "Resource": "arn:aws:states:::lambda:invoke",
    "Parameters": {"FunctionName": "f", "Payload.$": "$.a"},
    "ResultSelector": {"p.$": "$.Payload"},
    "ResultPath": "$.r",
    "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 2, "MaxAttempts": 2}],
    "Catch": [CATCH],
    "Next": "Mend",
}
EACH = {
    "Type": "Map",
    "ItemsPath": "$.items",
    "ItemSelector": {"v.$": "$$.Map.Item.Value"},
    "ItemProcessor": {
        "StartAt": "One",
        "States": {"One": {"Type": "Pass", "Parameters": {"i.$": "$$.Map.Item.Index"}, "End": True}},
    },
    "End": True,
}
PASS = {"Type": "Pass", "Parameters": {"x.$": "$.a"}, "ResultPath": "$.r", "End": True}
MACHINE = {"StartAt": "Work", "States": {"Work": WORK, "Mend": PASS}}


def run(machine: Any, path: str, data: Any = None, **request: Any) -> StateTried:
    text = machine if isinstance(machine, str) else json.dumps(machine)
    asked = TryState(text=text, path=path, input=json.dumps({} if data is None else data), **request)
    return try_in_place(asked, evaluator=IN_PROCESS, now_ms=0, seed=1)


def alone(state: Any, data: Any = None, **request: Any) -> StateTried:
    return run({"StartAt": "S", "States": {"S": state}}, "S", data, **request)


def refused(machine: Any, path: str, data: Any = None, **request: Any) -> CannotRun:
    with pytest.raises(CannotRun) as refusal:
        run(machine, path, data, **request)
    return refusal.value


def stages(tried: StateTried) -> dict[str, Any]:
    return {each.name: json.loads(each.value.text or "") for each in tried.flow.stages if each.value is not None}


def output(tried: StateTried) -> Any:
    assert tried.output is not None
    return json.loads(tried.output.text or "")


def test_a_mocked_task_goes_through_its_stages_to_the_next_state() -> None:
    tried = run(MACHINE, "Work", {"a": 1}, mock=protocol.Mock(result='{"Payload": 7}'))
    assert (tried.status, tried.next, output(tried)) == ("SUCCEEDED", "Mend", {"a": 1, "r": {"p": 7}})
    shown = stages(tried)
    assert list(shown) == ["Input", "InputPath", "Parameters", "Result", "ResultSelector", "ResultPath", "OutputPath"]
    assert shown["Input"] == {"a": 1}
    assert shown["Parameters"] == {"FunctionName": "f", "Payload": 1}
    assert shown["Result"] == {"Payload": 7}
    assert shown["ResultSelector"] == {"p": 7}
    by_name = {each.name: each for each in tried.flow.stages}
    assert (by_name["ResultPath"].base, by_name["ResultPath"].expression) == ("Input", '"$.r"')


def test_a_task_without_a_mock_shows_the_way_to_its_work() -> None:
    tried = run(MACHINE, "Work", {"a": 1})
    assert (tried.status, tried.output, tried.error) == ("NEEDS_MOCK", None, None)
    assert list(stages(tried)) == ["Input", "InputPath", "Parameters"]


def test_an_error_is_retried_then_caught() -> None:
    busy = protocol.Mock(error="Busy", cause="soon")
    tried = run(MACHINE, "Work", {"a": 1}, mock=busy)
    assert (tried.status, tried.retrier, tried.delay_ms, tried.next) == ("RETRIABLE", 1, 2000, None)
    tried = run(MACHINE, "Work", {"a": 1}, mock=busy, retries=2)
    assert (tried.status, tried.error, tried.cause) == ("CAUGHT_ERROR", "Busy", "soon")
    assert (tried.catcher, tried.next) == (1, "Mend")
    assert output(tried) == {"a": 1, "error": {"Error": "Busy", "Cause": "soon"}}
    assert stages(tried)["Catch"] == output(tried)
    assert json.loads(tried.variables.text or "") == {"seen": True}


def test_a_field_that_fails_fails_the_state_at_its_stage() -> None:
    tried = run(MACHINE, "Mend", {"b": 1})
    assert (tried.status, tried.error) == ("FAILED", "States.Runtime")
    last = tried.flow.stages[-1]
    assert (last.name, last.value) == ("Parameters", None)
    assert "'$.a'" in (last.error or "")


def test_variables_and_context_are_what_is_given() -> None:
    state = {
        "Type": "Pass",
        "QueryLanguage": "JSONata",
        "Output": "{% [$x, $states.context.Execution.Name, $states.context.State.Name] %}",
        "End": True,
    }
    tried = alone(state, variables='{"x": 5}', context='{"Execution": {"Name": "mine"}}')
    assert output(tried) == [5, "mine", "S"]


def test_a_state_inside_a_map_is_run_with_its_item_in_the_context() -> None:
    machine = {"StartAt": "Each", "States": {"Each": EACH}}
    assert output(run(machine, "Each/One", context='{"Map": {"Item": {"Index": 3}}}')) == {"i": 3}


def test_a_map_shows_its_items_and_takes_a_mocked_result() -> None:
    tried = alone(EACH, {"items": [1, 2]})
    assert tried.status == "NEEDS_MOCK"
    assert stages(tried)["ItemSelector"] == [{"v": 1}, {"v": 2}]
    assert output(alone(EACH, {"items": [1, 2]}, mock=protocol.Mock(result='["done"]'))) == ["done"]


def test_a_choice_says_where_it_goes_and_a_fail_what_it_fails_with() -> None:
    choice = {"Type": "Choice", "Choices": [{"Variable": "$.n", "IsNumeric": True, "Next": "One"}], "Default": "Two"}
    assert [alone(choice, {"n": n}).next for n in (1, "a")] == ["One", "Two"]
    failed = alone({"Type": "Fail", "Error": "Boo", "Cause": "why"})
    assert (failed.status, failed.error, failed.cause) == ("FAILED", "Boo", "why")


def test_a_wait_is_over_at_once() -> None:
    assert alone({"Type": "Wait", "Seconds": 99999, "End": True}, {"a": 1}).status == "SUCCEEDED"


def test_yaml_and_a_document_that_is_unfinished_elsewhere_will_do() -> None:
    text = "StartAt: Nowhere\nStates:\n  S:\n    Type: Pass\n    Result: 4\n    Next: Gone\n  Odd:\n    Type: Huh\n"
    tried = run(text, "S", file_name="machine.asl.yaml")
    assert (output(tried), tried.next) == (4, "Gone")


def test_what_cannot_be_run_is_refused_with_its_place() -> None:
    odd = {"StartAt": "S", "States": {"S": {"Type": "Pass", "InputPath": 7, "End": True}}}
    assert refused(odd, "S").pointer == "/States/S/InputPath"
    assert refused("{", "S").line == 1
    assert "no state at 'T'" in refused(MACHINE, "T").message
    problem = refused(MACHINE, "Mend", variables="[1]")
    assert problem.message == 'The variables must be a JSON object, as {"name": "value"}.'
    assert refused(MACHINE, "Mend", context="{").line == 1
    assert "only Task, Map and Parallel do" in refused(MACHINE, "Mend", mock=protocol.Mock(result="1")).message
    each = {"StartAt": "S", "States": {"S": EACH}}
    assert (
        refused(each, "S", {"items": []}, mock=protocol.Mock(result="{}")).message == "Mocked result must be an array."
    )


def test_a_field_that_is_still_typed_is_tried_in_place_of_the_one_that_stands() -> None:
    typed = {"/Parameters": '{"y.$": "$.b"}', "/ResultPath": '"$.z"'}
    assert output(run(MACHINE, "Mend", {"b": 2}, drafts=typed)) == {"b": 2, "z": {"y": 2}}
    assert "is no JSON" in refused(MACHINE, "Mend", drafts={"/Parameters": "{"}).message
    assert refused(MACHINE, "Mend", drafts={"/InputPath": "7"}).pointer == "/States/Mend/InputPath"


def test_the_rules_of_a_choice_are_told_with_what_they_looked_at() -> None:
    one, two = ({"Variable": "$.n", "NumericEquals": n, "Next": "A"} for n in (1, 2))
    tried = alone({"Type": "Choice", "Choices": [one, two, one], "Default": "B"}, {"n": 2})
    assert [rule.outcome for rule in tried.rules] == ["false", "true", "unreached"]
    assert tried.rules[0].value is not None
    assert tried.rules[0].value.text == "2"
    broken = alone({"Type": "Choice", "Choices": [{"Variable": "$.x.y", "IsNull": True, "Next": "A"}]}, {})
    assert (broken.status, broken.rules[0].outcome) == ("FAILED", "error")


def test_a_typed_condition_is_judged() -> None:
    rule = {"Condition": "{% $states.input.n > 5 %}", "Next": "A"}
    state = {"Type": "Choice", "QueryLanguage": "JSONata", "Choices": [rule], "Default": "B"}
    typed = {"/Choices/0/Condition": '"{% $states.input.n < 5 %}"'}
    assert [alone(state, {"n": 1}, drafts=each).rules[0].outcome for each in ({}, typed)] == ["false", "true"]
