"""An execution from beginning to end, without a server or a store: for the command line."""

import itertools
import secrets
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from webapp.engine import AnyEvent, Snapshot
from webapp.executions.bindings import Bindings
from webapp.executions.clock import RealClock, VirtualClock
from webapp.executions.driver import Driver, Question
from webapp.executions.functions import Functions
from webapp.executions.identity import Identity, new_execution_id, start_command
from webapp.executions.preparation import Prepared
from webapp.executions.record import Record
from webapp.executions.run import Run
from webapp.executions.session import Stance
from webapp.tasks import MockBook

MAX_HANDLERS_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class LocalResult:
    """How the execution ended, or the task that nobody answered; ``events`` is its whole record."""

    snapshot: Snapshot
    events: Sequence[AnyEvent]
    question: Question | None


def run_locally(
    prepared: Prepared, mocks: MockBook, clock: Literal["virtual", "real"], folder: Path | None, why_no_code: str = ""
) -> LocalResult:
    """Run to the end, or to the first task without an answer; ``folder`` is ``None`` where its code may not run.

    Raises ``RuntimeError`` where something inside went wrong.
    """
    functions = Functions(folder) if folder is not None else None
    bindings = Bindings(prepared.machine, prepared.host, mocks, functions, why_no_code=why_no_code)
    started_ms = time.time_ns() // 1_000_000
    watch = _Watch()
    runs: list[Run] = []
    with ThreadPoolExecutor(MAX_HANDLERS_AT_ONCE) as executor:
        driver = Driver(
            prepared.machine,
            Record(),
            RealClock() if clock == "real" else VirtualClock(started_ms),
            bindings,
            (secrets.randbits(64) for _ in itertools.repeat(None)),
            executor,
            lambda outcome: runs[0].settle(outcome),
        )
        run = Run("local", driver, Stance(), watch, watch)
        runs.append(run)
        try:
            run.start(start_command(Identity.of(new_execution_id(), prepared.name), prepared, started_ms))
            watch.done.wait()
        finally:
            run.close()
            if functions is not None:
                functions.close()
    if run.trouble:
        raise RuntimeError(run.trouble)
    question = next(iter(driver.questions.values()), None) if not run.is_over else None
    return LocalResult(driver.record.snapshot, driver.record.events, question)


class _Watch:
    """Keeps nothing, and notices when the run can go no further."""

    def __init__(self) -> None:
        self.done = threading.Event()

    def keep(self, run: Run, expected_sequence: int, events: Sequence[AnyEvent]) -> None:
        pass

    def lost(self, run: Run) -> None:
        self.done.set()

    def changed(self, run: Run, events: Sequence[AnyEvent]) -> None:
        if run.is_over or run.driver.questions or run.stance.paused:
            self.done.set()
