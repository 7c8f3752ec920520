"""``evolve`` and ``fold``: how each event changes a snapshot.

A :class:`Draft` takes the events; it changes in place what it has made itself and copies what a snapshot shows, so that
folding a hundred events copies each thread at most once.

What an event changes in its own thread alone is in ``folding_threads``, what a thread begins with in ``beginnings``.
Here are the events that begin or end a thread or the execution, and the ids that AWS would show: ``previous`` of a
thread is what its next event names as predecessor.

Nothing of it evaluates an expression, looks at a definition or can fail on events that ``decide`` made.
"""

from collections.abc import Iterable, Mapping
from copy import copy

from msgspec.structs import replace

from webapp.engine.beginnings import begin_child_execution, begin_execution, begin_flow
from webapp.engine.events import (
    AnyEvent,
    BranchAborted,
    BranchFailed,
    BranchStarted,
    BranchSucceeded,
    ChildExecutionAborted,
    ChildExecutionFailed,
    ChildExecutionStarted,
    ChildExecutionSucceeded,
    ExecutionAborted,
    ExecutionFailed,
    ExecutionStarted,
    ExecutionSucceeded,
    ExecutionTimedOut,
    MapIterationAborted,
    MapIterationFailed,
    MapIterationStarted,
    MapIterationSucceeded,
    StateAborted,
    StateEntered,
    StateExited,
)
from webapp.engine.folding_map_runs import ChildEnded, result_of, running_map_run, with_result
from webapp.engine.folding_threads import OWN_EVENTS, OwnEvent, abort, take
from webapp.engine.snapshot import (
    EMPTY,
    ENTERED,
    ROOT,
    ChildExecution,
    Ended,
    Entering,
    Execution,
    Failing,
    Running,
    RunningMapRun,
    Snapshot,
    Status,
    Thread,
    Value,
    owner_of,
)


def fold(events: Iterable[AnyEvent], snapshot: Snapshot = EMPTY) -> Snapshot:
    """Return ``snapshot`` after ``events``."""
    draft = Draft(snapshot)
    for event in events:
        draft.apply(event)
    return draft.snapshot()


def evolve(snapshot: Snapshot, event: AnyEvent) -> Snapshot:
    """Return ``snapshot`` after ``event``, which must be the next one."""
    return fold((event,), snapshot)


