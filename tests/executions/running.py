"""Runs for tests: no store, mocks for tasks, the virtual clock; and a way to wait until a run stands still."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from webapp.debugger import Breakpoint, breakpoints_of
from webapp.engine import AnyEvent
from webapp.executions.bindings import Bindings
from webapp.executions.clock import VirtualClock
from webapp.executions.driver import Driver
from webapp.executions.identity import Identity, start_command
from webapp.executions.preparation import prepare
from webapp.executions.record import Record
from webapp.executions.run import Run
from webapp.executions.session import Stance
from webapp.expressions import load_library
from webapp.tasks import MockBook

NOON_MS = 1_767_268_800_000
WAIT_SECONDS = 30


class Watch:
    """Keeps what a run recorded, and tells when it stands still."""

    def __init__(self) -> None:
        self.events: list[AnyEvent] = []
        self.stances: list[Stance] = []
        self._changed = threading.Condition()

    def keep(self, run: Run, expected_sequence: int, events: Sequence[AnyEvent]) -> None:
        assert expected_sequence == len(self.events), "events are kept in order, without a gap"
        self.events.extend(events)

    def lost(self, run: Run) -> None:
        raise AssertionError("nothing is lost in memory")

    def changed(self, run: Run, events: Sequence[AnyEvent]) -> None:
        with self._changed:
            self.stances.append(run.stance)
            self._changed.notify_all()

    def until_still(self, run: Run) -> None:
        """Wait until the run is paused, over, or waits for a person, and everything is kept."""
        self._wait(lambda: self._is_still(run))

    def until_paused(self, run: Run) -> None:
        """Wait until the run is paused, be it that it waits for a person before."""
        self._wait(lambda: run.stance.paused and self._is_still(run))

    def _wait(self, is_so: Callable[[], bool]) -> None:
        with self._changed:
            still = self._changed.wait_for(is_so, timeout=WAIT_SECONDS)
        assert still, "the run did not come to rest"

    def _is_still(self, run: Run) -> bool:
        waits = run.stance.paused or run.is_over or bool(run.driver.questions)
        return waits and len(self.events) == run.record.head and bool(self.stances) and self.stances[-1] == run.stance


class Debugged:
    """A run with its watch: every command returns once the run stands still again."""

    def __init__(self, run: Run, watch: Watch) -> None:
        self.run = run
        self.watch = watch

    def still(self) -> "Debugged":
        self.watch.until_still(self.run)
        return self

    @property
    def where(self) -> tuple[str, str]:
        """The type of the event at the cursor with its path, and the thread in focus."""
        position = self.run.position
        event = self.run.record.events[position.sequence - 1]
        return f"{type(event).__name__} {getattr(event, 'path', '')}".strip(), position.thread

    @property
    def output(self) -> Any:
        return self.run.record.snapshot.output


@contextmanager
def debugged(
    definition: Mapping[str, Any],
    data: Any = None,
    *,
    mocks: Mapping[str, Any] | None = None,
    breakpoints: Sequence[Breakpoint | str] = (),
    pause_at_start: bool = True,
    events: Sequence[AnyEvent] = (),
    stance: Stance | None = None,
) -> Iterator[Debugged]:
    """Start a run and yield it standing still; with ``events`` load one that was recorded before."""
    prepared = prepare(json.dumps(definition), "test.asl.json", None, {}, json.dumps(data if data is not None else {}))
    bindings = Bindings(prepared.machine, prepared.host, MockBook.load(dict(mocks or {})), None, why_no_code="no code.")
    load_library()  # here, on a thread that lasts: a run's own ends
    watch = Watch()
    watch.events.extend(events)
    runs: list[Run] = []
    with ThreadPoolExecutor(4) as executor:
        record = Record(events)
        clock = VirtualClock(record.snapshot.time_ms or NOON_MS)
        driver = Driver(
            prepared.machine, record, clock, bindings, iter(range(10**9)), executor, lambda o: runs[0].settle(o)
        )
        run = Run("run", driver, stance or Stance(breakpoints=breakpoints_of(breakpoints)), watch, watch)
        runs.append(run)
        if not events:
            identity = Identity.of("0" * 32, "machine")
            run.start(start_command(identity, prepared, NOON_MS), pause_at_start=pause_at_start)
            watch.until_still(run)
        yield Debugged(run, watch)
        run.close()
