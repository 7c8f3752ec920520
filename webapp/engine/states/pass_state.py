"""Pass: hands its input on, or a fixed ``Result``."""

from webapp.asl.model import PassState
from webapp.engine.dataflow import effective_input
from webapp.engine.decision import Decision
from webapp.engine.evaluation import Evaluation
from webapp.engine.states.finishing import finish
from webapp.values import ABSENT, Absent


def work(decision: Decision, evaluation: Evaluation, state: PassState) -> None:
    """Leave the state. ``Result`` is no template, and JSONPath's only; with it, ``Parameters`` are not looked at."""
    result = state.result
    if evaluation.plan.is_jsonata:
        result = ABSENT
    finish(decision, evaluation, effective_input(evaluation) if isinstance(result, Absent) else result)
