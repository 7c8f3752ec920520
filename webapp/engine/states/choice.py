"""Choice: goes where the first rule that is true says.

AWS: no rule and no default is ``States.Runtime``, not ``States.NoChoiceMatched``. A rule that is true has its own
``Assign`` and ``Output``; the state's are for when none is.
"""

from webapp.asl.model import ChoiceState
from webapp.engine.dataflow import assigned, select_input, select_output
from webapp.engine.decision import Decision
from webapp.engine.errors import NO_NEXT_STATE
from webapp.engine.evaluation import Evaluation
from webapp.values import Json


def work(decision: Decision, evaluation: Evaluation, state: ChoiceState) -> None:
    """Leave the state for the first rule that is true, else for ``Default``."""
    plan = evaluation.plan
    data = select_input(evaluation)
    rule = first_match(evaluation, data)
    following = state.default if rule is None else state.choices[rule].next
    if following is None:
        raise evaluation.failure(NO_NEXT_STATE)
    output = _output(evaluation, rule, data)
    assignment = plan.assign if rule is None else plan.rule_assign(rule)
    decision.leave(evaluation.thread, plan, output, following, assigned(evaluation, assignment, data), rule=rule)


def first_match(evaluation: Evaluation, data: Json) -> int | None:
    """Return the index of the first rule that is true of ``data``."""
    plan = evaluation.plan
    if plan.is_jsonata:
        return _first_condition(evaluation)
    scope = evaluation.scope(data)
    for index, test in enumerate(plan.rules):
        if test(scope):
            return index
    return None


def _first_condition(evaluation: Evaluation) -> int | None:
    scope = evaluation.query_scope()
    for index, condition in enumerate(evaluation.plan.conditions):
        if condition is None:
            raise evaluation.query_failure("The rule has no Condition.", f"Choices[{index}]/Condition")
        if condition.evaluate_as("boolean", scope):
            return index
    return None


def _output(evaluation: Evaluation, rule: int | None, data: Json) -> Json:
    if rule is None or not evaluation.plan.is_jsonata:
        return select_output(evaluation, data)
    template = evaluation.plan.rule_output(rule)
    return data if template is None else evaluation.query(template)
