import json
from typing import Any

import pytest

from webapp.asl.parse import parse_text
from webapp.asl.problems import Problem


def warnings(state: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the codes of what is said about a state that ends its machine, and where inside it."""
    text = json.dumps({"StartAt": "S", "States": {"S": {"End": True, **state}}})
    problems: tuple[Problem, ...] = parse_text(text, "json").problems
    assert all(problem.severity == "warning" for problem in problems)
    return [(problem.code, problem.pointer.removeprefix("/States/S")) for problem in problems]


@pytest.mark.parametrize("text", ["$.order.id", "$$.Execution.Id", "States.Format('{}', $.id)", "{% $states.input %}"])
def test_a_jsonpath_state_is_told_of_text_that_looks_like_an_expression(text: str) -> None:
    assert warnings({"Type": "Pass", "Parameters": {"order": {"id": text}}}) == [("NO_DOLLAR", "/Parameters/order/id")]
    assert warnings({"Type": "Pass", "Assign": {"id": text}}) == [("NO_DOLLAR", "/Assign/id")]


@pytest.mark.parametrize(
    "text", ["$", "$5", "$.", "costs $.50 each", "States.Nope()", "States.", "{% half", "${later}"]
)
def test_other_text_is_text(text: str) -> None:
    assert warnings({"Type": "Pass", "Parameters": {"note": text}}) == []


def test_a_path_where_it_is_read_is_no_text() -> None:
    assert warnings({"Type": "Pass", "Parameters": {"id.$": "$.id"}, "ResultPath": "$.order"}) == []
    assert warnings({"Type": "Pass", "Parameters": ["$.id"]}) == []


def test_a_jsonata_state_is_told_of_keys_that_only_jsonpath_reads() -> None:
    state = {"Type": "Pass", "QueryLanguage": "JSONata", "Output": {"a": [{"id.$": "$.id", "price.$": "4 dollars"}]}}
    assert warnings(state) == [("NO_JSONATA_EXPRESSION", "/Output/a/0/id.$")]


def test_the_result_of_a_pass_is_taken_as_it_is() -> None:
    assert warnings({"Type": "Pass", "Result": {"id.$": "$.id", "n": "$.n"}}) == [
        ("PASS_RESULT_IS_STATIC", "/Result/id.$")
    ]


def test_a_call_that_cannot_succeed_is_told_of() -> None:
    call = "States.Format('{}', States.MathAdd($.n, 'one'))"
    assert warnings({"Type": "Pass", "Parameters": {"n.$": call}}) == [("INTRINSIC_ALWAYS_FAILS", "/Parameters/n.$")]