class Draft:
    """A snapshot in the making: reads like one, and takes the next events."""

    __slots__ = (
        "_copied",
        "_own",
        "_own_phases",
        "cause",
        "child_executions",
        "error",
        "execution",
        "last_id",
        "output",
        "sequence",
        "status",
        "threads",
        "time_ms",
    )

    def __init__(self, snapshot: Snapshot = EMPTY) -> None:
        """Begin with ``snapshot``, which stays as it is."""
        self.status: Status = snapshot.status
        self.sequence = snapshot.sequence
        self.last_id = snapshot.last_id
        self.time_ms = snapshot.time_ms
        self.execution = snapshot.execution
        self.threads: Mapping[str, Thread] = snapshot.threads
        self.child_executions = snapshot.child_executions
        self.output: Value = snapshot.output
        self.error = snapshot.error
        self.cause = snapshot.cause
        self._copied: dict[str, Thread] | None = None
        self._own: set[str] = set()
        self._own_phases: dict[str, Running] = {}

    def snapshot(self) -> Snapshot:
        """Return the snapshot after all events so far; the draft may go on."""
        self._copied = None
        self._own.clear()
        self._own_phases.clear()
        return Snapshot(
            self.status,
            self.sequence,
            self.last_id,
            self.time_ms,
            self.execution,
            self.threads,
            self.child_executions,
            self.output,
            self.error,
            self.cause,
        )

    def apply(self, event: AnyEvent) -> None:
        """Take ``event``, which must be the next one."""
        match event:  # what happens most stands first
            case StateEntered():
                self.enter(event)
            case StateExited():
                self.leave(event)
            case _ if type(event) in OWN_EVENTS:
                take(self.change(event.thread), event)  # type: ignore[arg-type]
            case MapIterationStarted() | BranchStarted():
                self._start_child(event)
            case MapIterationSucceeded():
                self._take_result(event, previous=event.id)
            case BranchSucceeded():
                previous = max(self.threads[event.parent].previous, event.previous_id)
                self._take_result(event, previous)
            case StateAborted():
                if event.thread in self.threads:  # else its flow has failed, and is gone
                    abort(self.change(event.thread), event)
            case ChildExecutionStarted():
                self._start_child_execution(event)
            case ChildExecutionSucceeded() | ChildExecutionFailed() | ChildExecutionAborted():
                self._end_child_execution(event)
                self.sequence = event.sequence
                self.time_ms = event.time_ms
                return  # its id counts no more: its execution has ended
            case MapIterationFailed() | BranchFailed():
                self._fail_parent(event)
            case MapIterationAborted() | BranchAborted():
                self._drop(event.thread)
            case ExecutionStarted():
                self._start(event)
            case ExecutionSucceeded():
                self._end("SUCCEEDED", event.output, None, None)
            case ExecutionFailed():
                self._end("FAILED", None, event.error, event.cause)
            case ExecutionAborted():
                self._end("ABORTED", None, event.error, event.cause)
            case ExecutionTimedOut():
                self._end("TIMED_OUT", None, event.error, event.cause)
            case _:
                taken_above: OwnEvent = event
                raise AssertionError(f"{type(taken_above).__name__} is one of OWN_EVENTS")
        self.sequence = event.sequence
        self.time_ms = event.time_ms
        if event.id:
            if self.child_executions:
                self._count(event)
            else:
                self.last_id = event.id

    def next_id(self, owner: str) -> int:
        """Return the id of the next event of the execution ``owner``: each counts its own."""
        return 1 + (self.last_id if owner == ROOT else self.child_executions[owner].last_id)

    def execution_of(self, thread: Thread) -> Execution | None:
        """Return the execution that ``thread`` is part of."""
        return self.execution if thread.owner == ROOT else self.child_executions[thread.owner].execution

    def _count(self, event: AnyEvent) -> None:
        """Note the id of ``event`` as the last one of its execution."""
        owner = owner_of(event.thread)
        if owner == ROOT:
            self.last_id = event.id
        else:
            counted = replace(self.child_executions[owner], last_id=event.id)
            self.child_executions = self.child_executions.set(owner, counted)

    def enter(self, event: StateEntered) -> None:
        """Take ``event``: what :meth:`apply` does with it."""
        thread = self.change(event.thread)
        id, sequence = event.id, event.sequence
        thread.phase = ENTERED
        thread.entered_from = event.previous_id
        thread.previous = thread.entered = id
        thread.moved = sequence
        thread.path = event.path
        thread.name = event.name
        thread.state_type = event.state_type
        thread.entered_ms = event.time_ms
        thread.input = event.input
        thread.retries = ()
        thread.retry_count = 0
        self.sequence = sequence
        if self.child_executions:
            self._count(event)
        else:
            self.last_id = id
        self.time_ms = event.time_ms

    def leave(self, event: StateExited) -> None:
        """Take ``event``: what :meth:`apply` does with it."""
        thread = self.change(event.thread)
        id, sequence = event.id, event.sequence
        thread.phase = Ended(event.output) if event.next is None else Entering(event.next, event.output)
        if event.assigned:
            thread.variables = thread.variables.update(event.assigned)
        thread.previous = id
        thread.moved = sequence
        self.sequence = sequence
        if self.child_executions:
            self._count(event)
        else:
            self.last_id = id
        self.time_ms = event.time_ms

    def hand_on(self, thread: Thread, entered: StateEntered, exited: StateExited) -> None:
        """Take both events of a state of ``thread``, which may be changed, that assigns nothing and is not the last."""
        thread.phase = Entering(exited.next, exited.output)
        thread.entered_from = entered.previous_id
        thread.entered = entered.id
        thread.previous = self.last_id = exited.id
        thread.moved = self.sequence = exited.sequence
        thread.path = entered.path
        thread.name = entered.name
        thread.state_type = entered.state_type
        thread.entered_ms = self.time_ms = entered.time_ms
        thread.input = entered.input
        thread.retries = ()
        thread.retry_count = 0

    def change(self, id: str) -> Thread:
        """Return the thread ``id`` to be changed: a copy, where a snapshot shows it."""
        if id in self._own:
            return self.threads[id]
        thread = copy(self.threads[id])
        self._put(thread)
        return thread

    def _running(self, thread: Thread) -> Running:
        """Return the phase of ``thread``, which may be changed, to be changed itself."""
        phase = thread.phase
        assert isinstance(phase, Running), f"thread {thread.id} runs no children"
        if self._own_phases.get(thread.id) is not phase:
            thread.phase = self._own_phases[thread.id] = phase = copy(phase)
        return phase

    def _put(self, thread: Thread) -> None:
        self._writable()[thread.id] = thread
        self._own.add(thread.id)

    def _drop(self, id: str) -> None:
        del self._writable()[id]
        self._own.discard(id)

    def _writable(self) -> dict[str, Thread]:
        if self._copied is None:
            self.threads = self._copied = dict(self.threads)
        return self._copied

    def _start(self, event: ExecutionStarted) -> None:
        self.status = "RUNNING"
        root, self.execution = begin_execution(event)
        self._put(root)

    def _end(self, status: Status, output: Value, error: str | None, cause: str | None) -> None:
        self.status = status
        self.output = output
        self.error = error
        self.cause = cause

    def _start_child(self, event: MapIterationStarted | BranchStarted) -> None:
        parent = self.change(event.parent)
        running = self._running(parent)
        child = begin_flow(parent, running, event)
        if isinstance(event, MapIterationStarted) and running.started >= running.capacity:
            running.freed = running.freed[1:]
        running.started += 1
        # the parent's own `moved` stays: while it has room for children it is first in turn
        parent.children += 1
        self._put(child)

    def _take_result(self, event: MapIterationSucceeded | BranchSucceeded, previous: int) -> None:
        parent = self.change(event.parent)
        running = self._running(parent)
        if len(running.freed) < running.count - running.started:
            running.freed = (*running.freed, event.previous_id)
        running.finished += 1
        running.results = running.results.set(event.index, event.output)
        parent.previous = previous
        self._drop(event.thread)

    def _start_child_execution(self, event: ChildExecutionStarted) -> None:
        parent = self.change(event.parent)
        running = running_map_run(parent)
        # the parent's own `moved` stays: while it has room for children it is first in turn
        parent.phase = running.after(event.size)
        parent.children += 1
        thread, execution = begin_child_execution(parent, running.run, event)
        self._put(thread)
        child = ChildExecution(execution, event.size, event.id)
        self.child_executions = self.child_executions.set(thread.id, child)

    def _end_child_execution(self, event: ChildEnded) -> None:
        parent = self.change(event.parent)
        if isinstance(parent.phase, RunningMapRun):  # else it has failed already
            parent.phase = with_result(parent.phase, result_of(self.child_executions[event.thread], event))
        self.child_executions = self.child_executions.delete(event.thread)
        self._drop(event.thread)

    def _fail_parent(self, event: MapIterationFailed | BranchFailed) -> None:
        parent = self.change(event.parent)
        parent.phase = Failing(event.error, event.cause, "new", started=True)
        # AWS: what follows in the parent names the failing event, not this one
        parent.previous = event.previous_id
        parent.moved = event.sequence
        self._drop(event.thread)
