"""Answers that are known and come later: a mock's after a delay, a fork's at the time that was recorded.

They are kept in the order of their times. One that is waited for no longer, since a limit ran out or its flow was
aborted, is forgotten when its turn comes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import heappop, heappush

from webapp.engine import AwaitingTask, Thread
from webapp.executions.invoking import Outcome


@dataclass(frozen=True, slots=True)
class LateAnswer:
    """An answer that is known, and comes at ``due_ms`` of the execution's clock."""

    thread: str
    scheduled: int
    due_ms: int


class LateAnswers:
    """The answers to come of one execution."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, Outcome]] = []

    def add(self, due_ms: int, outcome: Outcome) -> None:
        """Keep ``outcome`` until ``due_ms``."""
        heappush(self._heap, (due_ms, outcome.scheduled, outcome))

    def next_ms(self, threads: Mapping[str, Thread]) -> int | None:
        """Return when the next answer comes that one of ``threads`` still waits for."""
        while self._heap:
            due_ms, scheduled, outcome = self._heap[0]
            thread = threads.get(outcome.thread)
            if thread is not None and isinstance(thread.phase, AwaitingTask) and thread.phase.scheduled == scheduled:
                return due_ms
            heappop(self._heap)
        return None

    def take(self) -> Outcome:
        """Return the answer that :meth:`next_ms` told the time of; it is to come no more."""
        return heappop(self._heap)[2]

    def all(self) -> tuple[LateAnswer, ...]:
        """Return what is to come, also what nobody waits for any longer. May be called from any thread."""
        return tuple(LateAnswer(outcome.thread, scheduled, due_ms) for due_ms, scheduled, outcome in tuple(self._heap))
