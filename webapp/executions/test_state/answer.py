"""AWS's answer to a TestState: the status, what the state gave or failed with, and where it leads."""

from webapp.engine import ExecutionFailed, RetryScheduled, StateExited, matching_retrier
from webapp.executions.test_state.inspection import inspect
from webapp.executions.test_state.playing import Outcome, Played
from webapp.executions.test_state.request import Request
from webapp.executions.test_state.subject import Subject
from webapp.values import Json, json_text


def answer_to(request: Request, subject: Subject, played: Played) -> dict[str, Json]:
    """Return the output of the API: a field without a value is left out."""
    answer = _outcome(played.outcome)
    if played.failure is not None:
        error, cause = played.failure
        answer |= {"error": error or None, "cause": cause or None}
    if request.level != "INFO":
        shown = inspect(subject, request.input, played.stages, played.variables)
        details = _error_details(subject, played)
        answer["inspectionData"] = {**shown, "errorDetails": details} if details else shown
    return {name: value for name, value in answer.items() if value is not None}


def _outcome(outcome: Outcome | None) -> dict[str, Json]:
    match outcome:
        case StateExited(output=output, next=following, caught=caught):
            status = "SUCCEEDED" if caught is None else "CAUGHT_ERROR"
            return {"status": status, "output": json_text(output), "nextState": following}
        case RetryScheduled():
            return {"status": "RETRIABLE"}
        case ExecutionFailed():
            return {"status": "FAILED"}
        case None:
            raise AssertionError("a state that is not mocked is refused before")


def _error_details(subject: Subject, played: Played) -> dict[str, Json]:
    """Return which retrier and catcher took the error; a retrier that is exhausted is named, too."""
    if played.failure is None or played.failure[0] is None:
        return {}
    details: dict[str, Json] = {}
    outcome = played.outcome
    if isinstance(outcome, StateExited) and outcome.caught is not None:
        details["catchIndex"] = outcome.caught
    retrier = matching_retrier(getattr(subject.state, "retry", ()), played.failure[0], subject.type_name)
    if retrier is not None:
        details["retryIndex"] = retrier
    if isinstance(outcome, RetryScheduled):
        details["retryBackoffIntervalSeconds"] = round(outcome.delay_ms / 1000)
    return details
