"""Answers to tasks from outside: by the token of a ``.waitForTaskToken`` task, or by an activity's worker.

A token is known as long as its execution is kept, so it outlives a restart, and a late answer is told from a wrong one.
"""

import time
from dataclasses import dataclass
from typing import Final

from webapp.engine import CommandRefused, PendingTask, find_task
from webapp.executions.answers import Alive, Given, News, Taken, Thrown
from webapp.executions.live_runs import ExecutionNotFound, LiveRuns
from webapp.executions.preparation import CannotRun
from webapp.executions.run import RunLost
from webapp.executions.waiting_activities import WaitingActivities
from webapp.store import Store, TaskPlace
from webapp.values import Json, JsonTextError, json_text, parse_json

POLL_SECONDS: Final = 60.0
"""AWS: so long a worker that asks for a task is kept waiting."""

MAX_OUTPUT_BYTES: Final = 262_144


class CallbackRefused(Exception):
    """An answer that AWS would refuse: ``code`` is its error, ``InvalidToken`` and the like."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class ActivityTask:
    """What a worker is given: the token to answer with, and the input as JSON text."""

    token: str
    input: str


class Callbacks:
    """The operations by which workers and services answer. Safe for several threads."""

    def __init__(self, store: Store, runs: LiveRuns, waiting: WaitingActivities) -> None:
        """``store`` knows the tokens and the activities, ``runs`` the executions."""
        self._store = store
        self._runs = runs
        self._waiting = waiting

    def send_task_success(self, token: str, output: str) -> None:
        """Complete the task of ``token`` with ``output``, JSON text.

        Raises :class:`CallbackRefused`: ``InvalidToken``, ``InvalidOutput``, ``TaskTimedOut``, ``TaskDoesNotExist``.
        """
        self._tell(token, Given(_parsed(output)))

    def send_task_failure(self, token: str, error: str | None = None, cause: str | None = None) -> None:
        """Fail the task of ``token``; a catcher sees ``null`` for what is absent. Raises as the others."""
        self._tell(token, Thrown(error, cause))

    def send_task_heartbeat(self, token: str) -> None:
        """Begin the ``HeartbeatSeconds`` of the task of ``token`` anew; raises as :meth:`send_task_success`."""
        self._tell(token, Alive())

    def get_activity_task(
        self, arn: str, worker: str | None = None, seconds: float = POLL_SECONDS
    ) -> ActivityTask | None:
        """Return the next task of an activity, taken by ``worker``; ``None`` where none came up within ``seconds``.

        Raises :class:`CallbackRefused` with ``ActivityDoesNotExist``.
        """
        if self._store.activities.get(arn) is None:
            raise CallbackRefused("ActivityDoesNotExist", f"Activity Does Not Exist: '{arn}'")
        ends = time.monotonic() + seconds
        while (waiting := self._waiting.take(arn, ends - time.monotonic())) is not None:
            task = self._take(waiting.execution, waiting.scheduled, worker)
            if task is not None and task.token is not None:
                return ActivityTask(task.token, json_text(task.parameters))
        return None

    def _take(self, execution: str, scheduled: int, worker: str | None) -> PendingTask | None:
        """Record that ``worker`` has taken the task, unless it is over."""
        try:
            run = self._runs.find(execution).run
            run.tell(scheduled, Taken(worker))
        except (CommandRefused, ExecutionNotFound, CannotRun):
            return None
        return find_task(run.record.snapshot, scheduled)

    def _tell(self, token: str, news: News) -> None:
        place = self._find(token)
        try:
            self._runs.find(place.execution_id).run.tell(place.scheduled, news)
        except RunLost:  # another server has moved it meanwhile: look again at what is stored
            self._tell_again(place, news)
        except CommandRefused:
            raise _gone() from None
        except (ExecutionNotFound, CannotRun):
            raise _unknown() from None

    def _tell_again(self, place: TaskPlace, news: News) -> None:
        try:
            self._runs.find(place.execution_id).run.tell(place.scheduled, news)
        except (CommandRefused, ExecutionNotFound, CannotRun):
            raise _gone() from None

    def _find(self, token: str) -> TaskPlace:
        place = self._store.events.find_token(token)
        if place is None:  # a handler may be faster than the disk
            self._runs.until_all_kept()
            place = self._store.events.find_token(token)
        if place is None:
            raise CallbackRefused("InvalidToken", "Invalid Token: 'Invalid token'")
        return place


def _parsed(output: str) -> Json:
    if len(output.encode("utf-8", "replace")) > MAX_OUTPUT_BYTES:
        raise CallbackRefused("InvalidOutput", f"Invalid Output: 'The output is longer than {MAX_OUTPUT_BYTES} bytes'")
    try:
        return parse_json(output)
    except JsonTextError as error:
        raise CallbackRefused("InvalidOutput", f"Invalid Output: '{error}'") from None


def _gone() -> CallbackRefused:
    return CallbackRefused("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'")


def _unknown() -> CallbackRefused:
    return CallbackRefused("TaskDoesNotExist", "Task Does Not Exist: 'Provided task does not exist anymore'")
