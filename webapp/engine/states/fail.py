"""Fail: ends its machine, branch or iteration with an error."""

from typing import NoReturn

from webapp.asl.model import FailState
from webapp.engine.errors import StateFailure
from webapp.engine.evaluation import Evaluation
from webapp.expressions import PathNotFound, compile_intrinsic, compile_path, is_intrinsic
from webapp.values import ABSENT, Json, json_text


def work(evaluation: Evaluation, state: FailState) -> NoReturn:
    """Fail with the state's error and cause, each empty where it is not given."""
    if evaluation.plan.is_jsonata:
        raise StateFailure(_queried(evaluation, "Error", state.error), _queried(evaluation, "Cause", state.cause))
    error = _text(evaluation, "ErrorPath", state.error_path, state.error)
    cause = _text(evaluation, "CausePath", state.cause_path, state.cause)
    raise StateFailure(error, cause)


def _queried(evaluation: Evaluation, field: str, text: str | None) -> str:
    template = evaluation.plan.query(field, ABSENT if text is None else text)
    return "" if template is None else str(template.evaluate_as("string", evaluation.query_scope()))


def _text(evaluation: Evaluation, field: str, path: str | None, literal: str | None) -> str:
    if path is None:
        return literal or ""
    value = _evaluate(evaluation, field, path)
    if not isinstance(value, str):
        raise evaluation.failure(f"The {field} parameter does not reference a string: {path} == {json_text(value)}")
    return value


def _evaluate(evaluation: Evaluation, field: str, text: str) -> Json:
    scope = evaluation.scope(evaluation.thread.input)
    if is_intrinsic(text):
        return compile_intrinsic(text).evaluate(scope, evaluation.entropy)
    try:
        return compile_path(text).evaluate(scope)
    except PathNotFound:
        searched = json_text(scope.context if text.startswith("$$") else scope.data)
        raise evaluation.failure(
            f"The JSONPath '{text}' specified for the field '{field}' could not be found in the input '{searched}'"
        ) from None
