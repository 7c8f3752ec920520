from typing import Any

import pytest

from webapp.asl.model import Combination, DataTest, UnreadableCondition
from webapp.engine.conditions import compile_condition
from webapp.expressions import ExpressionError, Scope

YES = DataTest("$.yes", "BooleanEquals", True)
NO = DataTest("$.no", "BooleanEquals", True)
GONE = DataTest("$.gone", "BooleanEquals", True)


def holds(condition: Any) -> bool:
    return compile_condition(condition)(Scope({"yes": True, "no": False, "n": 1}, {}, {}))


def test_combinations_stop_at_the_first_that_decides() -> None:
    assert not holds(Combination("And", (YES, NO, GONE)))
    assert holds(Combination("Or", (NO, YES, GONE)))
    assert holds(Combination("Not", (NO,)))


def test_a_path_to_nothing_fails_on_either_side() -> None:
    for test in (GONE, DataTest("$.n", "NumericEqualsPath", "$.gone")):
        with pytest.raises(ExpressionError, match="condition path references an invalid value"):
            holds(test)


def test_presence_is_asked_without_failing() -> None:
    assert holds(DataTest("$.gone", "IsPresent", False))
    assert holds(DataTest("$.n", "IsPresent", True))


def test_a_path_operator_compares_with_what_it_finds() -> None:
    assert holds(DataTest("$.n", "NumericEqualsPath", "$.n"))


def test_a_rule_that_could_not_be_read_fails() -> None:
    with pytest.raises(ExpressionError):
        holds(UnreadableCondition())


def test_conditions_may_nest_as_deeply_as_a_definition() -> None:
    condition: Any = YES
    for _ in range(150):
        condition = Combination("And", (condition,))
    assert holds(condition)
