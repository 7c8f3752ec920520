"""The executions that are in memory: loaded when they are asked for, kept in the store as they move, let go of later.

A run that was not paused goes on after a restart of the server. Of several servers with one data folder only the one
that holds the folder's lock has the others' executions go on; so nothing is done twice after a crash either, when the
next server starts before the last one is quite gone.
"""

import dataclasses
import itertools
import logging
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Protocol, Unpack

from webapp.debugger import Begin
from webapp.engine import AnyEvent, Quotas
from webapp.executions.answers import Answers
from webapp.executions.bindings import Bindings
from webapp.executions.clock import RealClock, VirtualClock
from webapp.executions.consent import Consents
from webapp.executions.driver import Driver
from webapp.executions.evaluator import ProcessEvaluator
from webapp.executions.fork_answers import ForkAnswers, LineAbove
from webapp.executions.fork_notes import decode_note
from webapp.executions.functions import FunctionsOfFolders
from webapp.executions.identity import Identity, check_input, start_command
from webapp.executions.invoking import Outcome
from webapp.executions.missing_activities import MissingActivities
from webapp.executions.mock_cases import MockCases, mock_cases_of
from webapp.executions.nested import NestedExecutions, Parent, WithNested
from webapp.executions.preparation import CannotRun, Prepared, prepare
from webapp.executions.record import Record
from webapp.executions.recorded import RecordedTasks
from webapp.executions.run import Listener, Run, RunLost
from webapp.executions.session import Stance, decode_stance, encode_stance
from webapp.executions.storing import Stored
from webapp.executions.typed_mocks import book_of_kept
from webapp.executions.unattended import Unattended
from webapp.executions.waiting_activities import WaitingActivities
from webapp.expressions import load_library
from webapp.items import Storage
from webapp.store import Execution, ExecutionUpdate, Store
from webapp.tasks import MockBook
from webapp.values import json_text

log = logging.getLogger(__name__)

NO_MOCK_CASES: Final = mock_cases_of(None)

INTERNAL_ERROR: Final = "Statewalk.InternalError"
MAX_HANDLERS_AT_ONCE: Final = 64
KEPT_WHEN_OVER: Final = 32
"""So many ended executions stay in memory, those looked at last."""

CLOSING_SECONDS: Final = 1.0


class Announcer(Listener, Protocol):
    """Tells the pages."""

    def started(self, document: str, execution: str) -> None:
        """Tell of a new execution of a document."""
        ...

    def lines_changed(self, document: str, line: str, deleted: Sequence[str] = ()) -> None:
        """Tell that a history of a document has other forks, and which of its executions are ``deleted``."""
        ...

    def is_watched(self, document: str | None, execution: str) -> bool:
        """Tell whether a page shows the document or follows the execution."""
        ...


class ExecutionNotFound(LookupError):
    """There is no such execution."""


@dataclass(frozen=True, slots=True)
class Live:
    """A loaded run with what it was started from."""

    run: Run
    row: Execution
    bindings: Bindings
    prepared: Prepared
    fork: ForkAnswers | None = None

    def start(self, quotas: Quotas) -> None:
        """Begin the execution, as its stance says, held to ``quotas``."""
        command = start_command(identity_of(self.row), self.prepared, self.row.started_ms, quotas)
        self.run.start(command, pause_at_start=self.run.stance.rule == Begin())


