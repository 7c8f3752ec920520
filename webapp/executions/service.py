"""The executions of one server: start, look, step, answer.

Runs are loaded when they are needed and kept while they live.

A run that is not over goes on after a restart of the server, unless it was paused: then it stands where it stood.
"""

import dataclasses
import itertools
import logging
import secrets
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import msgspec

from webapp.debugger import Continue, Out, Over
from webapp.engine import AnyEvent, CommandRefused, execution_history
from webapp.executions.bindings import Bindings, Functions
from webapp.executions.clock import RealClock, VirtualClock
from webapp.executions.consent import Consents
from webapp.executions.driver import Driver
from webapp.executions.identity import Identity, new_execution_id, start_command
from webapp.executions.preparation import CannotRun, Prepared, prepare
from webapp.executions.record import Record
from webapp.executions.run import Run
from webapp.executions.session import Stance, decode_stance, encode_stance
from webapp.executions.typed_mocks import answer_of, book_of
from webapp.executions.views import event_view, scopes_view, session_view, value_text
from webapp.messages import protocol as m
from webapp.store import Document, Execution, Store, VersionConflict
from webapp.values import Json, JsonTextError, json_text, parse_json

log = logging.getLogger(__name__)

MAX_HANDLERS_AT_ONCE: Final = 64


class ExecutionNotFound(LookupError):
    """There is no such execution."""


class Announcer(Protocol):
    """Tells the pages."""

    def changed(self, run: Run, events: Sequence[AnyEvent]) -> None:
        """Tell that a run recorded events or stands elsewhere."""
        ...

    def started(self, document: str, execution: str) -> None:
        """Tell of a new execution of a document."""
        ...


@dataclass(frozen=True, slots=True)
class Live:
    """A loaded run with what it was started from."""

    run: Run
    row: Execution
    bindings: Bindings


