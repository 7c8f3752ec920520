"""What a new rule asks."""

from typing import Any

import pytest

from webapp.asl.text import read_text
from webapp.editing.next_rule import next_rule, stub_rule


@pytest.mark.parametrize(
    ("ahead", "test"),
    [
        ('{"Variable": "$.s", "StringEquals": "a", "Next": "A"}', {"Variable": "$.s", "StringEquals": ""}),
        ('{"Variable": "$.n", "NumericLessThan": 3, "Next": "A"}', {"Variable": "$.n", "NumericLessThan": 3}),
        ('{"Variable": "$.b", "BooleanEquals": true, "Next": "A"}', {"Variable": "$.b", "BooleanEquals": False}),
        ('{"Variable": "$.p", "IsPresent": true, "Comment": "c"}', {"Variable": "$.p", "IsPresent": True}),
        ('{"And": [], "Next": "A"}', {"Variable": "$.value", "IsPresent": True}),
        ('{"Variable": "$.s", "StringEquals": "a", "IsNull": true}', {"Variable": "$.value", "IsPresent": True}),
        ("7", {"Variable": "$.value", "IsPresent": True}),
    ],
)
def test_a_new_rule_makes_the_comparison_of_the_one_ahead_of_it(ahead: str, test: dict[str, Any]) -> None:
    rules = read_text(f"[{ahead}]", "json").root
    assert next_rule(rules, "B", jsonata=False) == {**test, "Next": "B"}


def test_the_first_rule_and_one_of_jsonata_are_stubs() -> None:
    rules = read_text('[{"Variable": "$.s", "IsNull": true}]', "json").root
    assert next_rule(None, "B", jsonata=False) == stub_rule("B", jsonata=False)
    assert next_rule(rules, "B", jsonata=True) == stub_rule("B", jsonata=True)


def test_a_rule_put_before_another_is_like_the_one_that_it_follows() -> None:
    rules = read_text('[{"Variable": "$.a", "IsNull": true}, {"Variable": "$.b", "IsNull": true}]', "json").root
    assert [next_rule(rules, "B", jsonata=False, before=at)["Variable"] for at in (0, 1, 2)] == ["$.a", "$.a", "$.b"]
