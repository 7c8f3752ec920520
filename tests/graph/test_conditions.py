import pytest

from webapp.asl.model import (
    ChoiceRule,
    Combination,
    Condition,
    DataTest,
    JsonataCondition,
    UnreadableCondition,
)
from webapp.graph.conditions import condition_text, rule_label, shorten

STATUS = DataTest("$.status", "StringEquals", "success")
MANY = DataTest("$.n", "NumericGreaterThan", 3)


@pytest.mark.parametrize(
    ("condition", "text"),
    [
        (STATUS, '$.status == "success"'),
        (MANY, "$.n > 3"),
        (DataTest("$.n", "NumericLessThanEqualsPath", "$.most"), "$.n <= $.most"),
        (DataTest("$.done", "BooleanEquals", True), "$.done == true"),
        (DataTest("$.at", "TimestampGreaterThanEquals", "2030-01-01T00:00:00Z"), '$.at >= "2030-01-01T00:00:00Z"'),
        (DataTest("$.name", "StringMatches", "log-*.txt"), '$.name matches "log-*.txt"'),
        (DataTest("$.a", "IsPresent", True), "$.a is present"),
        (DataTest("$.a", "IsNull", False), "$.a is not null"),
        (DataTest("$.a", "Resembles", 1), "$.a Resembles 1"),
        (Combination("Not", (MANY,)), "not ($.n > 3)"),
        (Combination("And", (STATUS, MANY)), '$.status == "success" and $.n > 3'),
        (
            Combination("Or", (MANY, Combination("And", (STATUS, MANY)))),
            '$.n > 3 or ($.status == "success" and $.n > 3)',
        ),
        (JsonataCondition("{%  $n >\n 3 %}"), "$n > 3"),
        (JsonataCondition(True), "true"),
        (UnreadableCondition(), "?"),
    ],
)
def test_a_condition_reads_as_a_person_says_it(condition: Condition, text: str) -> None:
    assert condition_text(condition) == text


def test_a_comment_wins() -> None:
    assert rule_label(ChoiceRule(STATUS, "Next", comment=" all\n went well ")) == "all went well"
    assert rule_label(ChoiceRule(STATUS, "Next", comment="")) == '$.status == "success"'


def test_deep_conditions_are_cut() -> None:
    deep: Condition = STATUS
    for _ in range(5000):
        deep = Combination("Not", (deep,))
    assert condition_text(deep).startswith("not (not (")
    assert "…" in condition_text(deep)


def test_a_text_is_shortened_to_its_length() -> None:
    assert shorten("x" * 34) == "x" * 34
    assert shorten("x" * 35) == "x" * 33 + "…"
    assert shorten("ab cd", 4) == "ab…"
