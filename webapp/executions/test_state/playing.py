"""One state, played from its entry to what comes of it: by ``decide``, as in any execution.

What the mock gives takes the place of the state's work, and of nothing else: the state is entered, its input made, and
its output made of the result, by the functions that every run uses.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from webapp.engine import (
    ROOT,
    Advance,
    AnyEvent,
    Command,
    CompleteTask,
    ExecutionFailed,
    FailTask,
    FireTimer,
    MapRunStarted,
    MapStateStarted,
    PendingRead,
    PendingTask,
    PendingTimer,
    PendingWrite,
    RetryScheduled,
    Running,
    RunningMapRun,
    Snapshot,
    Stage,
    StateExited,
    StateFailed,
    decide,
    evolve,
    pending_work,
    stages_after,
    stages_before,
    stages_of_items,
    with_failure,
    with_result,
)
from webapp.executions.answers import Given, Thrown
from webapp.executions.test_state.map_tolerance import exceeded_tolerance
from webapp.executions.test_state.reading import read_given
from webapp.executions.test_state.request import MockedError, MockedResult, Request
from webapp.executions.test_state.subject import Subject
from webapp.expressions import Evaluator
from webapp.values import Json

TASK_FAILED: Final = "States.TaskFailed"

RunTask = Callable[[PendingTask], Given | Thrown]
Outcome = StateExited | RetryScheduled | ExecutionFailed

_NOBODY: Final = "The task '{resource}' was not run: nothing answers it here, and the request has no mock."


@dataclass(frozen=True, slots=True)
class Played:
    """What came of the state: ``outcome`` is the event that says it.

    ``failure`` is the error and the cause that it failed with, caught or not. ``stages`` are the values that the fields
    of the state made on the way, ``variables`` those at the end. Without an ``outcome`` it stands before its work.
    """

    outcome: Outcome | None
    failure: tuple[str | None, str | None] | None
    stages: tuple[Stage, ...]
    variables: dict[str, Json]
    events: tuple[AnyEvent, ...]


class Unanswered(Exception):
    """Nobody says what the work of the state gives; ``so_far`` is its way there."""

    def __init__(self, so_far: Played) -> None:
        super().__init__("the work of the state has no answer")
        self.so_far = so_far


class Player:
    """Plays ``subject``, which ``snapshot`` has just entered."""

    def __init__(self, subject: Subject, snapshot: Snapshot, request: Request, seed: int, evaluator: Evaluator) -> None:
        self._subject = subject
        self._machine = subject.machine
        self._snapshot = snapshot
        self._mock = request.mock
        self._configuration = request.configuration
        self._seed = seed
        self._evaluator = evaluator
        self._time_ms = snapshot.time_ms
        self._events: list[AnyEvent] = []
        self._stages: tuple[Stage, ...] = ()
        self._must_answer = False

    def play(self, run_task: RunTask | None, *, must_answer: bool = False) -> Played:
        """Return what comes of the state; ``run_task`` answers a Task without a mock.

        Raises :class:`Unanswered` where work has no answer and it ``must_answer``; else a Task fails then.
        """
        self._must_answer = must_answer
        self._stages = stages_before(self._machine, self._snapshot, ROOT, self._evaluator, self._seed)
        self._send(Advance(ROOT, self._time_ms, self._seed))
        self._stages += tuple(_limits(self._events))
        if self._outcome() is None:
            self._work(run_task)
        if self._outcome() is None:
            self._stages += stages_after(self._machine, self._snapshot, ROOT, self._evaluator, self._seed)
            self._send(Advance(ROOT, self._time_ms, self._seed))
        assert self._outcome() is not None, "the state came to no end"
        return self._played()

    def _played(self) -> Played:
        variables = dict(self._snapshot.threads[ROOT].variables)
        return Played(self._outcome(), self._failure(), self._stages, variables, tuple(self._events))

    def _work(self, run_task: RunTask | None) -> None:
        for pending in pending_work(self._snapshot):
            match pending:
                case PendingTask():
                    self._send(self._answer(pending, run_task))
                    return
                case PendingTimer(kind="wait"):
                    self._time_ms = pending.until_ms
                    self._send(FireTimer(ROOT, self._time_ms, self._seed))
                    return
                case PendingRead() if self._configuration.reader_data is not None:
                    self._send(read_given(pending, self._configuration.reader_data, self._time_ms, self._seed))
                case PendingRead() | PendingWrite() | PendingTimer():
                    pass
        if self._outcome() is None:
            self._end_children()

    def _answer(self, task: PendingTask, run_task: RunTask | None) -> Command:
        thread, scheduled, time_ms, seed = task.thread, task.scheduled, self._time_ms, self._seed
        match self._mock:
            case MockedResult(value):
                return CompleteTask(thread, scheduled, value, time_ms, seed, "mocked")
            case MockedError(error, cause):
                return FailTask(thread, scheduled, error, cause or "", time_ms, seed, "mocked")
            case None if run_task is None and self._must_answer:
                raise Unanswered(self._played())
            case None:
                pass
        given = Thrown(TASK_FAILED, _NOBODY.format(resource=task.resource)) if run_task is None else run_task(task)
        if isinstance(given, Given):
            return CompleteTask(thread, scheduled, given.output, time_ms, seed)
        return FailTask(thread, scheduled, given.error, given.cause, time_ms, seed)

    def _end_children(self) -> None:
        """Give a Map or Parallel that has begun its mocked end: what it holds is not run, only given its input."""
        items = stages_of_items(self._machine, self._snapshot, ROOT, self._evaluator, self._seed)
        self._stages += items
        unmade = next((stage.failure for stage in items if stage.failure), None)
        if unmade is not None:
            self._fail(*unmade)
            return
        exceeded = exceeded_tolerance(self._stages, self._iterations(), self._configuration.failed_iterations)
        match self._mock:
            case MockedError(error, cause):
                self._fail(error, cause or "")
            case MockedResult() if exceeded is not None:
                self._fail(*exceeded)
            case MockedResult(value):
                self._snapshot = with_result(self._snapshot, value)
            case None:
                raise Unanswered(self._played())

    def _iterations(self) -> int | None:
        """Return how many iterations the Map would have; ``None`` where its items are not known."""
        batches = next((stage.value for stage in self._stages if stage.name == "ItemBatcher"), None)
        if isinstance(batches, list):
            return len(batches)
        match self._snapshot.threads[ROOT].phase:
            case Running(count=count):
                return count
            case RunningMapRun(items=items):
                return len(items)
            case _:
                return None

    def _fail(self, error: str, cause: str) -> None:
        self._snapshot = with_failure(self._snapshot, error, cause)
        self._send(Advance(ROOT, self._time_ms, self._seed))

    def _send(self, command: Command) -> None:
        for event in decide(self._machine, self._snapshot, command, self._evaluator):
            self._snapshot = evolve(self._snapshot, event)
            self._events.append(event)

    def _failure(self) -> tuple[str | None, str | None] | None:
        failed = next((event for event in self._events if isinstance(event, StateFailed)), None)
        return None if failed is None else (failed.error, failed.cause)

    def _outcome(self) -> Outcome | None:
        return next((event for event in self._events if isinstance(event, Outcome)), None)


def _limits(events: Iterable[AnyEvent]) -> Iterator[Stage]:
    """Yield the limits of the Map that begins in ``events``; what it fails over before that is all that is known."""
    for event in events:
        if isinstance(event, MapStateStarted):
            yield Stage("MaxConcurrency", event.max_concurrency)
        if isinstance(event, MapRunStarted):
            if event.tolerated_count is not None:
                yield Stage("ToleratedFailureCount", event.tolerated_count)
            if event.tolerated_percentage is not None:
                yield Stage("ToleratedFailurePercentage", event.tolerated_percentage)
