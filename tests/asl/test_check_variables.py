import json
from typing import Any

import pytest

from tests.asl.mistakes import LAMBDA
from webapp.asl.parse import parse_text

LANGUAGES = ("JSONPath", "JSONata")


CHOICE: dict[str, Any] = {
    "Type": "Choice",
    "Choices": [{"Variable": "$.a", "IsNull": True, "Next": "B", "Assign": {"x": 1}}],
    "Default": "C",
    "Assign": {"y": 1},
}


def step(next_state: str | None = None, **more: Any) -> dict[str, Any]:
    return {"Type": "Pass", **({"Next": next_state} if next_state else {"End": True}), **more}


def sets(name: str) -> dict[str, Any]:
    return {"Assign": {name: 1}}


def gets(name: str, language: str = "JSONPath") -> dict[str, Any]:
    return {"OutputPath": f"${name}.a"} if language == "JSONPath" else {"Output": f"{{% ${name}.a %}}"}


def found(states: dict[str, Any], language: str = "JSONPath") -> list[tuple[str, str, str]]:
    """Return code, pointer and message of each problem; the first state is the start."""
    definition = {"QueryLanguage": language, "StartAt": next(iter(states)), "States": states}
    return [(each.code, each.pointer, each.message) for each in parse_text(json.dumps(definition)).problems]


def undefined(states: dict[str, Any], language: str = "JSONPath") -> list[str]:
    problems = found(states, language)
    assert {code for code, _, _ in problems} <= {"POSSIBLY_UNDEFINED_VARIABLE"}
    return [pointer for _, pointer, _ in problems]


@pytest.mark.parametrize(("language", "field"), [("JSONPath", "OutputPath"), ("JSONata", "Output")])
def test_a_variable_that_nothing_assigns_is_a_warning(language: str, field: str) -> None:
    assert found({"A": step(**gets("x", language))}, language) == [
        (
            "POSSIBLY_UNDEFINED_VARIABLE",
            f"/States/A/{field}",
            "The variable '$x' may be undefined: nothing before assigns it",
        )
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_states_after_an_assign_see_its_variable(language: str) -> None:
    assert found({"A": step("B", **sets("x")), "B": step("C"), "C": step(**gets("x", language))}, language) == []


def test_a_state_does_not_see_what_it_assigns_itself() -> None:
    assert undefined({"A": step(**sets("x"), **gets("x"))}) == ["/States/A/OutputPath"]
    loop = {**CHOICE, "Choices": [{"Variable": "$.a", "IsNull": True, "Next": "A"}], "Default": "B"}
    assert undefined({"A": step("C", **sets("x"), **gets("x")), "C": {**loop, "Assign": {}}, "B": step()}) == [
        "/States/A/OutputPath"
    ]


def test_a_rule_assigns_its_own_variables_and_default_those_of_the_state() -> None:
    states = {"A": CHOICE, "B": step(**gets("x")), "C": step(**gets("y"))}
    assert undefined(states) == []
    assert undefined({**states, "B": step(**gets("y")), "C": step(**gets("x"))}) == [
        "/States/B/OutputPath",
        "/States/C/OutputPath",
    ]


def test_a_variable_must_be_assigned_on_every_way() -> None:
    states = {"A": CHOICE, "B": step("D"), "C": step("D", **sets("x")), "D": step(**gets("x"))}
    assert undefined(states) == []
    states["C"] = step("D")
    ((_, pointer, message),) = found(states)
    assert pointer == "/States/D/OutputPath"
    assert message == "The variable '$x' may be undefined: not every way to here assigns it"


def test_a_caught_error_assigns_what_the_catcher_says() -> None:
    task = {
        "Type": "Task",
        "Resource": LAMBDA,
        "Assign": {"x": 1},
        "Catch": [{"ErrorEquals": ["States.ALL"], "Assign": {"y": 1}, "Next": "B"}],
        "Next": "C",
    }
    assert undefined({"A": task, "B": step(**gets("y")), "C": step(**gets("x"))}) == []
    assert undefined({"A": task, "B": step(**gets("x")), "C": step(**gets("y"))}) == [
        "/States/B/OutputPath",
        "/States/C/OutputPath",
    ]


def nested(inner: dict[str, Any], mode: str = "INLINE", **more: Any) -> dict[str, Any]:
    config = {"Mode": mode, **({"ExecutionType": "STANDARD"} if mode == "DISTRIBUTED" else {})}
    return {
        "Type": "Map",
        "ItemProcessor": {"ProcessorConfig": config, "StartAt": "I", "States": {"I": inner}},
        "End": True,
        **more,
    }


def test_iterations_see_the_variables_around_them_unless_they_are_executions() -> None:
    inner = step(**gets("x"))
    assert undefined({"A": step("M", **sets("x")), "M": nested(inner)}) == []
    assert undefined({"A": step("M", **sets("x")), "M": nested(inner, "DISTRIBUTED")}) == [
        "/States/M/ItemProcessor/States/I/OutputPath"
    ]


def test_an_inner_scope_may_not_assign_a_variable_of_an_outer_one() -> None:
    states = {"A": step("M", **sets("x")), "M": nested(step(**sets("x")))}
    assert found(states) == [
        (
            "DUPLICATE_VARIABLE_NAME",
            "/States/M/ItemProcessor/States/I/Assign/x",
            "The variable name 'x' was already defined in a parent scope.",
        )
    ]
    assert found({**states, "M": nested(step(**sets("x")), "DISTRIBUTED")}) == []


def test_an_inner_scope_may_assign_what_the_outer_one_assigns_only_afterwards() -> None:
    catcher = {"ErrorEquals": ["States.ALL"], "Next": "F", **sets("x")}
    branch = {"StartAt": "B", "States": {"B": step(**sets("x"))}}
    parallel = {"Type": "Parallel", "Branches": [branch], "Catch": [catcher], "End": True}
    states = {"P": parallel, "F": step(OutputPath="$x")}
    text = json.dumps({"StartAt": "P", "States": states})
    (problem,) = parse_text(text, "json").problems
    assert (problem.code, problem.severity) == ("DUPLICATE_VARIABLE_NAME", "warning")
    again = json.dumps({"StartAt": "P", "States": {**states, "F": step("P")}, "Comment": "a loop brings it back"})
    assert [each.severity for each in parse_text(again, "json").problems] == ["error"]


def test_branches_do_not_see_each_other() -> None:
    branches = [
        {"StartAt": name, "States": {name: step(**(sets("x") if name == "B" else gets("x")))}} for name in ("B", "C")
    ]
    assert undefined({"P": {"Type": "Parallel", "Branches": branches, "End": True}}) == [
        "/States/P/Branches/1/States/C/OutputPath"
    ]


def test_the_functions_of_jsonata_are_known() -> None:
    assert found({"A": step(Output="{% $map([1], $string) & $uuid() & $partition([1], 2) %}")}, "JSONata") == []
    ((_, _, message),) = found({"A": step(Output="{% $randomSeeded(1) %}")}, "JSONata")
    assert message == "There is no function '$randomSeeded'"


@pytest.mark.parametrize("hidden", [{"Assign": {"Ref": "X"}}, {"Assign": {"x": "${x}"}}])
def test_what_a_placeholder_hides_is_not_missed(hidden: dict[str, Any]) -> None:
    assert found({"A": step("B", **hidden), "B": step(**gets("x"))}) == []


def test_a_state_that_is_not_reached_is_not_judged() -> None:
    codes = [code for code, _, _ in found({"A": step(), "B": step(**gets("x"))})]
    assert codes == ["MISSING_TRANSITION_TARGET"]
