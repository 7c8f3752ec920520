from typing import Any

import pytest

from tests.engine.test_rules import choosing
from webapp.debugger.why import Change, NoProposal, Proposal, make_default, make_true
from webapp.engine.rules import judge_at
from webapp.values import ABSENT


def proposed(*rules: Any, data: Any, index: int = 0, **fields: Any) -> Proposal | NoProposal:
    run = choosing(*rules, data=data, **fields)
    judge = judge_at(run.machine, run.snapshot, "0")
    assert judge is not None
    return make_true(judge, index)


@pytest.mark.parametrize(
    ("test", "data", "expected"),
    [
        ({"Variable": "$.s", "StringEquals": "x"}, {"s": "y"}, {"s": "x"}),
        ({"Variable": "$.s", "StringEquals": "x"}, {"a": 1}, {"a": 1, "s": "x"}),
        ({"Variable": "$.a.b", "BooleanEquals": True}, {"a": {"b": False}}, {"a": {"b": True}}),
        ({"Variable": "$.n", "NumericGreaterThan": 20}, {"n": 3}, {"n": 21}),
        ({"Variable": "$.n", "NumericLessThan": 2.5}, {"n": 3}, {"n": 2}),
        ({"Variable": "$.n", "NumericGreaterThanEquals": 20}, {"n": 3}, {"n": 20}),
        ({"Not": {"Variable": "$.n", "NumericEquals": 3}}, {"n": 3}, {"n": 2}),
        ({"Variable": "$.x", "IsPresent": True}, {}, {"x": None}),
        ({"Variable": "$.x", "IsPresent": False}, {"x": 1, "y": 2}, {"y": 2}),
        ({"Variable": "$.x", "IsNumeric": True}, {"x": "1"}, {"x": 0}),
        ({"Variable": "$.s", "StringMatches": "log-*.txt"}, {"s": ""}, {"s": "log-.txt"}),
        ({"Variable": "$.s", "StringLessThan": "b"}, {"s": "c"}, {"s": ""}),
        (
            {"Variable": "$.t", "TimestampGreaterThan": "2026-01-01T00:00:00Z"},
            {"t": "2025-01-01T00:00:00Z"},
            {"t": "2026-01-01T00:00:01Z"},
        ),
        ({"Variable": "$.a", "NumericGreaterThanPath": "$.b"}, {"a": 1, "b": 4}, {"a": 5, "b": 4}),
        ({"Variable": "$$.State.Name", "StringEqualsPath": "$.n"}, {"n": ""}, {"n": "S"}),
        (
            {"And": [{"Variable": "$.a", "NumericEquals": 1}, {"Variable": "$.b", "NumericEquals": 2}]},
            {"a": 1, "b": 1},
            {"a": 1, "b": 2},
        ),
        (
            {
                "Or": [
                    {"And": [{"Variable": "$.a", "NumericEquals": 1}, {"Variable": "$.b", "NumericEquals": 2}]},
                    {"Variable": "$.c", "NumericEquals": 3},
                ]
            },
            {"a": 0, "b": 0, "c": 0},
            {"a": 0, "b": 0, "c": 3},
        ),
    ],
)
def test_the_smallest_change_of_the_input_is_proposed(test: Any, data: Any, expected: Any) -> None:
    found = proposed(test, data=data)
    assert isinstance(found, Proposal), found
    assert found.input == expected


@pytest.mark.parametrize(
    ("condition", "data", "expected"),
    [
        ('$states.input.s = "x"', {"s": "y"}, {"s": "x"}),
        ("100 < $states.input.n", {"n": 5}, {"n": 101}),
        ("$states.input.a != 1 and $exists($states.input.b)", {"a": 1}, {"a": 0, "b": None}),
        ("$not($states.input.flag)", {"flag": True}, {"flag": False}),
        ('$states.input.kind in ["a", "b"]', {"kind": "c"}, {"kind": "a"}),
        ("$states.input.n >= $count($states.input.list)", {"n": 1, "list": [1, 2]}, {"n": 2, "list": [1, 2]}),
        ("$states.input.flag", {"flag": False}, {"flag": True}),
    ],
)
def test_a_jsonata_comparison_of_a_path_is_made_true(condition: str, data: Any, expected: Any) -> None:
    found = proposed({"Condition": "{% " + condition + " %}"}, data=data, QueryLanguage="JSONata")
    assert isinstance(found, Proposal), found
    assert found.input == expected


def test_an_earlier_rule_that_would_match_first_is_made_false() -> None:
    rules = {"Variable": "$.n", "NumericGreaterThan": 1}, {"Variable": "$.m", "NumericGreaterThan": 5}
    found = proposed(*rules, data={"n": 7, "m": 0}, index=1)
    assert isinstance(found, Proposal)
    assert found.changes == (Change(("m",), 6), Change(("n",), 1))
    assert found.input == {"n": 1, "m": 6}


def test_a_rule_that_an_earlier_one_implies_cannot_be_the_first() -> None:
    rules = {"Variable": "$.n", "IsNumeric": True}, {"Variable": "$.n", "NumericEquals": 5}
    assert proposed(*rules, data={"n": 7}, index=1) == NoProposal("Rule 1 would match first.")


def test_a_key_is_taken_away_where_it_may_not_be_there() -> None:
    found = proposed({"Variable": "$.x", "IsPresent": False}, data={"x": 1})
    assert isinstance(found, Proposal)
    assert found.changes == (Change(("x",), ABSENT),)


@pytest.mark.parametrize(
    ("rule", "fields", "reason"),
    [
        ({"Variable": "$$.State.Name", "StringEquals": "T"}, {}, "$$.State.Name is of the context object"),
        ({"Variable": "$x", "StringEquals": "T"}, {}, "$x is a variable"),
        ({"Variable": "$.a[*]", "StringEquals": "T"}, {}, "$.a[*] is computed"),
        ({"Condition": "{% $count($states.input.a) = 3 %}"}, {"QueryLanguage": "JSONata"}, "$count($states.input.a)"),
        (
            {"And": [{"Variable": "$.a", "NumericEquals": 1}, {"Variable": "$.a", "NumericEquals": 2}]},
            {},
            "Its parts contradict each other.",
        ),
    ],
)
def test_what_no_change_of_the_input_can_do_is_told(rule: Any, fields: Any, reason: str) -> None:
    found = proposed(rule, data={"a": []}, **fields)
    assert isinstance(found, NoProposal)
    assert found.reason.startswith(reason)


def test_every_rule_is_made_false_for_the_default() -> None:
    small, large = ({"Variable": "$.n", f"Numeric{way}Than": 5, "Next": "End"} for way in ("Less", "Greater"))
    run = choosing(small, large, data={"n": 9, "a": 1})
    judge = judge_at(run.machine, run.snapshot, "0")
    assert judge is not None
    assert make_default(judge) == Proposal((Change(("n",), 5),), {"n": 5, "a": 1})
