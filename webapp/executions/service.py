"""The executions of one server: start, look, step, answer. What moves them is :mod:`webapp.executions.live_runs`."""

import dataclasses
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec

from webapp.debugger import Breakpoint
from webapp.engine import AnyEvent, CommandRefused, Quotas, execution_history
from webapp.executions.asked import check_mocks, checked_breakpoints, initial_stance, new_row
from webapp.executions.callbacks import Callbacks
from webapp.executions.comparing import comparison_view
from webapp.executions.consent import Consents
from webapp.executions.controls import carry_out
from webapp.executions.deleting import Deleting
from webapp.executions.execution_views import execution_rows, execution_view
from webapp.executions.flow_views import flow_view
from webapp.executions.forks import Forks, read_value
from webapp.executions.identity import Identity, check_name, new_execution_id
from webapp.executions.launch import Launch, row_of
from webapp.executions.live_runs import NO_MOCK_CASES, Announcer, ExecutionNotFound, Live, LiveRuns
from webapp.executions.mock_cases import MockCases
from webapp.executions.nested import Launcher, NestedExecutions
from webapp.executions.preparation import CannotRun, Prepared, prepare
from webapp.executions.retry_views import retries_view
from webapp.executions.run import Run, RunLost
from webapp.executions.seeing import evaluations, provenance
from webapp.executions.session import Stance, decode_stance
from webapp.executions.target_views import find_targets
from webapp.executions.typed_mocks import answer_of, news_of
from webapp.executions.views import event_views, hits_view, scopes_view, session_view
from webapp.executions.why_views import why_view
from webapp.items import Storage
from webapp.messages import comparing, seeing
from webapp.messages import forks as f
from webapp.messages import protocol as m
from webapp.messages.breakpoints import Hits
from webapp.messages.flow import DataFlow
from webapp.messages.injecting import InjectRequest
from webapp.messages.retries import Retries
from webapp.messages.targets import TargetsFound
from webapp.messages.why import Why
from webapp.store import Change, Execution, Store, VersionConflict
from webapp.values import Json

log = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True, slots=True)
class Recording:
    """An execution's events, and what it was started from."""

    prepared: Prepared
    events: Sequence[AnyEvent]
    clock: Literal["virtual", "real"]
    document_id: str | None
    text: str
    machine: str
    values: Mapping[str, str]


