import json
from typing import Any

import pytest

from tests.asl.mistakes import LAMBDA
from webapp.asl.parse import parse_text
from webapp.asl.problems import Problem

CATCH = {"ErrorEquals": ["States.ALL"], "Next": "Z"}


def check(state: dict[str, Any]) -> tuple[str, list[Problem]]:
    states = {"S": {"Type": "Pass", "Next": "Z", **state}, "Z": {"Type": "Succeed"}}
    text = json.dumps({"QueryLanguage": "JSONata", "StartAt": "S", "States": states}, ensure_ascii=False)
    return text, list(parse_text(text).problems)


def output(expression: str) -> tuple[str, Problem]:
    text, (problem,) = check({"Output": {"a": [f"{{% {expression} %}}"]}})
    assert problem.pointer == "/States/S/Output/a/0"
    return text[problem.start : problem.end], problem


def test_a_mistake_is_underlined_from_where_it_is() -> None:
    underlined, problem = output("1 + * 2")
    assert underlined == "2 %}"
    assert (problem.code, problem.severity) == ("SCHEMA_VALIDATION_FAILED", "error")
    assert problem.message == "The JSONata expression is not valid: S0201: Syntax error: 2 (column 10)"


def test_escapes_before_the_mistake_do_not_move_it() -> None:
    assert output('"a\\n\\u00e9" & "한\\t" 2')[0] == "2 %}"


@pytest.mark.parametrize(("expression", "fix"), [("$", "$states.input"), ("$$.a", "$states.input")])
def test_there_is_no_input_document(expression: str, fix: str) -> None:
    problem = output(f"1 + {expression}")[1]
    assert (problem.fix, problem.severity) == (fix, "error")


@pytest.mark.parametrize(
    ("expression", "fix"), [("order.id", "$states.input.order"), ("sum([1])", "$sum"), ("{a: 1}", "$states.input.a")]
)
def test_there_are_no_fields_without_an_item(expression: str, fix: str) -> None:
    problem = output(expression)[1]
    assert (problem.fix, problem.code) == (fix, "UNSUPPORTED_JSONATA_EXPRESSION")
    assert problem.message.endswith(" at the top level is not supported.")


@pytest.mark.parametrize("expression", ["$states.input.a[b = 1].c", "[1].($map([1], function($x){$ & a}))", "[1].$"])
def test_items_have_fields(expression: str) -> None:
    assert check({"Output": f"{{% {expression} %}}"})[1] == []


def test_eval_is_not_there() -> None:
    problem = output("$eval('1')")[1]
    assert (problem.message, problem.severity) == ("There is no function '$eval' in Step Functions", "warning")


@pytest.mark.parametrize("operator", ["??", "?:"])
def test_newer_operators_are_warnings(operator: str) -> None:
    underlined, problem = output(f"1 {operator} 2")
    assert (problem.severity, problem.code) == ("warning", "NEWER_JSONATA")
    assert underlined.startswith(operator)


def members(name: str, state: dict[str, Any]) -> list[str]:
    """Return the pointers in the state at which ``$states.name`` is refused."""
    problems = check(json.loads(json.dumps(state).replace('"$"', f'"{{% $states.{name} %}}"')))[1]
    assert {problem.message for problem in problems} <= {f"Field '$states.{name}' does not exist."}
    return [problem.pointer.removeprefix("/States/S/") for problem in problems]


TASK: dict[str, Any] = {
    "Type": "Task",
    "Resource": LAMBDA,
    "Arguments": "$",
    "Output": "$",
    "Assign": {"a": "$"},
    "Catch": [{**CATCH, "Output": "$", "Assign": {"b": "$"}}],
}
CHOICE: dict[str, Any] = {
    "Type": "Choice",
    "Choices": [{"Condition": "$", "Output": "$", "Assign": {"a": "$"}, "Next": "Z"}],
    "Default": "Z",
}


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("input", []),
        ("context", []),
        ("result", ["Arguments", "Catch/0/Output", "Catch/0/Assign/b"]),
        ("errorOutput", ["Arguments", "Output", "Assign/a"]),
        ("reslt", ["Arguments", "Output", "Assign/a", "Catch/0/Output", "Catch/0/Assign/b"]),
    ],
)
def test_the_members_of_states_depend_on_the_place(name: str, refused: list[str]) -> None:
    assert members(name, TASK) == refused


def test_a_choice_has_neither_result_nor_error() -> None:
    choice = {key: value for key, value in CHOICE.items() if key != "Next"}
    text = json.dumps({"QueryLanguage": "JSONata", "StartAt": "S", "States": {"S": choice, "Z": {"Type": "Succeed"}}})
    for name in ("result", "errorOutput"):
        problems = parse_text(text.replace('"$"', f'"{{% $states.{name} %}}"')).problems
        assert [each.pointer for each in problems] == [
            f"/States/S/Choices/0/{field}" for field in ("Condition", "Output", "Assign/a")
        ]


@pytest.mark.parametrize("expression", ["${x} +", "$states.${name}", "#{AWS::Region} +"])
def test_placeholders_are_not_judged(expression: str) -> None:
    assert check({"Output": f"{{% {expression} %}}"})[1] == []


def test_text_that_is_not_evaluated_is_not_judged() -> None:
    assert check({"Comment": "{% 1 + %}", "Output": "1 + {% %"})[1] == []
