"""What the page is told of the retries of a state."""

from webapp.asl import Catcher, Machine, Retrier, State, type_name, walk
from webapp.debugger import Call, calls_of, delays_of, judge_catchers, judge_retriers, used_by
from webapp.engine import AwaitingRetry, CommandRefused
from webapp.executions.run import Run
from webapp.messages import retries as m


def retries_view(run: Run, sequence: int, thread_id: str, path: str) -> m.Retries:
    """Return the calls of the last visit of ``path`` by ``thread_id`` until event ``sequence``.

    Raises ``CommandRefused`` where it was not there by then.
    """
    record = run.record
    calls = calls_of(record.events[:sequence], thread_id, path)
    if not calls:
        raise CommandRefused(f"thread {thread_id!r} was not at {path} by event {sequence}")
    state = _state_at(run.driver.machine, path)
    retry: tuple[Retrier, ...] = getattr(state, "retry", ())
    catch: tuple[Catcher, ...] = getattr(state, "catch", ())
    kind = type_name(state)
    now = record.snapshot_at(sequence).threads.get(thread_id)
    waits = now.phase.until_ms if now is not None and isinstance(now.phase, AwaitingRetry) else None
    retrying = judge_retriers(retry, calls, kind)
    catching = judge_catchers(catch, calls, kind, retry)
    return m.Retries(
        thread=thread_id,
        path=path,
        calls=[_call(call) for call in calls],
        retriers=[
            m.RetrierRow(
                number=index + 1,
                errors=list(retrier.error_equals),
                used=used_by(calls, index),
                max_attempts=retrier.max_attempts,
                interval_seconds=retrier.interval_seconds,
                backoff_rate=retrier.backoff_rate,
                max_delay_seconds=retrier.max_delay_seconds,
                is_jittered=retrier.jitter_strategy == "FULL",
                delays_ms=list(delays_of(retrier)),
                verdict=verdict.outcome if verdict is not None else None,
                reason=verdict.reason if verdict is not None else None,
            )
            for index, (retrier, verdict) in enumerate(zip(retry, retrying, strict=True))
        ],
        catchers=[
            m.CatcherRow(
                number=index + 1,
                errors=list(catcher.error_equals),
                next=catcher.next,
                result_path=catcher.result_path,
                verdict=verdict.outcome if verdict is not None else None,
                reason=verdict.reason if verdict is not None else None,
            )
            for index, (catcher, verdict) in enumerate(zip(catch, catching, strict=True))
        ],
        waits_until_ms=waits,
        began_ms=record.events[0].time_ms,
    )


def _state_at(machine: Machine, path: str) -> State:
    for placed in walk(machine):
        if placed.path == path:
            return placed.state
    raise CommandRefused(f"there is no state {path}")


def _call(call: Call) -> m.RetryCall:
    return m.RetryCall(
        number=call.number,
        sequence=call.sequence,
        started_ms=call.started_ms,
        ended_ms=call.ended_ms,
        outcome=call.outcome,
        error=call.error,
        cause=call.cause,
        source=call.source,
        retrier=None if call.retrier is None else call.retrier + 1,
        attempt=call.attempt,
        delay_ms=call.delay_ms,
        until_ms=call.until_ms,
    )
