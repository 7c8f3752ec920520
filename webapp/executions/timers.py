"""What the clock of an execution goes to next: a wait's end, a retry, a time limit, an answer that comes late.

At the head of the record that is read from what the execution waits for; in the past the record itself tells.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from webapp.debugger import Position
from webapp.engine import (
    AnyEvent,
    AwaitingTask,
    ExecutionTimedOut,
    PendingTimer,
    RetryStarted,
    Snapshot,
    TaskTimedOut,
    WaitEnded,
)
from webapp.executions.late_answers import LateAnswer
from webapp.executions.run import Run

TimerKind = Literal["wait", "retry", "timeout", "answer", "execution"]


@dataclass(frozen=True, slots=True)
class NextTimer:
    """``path`` is the state that waits, empty where it is the whole execution; ``at_ms`` when it goes on."""

    kind: TimerKind
    path: str
    thread: str
    at_ms: int


def next_timer(run: Run, position: Position) -> NextTimer | None:
    """Return what time goes to next where the debugger stands; ``None`` where nothing waits for a time."""
    record = run.record
    if position.sequence < record.head:
        return recorded_timer(record.events, position.sequence)
    return pending_timer(record.snapshot, run.driver.timers(), run.driver.late_answers())


def pending_timer(snapshot: Snapshot, waiting: Sequence[PendingTimer], late: Sequence[LateAnswer]) -> NextTimer | None:
    """Return the earliest of what ``snapshot`` waits for; of one moment a limit goes before an answer."""
    timers = [*(_timer(snapshot, work) for work in waiting), *_late(snapshot, late)]
    return min(timers, key=lambda timer: timer.at_ms, default=None)


def recorded_timer(events: Sequence[AnyEvent], after: int) -> NextTimer | None:
    """Return what, in the record, time goes to next after event ``after``."""
    now_ms = events[after - 1].time_ms if after else events[0].time_ms if events else 0
    later = bisect_right(events, now_ms, lo=after, key=_time_ms)  # a virtual clock never goes back
    if later == len(events):
        return None
    event = events[later]
    return NextTimer(_kind_of(event), getattr(event, "path", ""), event.thread, event.time_ms)


def _time_ms(event: AnyEvent) -> int:
    return event.time_ms


def _timer(snapshot: Snapshot, work: PendingTimer) -> NextTimer:
    thread = None if work.kind == "execution" else snapshot.threads.get(work.thread)
    return NextTimer(work.kind, "" if thread is None else thread.path, work.thread, work.until_ms)


def _late(snapshot: Snapshot, late: Sequence[LateAnswer]) -> Iterator[NextTimer]:
    for answer in late:
        thread = snapshot.threads.get(answer.thread)
        if thread is None or not isinstance(thread.phase, AwaitingTask) or thread.phase.scheduled != answer.scheduled:
            continue
        yield NextTimer("answer", thread.path, thread.id, answer.due_ms)


def _kind_of(event: AnyEvent) -> TimerKind:
    match event:
        case WaitEnded():
            return "wait"
        case RetryStarted():
            return "retry"
        case TaskTimedOut():
            return "timeout"
        case ExecutionTimedOut():
            return "execution"
        case _:
            return "answer"
