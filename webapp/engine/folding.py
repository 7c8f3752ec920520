"""``evolve`` and ``fold``: how each event changes a snapshot.

A :class:`Draft` takes the events; it changes in place what it has made itself and copies what a snapshot shows, so that
folding a hundred events copies each thread at most once.

Nothing here evaluates an expression, looks at a definition or can fail on events that ``decide`` made. The ids that AWS
would show are kept right here: ``previous`` of a thread is what its next event names as predecessor, and the odd rules
of Map and Parallel are in the cases of their events.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from typing import assert_never

from immutables import Map
from msgspec.structs import replace

from webapp.engine.errors import HEARTBEAT_TIMEOUT
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
    EvaluationFailed,
    ExecutionAborted,
    ExecutionFailed,
    ExecutionStarted,
    ExecutionSucceeded,
    ExecutionTimedOut,
    ItemsRead,
    MapIterationAborted,
    MapIterationFailed,
    MapIterationStarted,
    MapIterationSucceeded,
    MapRunAborted,
    MapRunFailed,
    MapRunStarted,
    MapRunSucceeded,
    MapStateFailed,
    MapStateStarted,
    MapStateSucceeded,
    ParallelStateFailed,
    ParallelStateStarted,
    ParallelStateSucceeded,
    ResultsCollected,
    RetryScheduled,
    RetryStarted,
    StateAborted,
    StateEntered,
    StateExited,
    StateFailed,
    TaskFailed,
    TaskHeartbeat,
    TaskScheduled,
    TaskStarted,
    TaskSubmitted,
    TaskSucceeded,
    TaskTimedOut,
    ValueEdited,
    WaitEnded,
    WaitStarted,
)
from webapp.engine.folding_map_runs import (
    ChildEnded,
    awaiting_write,
    begin_child,
    fail_map_run,
    give_items,
    open_map_run,
    opening_map_run,
    result_of,
    running_map_run,
    with_result,
)
from webapp.engine.phases import awaiting_task, failing, running_children, task_alive, task_taken
from webapp.engine.snapshot import (
    ABORTED,
    EMPTY,
    ENTERED,
    ROOT,
    AwaitingRetry,
    AwaitingTimer,
    ChildExecution,
    Ended,
    Entering,
    Execution,
    Failing,
    Finishing,
    Item,
    Phase,
    Running,
    RunningMapRun,
    Snapshot,
    Status,
    Thread,
    Value,
    owner_of,
)
from webapp.values import child_path


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
            case MapIterationStarted() | BranchStarted():
                self._start_child(event)
            case MapIterationSucceeded():
                self._take_result(event, previous=event.id)
            case BranchSucceeded():
                previous = max(self.threads[event.parent].previous, event.previous_id)
                self._take_result(event, previous)
            case TaskScheduled():
                _turn(self.change(event.thread), event, awaiting_task(event))
            case TaskStarted():
                _turn(self.change(event.thread), event, task_taken(self.threads[event.thread].phase, event))
            case TaskSubmitted() | TaskHeartbeat():
                _turn(self.change(event.thread), event, task_alive(self.threads[event.thread].phase, event))
            case TaskSucceeded():
                _turn(self.change(event.thread), event, Finishing(event.output))
            case TaskFailed():
                _turn(self.change(event.thread), event, Failing(event.error, event.cause, "new", started=False))
            case TaskTimedOut():
                # AWS: a missed heartbeat is called a time-out, but may be told apart in Retry and Catch
                matched_as = HEARTBEAT_TIMEOUT if event.missed_heartbeat else ""
                _turn(self.change(event.thread), event, Failing(event.error, event.cause, "new", False, matched_as))
            case WaitStarted():
                _turn(self.change(event.thread), event, AwaitingTimer(event.until_ms))
            case WaitEnded():
                thread = self.change(event.thread)
                _turn(thread, event, Finishing(thread.input))
            case MapStateStarted(distributed=True):
                _turn(self.change(event.thread), event, opening_map_run(event))
            case MapStateStarted() | ParallelStateStarted():
                _turn(self.change(event.thread), event, running_children(event))
            case MapStateSucceeded() | ParallelStateSucceeded():
                # AWS: the StateExited that follows names the same predecessor as this event
                _turn(self.change(event.thread), event, Finishing(event.output), keep_previous=True)
            case EvaluationFailed():
                # AWS: of a Map and a Parallel that have not started anything, too, it is recorded that they failed
                thread = self.change(event.thread)
                started = thread.state_type in ("Map", "Parallel")
                _turn(thread, event, Failing(event.error, event.cause, "new", started))
            case StateFailed():
                _turn(self.change(event.thread), event, failing(self.threads[event.thread].phase, event, "announced"))
            case MapStateFailed() | ParallelStateFailed():
                _turn(self.change(event.thread), event, failing(self.threads[event.thread].phase, event, "closed"))
            case RetryScheduled():
                _schedule_retry(self.change(event.thread), event)
            case RetryStarted():
                _turn(self.change(event.thread), event, ENTERED)
            case StateAborted():
                if event.thread in self.threads:  # else its flow has failed, and is gone
                    _turn(self.change(event.thread), event, ABORTED, keep_previous=True)
            case ChildExecutionStarted():
                self._start_child_execution(event)
            case ChildExecutionSucceeded() | ChildExecutionFailed() | ChildExecutionAborted():
                self._end_child_execution(event)
                self.sequence = event.sequence
                self.time_ms = event.time_ms
                return  # its id counts no more: its execution has ended
            case MapRunStarted():
                _turn(self.change(event.thread), event, open_map_run(self.threads[event.thread].phase, event))
            case ItemsRead():
                _turn(self.change(event.thread), event, give_items(self.threads[event.thread].phase, event))
            case ResultsCollected():
                _turn(self.change(event.thread), event, awaiting_write(self.threads[event.thread].phase, event))
            case MapRunSucceeded():
                phase = self.threads[event.thread].phase
                _turn(self.change(event.thread), event, phase, keep_previous=event.exit_names_start)
            case MapRunAborted():
                _turn(self.change(event.thread), event, self.threads[event.thread].phase)
            case MapRunFailed():
                _turn(self.change(event.thread), event, fail_map_run(event))
            case MapIterationFailed() | BranchFailed():
                self._fail_parent(event)
            case MapIterationAborted() | BranchAborted():
                self._drop(event.thread)
            case ValueEdited():
                _edit(self.change(event.thread), event)
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
                assert_never(event)
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
        limit = event.timeout_seconds
        self.status = "RUNNING"
        self.execution = Execution(
            arn=event.execution_arn,
            name=event.execution_name,
            machine_arn=event.machine_arn,
            machine_name=event.machine_name,
            role_arn=event.role_arn,
            input=event.input,
            started_ms=event.time_ms,
            deadline_ms=None if limit is None else event.time_ms + limit * 1000,
            quotas=event.quotas,
        )
        root = Thread(
            id=ROOT,
            parent=None,
            prefix="",
            container=None,
            index=None,
            iterations=(),
            item=None,
            variables=Map(),
            phase=Entering(None, event.input),
            previous=0,  # AWS: the first state's event names no predecessor
            moved=event.sequence,
        )
        self._put(root)

    def _end(self, status: Status, output: Value, error: str | None, cause: str | None) -> None:
        self.status = status
        self.output = output
        self.error = error
        self.cause = cause

    def _start_child(self, event: MapIterationStarted | BranchStarted) -> None:
        parent = self.change(event.parent)
        running = self._running(parent)
        is_map = isinstance(event, MapIterationStarted)
        child = Thread(
            id=event.thread,
            parent=parent.id,
            prefix=event.path if is_map else child_path(event.path, event.index),
            container=event.path,
            index=event.index,
            iterations=(*parent.iterations, event.index) if is_map else parent.iterations,
            item=Item(event.index, running.items[event.index]) if is_map else parent.item,
            variables=parent.variables,
            phase=Entering(None, event.input),
            previous=event.id or running.started_id,
            moved=event.sequence,
            owner=parent.owner,
        )
        if is_map and running.started >= running.capacity:
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
        thread, execution = begin_child(parent, running.run, event)
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


def _turn(thread: Thread, event: AnyEvent, phase: Phase, keep_previous: bool = False) -> None:
    thread.phase = phase
    thread.moved = event.sequence
    if event.id and not keep_previous:
        thread.previous = event.id


def _edit(thread: Thread, event: ValueEdited) -> None:
    match event.target:
        case "input":
            thread.input = event.value
        case "result":
            thread.phase = Finishing(event.value)
        case "variable":
            thread.variables = thread.variables.set(event.name, event.value)
        case _:
            assert_never(event.target)
    thread.moved = event.sequence


def _schedule_retry(thread: Thread, event: RetryScheduled) -> None:
    counts = list(thread.retries) + [0] * (event.retrier + 1 - len(thread.retries))
    counts[event.retrier] = event.attempt
    thread.phase = AwaitingRetry(event.until_ms)
    thread.retries = tuple(counts)
    thread.retry_count += 1
    thread.moved = event.sequence
