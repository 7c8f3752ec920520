"""An execution from beginning to end in the thread of its caller, without a server or a store."""

import itertools
import queue
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from webapp.asl import Machine
from webapp.engine import AnyEvent, Quotas, Snapshot, Start
from webapp.executions.answers import Answers
from webapp.executions.bindings import Bindings
from webapp.executions.clock import RealClock, VirtualClock
from webapp.executions.driver import Driver, Question
from webapp.executions.evaluator import ProcessEvaluator
from webapp.executions.functions import Functions
from webapp.executions.identity import Identity, check_input, new_execution_id, start_command
from webapp.executions.invoking import Outcome
from webapp.executions.preparation import Prepared
from webapp.executions.record import Record
from webapp.executions.storing import Stored
from webapp.expressions import Evaluator
from webapp.items import Storage
from webapp.tasks import MockBook

MAX_HANDLERS_AT_ONCE: Final = 64
STRIDE: Final = 100_000
"""About so many events are made before anything else is looked at."""


@dataclass(frozen=True, slots=True)
class LocalResult:
    """How the execution ended, or the task that nobody answered; ``events`` is its whole record."""

    snapshot: Snapshot
    events: Sequence[AnyEvent]
    question: Question | None


def run_locally(
    prepared: Prepared,
    mocks: MockBook,
    clock: Literal["virtual", "real"],
    folder: Path | None,
    why_no_code: str = "",
    quotas: Quotas = "payload",
    storage: Storage | None = None,
) -> LocalResult:
    """Run to the end, or to the first task without an answer; ``folder`` is ``None`` where its code may not run.

    Raises :class:`CannotRun` where the input is larger than ``quotas`` allow.
    """
    check_input(prepared.input, quotas)
    functions = Functions(folder) if folder is not None else None
    bindings = Bindings(prepared.machine, prepared.host, mocks, functions, why_no_code=why_no_code)
    started_ms = time.time_ns() // 1_000_000
    start = start_command(Identity.of(new_execution_id(), prepared.name), prepared, started_ms, quotas)
    seeds = (secrets.randbits(64) for _ in itertools.repeat(None))
    at = VirtualClock(started_ms) if clock == "virtual" else RealClock()
    evaluator = ProcessEvaluator(1)
    try:
        return drive(prepared.machine, start, at, bindings, seeds, evaluator, storage)
    finally:
        evaluator.close()
        if functions is not None:
            functions.close()


def drive(
    machine: Machine,
    start: Start,
    clock: RealClock | VirtualClock,
    answers: Answers,
    seeds: Iterator[int],
    evaluator: Evaluator,
    storage: Storage | None = None,
    most_events: int | None = None,
) -> LocalResult:
    """Carry out ``start`` and all that follows, to the end or to the first task without an answer.

    With ``most_events`` it is left as it stands, running, when it has made that many or somewhat more.

    Everything is done in this thread; only handlers run in others, of which there are none before the first.
    """
    outcomes: queue.SimpleQueue[Outcome | Stored] = queue.SimpleQueue()
    with _Handlers() as handlers:
        driver = Driver(machine, Record(), clock, answers, seeds, handlers, outcomes.put, evaluator, storage=storage)
        driver.carry_out(start)
        stride = STRIDE if most_events is None else min(STRIDE, most_events)
        while driver.record.snapshot.status == "RUNNING":
            if most_events is not None and driver.record.head >= most_events:
                break
            if driver.advance(stride):
                continue
            if driver.questions:
                break
            outcome = _next_outcome(outcomes, driver)
            if outcome is not None:
                driver.settle(outcome)
    question = next(iter(driver.questions.values()), None)
    return LocalResult(driver.record.snapshot, driver.record.events, question)


def _next_outcome(outcomes: "queue.SimpleQueue[Outcome | Stored]", driver: Driver) -> Outcome | Stored | None:
    """Wait for a handler, or for the next timer of the real clock."""
    wake_ms = driver.wake_ms()
    if wake_ms is None and not driver.has_work_outside:
        raise RuntimeError("the execution waits for nothing, and has not ended")
    seconds = None if wake_ms is None else max(0, wake_ms - driver.clock.now_ms()) / 1000
    try:
        return outcomes.get(timeout=seconds)
    except queue.Empty:
        return None


class _Handlers(Executor):
    """A pool of threads that is made when the first handler is invoked."""

    def __init__(self) -> None:
        self._pool: ThreadPoolExecutor | None = None

    def submit(self, call: Callable[..., Any], /, *arguments: Any, **named: Any) -> "Future[Any]":
        """Have ``call`` run on one of the threads."""
        if self._pool is None:
            self._pool = ThreadPoolExecutor(MAX_HANDLERS_AT_ONCE)
        return self._pool.submit(call, *arguments, **named)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the threads, if there are any."""
        if self._pool is not None:
            self._pool.shutdown(wait, cancel_futures=cancel_futures)
