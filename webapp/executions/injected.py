"""Answers that a person gives a Task by hand, whatever else would answer it.

One for an attempt that waits is recorded at once. One for an attempt to come is kept with the debugger's stance, so
that a restart keeps it too, and is given in place of the mock or handler when the task is scheduled.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from webapp.engine import AwaitingRetry, AwaitingTask, CommandRefused, Entered, PendingTask, Snapshot, Thread
from webapp.executions.answers import Given, Thrown


class Injected(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to ``attempt``, from 1, of the Task that ``thread`` entered with the event of the id ``entered``.

    With ``error`` it fails, else it gives ``result``.
    """

    thread: str
    entered: int
    path: str
    attempt: int
    result: Any = None
    error: str | None = None
    cause: str | None = None

    @property
    def answer(self) -> Given | Thrown:
        """What the task answers."""
        return Given(self.result) if self.error is None else Thrown(self.error, self.cause)

    def is_for(self, thread: Thread | None, attempt: int) -> bool:
        """Tell whether it answers this attempt of the visit that ``thread`` is on."""
        return thread is not None and (self.entered, self.path, self.attempt) == (thread.entered, thread.path, attempt)


def next_attempt(thread: Thread) -> int | None:
    """Return which attempt of a Task comes next, ``None`` where none is known to come."""
    is_before = isinstance(thread.phase, Entered | AwaitingRetry)
    return thread.retry_count + 1 if thread.state_type == "Task" and is_before else None


def injection(thread: Thread, attempt: int | None, answer: Given | Thrown) -> Injected:
    """Return ``answer`` for an attempt to come, by default the next; raise ``CommandRefused`` where that is over."""
    following = next_attempt(thread)
    least = following if following is not None else thread.retry_count + 2
    if attempt is not None and attempt < least:
        raise CommandRefused(f"attempt {attempt} of {thread.name} has begun: the next is {least}")
    if isinstance(answer, Given):
        result, error, cause = answer.output, None, None
    else:
        result, error, cause = None, answer.error, answer.cause
    return Injected(
        thread=thread.id,
        entered=thread.entered,
        path=thread.path,
        attempt=attempt or least,
        result=result,
        error=error,
        cause=cause,
    )


def with_injection(injected: Iterable[Injected], new: Injected) -> tuple[Injected, ...]:
    """Return ``injected`` with ``new`` in place of what was there for the same attempt."""
    place = (new.thread, new.entered, new.attempt)
    return (*(each for each in injected if (each.thread, each.entered, each.attempt) != place), new)


def still_to_come(injected: Iterable[Injected], snapshot: Snapshot) -> tuple[Injected, ...]:
    """Return those whose attempt has not been answered: the thread is on the same visit, and not past the attempt."""
    return tuple(each for each in injected if _is_open(each, snapshot.threads.get(each.thread)))


def injected_for(injected: Iterable[Injected], task: PendingTask, thread: Thread | None) -> Given | Thrown | None:
    """Return what was injected for ``task``, of the state that ``thread`` is in."""
    for each in injected:
        if each.thread == task.thread and each.is_for(thread, task.attempt):
            return each.answer
    return None


def _is_open(each: Injected, thread: Thread | None) -> bool:
    if thread is None or (thread.entered, thread.path) != (each.entered, each.path):
        return False
    begun = thread.retry_count + 1
    if isinstance(thread.phase, Entered | AwaitingTask | AwaitingRetry):
        return each.attempt >= begun
    return each.attempt > begun
