"""Forks: a fork is an execution of its own whose first events are those of another.

Nothing is undone in what it leaves. It stands, paused, where it left, on a virtual clock that shows the time of that
event, and goes on from there by itself.
"""

import dataclasses
import threading
from collections.abc import Iterable
from typing import Any, Final

from webapp.asl import Machine
from webapp.debugger import Departure, Position, describe_departure, find_departure, owner_of_variable
from webapp.engine import CommandRefused, StateEntered
from webapp.executions import moves
from webapp.executions.clock import RealClock
from webapp.executions.fork_notes import ForkNote, RerunChoice, decode_note, encode_note
from webapp.executions.identity import Identity, new_execution_id
from webapp.executions.live_runs import Announcer, ExecutionNotFound, Live, LiveRuns
from webapp.executions.preparation import Prepared, prepare
from webapp.executions.run import Run
from webapp.executions.session import encode_stance
from webapp.messages import forks as f
from webapp.store import Change, Execution, ExecutionSummary, Store
from webapp.values import Json, JsonTextError, parse_json, state_name

MAIN: Final = "main"
LONGEST_NAME: Final = 60


@dataclasses.dataclass(frozen=True, slots=True)
class _Start:
    """Where a fork begins, and what to note about it."""

    position: Position
    note: ForkNote


class Forks:
    """Makes forks and tells of them. Safe for several threads."""

    def __init__(self, store: Store, runs: LiveRuns, announcer: Announcer) -> None:
        """Forks are stored in ``store`` and run in ``runs``; ``announcer`` is told of them."""
        self._store = store
        self._runs = runs
        self._announcer = announcer
        self._naming = threading.Lock()

    def fork(self, execution: str, request: f.ForkRequest) -> str:
        """Make a fork and return its id; raise ``CommandRefused`` or ``CannotRun`` saying why there is none."""
        live = self._runs.find(execution)
        live.run.until_kept()
        _check_kinds(request)
        prepared = _prepared(live, request)
        start = _start_of(live, request, prepared)
        value = _edited_value(live, request.edit, start)
        with self._naming:
            row = self._row(live, start, request, prepared)
            fork = self._runs.begin_fork(row, prepared, live.run.record.prefix(start.position.sequence))
        if request.edit is not None:
            fork.run.edit(request.edit.thread, request.edit.target, value, request.edit.name)
        if request.text is not None and row.document_id is not None:
            self._store.revisions.keep(row.document_id, request.text, Change("run"), now_ms=row.started_ms)
        self._announce(row)
        return row.id

    def tree(self, execution: str) -> f.ForkTree:
        """Return all lines of the history that ``execution`` is one of."""
        row = self._found(execution)
        line = row.line or row.id
        return f.ForkTree(line=line, forks=[_fork_row(each) for each in self._store.executions.of_line(line)])

    def rename(self, execution: str, name: str) -> None:
        """Give a fork another name; raise ``CommandRefused`` where it cannot have that."""
        row = self._found(execution)
        if row.forked_from is None:
            raise CommandRefused("main keeps its name: rename one of its forks")
        with self._naming:
            name = _checked_name(name, self._names(row.line or row.id) - {row.fork_name or ""})
            self._store.executions.update(execution, fork_name=name)
        self._runs.renew(execution, fork_name=name)
        self._announce(row)

    def choose_rerun(self, execution: str, choice: RerunChoice) -> Run:
        """Remember for the fork what to do with handlers that ran before, and have it look again."""
        live = self._runs.find(execution)
        if live.fork is None:
            raise CommandRefused("this execution is no fork: nothing ran before it")
        live.fork.note = live.fork.note.chosen(choice)
        note = encode_note(live.fork.note)
        self._store.executions.update(execution, note=note)
        self._runs.renew(execution, note=note)
        live.run.ask_again()
        return live.run

    def _announce(self, row: Execution) -> None:
        if row.document_id is not None:
            self._announcer.lines_changed(row.document_id, row.line or row.id)

    def _found(self, execution: str) -> Execution:
        row = self._store.executions.get(execution)
        if row is None:
            raise ExecutionNotFound(execution)
        return row

    def _names(self, line: str) -> frozenset[str]:
        return _names_of(self._store.executions.of_line(line))

    def _row(self, live: Live, start: _Start, request: f.ForkRequest, prepared: Prepared) -> Execution:
        above, run = self._found(live.row.id), live.run  # from the store: answers may have become mocks meanwhile
        line = above.line or above.id
        forks = self._store.executions.of_line(line)
        taken = _names_of(forks)
        identity = Identity.of(new_execution_id(), above.machine_name)
        stance = run.stance.forked_at(start.position)
        changed: dict[str, Any] = {} if request.text is None else {"text": request.text, "format": prepared.format}
        if request.values is not None and request.text is not None:
            changed["values"] = request.values
        return dataclasses.replace(
            above,
            id=identity.id,
            arn=identity.arn,
            name=identity.name,
            started_ms=max(RealClock().now_ms(), 1 + max(each.started_ms for each in forks)),  # in order, however quick
            clock="virtual",
            unattended=False,
            status="RUNNING",
            session=encode_stance(stance),
            output=None,
            error=None,
            cause=None,
            stopped_ms=None,
            head=start.position.sequence,
            forked_from=above.id,
            forked_at=start.position.sequence,
            fork_name=_checked_name(request.name, taken) if request.name else _next_name(taken),
            line=line,
            note=encode_note(start.note),
            **changed,
        )


