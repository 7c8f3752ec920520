"""The retries of one visit of a state: each call with how it ended, and what Retry and Catch made of the last error.

All is read from the record; which retrier and catcher take an error is asked of the engine's own rules.
"""

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from webapp.asl import Catcher, Retrier
from webapp.engine import (
    AnyEvent,
    EvaluationFailed,
    RetryScheduled,
    RetryStarted,
    Source,
    StateEntered,
    StateExited,
    StateFailed,
    TaskFailed,
    TaskSucceeded,
    TaskTimedOut,
    delay_before_retry,
    is_matched,
    matching_retrier,
)

MOST_DELAYS: Final = 12
"""So many delays of a retrier are told ahead."""


class Call(NamedTuple):
    """One time that the state did its work, ``number`` from 1; ``sequence`` is the event that it began with.

    ``retrier`` is the index of the one that then tries again, its ``attempt``-th time, after ``delay_ms``.
    """

    number: int
    sequence: int
    started_ms: int
    ended_ms: int | None = None
    outcome: Literal["running", "succeeded", "failed"] = "running"
    error: str | None = None
    cause: str | None = None
    matched_as: str = ""
    source: Source | None = None
    retrier: int | None = None
    attempt: int = 0
    delay_ms: int = 0
    until_ms: int = 0

    @property
    def name_to_match(self) -> str:
        """The name that ``ErrorEquals`` is compared with."""
        return self.matched_as or self.error or ""


class Verdict(NamedTuple):
    """What a retrier or catcher made of an error; ``reason`` says it in words."""

    outcome: Literal["takes", "exhausted", "other", "unreached"]
    reason: str


def calls_of(events: Sequence[AnyEvent], thread: str, path: str) -> tuple[Call, ...]:
    """Return the calls of the last visit of ``path`` by ``thread`` in ``events``, oldest first; none without one."""
    calls: list[Call] = []
    for event in _of_last_visit(events, thread, path):
        match event:
            case StateEntered() | RetryStarted():
                calls.append(Call(len(calls) + 1, event.sequence, event.time_ms))
            case _ if calls:
                calls[-1] = _after(calls[-1], event)
            case _:
                pass
    return tuple(calls)


def judge_retriers(retry: Sequence[Retrier], calls: Sequence[Call], state_type: str) -> tuple[Verdict | None, ...]:
    """Return what each of ``retry`` made of the last error; ``None`` for all before the first."""
    failed = _last_failure(calls)
    if failed is None:
        return (None,) * len(retry)
    first = matching_retrier(retry, failed.name_to_match, state_type)
    return tuple(
        _judge_retrier(retry, index, first, failed, used_by(calls, index), state_type) for index in range(len(retry))
    )


def judge_catchers(
    catch: Sequence[Catcher], calls: Sequence[Call], state_type: str, retry: Sequence[Retrier] = ()
) -> tuple[Verdict | None, ...]:
    """Return what each of ``catch``, which come after ``retry``, made of the last error; see :func:`judge_retriers`."""
    failed = _last_failure(calls)
    if failed is None:
        return (None,) * len(catch)
    judged = judge_retriers(retry, calls, state_type)
    is_retried = failed.retrier is not None or any(each is not None and each.outcome == "takes" for each in judged)
    verdicts: list[Verdict] = []
    taken: int | None = None
    for index, catcher in enumerate(catch):
        if not is_matched(catcher.error_equals, failed.name_to_match, state_type):
            verdicts.append(Verdict("other", _not_named(catcher.error_equals, failed.name_to_match)))
        elif is_retried:
            verdicts.append(Verdict("unreached", "it is tried again first"))
        elif taken is not None:
            verdicts.append(Verdict("unreached", f"Catch #{taken + 1} comes first"))
        else:
            taken = index
            verdicts.append(Verdict("takes", f"takes {failed.error}"))
    return tuple(verdicts)


def used_by(calls: Sequence[Call], retrier: int) -> int:
    """Return how often the retrier at the index ``retrier`` has tried again."""
    return max((call.attempt for call in calls if call.retrier == retrier), default=0)


def delays_of(retrier: Retrier) -> tuple[int, ...]:
    """Return the milliseconds before each attempt, at most the first few; with jitter they are the longest."""
    attempts = range(1, min(retrier.max_attempts, MOST_DELAYS) + 1)
    return tuple(round(1000 * delay_before_retry(retrier, attempt, 1.0)) for attempt in attempts)


def _of_last_visit(events: Sequence[AnyEvent], thread: str, path: str) -> list[AnyEvent]:
    visit: list[AnyEvent] = []
    for event in reversed(events):
        if event.thread != thread or getattr(event, "path", None) != path:
            continue
        visit.append(event)
        if isinstance(event, StateEntered):
            return visit[::-1]
    return []


def _after(call: Call, event: AnyEvent) -> Call:
    match event:
        case TaskFailed() | TaskTimedOut():
            return call._replace(error=event.error, cause=event.cause, source=event.source)
        case TaskSucceeded():
            return call._replace(source=event.source)
        case StateFailed():
            ended = call._replace(ended_ms=event.time_ms, outcome="failed", matched_as=event.matched_as)
            return ended._replace(error=event.error, cause=event.cause)
        case EvaluationFailed():
            ended = call._replace(ended_ms=event.time_ms, outcome="failed")
            return ended._replace(error=event.error, cause=event.cause)
        case RetryScheduled():
            tried = call._replace(retrier=event.retrier, attempt=event.attempt)
            return tried._replace(delay_ms=event.delay_ms, until_ms=event.until_ms)
        case StateExited(caught=None):
            return call._replace(ended_ms=event.time_ms, outcome="succeeded")
        case _:
            return call


def _last_failure(calls: Sequence[Call]) -> Call | None:
    return next((call for call in reversed(calls) if call.outcome == "failed"), None)


def _judge_retrier(
    retry: Sequence[Retrier], index: int, first: int | None, failed: Call, used: int, state_type: str
) -> Verdict:
    retrier, name = retry[index], failed.name_to_match
    if not is_matched(retrier.error_equals, name, state_type):
        return Verdict("other", _not_named(retrier.error_equals, name))
    if index != first:
        return Verdict("unreached", f"Retry #{(first or 0) + 1} comes first")
    if failed.retrier == index:
        return Verdict("takes", f"takes {failed.error}: attempt {failed.attempt} of {retrier.max_attempts}")
    if used < retrier.max_attempts:  # that it tries again is recorded right behind
        return Verdict("takes", f"takes {failed.error}: attempt {used + 1} of {retrier.max_attempts}")
    return Verdict("exhausted", f"names {name}, but has tried {retrier.max_attempts} of {retrier.max_attempts} times")


def _not_named(names: Sequence[str], error: str) -> str:
    if "States.ALL" in names:  # AWS: not even that takes it
        return f"States.ALL takes no {error}"
    if "States.TaskFailed" in names:
        return f"States.TaskFailed takes no {error}"
    return f"does not name {error}"
