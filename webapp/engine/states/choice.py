"""Choice: goes where the first rule that is true says.

AWS: no rule and no default is ``States.Runtime``, not ``States.NoChoiceMatched``.
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
    if rule is None:
        following, template = state.default, plan.assign
    else:
        following, template = state.choices[rule].next, plan.assignment(state.choices[rule].assign)
    if following is None:
        raise evaluation.failure(NO_NEXT_STATE)
    output = select_output(evaluation, data)
    decision.leave(evaluation.thread, plan, output, following, assigned(evaluation, template, data), rule=rule)


def first_match(evaluation: Evaluation, data: Json) -> int | None:
    """Return the index of the first rule that is true of ``data``."""
    scope = evaluation.scope(data)
    for index, test in enumerate(evaluation.plan.rules):
        if test(scope):
            return index
    return None
