"""Values as the protocol's variables."""

import pytest

from webapp.dap.values import References, Shown, text_of, type_of
from webapp.executions import CommandRefused
from webapp.values import Json


def test_children_tell_the_expressions_that_lead_to_them() -> None:
    shown = Shown({"order": [1, {"a b": 2}]}, "$states.input")
    ((name, order),) = shown.children()
    assert (name, order.expression) == ("order", "$states.input.order")
    first, second = (child for _, child in order.children())
    assert (first.expression, second.expression) == ("$states.input.order[0]", "$states.input.order[1]")
    ((_, spaced),) = second.children()
    assert spaced.expression is None
    assert [child.expression for _, child in Shown({"$x": 1}, "").children()] == ["$x"]


def test_a_plain_value_is_its_own_only_child() -> None:
    assert [(name, child.value) for name, child in Shown("fox").children()] == [("value", "fox")]


@pytest.mark.parametrize(
    ("value", "path", "whole"),
    [
        ({"a": [1, 2]}, ["a", 1], {"a": [1, 9]}),
        ({"a": {}}, ["a", "new"], {"a": {"new": 9}}),
        ("fox", [], 9),
    ],
)
def test_a_part_is_replaced_in_a_copy(value: Json, path: list[str | int], whole: Json) -> None:
    shown = Shown(value, "$states.input", "0", "input", value)
    assert shown.whole_at(path, 9) == whole
    assert shown.value == value


def test_what_is_not_there_or_may_not_be_set_is_refused() -> None:
    shown = Shown({"a": [1]}, None, "0", "input", {"a": [1]})
    with pytest.raises(CommandRefused, match="there is no 5"):
        shown.whole_at(["a", 5], 9)
    with pytest.raises(CommandRefused, match="only the input"):
        Shown({"a": 1}).whole_with("a", 9)


def test_references_hold_until_the_execution_moves_on() -> None:
    references = References()
    row = references.variable("order", Shown({"items": list(range(500))}))
    assert (row["type"], row["namedVariables"]) == ("object", 1)
    assert len(row["value"]) == 200
    assert references.get(row["variablesReference"]).value == {"items": list(range(500))}
    references.forget()
    with pytest.raises(CommandRefused):
        references.get(row["variablesReference"])


def test_types_and_texts_are_those_of_json() -> None:
    values: list[Json] = [None, True, 1, 1.5, "a", [], {}]
    assert [type_of(value) for value in values] == ["null", "boolean", "number", "number", "string", "array", "object"]
    assert [text_of(value) for value in values] == ["null", "true", "1", "1.5", '"a"', "[]", "{}"]
