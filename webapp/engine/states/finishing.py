"""The end of a Task, Map, Parallel or Pass: its result becomes the output, and variables are set."""

from webapp.engine.dataflow import assigned, output_of
from webapp.engine.decision import Decision, next_of
from webapp.engine.evaluation import Evaluation
from webapp.values import Json


def finish(decision: Decision, evaluation: Evaluation, result: Json) -> None:
    """Leave the state with what its data-flow fields make of ``result``."""
    plan = evaluation.plan
    if plan.type_name != "Pass":
        evaluation.result = result
    output = output_of(evaluation, result)
    variables = assigned(evaluation, plan.assign, result)
    decision.leave(evaluation.thread, plan, output, next_of(evaluation), variables)
