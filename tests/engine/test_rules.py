from typing import Any

from tests.engine.driving import Run
from tests.engine.machines import machine_of
from webapp.engine.rules import Rules, Side, judge_at, rules_at
from webapp.values import ABSENT


def choosing(*rules: Any, data: Any, **fields: Any) -> Run:
    choices = [{"Next": "End", **rule} for rule in rules]
    states = {"S": {"Type": "Choice", "Choices": choices, "Default": "End", **fields}, "End": {"Type": "Succeed"}}
    run = Run(machine_of({"StartAt": "S", "States": states})).start(data)
    run.advance()
    return run


def rules_of(run: Run) -> Rules:
    found = rules_at(run.machine, run.snapshot, "0")
    assert found is not None
    return found


def test_rules_are_judged_up_to_the_first_that_is_true() -> None:
    run = choosing(
        {"Variable": "$.status", "StringEquals": "success"},
        {"Variable": "$.status", "StringEquals": "failure"},
        {"Variable": "$.gone", "StringEquals": "x"},
        data={"status": "failure"},
    )
    rules, match, error = rules_of(run)
    assert [rule.outcome for rule in rules] == ["false", "true", "unreached"]
    assert (match, error) == (1, None)
    assert rules[0].left == Side("$.status", "failure", ("status",))
    assert rules[0].right == Side('"success"', "success")


def test_a_rule_that_fails_is_the_last_that_is_reached() -> None:
    run = choosing({"Variable": "$.gone", "NumericEquals": 1}, {"Variable": "$.a", "IsPresent": True}, data={"a": 1})
    rules, match, error = rules_of(run)
    assert [rule.outcome for rule in rules] == ["error", "unreached"]
    assert match is None
    assert error == "Invalid path '$.gone': The choice state's condition path references an invalid value."


def test_parts_that_are_not_come_to_are_unreached() -> None:
    run = choosing(
        {
            "And": [
                {"Variable": "$.a", "IsPresent": True},
                {"Not": {"Variable": "$.a", "NumericGreaterThan": 3}},
                {"Variable": "$.gone", "BooleanEquals": True},
            ]
        },
        data={"a": 5},
    )
    (rule,) = rules_of(run).rules
    assert (rule.kind, rule.outcome) == ("and", "false")
    assert [part.outcome for part in rule.parts] == ["true", "false", "unreached"]
    assert rule.parts[1].kind == "not"
    assert rule.parts[1].parts[0].outcome == "true"


def test_paths_look_through_the_input_path_and_at_variables() -> None:
    run = choosing(
        {"Variable": "$.n", "NumericEqualsPath": "$.m"},
        {"Variable": "$$.State.Name", "StringEquals": "T"},
        data={"in": {"n": 1, "m": 2}},
        InputPath="$.in",
    )
    first, second = rules_of(run).rules
    assert first.left == Side("$.n", 1, ("in", "n"))
    assert first.right == Side("$.m", 2, ("in", "m"))
    assert second.left == Side("$$.State.Name", "S", None)


def test_the_parts_of_a_jsonata_condition_have_values() -> None:
    run = choosing(
        {"Condition": "{% $states.input.a = 1 and ($states.input.b > 2 or $not($states.input.c)) %}"},
        {"Condition": "{% $states.input.gone = 3 %}"},
        {"Condition": "{% $states.input.a %}"},
        data={"a": 1, "b": 1, "c": True},
        QueryLanguage="JSONata",
    )
    rules, match, error = rules_of(run)
    assert [rule.outcome for rule in rules] == ["false", "false", "error"]
    assert match is None
    assert error is not None
    assert "Expected 'boolean'" in error
    assert [part.outcome for part in rules[0].parts] == ["true", "false"]
    assert [part.outcome for part in rules[0].parts[1].parts] == ["false", "false"]
    assert rules[0].parts[0].left == Side("$states.input.a", 1, ("a",))
    assert rules[1].left == Side("$states.input.gone", ABSENT, ("gone",))


def test_a_rule_on_input_that_cannot_be_selected_is_not_reached() -> None:
    run = choosing({"Variable": "$.a", "IsPresent": True}, data={}, InputPath="$.gone")
    rules, match, error = rules_of(run)
    assert [rule.outcome for rule in rules] == ["unreached"]
    assert match is None
    assert error == "Invalid path '$.gone' : No results for path: $['gone']"


def test_what_stands_at_no_choice_has_no_rules() -> None:
    run = Run(machine_of({"StartAt": "S", "States": {"S": {"Type": "Succeed"}}})).start({})
    run.advance()
    assert rules_at(run.machine, run.snapshot, "0") is None
    assert judge_at(run.machine, run.snapshot, "7") is None