class Executions:
    """Starts executions, finds them again, and hands the page's requests to their runs. Safe for several threads.

    ``callbacks`` takes what workers and services answer, ``evaluator`` evaluates the JSONata that could run away.
    """

    def __init__(
        self,
        store: Store,
        announcer: Announcer,
        *,
        allow_code: bool | None,
        mock_cases: MockCases = NO_MOCK_CASES,
        quotas: Quotas = "payload",
        storage: Storage | None = None,
    ) -> None:
        """``allow_code``: whether handlers may run at all; ``None`` goes by the folder's consent.

        ``quotas``: which of AWS's quotas new executions are held to. ``storage``: what distributed Maps read and write.
        """
        self._store = store
        self._announcer = announcer
        self._consents = Consents(store.settings, allow_code)
        self._nested = NestedExecutions(store, self.launch, self._end_child)
        self._runs = LiveRuns(store, announcer, self._consents, self._nested, mock_cases, quotas, storage)
        self.evaluator = self._runs.evaluator
        self.forks = Forks(store, self._runs, announcer)
        self.deleting = Deleting(store, self._runs, announcer)
        self.callbacks = Callbacks(store, self._runs, self._runs.waiting_activities)
        self._starting = threading.Lock()

    def use_launcher(self, launcher: Launcher) -> None:
        """Have Tasks start the state machines that ``launcher`` knows, beside those in the same file."""
        self._nested.launcher = launcher

    # --- start and look ----------------------------------------------------------------------------------------

    def start(self, request: m.StartRequest, mocks: Mapping[str, Json] | None = None) -> m.ExecutionView:
        """Start an execution; raise :class:`CannotRun` where text, input or name do not allow it.

        ``mocks``, as in a mock file, go in the place of those of ``request``.
        """
        document = self._store.documents.get(request.document)
        if document is None:
            raise CannotRun("This document is no longer kept: open it again.")
        prepared = prepare(request.text, document.file_name, request.machine, request.values, request.input)
        name = check_name(request.name) if request.name else None
        identity = Identity.of(new_execution_id(), prepared.name, name)
        check_mocks(request)
        stance = initial_stance(request)
        row = new_row(request, prepared, identity, document, stance)
        if mocks is not None:
            row = dataclasses.replace(row, mocks=mocks)
        with self._starting:
            if self._store.executions.find_by_arn(row.arn) is not None:
                raise CannotRun(f"There is an execution {row.name!r} of this state machine: choose another name.")
            self._runs.begin(row, prepared, stance)
        self._store.revisions.keep(request.document, request.text, Change("run"), now_ms=row.started_ms)
        self._announcer.started(request.document, row.id)
        return self.view(row.id)

    def launch(self, launch: Launch, *, announced: bool = True, stance: Stance | None = None) -> Execution | None:
        """Start an execution for a program; return the one that has its ARN already, if any.

        Unless it is ``announced``, the pages that show its document do not turn to it.

        Without a ``stance``, it stops at its document's breakpoints where a page shows that. Raises :class:`CannotRun`.
        """
        row = row_of(launch, stance or self._stance_of(launch.document_id))
        with self._starting:
            there = self._store.executions.find_by_arn(row.arn)
            if there is not None:
                return there
            self._runs.begin(row, launch.prepared, decode_stance(row.session))
        if row.document_id is not None and announced:
            self._announcer.started(row.document_id, row.id)
        return None

    def run(self, execution: str) -> Run:
        """Return an execution to be moved and read directly; raise :class:`ExecutionNotFound`."""
        return self._runs.find(execution).run

    def recording(self, execution: str) -> Recording:
        """Return what an execution was started from and all that it has recorded."""
        live = self._stored(execution)
        row = live.row
        return Recording(
            prepared=live.prepared,
            events=live.run.record.events,
            clock=row.clock,
            document_id=row.document_id,
            text=row.text,
            machine=row.machine,
            values=row.values,
        )

    def wait_for_end(self, execution: str, seconds: float) -> None:
        """Return when the execution has ended and that is stored, or after so many seconds."""
        self._runs.wait_for_end(execution, seconds)

    def stop(self, execution: str, error: str | None, cause: str | None) -> None:
        """End an execution; raise ``CommandRefused`` where it has ended."""
        self._runs.find(execution).run.stop(error, cause)

    def recorded(self, execution: str, after: int, limit: int) -> Sequence[AnyEvent]:
        """Return at most ``limit`` events after sequence ``after``, without loading what is not in memory."""
        live = self._runs.get(execution)
        if live is not None:
            return live.run.record.events[after : after + limit]
        return self._store.events.read(execution, after, limit)

    def view(self, execution: str) -> m.ExecutionView:
        """Return an execution with where its debugger stands."""
        return execution_view(self._stored(execution))

    def rows(self, document: str | None) -> list[m.ExecutionRow]:
        """Return the executions, of one document or all, newest first; a fork started when its line did."""
        return execution_rows(self._store.executions.list(document), self._runs.paused())

    def events(self, execution: str, after: int, limit: int) -> m.EventPage:
        """Return at most ``limit`` events after sequence ``after``."""
        record = self._stored(execution).run.record
        events = record.events[after : after + limit]
        status = record.snapshot.status
        return m.EventPage(events=event_views(events, record.moments), head=record.head, status=status)

    def event_views(self, execution: str, events: Sequence[AnyEvent]) -> list[m.EventView]:
        """Return ``events`` of an execution as the socket tells them."""
        live = self._runs.get(execution)
        return event_views(events, live.run.record.moments if live is not None else None)

    def history(self, execution: str) -> list[dict[str, Json]]:
        """Return the events as AWS's GetExecutionHistory gives them."""
        return list(execution_history(self._runs.find(execution).run.record.events))

    def scopes(self, execution: str, sequence: int, thread: str) -> m.Scopes:
        """Return what ``thread`` shows after event ``sequence``."""
        return scopes_view(self._runs.find(execution).run, sequence, thread)

    def compare(self, execution: str, other: str) -> comparing.RunsCompared:
        """Return how an execution compares with another, be it of another definition."""
        left = self._runs.find(execution)
        try:
            right = self._runs.find(other)
        except ExecutionNotFound:
            raise CommandRefused(f"there is no execution {other} to compare with") from None
        return comparison_view(left, right)

    def evaluate(self, execution: str, request: seeing.EvaluateRequest) -> seeing.Evaluations:
        """Return what expressions give where a thread stands; raise ``CommandRefused`` where there are too many."""
        return evaluations(self._runs.find(execution).run, request)

    def why(self, execution: str, sequence: int, thread: str, path: str | None) -> Why:
        """Return what the rules of the Choice came to at which ``thread`` stood after event ``sequence``."""
        return why_view(self._runs.find(execution).run, sequence, thread, path)

    def retries(self, execution: str, sequence: int, thread: str, path: str) -> Retries:
        """Return the calls of the last visit of ``path`` by ``thread`` until event ``sequence``."""
        return retries_view(self._runs.find(execution).run, sequence, thread, path)

    def targets(self, execution: str, text: str) -> TargetsFound:
        """Return the iterations or branches that can be stepped into, by number or a part of the item."""
        return find_targets(self._runs.find(execution).run, text)

    def provenance(self, execution: str, place: seeing.ValuePlace) -> seeing.ProvenanceTrail:
        """Return where a value of an execution comes from; raise ``CommandRefused`` where there is no such event."""
        return provenance(self._runs.find(execution).run, place)

    def flow(self, execution: str, sequence: int, thread: str, path: str) -> DataFlow:
        """Return the data flow of the last visit of ``path`` by ``thread`` until event ``sequence``."""
        return flow_view(self._runs.find(execution).run, sequence, thread, path)

    def head(self, execution: str) -> int:
        """Return the sequence of the last event; 0 where there is no such execution."""
        try:
            return self._runs.find(execution).run.record.head
        except ExecutionNotFound:
            return 0

    def value(self, value_hash: str) -> str | None:
        """Return the JSON text of a large value, by its hash."""
        return self._store.events.payload(value_hash)

    def session_message(self, execution: str) -> m.SessionMessage | None:
        """Return where the debugger stands, as the socket tells it."""
        live = self._runs.get(execution)
        if live is None:
            return None
        session = session_view(live.run)
        return m.SessionMessage(execution=execution, status=live.run.record.snapshot.status, session=session)

    # --- move --------------------------------------------------------------------------------------------------

    def control(self, execution: str, request: m.ControlRequest) -> m.Session:
        """Carry out a debugger's command; raise ``CommandRefused`` saying why it cannot be."""
        run = self._runs.find(execution).run
        carry_out(run, request)
        return session_view(run)

    def answer(self, execution: str, request: m.AnswerRequest) -> m.Session:
        """Answer a task that waits for a person, and later ones of its state with it if it is to be remembered."""
        live = self._runs.find(execution)
        question = live.run.driver.questions.get(request.scheduled)
        result = answer_of(request.mock)
        live.run.answer(request.scheduled, result)
        if question is not None and request.remember:
            live.bindings.mock(question.task.path, request.mock)
            self._remember_mock(live.row, question.task.path, request.mock)
        live.run.ask_again()
        return session_view(live.run)

    def edit(self, execution: str, request: m.EditValueRequest) -> f.EditedMessage:
        """Replace a value of the state where the execution is paused; in the past that makes a fork."""
        run = self._runs.find(execution).run
        if run.stance.paused and run.position.sequence < run.record.head:
            edit = f.ForkEdit(thread=request.thread, target=request.target, value=request.value, name=request.name)
            return f.EditedMessage(fork=self.fork(execution, f.ForkRequest(edit=edit)))
        run.edit(request.thread, request.target, read_value(request.value), request.name)
        return f.EditedMessage(session=session_view(run))

    def fork(self, execution: str, request: f.ForkRequest) -> m.ExecutionView:
        """Make a fork; raise ``CommandRefused`` or ``CannotRun`` saying why there is none."""
        return self.view(self.forks.fork(execution, request))

    def choose_rerun(self, execution: str, choice: f.RerunChoice) -> m.Session:
        """Say what a fork does with tasks whose handlers ran before."""
        return session_view(self.forks.choose_rerun(execution, choice))

    def inject(self, execution: str, request: InjectRequest) -> m.Session:
        """Answer a Task by hand; raise ``CommandRefused`` where none is to be answered there."""
        run = self._runs.find(execution).run
        if request.kind == "withdraw":
            run.withdraw(request.thread, request.attempt)
        else:
            run.inject(request.thread, news_of(request), request.attempt)
        return session_view(run)

    def set_breakpoints(self, execution: str, breakpoints: Sequence[Breakpoint | str]) -> m.Session:
        """Have the execution stop at these from now on; a path is a plain one before that state."""
        checked = checked_breakpoints(breakpoints)
        run = self._runs.find(execution).run
        run.set_breakpoints(checked)
        return session_view(run)

    def hits(self, execution: str) -> Hits:
        """Return where the breakpoints of an execution hit in its record, and what its logpoints say."""
        return hits_view(self._runs.find(execution).run)

    def give_consent(self, folder: str, allow: bool) -> None:
        """Remember whether the folder's code may run; executions that wait for it look again."""
        if not self._consents.can_be_given:
            raise CommandRefused(f"nobody is asked: {self._consents.why_not(folder)}")
        if not _is_folder(folder):
            raise CommandRefused(f"there is no folder {folder}")
        self._consents.set(folder, allow)
        for live in self._runs.of_folder(folder):
            self._runs.allow(live)
            live.run.ask_again()

    def consent(self, folder: str) -> bool | None:
        """Return whether the folder's code may run, ``None`` where nobody was asked."""
        return self._consents.get(folder)

    # --- life --------------------------------------------------------------------------------------------------

    def resume_all(self, wait_for_turn: Callable[[], object] = lambda: None) -> None:
        """Have every execution go on that was not over when its server ended; see :class:`LiveRuns`."""
        self._runs.resume_all(wait_for_turn)

    def close(self) -> None:
        """End the runs' threads and their handlers' processes."""
        self._runs.close()

    def _end_child(self, execution: str) -> None:
        """End an execution that its parent waits for no longer."""
        with suppress(CommandRefused, ExecutionNotFound, CannotRun):
            self.stop(execution, None, None)

    def _stance_of(self, document_id: str | None) -> Stance:
        """Return the stance of a program's execution: the breakpoints count while a page shows them."""
        if document_id is None or not self._announcer.is_watched(document_id, ""):
            return Stance()
        document = self._store.documents.get(document_id)
        if document is None:
            return Stance()
        return Stance(breakpoints=document.breakpoints)

    def _stored(self, execution: str) -> Live:
        """Return an execution with all that it shows stored; loaded anew where another server has moved it."""
        live = self._runs.find(execution)
        try:
            live.run.until_kept()
        except RunLost:
            live = self._runs.find(execution)
        return live

    def _remember_mock(self, row: Execution, path: str, mock: m.Mock) -> None:
        """Keep ``mock`` with the execution and its document; a save by the page at the same moment goes before."""
        kept = msgspec.to_builtins(mock)
        started_with = self._store.executions.get(row.id)
        if started_with is not None:
            self._store.executions.update(row.id, mocks={**started_with.mocks, path: kept})
        document = self._store.documents.get(row.document_id) if row.document_id is not None else None
        if document is None:
            return
        try:
            self._store.documents.save(dataclasses.replace(document, mocks={**document.mocks, path: kept}))
        except VersionConflict:
            log.info("document %s was saved meanwhile: the mock of %s is in this execution only", document.id, path)


def _is_folder(folder: str) -> bool:
    try:
        return Path(folder).is_absolute() and Path(folder).is_dir()
    except (OSError, ValueError):
        return False