def _names_of(forks: Iterable[ExecutionSummary]) -> frozenset[str]:
    return frozenset({MAIN, *(each.fork_name for each in forks if each.fork_name is not None)})


def _check_kinds(request: f.ForkRequest) -> None:
    if sum(part is not None for part in (request.edit, request.restart_frame, request.text)) > 1:
        raise CommandRefused("a fork either edits a value, restarts a frame or changes the definition: choose one")


def _prepared(live: Live, request: f.ForkRequest) -> Prepared:
    """Return what the fork runs: another text, checked, or the same."""
    if request.text is None:
        return live.prepared
    row = live.row
    values = row.values if request.values is None else request.values
    return prepare(request.text, row.file_name, row.machine, values, row.input)


def _start_of(live: Live, request: f.ForkRequest, prepared: Prepared) -> _Start:
    run = live.run
    here = run.position
    sequence = here.sequence if request.sequence is None else request.sequence
    if not 1 <= sequence <= run.record.head:
        raise CommandRefused(f"there is no event {sequence} to fork at: the record has events 1 to {run.record.head}")
    if request.restart_frame is not None:
        return _restart(run, sequence, request.restart_frame)
    if request.text is not None:
        return _other_definition(live, prepared, sequence, here)
    if run.is_over and sequence == run.record.head:
        raise CommandRefused(f"the execution has ended with event {sequence}: go back to an earlier one to fork there")
    thread = request.thread or (request.edit.thread if request.edit is not None else here.thread)
    position = _looking(run, sequence, thread, here)
    state = _state_at(run, position)
    return _Start(position, ForkNote(kind="fork" if request.edit is None else "edit", state=state))


def _restart(run: Run, sequence: int, thread: str) -> _Start:
    """Return the place where ``thread`` entered the state that it is in."""
    for event in reversed(run.record.events[:sequence]):
        if isinstance(event, StateEntered) and event.thread == thread:
            position = Position(event.sequence, thread)
            return _Start(position, ForkNote(kind="restart", state=event.path))
    raise CommandRefused(f"thread {thread!r} has entered no state up to event {sequence}: there is nothing to restart")


