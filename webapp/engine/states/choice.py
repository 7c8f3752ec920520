"""Choice: goes where the first rule that is true says.

AWS: a type that does not fit makes a comparison false, but a ``Variable`` that is not there fails the state, even where
there is a ``Default``; and no rule and no default is ``States.Runtime``, not ``States.NoChoiceMatched``.
"""

from webapp.asl.model import (
    ChoiceState,
    Combination,
    Condition,
    DataTest,
    JsonataCondition,
    UnreadableCondition,
)
from webapp.engine.dataflow import assigned, select_input, select_output
from webapp.engine.decision import Decision
from webapp.engine.errors import NO_NEXT_STATE
from webapp.engine.evaluation import Evaluation
from webapp.expressions import OPERATORS, PathNotFound, Scope, compare, compile_path
from webapp.values import ABSENT, Absent, Json


def work(decision: Decision, evaluation: Evaluation, state: ChoiceState) -> None:
    """Leave the state for the first rule that is true, else for ``Default``."""
    plan = evaluation.plan
    data = select_input(evaluation)
    rule = first_match(evaluation, state, data)
    if rule is None:
        following, template = state.default, plan.assign
    else:
        following, template = state.choices[rule].next, plan.assignment(state.choices[rule].assign)
    if following is None:
        raise evaluation.failure(NO_NEXT_STATE)
    output = select_output(evaluation, data)
    decision.leave(evaluation.thread, plan, output, following, assigned(evaluation, template, data), rule=rule)


def first_match(evaluation: Evaluation, state: ChoiceState, data: Json) -> int | None:
    """Return the index of the first rule that is true of ``data``."""
    scope = evaluation.scope(data)
    for index, rule in enumerate(state.choices):
        if _is_true(evaluation, rule.condition, scope):
            return index
    return None


def _is_true(evaluation: Evaluation, condition: Condition, scope: Scope) -> bool:
    match condition:
        case DataTest():
            return _test(evaluation, condition, scope)
        case Combination("And"):
            return all(_is_true(evaluation, operand, scope) for operand in condition.operands)
        case Combination("Or"):
            return any(_is_true(evaluation, operand, scope) for operand in condition.operands)
        case Combination():
            return not _is_true(evaluation, condition.operands[0], scope)
        case JsonataCondition() | UnreadableCondition():
            raise evaluation.failure("The rule cannot be evaluated.")


def _test(evaluation: Evaluation, test: DataTest, scope: Scope) -> bool:
    if test.operator == "IsPresent":
        return compare("IsPresent", _value_if_present(test.variable, scope), test.operand)
    value = _value(evaluation, test.variable, scope)
    if test.operator in OPERATORS:
        return compare(test.operator, value, test.operand)
    return compare(test.operator.removesuffix("Path"), value, _value(evaluation, str(test.operand), scope))


def _value_if_present(path: str, scope: Scope) -> Json | Absent:
    try:
        return compile_path(path).evaluate(scope)
    except PathNotFound:
        return ABSENT


def _value(evaluation: Evaluation, path: str, scope: Scope) -> Json:
    try:
        return compile_path(path).evaluate(scope)
    except PathNotFound:
        raise evaluation.failure(
            f"Invalid path '{path}': The choice state's condition path references an invalid value."
        ) from None
