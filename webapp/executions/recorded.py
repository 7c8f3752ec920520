"""What the record of an execution tells of its tasks, for the forks that left it.

A task that was in flight where a fork left has its outcome in the record, if it came at all: it is the fork's as well.
A task that the fork schedules itself is another one; it may be answered by what was recorded only where that was an
answer to the very same: the same state, in the same iterations, at the same turn, with the same parameters.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from webapp.debugger import same_json
from webapp.engine import (
    HEARTBEAT_TIMEOUT,
    TIMEOUT,
    AnyEvent,
    PendingTask,
    Source,
    TaskFailed,
    TaskScheduled,
    TaskStarted,
    TaskSubmitted,
    TaskSucceeded,
    TaskTimedOut,
)
from webapp.executions.answers import Given, Submitted, Taken, Thrown
from webapp.executions.record import Record

RecordedNews = Given | Thrown | Submitted | Taken


class Told(NamedTuple):
    """What was told of a task, when, and by whom."""

    news: RecordedNews
    at_ms: int
    source: Source


@dataclass(slots=True)
class _Task:
    scheduled: TaskScheduled
    told: list[Told] = field(default_factory=list)


_Key = tuple[str, tuple[str, ...], int]
"""The state, the iterations and branches around it, and how many of its tasks came before in there."""


class RecordedTasks:
    """The tasks in one record, which may still grow. For one thread."""

    def __init__(self, record: Record) -> None:
        """Read nothing yet."""
        self._record = record
        self._read = 0
        self._by_event: dict[int, _Task] = {}
        self._by_key: dict[_Key, _Task] = {}
        self._latest: dict[str, _Task] = {}
        self._runs: dict[str, list[int]] = {}

    def outcome(self, task: PendingTask) -> Told | None:
        """Return what was told of the very task that event ``task.scheduled`` scheduled, where it now stands."""
        self._catch_up()
        return _told(self._by_event.get(task.scheduled), task)

    def alike(self, task: PendingTask, key: _Key) -> tuple[Told, int] | None:
        """Return what was told of a task with this ``key`` and the same parameters, and when it was scheduled."""
        self._catch_up()
        found = self._by_key.get(key)
        if found is None or not _is_same(found.scheduled, task):
            return None
        told = _told(found, task)
        return None if told is None else (told, found.scheduled.time_ms)

    def times_run(self, path: str, after: int = 0) -> int:
        """Return how many tasks of the state at ``path`` were scheduled after event ``after``, and not mocked."""
        self._catch_up()
        return sum(1 for scheduled in self._runs.get(path, ()) if scheduled > after)

    def _catch_up(self) -> None:
        head = self._record.head
        for event in self._record.events[self._read : head]:
            self._note(event)
        self._read = head

    def _note(self, event: AnyEvent) -> None:
        match event:
            case TaskScheduled():
                task = _Task(event)
                self._by_event[event.sequence] = self._latest[event.thread] = task
                self._by_key[key_of(self._record, event.path, event.thread, event.sequence)] = task
                self._runs.setdefault(event.path, []).append(event.sequence)
            case TaskStarted(integration="activity"):
                self._latest[event.thread].told.append(Told(Taken(event.worker), event.time_ms, "live"))
            case TaskSubmitted():
                self._tell(event, Submitted(event.output), event.source)
            case TaskSucceeded():
                self._tell(event, Given(event.output), event.source)
            case TaskFailed():
                self._tell(event, Thrown(event.error, event.cause, submitting=event.submitting), event.source)
            case TaskTimedOut():
                error = HEARTBEAT_TIMEOUT if event.missed_heartbeat else TIMEOUT
                self._tell(event, Thrown(error, event.cause), event.source)
            case _:
                pass

    def _tell(
        self, event: TaskSubmitted | TaskSucceeded | TaskFailed | TaskTimedOut, news: RecordedNews, source: Source
    ) -> None:
        task = self._latest[event.thread]
        task.told.append(Told(news, event.time_ms, source))
        if source == "mocked" and not isinstance(event, TaskSubmitted):
            self._runs[event.path].remove(task.scheduled.sequence)


def key_of(record: Record, path: str, thread: str, scheduled: int) -> _Key:
    """Return by what a task of ``record`` is found in the record of another line."""
    return path, record.indices(thread), record.invocations[scheduled].in_iteration


def _is_same(recorded: TaskScheduled, task: PendingTask) -> bool:
    return recorded.resource == task.resource and same_json(recorded.parameters, task.parameters)


def _told(found: _Task | None, task: PendingTask) -> Told | None:
    """Return the news that ``task`` waits for."""
    return next((each for each in _told_of(found) if _fits(each.news, task)), None)


def _told_of(found: _Task | None) -> Sequence[Told]:
    return found.told if found is not None else ()


def _fits(news: RecordedNews, task: PendingTask) -> bool:
    match task.waits_for:
        case "invoke":
            return not isinstance(news, Taken)
        case "worker":
            return isinstance(news, Taken)
        case "job" | "token":
            return isinstance(news, Given | Thrown)