def _other_definition(live: Live, prepared: Prepared, sequence: int, here: Position) -> _Start:
    """Return the place up to which the record holds for the definition of ``prepared``."""
    run = live.run
    evaluator = run.driver.evaluator
    remark = _time_limit(live.prepared.machine, prepared.machine)
    found = find_departure(live.prepared.machine, prepared.machine, run.record.events[:sequence], evaluator)
    if found is None:
        if run.is_over and sequence == run.record.head:
            raise CommandRefused(
                f"the changed definition gives the same {sequence} events to the end: there is nothing to go on with"
            )
        position = _looking(run, sequence, here.thread, here)
        return _Start(position, ForkNote(kind="definition", remark=remark))
    if not found.identical:
        raise CommandRefused("the changed definition is another from the very start: start an execution of it")
    position = _looking(run, found.identical, found.thread, here)
    note = ForkNote(kind="definition", state=found.path or None, difference=_difference(found), remark=remark)
    return _Start(position, note)


def _time_limit(before: Machine, after: Machine) -> str | None:
    """Return what to say where the machine's own time limit is another: an execution keeps that of its start."""
    if before.timeout_seconds == after.timeout_seconds:
        return None
    kept = "none" if before.timeout_seconds is None else f"{before.timeout_seconds} s"
    return f"The execution began with the time limit that it keeps ({kept}): TimeoutSeconds counts for new ones"


def _difference(departure: Departure) -> str:
    name = state_name(departure.path) if departure.path else "the start"
    return f"{name}: {describe_departure(departure)}"


def _looking(run: Run, sequence: int, thread: str, here: Position) -> Position:
    """Return the position after event ``sequence``, at the same stage if the debugger stands there."""
    if (sequence, thread) == (here.sequence, here.thread):
        return here
    if thread not in run.record.snapshot_at(sequence).threads:
        thread = run.record.events[sequence - 1].thread
    return Position(sequence, thread)


def _state_at(run: Run, position: Position) -> str | None:
    thread = run.record.snapshot_at(position.sequence).threads.get(position.thread)
    return thread.path or None if thread is not None else None


def _edited_value(live: Live, edit: f.ForkEdit | None, start: _Start) -> Json:
    """Return the value to put in; raise ``CommandRefused`` where it is none, or has no place where the fork begins."""
    if edit is None:
        return None
    at = live.run.record.snapshot_at(start.position.sequence)
    if not moves.fits(moves.editable_in(at, edit.thread), edit.target):
        raise CommandRefused(f"there is no {edit.target} to edit at event {start.position.sequence}")
    thread = at.threads[edit.thread]
    if edit.target == "variable" and not (
        edit.name in thread.variables and owner_of_variable(at, thread, edit.name) is thread
    ):
        raise CommandRefused(f"${edit.name} is no variable of the flow that the debugger looks at")
    return read_value(edit.value)


def read_value(text: str) -> Json:
    """Return the value in a JSON text; raise ``CommandRefused``."""
    try:
        return parse_json(text)
    except JsonTextError as error:
        raise CommandRefused(f"the value is no JSON: {error}") from None


def _next_name(taken: frozenset[str]) -> str:
    number = 1
    while f"fork-{number}" in taken:
        number += 1
    return f"fork-{number}"


def _checked_name(name: str, taken: frozenset[str]) -> str:
    name = " ".join(name.split())
    if not name:
        raise CommandRefused("a fork needs a name: type one")
    if len(name) > LONGEST_NAME:
        raise CommandRefused(f"the name has {len(name)} characters: a fork's may have {LONGEST_NAME}")
    if name in taken:
        raise CommandRefused(f"there is a line {name!r} already: choose another name")
    return name


def _fork_row(row: ExecutionSummary) -> f.ForkRow:
    note = decode_note(row.note)
    return f.ForkRow(
        id=row.id,
        name=name_of(row),
        parent=row.forked_from,
        at=row.forked_at or 0,
        kind="main" if row.forked_from is None else note.kind,
        state=note.state,
        difference=note.difference,
        remark=note.remark,
        status=row.status,
        head=row.head,
        started_ms=row.started_ms,
    )


def name_of(row: Execution | ExecutionSummary) -> str:
    """Return the name of a line."""
    return row.fork_name or MAIN
