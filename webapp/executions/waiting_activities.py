"""The tasks of activities that wait for a worker, in the order in which they came up.

A worker asks by a long poll: it sleeps until a task is there, its time is over, or the server closes.
"""

import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.engine import AnyEvent, PendingTask, Snapshot, TaskScheduled, pending_work


@dataclass(frozen=True, slots=True)
class WaitingActivity:
    """A task that a worker may take."""

    execution: str
    scheduled: int


class WaitingActivities:
    """What waits, by activity. Safe for several threads."""

    def __init__(self) -> None:
        """Nothing waits yet."""
        self._waiting: dict[str, deque[WaitingActivity]] = {}
        self._changed = threading.Condition()
        self._closed = False

    def note(self, execution: str, events: Sequence[AnyEvent]) -> None:
        """Offer what ``events``, just recorded, have scheduled."""
        scheduled = [each for each in events if isinstance(each, TaskScheduled) and each.integration == "activity"]
        if scheduled:
            self._offer([(each.resource, WaitingActivity(execution, each.sequence)) for each in scheduled])

    def note_loaded(self, execution: str, snapshot: Snapshot, after: int = 0) -> None:
        """Offer what an execution that was loaded waits for, where it was scheduled after the event ``after``.

        What a fork has from another execution waits there: a worker's answer, by its token, is for that one.
        """
        tasks = [work for work in pending_work(snapshot) if isinstance(work, PendingTask) and work.scheduled > after]
        waiting = [task for task in tasks if task.waits_for == "worker"]
        self._offer([(task.resource, WaitingActivity(execution, task.scheduled)) for task in waiting])

    def forget(self, execution: str) -> None:
        """Offer nothing more of an execution that is over."""
        with self._changed:
            for arn, waiting in list(self._waiting.items()):
                kept = deque(each for each in waiting if each.execution != execution)
                if kept:
                    self._waiting[arn] = kept
                else:
                    del self._waiting[arn]

    def take(self, arn: str, seconds: float) -> WaitingActivity | None:
        """Return the task of the activity that has waited longest; ``None`` where none comes in ``seconds``."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or arn in self._waiting, max(seconds, 0.0))
            waiting = self._waiting.get(arn)
            if self._closed or waiting is None:
                return None
            taken = waiting.popleft()
            if not waiting:
                del self._waiting[arn]
            return taken

    def close(self) -> None:
        """Let every worker go."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _offer(self, offers: Sequence[tuple[str, WaitingActivity]]) -> None:
        with self._changed:
            for arn, task in offers:
                self._waiting.setdefault(arn, deque()).append(task)
            self._changed.notify_all()
