"""Random machines with rich data-flow fields, in both languages, with loops: for laws over shapes, not over ends."""

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from tests.engine.random_machines import machines

Fields = dict[str, Any]

INPUT: Any = {
    "items": [{"n": 1, "tag": "a"}, {"n": 2}, 3],
    "n": 2,
    "order": {"id": "o-1", "lines": [{"sku": "x", "count": 1}]},
    "flag": True,
}
PATHS = ("$", "$.n", "$.order", "$.order.id", "$.items", "$.items[0]", "$.items[*].n", "$.order.lines[-1].sku")
MORE = ("$.order.gone", "$.answer.n", "$.made", "$..n", "$.items[?(@.n == 1)]", "$.items.length()", "$.order['id']")
VALUES = (*PATHS, *MORE, "$seen.n", "$seen", "$$.Execution.Input.n", "$$.Map.Item.Value", "$.items[7]")
CALLS = (
    "States.Array($.n, 'x')",
    "States.ArrayGetItem($.items, 0)",
    "States.ArrayPartition($.items, 2)",
    "States.ArrayUnique($.items)",
    "States.JsonMerge($.order, $, false)",
    "States.Format('{}!', $.order.id)",
    "States.StringToJson('{\"n\": 1}')",
    "States.MathAdd($.n, 1)",
    "States.ArrayLength($.order.lines)",
)
LITERALS: tuple[Any, ...] = ({"n": 1}, [1, {"a": None}], "text", None, [], {}, {"order": {"id": "fixed", "n": 0}})
TESTS: tuple[Fields, ...] = (
    {"Variable": "$.n", "IsPresent": True},
    {"Variable": "$.order.note", "IsPresent": False},
    {"Variable": "$", "IsString": False},
    {"Variable": "$.n", "NumericEquals": 2},
    {"Variable": "$.order.id", "StringEquals": "fixed"},
    {"Variable": "$.order.id", "StringMatches": "o*"},
    {"Variable": "$.n", "NumericGreaterThanPath": "$.made.n"},
    {"Variable": "$seen.n", "IsNumeric": True},
    {"Variable": "$.flag", "BooleanEquals": True},
    {"Variable": "$.answer", "IsNull": True},
)
QUERIES = (
    "{% $states.input %}",
    "{% $states.input.order %}",
    "{% $states.input.order.lines.sku %}",
    "{% $states.input.items.n %}",
    "{% $states.input.items[0] %}",
    "{% [$states.input.n, $states.input.items] %}",
    "{% {'a': $states.input.order.id, 'b': $states.input.gone} %}",
    "{% $states.input.n + 1 %}",
    "{% $states.input.n > 1 ? $states.input.order : 'none' %}",
    "{% $exists($seen) ? $seen : $states.context.Execution.Input %}",
    "{% $count($states.input.items) %}",
    "{% $states.input.answer.n %}",
    "{% $map($states.input.items, function($v) { $v.n }) %}",
    "{% 'x' & $states.input.order.id %}",
    {"n": "{% $states.input.n %}", "order": "{% $states.input.order %}", "items": [1, "{% $states.input.n %}"]},
)


def rich_machines() -> st.SearchStrategy[Fields]:
    return st.builds(_enriched, machines(), st.randoms(use_true_random=False))


def _enriched(machine: Fields, dice: Any) -> Fields:
    for inner in _machines(machine):
        names = list(inner["States"])
        for state in inner["States"].values():
            if state["Type"] == "Pass" and "Next" in state and dice.random() < 0.25:
                state["Next"] = dice.choice(names)
            if state.get("QueryLanguage") == "JSONata":
                _query(state, dice)
            else:
                _path(state, dice)
    return machine


def _machines(machine: Fields) -> Iterator[Fields]:
    yield machine
    for state in machine["States"].values():
        inner = [state["ItemProcessor"]] if "ItemProcessor" in state else state.get("Branches", [])
        for each in inner:
            yield from _machines(each)


def _path(state: Fields, dice: Any) -> None:
    kind = state["Type"]
    if kind == "Fail":
        return
    if dice.random() < 0.2:
        state["InputPath"] = dice.choice([*PATHS, None])
    if dice.random() < 0.2:
        state["OutputPath"] = dice.choice([*PATHS, "$.made", None])
    if kind in ("Task", "Pass", "Map", "Parallel") and dice.random() < 0.5:
        state["ResultPath"] = dice.choice(["$.answer", "$.order.note", "$.made.deep.down", "$", None, "$.items[0]"])
    if kind in ("Task", "Pass", "Parallel") and "Result" not in state and dice.random() < 0.4:
        state["Parameters"] = _template(dice)
    if kind in ("Task", "Map", "Parallel") and dice.random() < 0.3:
        state["ResultSelector"] = _template(dice)
    if kind == "Pass" and "Parameters" not in state and dice.random() < 0.3:
        state["Result"] = dice.choice(LITERALS)
    if kind not in ("Succeed", "Choice") and dice.random() < 0.3:
        state["Assign"] = {"seen": _template(dice)}
    if kind == "Map" and dice.random() < 0.3:
        state["ItemSelector"] = {"own.$": "$$.Map.Item.Value", **_template(dice)}
    if kind == "Choice":
        for rule in state["Choices"]:
            following = rule["Next"]
            rule.clear()
            rule |= _rule(dice) | {"Next": following}
            if dice.random() < 0.3:
                rule["Assign"] = {"seen.$": "$"}


def _rule(dice: Any) -> Fields:
    if dice.random() < 0.5:
        return dict(dice.choice(TESTS))
    operands = [dict(dice.choice(TESTS)), dict(dice.choice(TESTS))]
    made: Fields = dice.choice(
        [{"And": operands}, {"Or": operands}, {"Not": operands[0]}, {"And": [{"Not": operands[0]}, *operands]}]
    )
    return made


def _template(dice: Any) -> Fields:
    made: Fields = {"fixed": dice.choice(LITERALS)}
    for name in ("n.$", "order.$", "items.$"):
        if dice.random() < 0.5:
            made[name] = dice.choice([*VALUES, *CALLS])
    if dice.random() < 0.3:
        made["list"] = [{"in.$": dice.choice(VALUES)}, 1]
    return made


def _query(state: Fields, dice: Any) -> None:
    kind = state["Type"]
    if kind in ("Pass", "Wait", "Task", "Map", "Parallel", "Succeed") and dice.random() < 0.5:
        state["Output"] = dice.choice([*QUERIES, "{% $states.result %}"])
    if kind in ("Task", "Parallel") and dice.random() < 0.3:
        state["Arguments"] = dice.choice(QUERIES)
    if kind not in ("Succeed", "Fail", "Choice") and dice.random() < 0.3:
        state["Assign"] = {"seen": dice.choice(QUERIES)}
    if kind == "Choice":
        for rule in state["Choices"]:
            if dice.random() < 0.3:
                rule["Output"] = dice.choice(QUERIES)
