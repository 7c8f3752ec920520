"""Templates are filled where a key ends in ``.$`` and nowhere else."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.expressions.errors import ExpressionError, ExpressionSyntaxError
from webapp.expressions.payload import compile_template
from webapp.expressions.scope import Scope
from webapp.values import Entropy, Json

SCOPE = Scope({"a": 1, "items": []}, {"Execution": {"Input": {"x": 2}}}, {"v": 3})


def fill(template: Json, field: str = "Parameters") -> Any:
    return compile_template(template, field).evaluate(SCOPE, Entropy(1))


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ({"x.$": "$.a", "y": "$.a"}, {"x": 1, "y": "$.a"}),
        ({"x": {"deep": [{"y.$": "$$.Execution.Input.x"}, "$.a"]}}, {"x": {"deep": [{"y": 2}, "$.a"]}}),
        ({"x.$": "States.Format('{}', $v)"}, {"x": "3"}),
        ({"item.$": "$.nothing[1:].itemValue"}, {"item": []}),
        ({"all.$": "$"}, {"all": {"a": 1, "items": []}}),
        ({".$": "$.a"}, {"": 1}),
        ([{"x.$": "$.a"}, 5], [{"x": 1}, 5]),
        ("$.a", "$.a"),
        (7, 7),
        (None, None),
        ({"c": 1, "b.$": "$.a", "a": 2}, {"c": 1, "b": 1, "a": 2}),
    ],
)
def test_filling(template: Json, expected: Json) -> None:
    before = copy.deepcopy(template)
    assert fill(template) == expected
    assert template == before


def test_keys_keep_their_order() -> None:
    assert list(fill({"z": 1, "b.$": "$.a", "a": 2, "c.$": "$.a"})) == ["z", "b", "a", "c"]


def test_filling_twice_gives_two_objects_that_share_what_is_literal() -> None:
    template: Json = {"x.$": "$.a", "same": {"large": []}}
    compiled = compile_template(template, "Parameters")
    first: Any = compiled.evaluate(SCOPE, Entropy(1))
    second: Any = compiled.evaluate(Scope({"a": 9}), Entropy(1))
    assert (first["x"], second["x"]) == (1, 9)
    assert first["same"] is second["same"]


@pytest.mark.parametrize(
    ("template", "message"),
    [
        (
            {"value.$": "$.x"},
            "The JSONPath '$.x' specified for the field 'value.$' could not be found in the input "
            '\'{"a":1,"items":[]}\'',
        ),
        (
            {"value.$": "$$.Execution.Input.y"},
            "The JSONPath '$$.Execution.Input.y' specified for the field 'value.$' could not be found in the input "
            '\'{"Execution":{"Input":{"x":2}}}\'',
        ),
        ({"a": {"b.$": "$.x"}}, "specified for the field 'a.b.$' could not be found"),
        ({"a": [0, {"b.$": "$.x"}]}, "specified for the field 'a[1].b.$' could not be found"),
        ({"a.$": "$unset"}, "The JSONPath '$unset' specified for the field 'a.$' could not be found"),
    ],
)
def test_what_is_missing_is_named_with_its_field(template: Json, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        fill(template)
    assert message in caught.value.message


@pytest.mark.parametrize("value", ["text", "{% $a %}", "$.", "States.Nothing()", 5, None, {"b.$": "$.a"}, [], " $.a"])
def test_a_value_that_is_no_expression_is_refused(value: Json) -> None:
    with pytest.raises(ExpressionSyntaxError, match=r"field 'a\.b\.\$' must be a valid JSONPath or a valid intrinsic"):
        fill({"a": {"b.$": value}})


@pytest.mark.parametrize("template", [{"a": 1, "a.$": "$.a"}, {"x": [{"a.$": "$.a", "a": 1}]}])
def test_two_keys_that_become_one_are_refused(template: Json) -> None:
    with pytest.raises(ExpressionSyntaxError, match="'a' stands twice"):
        fill(template)


def test_a_template_is_compiled_once_for_one_object_and_field() -> None:
    template: Json = {"a": 1}
    assert compile_template(template, "Parameters") is compile_template(template, "Parameters")
    assert compile_template(template, "Parameters") is not compile_template(template, "ResultSelector")
    assert compile_template({"a": 1}, "Parameters") is not compile_template(template, "Parameters")


def test_a_template_nests_only_so_deep() -> None:
    template: Json = {"a.$": "$.a"}
    for _ in range(250):
        template = [template]
    with pytest.raises(ExpressionSyntaxError, match="deep"):
        fill(template)


leaves = st.none() | st.booleans() | st.integers() | st.text(max_size=4)
literals = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=4).filter(lambda key: not key.endswith(".$")), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(literals)
def test_a_template_without_such_keys_is_itself(template: Json) -> None:
    assert fill(template) is template


def test_an_index_past_the_end_gives_null_and_a_step_after_it_fails() -> None:
    scope = Scope({"a": [1]})
    assert compile_template({"x.$": "$.a[1]", "y.$": "$.a[-2]"}).evaluate(scope, Entropy(0)) == {"x": None, "y": None}
    with pytest.raises(ExpressionError, match="could not be found in the input"):
        compile_template({"x.$": "$.a[1].b"}).evaluate(scope, Entropy(0))
    with pytest.raises(ExpressionError, match="could not be found in the input"):
        compile_template({"x.$": "$.gone[1]"}).evaluate(scope, Entropy(0))