class LiveRuns:
    """The runs in memory. Safe for several threads."""

    def __init__(
        self,
        store: Store,
        listener: Announcer,
        consents: Consents,
        nested: NestedExecutions,
        mock_cases: MockCases = NO_MOCK_CASES,
        quotas: Quotas = "payload",
        storage: Storage | None = None,
    ) -> None:
        """Nothing is loaded yet; ``listener`` is told what runs record once it is stored.

        ``nested`` starts what Tasks start. ``mock_cases`` gives the mocks of a state machine's test case, ``quotas``
        are those of new executions. Distributed Maps read from, and write to, ``storage``.
        """
        self._storage = storage
        self._nested = nested
        self._quotas = quotas
        load_library()  # here, on a thread that lasts
        self.evaluator = ProcessEvaluator()
        self._store = store
        self._mock_cases = mock_cases
        self._ended = threading.Condition()
        self._listener = listener
        self._consents = consents
        self._live: OrderedDict[str, Live] = OrderedDict()
        self._loading: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()
        self._functions = FunctionsOfFolders()
        self._executor = ThreadPoolExecutor(MAX_HANDLERS_AT_ONCE, thread_name_prefix="handler")
        self.waiting_activities = WaitingActivities()
        self._closing = False
        self._begun_here: set[str] | None = set()
        """What began since this server did, until all others go on again."""

    def begin(self, row: Execution, prepared: Prepared, stance: Stance) -> Live:
        """Store and start a new execution; raise ``CannotRun`` where its mocks or its input cannot be used."""
        check_input(prepared.input, self._quotas)
        book = self._book(row, prepared)
        self._note_begun(row.id)
        self._store.executions.create(row)
        live = self._make(row, prepared, Record(), stance, book)
        self._remember(live)
        live.start(self._quotas)
        return live

    def begin_fork(self, row: Execution, prepared: Prepared, record: Record) -> Live:
        """Store a new fork, whose first events are in ``record``; it stands paused where its session says."""
        book = self._book(row, prepared)
        self._note_begun(row.id)
        self._store.executions.fork(row)
        live = self._make(row, prepared, record, decode_stance(row.session), book)
        self._remember(live)
        return live

    def renew(self, execution: str, **changed: Unpack[ExecutionUpdate]) -> None:
        """Have what is in memory of an execution show what was ``changed`` in its row."""
        with self._guard:
            live = self._live.get(execution)
            if live is not None:
                row = dataclasses.replace(live.row, **changed)
                self._live[execution] = dataclasses.replace(live, row=row)

    def forget(self, execution: str) -> None:
        """Have an execution that is about to be deleted do nothing any more."""
        with self._guard:
            live = self._live.pop(execution, None)
        self.waiting_activities.forget(execution)
        if live is not None:
            live.run.close()
            live.run.join(CLOSING_SECONDS)

    def find(self, execution: str) -> Live:
        """Return an execution, loaded if need be; raise :class:`ExecutionNotFound`, or ``CannotRun``."""
        live = self.get(execution)
        if live is not None:
            return live
        with self._guard:
            loading = self._loading.setdefault(execution, threading.Lock())
        with loading:
            live = self.get(execution)
            if live is None:
                live = self._load(execution)
                self._remember(live)
            return live

    def get(self, execution: str) -> Live | None:
        """Return an execution that is in memory."""
        with self._guard:
            live = self._live.get(execution)
            if live is not None:
                self._live.move_to_end(execution)
            return live

    def paused(self) -> set[str]:
        """Return the executions in memory that the debugger holds."""
        with self._guard:
            return {id for id, live in self._live.items() if live.run.stance.paused}

    def of_folder(self, folder: str) -> list[Live]:
        """Return the executions in memory that have not ended and whose handlers lie in ``folder``."""
        with self._guard:
            return [live for live in self._live.values() if live.row.folder == folder and not live.run.is_over]

    def allow(self, live: Live) -> None:
        """Let the code of the execution's folder run from now on, or no longer, as the consent says."""
        folder = live.row.folder
        if folder:
            functions = self._functions.of(folder) if self._consents.allows(folder) else None
            live.bindings.use(functions, self._consents.why_not(folder))

    def resume_all(self, wait_for_turn: Callable[[], object]) -> None:
        """Have every execution go on that was neither over nor paused when its server ended."""
        wait_for_turn()
        for execution in self._store.executions.unfinished():
            if self._closing:
                return
            try:
                self._resume(execution)
            except Exception as error:
                log.warning("execution %s cannot go on: %s", execution, error)
        with self._guard:
            self._begun_here = None

    def until_all_kept(self) -> None:
        """Wait until everything that the executions in memory have recorded so far is stored."""
        with self._guard:
            runs = [live.run for live in self._live.values()]
        for run in runs:
            with suppress(RunLost):
                run.until_kept()

    def wait_for_end(self, execution: str, seconds: float) -> None:
        """Return when the execution has ended and that is stored, or after so many seconds."""

        def is_over() -> bool:
            row = self._store.executions.get(execution)
            return row is None or row.status != "RUNNING"

        with self._ended:
            self._ended.wait_for(is_over, seconds)

    def close(self) -> None:
        """End the runs' threads and their handlers' processes; what they recorded is stored."""
        self._closing = True
        self.waiting_activities.close()
        with self._guard:
            runs = [live.run for live in self._live.values()]
        for run in runs:
            run.close()
        self._functions.close()
        self.evaluator.close()
        for run in runs:
            run.join(CLOSING_SECONDS)
        self._executor.shutdown(wait=False, cancel_futures=True)

    # --- what runs tell ----------------------------------------------------------------------------------------

    def keep(self, run: Run, expected_sequence: int, events: Sequence[AnyEvent]) -> None:
        """Store what ``run`` recorded, and where it stands, in one transaction."""
        snapshot = run.record.snapshot
        self._store.events.append(
            run.id,
            expected_sequence,
            events,
            run.record.moments.after(expected_sequence),
            status="RUNNING" if snapshot.status == "NOT_STARTED" else snapshot.status,
            session=encode_stance(run.stance),
            output=json_text(snapshot.output) if snapshot.status == "SUCCEEDED" else None,
            error=snapshot.error,
            cause=snapshot.cause,
            stopped_ms=snapshot.time_ms if run.is_over else None,
        )
        self.waiting_activities.note(run.id, events)
        if run.is_over:
            self.waiting_activities.forget(run.id)
            self._nested.ended(run.id)
            with self._ended:
                self._ended.notify_all()
        elif run.trouble:
            self._give_up(run)

    def lost(self, run: Run) -> None:
        """Forget a run that could not be stored: whoever asks for it next loads what is stored."""
        with self._guard:
            live = self._live.get(run.id)
            if live is not None and live.run is run:
                del self._live[run.id]

    def _give_up(self, run: Run) -> None:
        """End an execution that an error inside Statewalk has paused, where no page shows that and a program waits."""
        live = self.get(run.id)
        if live is not None and live.row.unattended and not self._is_watched(live.row):
            self._executor.submit(run.stop, INTERNAL_ERROR, run.trouble)

    def _is_watched(self, row: Execution) -> bool:
        return self._listener.is_watched(row.document_id, row.id)

    # --- making them -------------------------------------------------------------------------------------------

    def _note_begun(self, execution: str) -> None:
        with self._guard:
            if self._begun_here is not None:
                self._begun_here.add(execution)

    def _resume(self, execution: str) -> None:
        """Have an execution go on, unless it began while its turn came: then it moves, or stands paused, already."""
        if execution in (self._begun_here or ()):
            return
        row = self._store.executions.get(execution)
        if row is None or (row.head and decode_stance(row.session).paused):
            return
        live = self.find(execution)
        if live.run.record.head:
            live.run.resume()
        else:
            live.start(self._quotas)

    def _remember(self, live: Live) -> None:
        with self._guard:
            self._live[live.row.id] = live
            self._loading.pop(live.row.id, None)
            over = [id for id, each in self._live.items() if each.run.is_over and not each.run.is_moving]
            for id in over[: max(0, len(over) - KEPT_WHEN_OVER)]:
                del self._live[id]

    def _load(self, execution: str) -> Live:
        row = self._store.executions.get(execution)
        if row is None:
            raise ExecutionNotFound(execution)
        prepared = prepare(row.text, row.file_name, row.machine, row.values, row.input, checked=False)
        record = Record(self._store.events.read(execution), self._store.events.moments(execution))
        self.waiting_activities.note_loaded(execution, record.snapshot, row.forked_at or 0)
        try:
            book = self._book(row, prepared)
        except CannotRun as error:  # the file is another today: what was recorded can still be looked at
            log.warning("execution %s goes on without its mocks: %s", execution, error)
            book = MockBook({})
        return self._make(row, prepared, record, decode_stance(row.session), book)

    def _book(self, row: Execution, prepared: Prepared) -> MockBook:
        if row.mock_case is not None:
            return self._mock_cases(row.machine_name, row.mock_case, prepared.machine)
        return book_of_kept(row.mocks)

    def _is_activity(self, arn: str) -> bool:
        return self._store.activities.get(arn) is not None

    def _make(self, row: Execution, prepared: Prepared, record: Record, stance: Stance, book: MockBook) -> Live:
        bindings = Bindings(prepared.machine, prepared.host, book, None, why_no_code="no folder is open.")
        clock = RealClock() if row.clock == "real" else VirtualClock(record.snapshot.time_ms or row.started_ms)
        runs: list[Run] = []

        def settle(outcome: Outcome | Stored) -> None:
            runs[0].settle(outcome)

        refusals, fork = None, None
        answers: Answers = WithNested(bindings, self._nested, Parent(row, clock, settle))
        if row.forked_from is not None:
            answers = fork = self._fork_answers(row, record, answers, bindings)
        if row.unattended:
            answers = Unattended(answers, lambda: self._is_watched(row))
            refusals = MissingActivities(prepared.machine, self._is_activity, bindings.is_mocked)
        seeds, evaluator, storage = _seeds(), self.evaluator, self._storage
        driver = Driver(
            prepared.machine, record, clock, answers, seeds, self._executor, settle, evaluator, refusals, storage
        )
        run = Run(row.id, driver, stance, self, self._listener)
        runs.append(run)
        live = Live(run, row, bindings, prepared, fork)
        self.allow(live)
        return live

    def _fork_answers(self, row: Execution, record: Record, answers: Answers, bindings: Bindings) -> ForkAnswers:
        return ForkAnswers(answers, record, [*self._lines_above(row)], bindings.is_mocked, decode_note(row.note))

    def _lines_above(self, row: Execution) -> Iterator[LineAbove]:
        """Yield the lines that a fork comes from, the nearest first, as far as they are kept."""
        shared, copied = row.head, 0
        while row.forked_from is not None:
            shared = min(shared, row.forked_at or 0)
            try:
                above = self.find(row.forked_from)
            except (ExecutionNotFound, CannotRun) as error:
                log.warning("the fork %s is without what was recorded in %s: %s", row.id, row.forked_from, error)
                return
            yield LineAbove(RecordedTasks(above.run.record), shared, copied)
            row, copied = above.row, above.row.forked_at or 0


def identity_of(row: Execution) -> Identity:
    """Return who a stored execution is."""
    usual = Identity.of(row.id, row.machine_name, row.name)
    return dataclasses.replace(
        usual, arn=row.arn, machine_arn=row.machine_arn or usual.machine_arn, role_arn=row.role_arn or usual.role_arn
    )


def _seeds() -> Iterator[int]:
    return (secrets.randbits(64) for _ in itertools.repeat(None))