class Executions:
    """Starts executions, finds them again, and hands the page's requests to their runs. Safe for several threads."""

    def __init__(self, store: Store, announcer: Announcer, *, allow_code: bool | None) -> None:
        """``allow_code``: whether handlers may run at all; ``None`` goes by the folder's consent."""
        self._store = store
        self._announcer = announcer
        self._consents = Consents(store.settings, allow_code)
        self._live: dict[str, Live] = {}
        self._guard = threading.Lock()
        self._executor = ThreadPoolExecutor(MAX_HANDLERS_AT_ONCE, thread_name_prefix="handler")

    # --- start and look ----------------------------------------------------------------------------------------

    def start(self, request: m.StartRequest) -> m.ExecutionView:
        """Start an execution; raise :class:`CannotRun` where text or input do not allow it."""
        document = self._store.documents.get(request.document)
        if document is None:
            raise CannotRun("This document is no longer kept: open it again.")
        prepared = prepare(request.text, document.file_name, request.machine, request.values, request.input)
        identity = Identity.of(new_execution_id(), prepared.name, request.name)
        row = _new_row(request, prepared, identity, document)
        self._store.executions.create(row)
        live = self._make(row, prepared, Record(), _initial_stance(request))
        with self._guard:
            self._live[row.id] = live
        command = start_command(identity, prepared, row.started_ms)
        live.run.start(command, pause_at_start=request.pause_at_start and request.debug)
        self._announcer.started(request.document, row.id)
        return self.view(row.id)

    def view(self, execution: str) -> m.ExecutionView:
        """Return an execution with where its debugger stands."""
        live = self._find(execution)
        snapshot = live.run.record.snapshot
        row = live.row
        succeeded = snapshot.status == "SUCCEEDED"
        return m.ExecutionView(
            id=row.id,
            name=row.name,
            document=row.document_id,
            machine_name=row.machine_name,
            status="RUNNING" if snapshot.status == "NOT_STARTED" else snapshot.status,
            clock="real" if row.clock == "real" else "virtual",
            started_ms=row.started_ms,
            stopped_ms=snapshot.time_ms if live.run.is_over else None,
            input=value_text(parse_json(row.input)),
            output=value_text(snapshot.output) if succeeded else None,
            error=snapshot.error,
            cause=snapshot.cause,
            text=row.text,
            machine=row.machine,
            session=session_view(live.run),
        )

    def rows(self, document: str | None) -> list[m.ExecutionRow]:
        """Return the executions, of one document or all, newest first."""
        return [
            m.ExecutionRow(
                id=row.id,
                name=row.name,
                machine_name=row.machine_name,
                document=row.document_id,
                status=row.status,
                started_ms=row.started_ms,
                stopped_ms=row.stopped_ms,
                head=row.head,
            )
            for row in self._store.executions.list(document)
        ]

    def events(self, execution: str, after: int, limit: int) -> m.EventPage:
        """Return at most ``limit`` events after sequence ``after``."""
        record = self._find(execution).run.record
        events = record.events[after : after + limit]
        status = record.snapshot.status
        return m.EventPage(events=[event_view(event) for event in events], head=record.head, status=status)

    def history(self, execution: str) -> list[dict[str, Json]]:
        """Return the events as AWS's GetExecutionHistory gives them."""
        return list(execution_history(self._find(execution).run.record.events))

    def scopes(self, execution: str, sequence: int, thread: str) -> m.Scopes:
        """Return what ``thread`` shows after event ``sequence``."""
        return scopes_view(self._find(execution).run, sequence, thread)

    def head(self, execution: str) -> int:
        """Return the sequence of the last event; 0 where there is no such execution."""
        try:
            return self._find(execution).run.record.head
        except ExecutionNotFound:
            return 0

    def value(self, value_hash: str) -> str | None:
        """Return the JSON text of a large value, by its hash."""
        return self._store.events.payload(value_hash)

    def session_message(self, execution: str) -> m.SessionMessage | None:
        """Return where the debugger stands, as the socket tells it."""
        live = self._live.get(execution)
        if live is None:
            return None
        status = live.run.record.snapshot.status
        return m.SessionMessage(execution=execution, status=status, session=session_view(live.run))

    # --- move --------------------------------------------------------------------------------------------------

    def control(self, execution: str, request: m.ControlRequest) -> m.Session:
        """Carry out a debugger's command; raise ``CommandRefused`` saying why it cannot be."""
        run = self._find(execution).run
        thread = request.thread or run.position.thread
        match request.action:
            case "continue":
                run.go(Continue())
            case "pause":
                run.pause()
            case "step_over":
                run.go(Over(thread))
            case "step_into":
                run.step_into(thread, request.iteration)
            case "step_out":
                run.go(Out(thread))
            case "step_back":
                run.step_back()
            case "step_forward":
                run.step_forward()
            case "stop":
                run.stop()
            case "seek":
                run.seek(request.sequence or run.position.sequence, request.thread)
            case "focus":
                run.seek(run.position.sequence, thread)
        return session_view(run)

    def answer(self, execution: str, request: m.AnswerRequest) -> m.Session:
        """Answer a task that waits for a person, and later ones of its state with it if it is to be remembered."""
        live = self._find(execution)
        question = live.run.driver.questions.get(request.scheduled)
        result = answer_of(request.mock)
        if question is not None and request.remember:
            live.bindings.mock(question.task.path, request.mock)
            self._remember_mock(live.row.document_id, question.task.path, request.mock)
        live.run.answer(request.scheduled, result)
        live.run.ask_again()
        return session_view(live.run)

    def edit(self, execution: str, request: m.EditValueRequest) -> m.Session:
        """Replace a value of the state where the execution is paused."""
        try:
            value = parse_json(request.value)
        except JsonTextError as error:
            raise CommandRefused(f"the value is no JSON: {error}") from None
        run = self._find(execution).run
        run.edit(request.thread, request.target, value)
        return session_view(run)

    def set_breakpoints(self, execution: str, paths: Sequence[str]) -> m.Session:
        """Have the execution stop at these states from now on."""
        run = self._find(execution).run
        run.set_breakpoints(frozenset(paths))
        return session_view(run)

    def give_consent(self, folder: str, allow: bool) -> None:
        """Remember whether the folder's code may run; executions that wait for it look again."""
        self._consents.set(folder, allow)
        for live in list(self._live.values()):
            if live.row.folder == folder and not live.run.is_over:
                live.bindings.use(self._functions(folder), self._consents.why_not(folder))
                live.run.ask_again()

    def consent(self, folder: str) -> bool | None:
        """Return whether the folder's code may run, ``None`` where nobody was asked."""
        return self._consents.get(folder)

    # --- life --------------------------------------------------------------------------------------------------

    def resume_all(self) -> None:
        """Have every execution go on that was not over when the server ended."""
        for execution in self._store.executions.unfinished():
            try:
                self._find(execution).run.resume()
            except CannotRun as error:
                log.warning("execution %s cannot go on: %s", execution, error.message)

    def close(self) -> None:
        """End the runs' threads and their handlers' processes."""
        for live in list(self._live.values()):
            live.run.close()
            live.bindings.close()
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _find(self, execution: str) -> Live:
        with self._guard:
            live = self._live.get(execution)
            if live is None:
                live = self._live[execution] = self._load(execution)
            return live

    def _load(self, execution: str) -> Live:
        row = self._store.executions.get(execution)
        if row is None:
            raise ExecutionNotFound(execution)
        prepared = prepare(row.text, row.file_name, row.machine, row.values, row.input)
        record = Record(self._store.events.read(execution))
        stance = decode_stance(row.session) if record.head else Stance()
        return self._make(row, prepared, record, stance)

    def _make(self, row: Execution, prepared: Prepared, record: Record, stance: Stance) -> Live:
        book = book_of(msgspec.convert(row.mocks, dict[str, m.Mock]))
        functions = self._functions(row.folder) if row.folder else None
        why = self._consents.why_not(row.folder) if row.folder else "no folder is open."
        bindings = Bindings(prepared.machine, prepared.host, book, functions, why_no_code=why)
        clock = RealClock() if row.clock == "real" else VirtualClock(record.snapshot.time_ms or row.started_ms)
        outcomes: list[Run] = []
        driver = Driver(
            prepared.machine,
            record,
            clock,
            bindings,
            _seeds(),
            self._executor,
            lambda outcome: outcomes[0].settle(outcome),
        )
        run = Run(row.id, driver, stance, self, self._announcer)
        outcomes.append(run)
        return Live(run, row, bindings)

    def _functions(self, folder: str) -> Functions | None:
        return Functions(Path(folder)) if self._consents.allows(folder) else None

    def _remember_mock(self, document_id: str | None, path: str, mock: m.Mock) -> None:
        """Keep ``mock`` with the document; a save by the page at the same moment goes before."""
        document = self._store.documents.get(document_id) if document_id is not None else None
        if document is None:
            return
        mocks = {**document.mocks, path: msgspec.to_builtins(mock)}
        try:
            self._store.documents.save(dataclasses.replace(document, mocks=mocks))
        except VersionConflict:
            log.info("document %s was saved meanwhile: the mock of %s is in this execution only", document.id, path)

    def keep(self, run: Run, expected_sequence: int, events: Sequence[AnyEvent]) -> None:
        """Store what ``run`` recorded, and where it stands, in one transaction."""
        snapshot = run.record.snapshot
        self._store.events.append(
            run.id,
            expected_sequence,
            events,
            status="RUNNING" if snapshot.status == "NOT_STARTED" else snapshot.status,
            session=encode_stance(run.stance),
            output=json_text(snapshot.output) if snapshot.status == "SUCCEEDED" else None,
            error=snapshot.error,
            cause=snapshot.cause,
            stopped_ms=snapshot.time_ms if run.is_over else None,
        )


def _new_row(request: m.StartRequest, prepared: Prepared, identity: Identity, document: Document) -> Execution:
    return Execution(
        id=identity.id,
        arn=identity.arn,
        name=identity.name,
        machine_name=identity.machine_name,
        text=request.text,
        format=prepared.format,
        started_ms=RealClock().now_ms(),
        document_id=document.id,
        machine=request.machine,
        values=request.values,
        input=request.input if request.input.strip() else "{}",
        mocks=msgspec.to_builtins(request.mocks),
        clock=request.clock,
        folder=document.folder,
        file_name=document.file_name,
    )


def _initial_stance(request: m.StartRequest) -> Stance:
    return Stance(breakpoints=frozenset(request.breakpoints) if request.debug else frozenset())


def _seeds() -> Iterator[int]:
    return (secrets.randbits(64) for _ in itertools.repeat(None))
