"""Expressions at any depth of a field, and what is said where one fails."""

from collections.abc import Mapping
from typing import Any

import pytest

from webapp.expressions import QueryEvaluationError
from webapp.expressions.evaluator import IN_PROCESS
from webapp.expressions.jsonata_template import JsonataScope, compile_jsonata_template
from webapp.values import Entropy, Json

INPUT: Json = {"n": 2, "list": [1, 2], "none": None}


def scope(context_wanted: list[bool] | None = None, variables: Mapping[str, Json] | None = None) -> JsonataScope:
    def states(with_context: bool) -> Json:
        if context_wanted is not None:
            context_wanted.append(with_context)
        return {"input": INPUT} | ({"context": {"State": {"Name": "Pay"}}} if with_context else {})

    return JsonataScope(variables or {}, states, Entropy(1), 0, IN_PROCESS)


def value_of(template: Any, **variables: Json) -> Json:
    return compile_jsonata_template(template, "Output").evaluate(scope(variables=variables))


def failure_of(template: Any, field: str = "Output") -> QueryEvaluationError:
    with pytest.raises(QueryEvaluationError) as caught:
        compile_jsonata_template(template, field).evaluate(scope())
    return caught.value


@pytest.mark.parametrize(
    ("template", "value"),
    [
        ("{% $states.input.n %}", 2),
        ("{% $states.input.none %}", None),
        (" {% 1 %}", " {% 1 %}"),
        ({"a": {"b": ["x", "{% $states.input.n + 1 %}"]}, "c": 1}, {"a": {"b": ["x", 3]}, "c": 1}),
        ({"{% 1 %}": "{% 1 %}"}, {"{% 1 %}": 1}),
        ([{"a": "{% $states.input.list %}"}], [{"a": [1, 2]}]),
        (True, True),
    ],
)
def test_strings_that_are_expressions_are_evaluated_at_any_depth_and_keys_never(template: Any, value: Json) -> None:
    assert value_of(template) == value


def test_a_template_without_expressions_is_shared_with_the_definition() -> None:
    template: Json = {"a": [1]}
    compiled = compile_jsonata_template(template, "Output")
    assert compiled.is_constant
    assert compiled.evaluate(scope()) is template


def test_variables_are_read_beside_states() -> None:
    assert value_of({"sum": "{% $x + $states.input.n %}"}, x=5) == {"sum": 7}


def test_the_context_object_is_made_only_where_it_may_be_read() -> None:
    wanted: list[bool] = []
    compile_jsonata_template("{% $states.input.n %}", "Output").evaluate(scope(wanted))
    compile_jsonata_template("{% $states.context.State.Name %}", "Output").evaluate(scope(wanted))
    compile_jsonata_template("{% 1 %}", "Output").evaluate(scope(wanted))
    assert wanted == [False, True]


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("{% $gone %}", "Output"),
        ({"a": {"b": "{% $gone %}"}}, "Output/a/b"),
        ({"a": [0, "{% $gone %}"]}, "Output/a[1]"),
        ([[{"x": "{% $gone %}"}]], "Output[0][0]/x"),
    ],
)
def test_an_expression_that_gives_nothing_fails_and_its_place_is_told(template: Any, place: str) -> None:
    failure = failure_of(template)
    assert failure.location == place
    assert failure.message == (
        f"The JSONata expression '$gone' specified for the field '{place}' returned nothing (undefined)."
    )


def test_the_code_of_an_error_is_told() -> None:
    assert failure_of('{% 1 + "a" %}').message.startswith(
        "The JSONata expression '1 + \"a\"' specified for the field 'Output' "
        'threw an error during evaluation. T2002: The right side of the "+" operator must evaluate to a number'
    )


def test_a_function_is_no_result() -> None:
    assert failure_of("{% $sum %}").message == (
        "The JSONata expression '$sum' specified for the field 'Output' returned an unsupported result type."
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [("{% 1 %}", "number"), ('{% "a" %}', "string"), ("{% null %}", "null"), ("{% {} %}", "object")],
)
def test_a_value_of_another_type_than_expected_is_told(text: str, found: str) -> None:
    template = compile_jsonata_template(text, "Items")
    with pytest.raises(QueryEvaluationError, match=f"Expected 'array', but was '{found}' for value: "):
        template.evaluate_as("array", scope())
    assert compile_jsonata_template("{% [1, 2] %}", "Items").evaluate_as("array", scope()) == [1, 2]
