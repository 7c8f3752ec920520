"""Succeed: ends its machine, branch or iteration well."""

from webapp.engine.dataflow import select_input, select_output
from webapp.engine.decision import Decision
from webapp.engine.evaluation import Evaluation


def work(decision: Decision, evaluation: Evaluation) -> None:
    """Leave the state and its machine."""
    output = select_output(evaluation, select_input(evaluation))
    decision.leave(evaluation.thread, evaluation.plan, output, None, {})
