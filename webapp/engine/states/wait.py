"""Wait: goes on after some seconds or at a time."""

from typing import Final

from webapp.asl.model import WaitState
from webapp.engine.dataflow import assigned, select_input, select_output
from webapp.engine.decision import Decision, next_of
from webapp.engine.evaluation import Evaluation
from webapp.engine.events import WaitStarted
from webapp.engine.numbers import seconds_field, shown
from webapp.expressions import PathNotFound, compile_jsonata_template, compile_path, parse_timestamp
from webapp.values import Json

LONGEST_MS: Final = 2**31 * 1000
"""AWS: a Wait of more than 2^31 seconds fails."""


def work(decision: Decision, evaluation: Evaluation, state: WaitState) -> None:
    """Begin to wait. A time that is past gives a timer that is due at once."""
    until_ms = _until(evaluation, state)
    if until_ms - evaluation.time_ms > LONGEST_MS:
        raise evaluation.failure("Wait state delay is too long.")
    thread = evaluation.thread
    decision.emit(WaitStarted, thread.id, thread.previous, path=thread.path, until_ms=until_ms)


def finish(decision: Decision, evaluation: Evaluation) -> None:
    """Leave the state with its input."""
    plan = evaluation.plan
    data = select_input(evaluation)
    output = select_output(evaluation, data)
    variables = assigned(evaluation, plan.assign, data)
    decision.leave(evaluation.thread, plan, output, next_of(evaluation), variables)


def _until(evaluation: Evaluation, state: WaitState) -> int:
    now = evaluation.time_ms
    if evaluation.plan.is_jsonata:
        return _queried(evaluation, state)
    data = select_input(evaluation)
    if state.seconds_path is not None:
        value = _referenced(evaluation, "SecondsPath", state.seconds_path, data)
        return now + 1000 * _seconds(evaluation, state.seconds_path, value)
    if state.timestamp_path is not None:
        value = _referenced(evaluation, "TimestampPath", state.timestamp_path, data)
        return max(now, _timestamp(evaluation, f"TimestampPath {_NO_REFERENCE}: {state.timestamp_path}", value))
    if state.timestamp is not None:
        return max(now, _timestamp(evaluation, f"Timestamp {_NO_TIME}", state.timestamp))
    if isinstance(state.seconds, int):
        return now + 1000 * state.seconds
    raise evaluation.failure("The Wait state has none of Seconds, SecondsPath, Timestamp and TimestampPath.")


def _queried(evaluation: Evaluation, state: WaitState) -> int:
    now = evaluation.time_ms
    if state.timestamp is None:
        seconds = seconds_field(evaluation, "Seconds", state.seconds, None, None, least=0)
        if seconds is None:
            raise evaluation.failure("The Wait state has none of Seconds and Timestamp.")
        return now + 1000 * seconds
    template = compile_jsonata_template(state.timestamp, "Timestamp")
    text = str(template.evaluate_as("string", evaluation.query_scope()))
    found = parse_timestamp(text)
    if found is None:
        raise evaluation.query_failure(f"The Timestamp field cannot be parsed as an {_FORMAT}: {text}", "Timestamp")
    return max(now, found // 1_000_000)


_FORMAT: Final = "ISO-8601 extended offset date-time format string"
_NO_REFERENCE: Final = f"parameter does not reference a valid {_FORMAT}"
_NO_TIME: Final = f"field is not a valid {_FORMAT}"


def _referenced(evaluation: Evaluation, field: str, path: str, data: Json) -> Json:
    try:
        return compile_path(path).evaluate(evaluation.scope(data))
    except PathNotFound:
        raise evaluation.failure(f"The {field} parameter does not reference an input value: {path}") from None


def _seconds(evaluation: Evaluation, path: str, value: Json) -> int:
    try:
        seconds = int(str(value)) if isinstance(value, int | str) and not isinstance(value, bool) else None
    except ValueError:
        seconds = None
    if seconds is None:
        complaint = "The SecondsPath parameter cannot be parsed as a long value"
        raise evaluation.failure(f"{complaint}: {path} == {shown(value)}")
    if seconds < 0:
        raise evaluation.failure(f"The SecondsPath parameter references a negative value: {path} == {seconds}")
    return seconds


def _timestamp(evaluation: Evaluation, complaint: str, value: Json) -> int:
    found = parse_timestamp(value) if isinstance(value, str) else None
    if found is None:
        raise evaluation.failure(f"The {complaint} == {shown(value)}")
    return found // 1_000_000
