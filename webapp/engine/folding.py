"""``evolve`` and ``fold``: how each event changes a snapshot.

Nothing here evaluates an expression, looks at a definition or can fail on events that ``decide`` made. The ids that AWS
would show are kept right here: ``previous`` of a thread is what its next event names as predecessor, and the odd rules
of Map and Parallel are in the cases of their events.
"""

from collections.abc import Iterable
from typing import Literal, assert_never

from immutables import Map
from msgspec.structs import replace

from webapp.engine.errors import HEARTBEAT_TIMEOUT
from webapp.engine.events import (
    AnyEvent,
    BranchAborted,
    BranchFailed,
    BranchStarted,
    BranchSucceeded,
    ExecutionAborted,
    ExecutionFailed,
    ExecutionStarted,
    ExecutionSucceeded,
    ExecutionTimedOut,
    MapIterationAborted,
    MapIterationFailed,
    MapIterationStarted,
    MapIterationSucceeded,
    MapStateFailed,
    MapStateStarted,
    MapStateSucceeded,
    ParallelStateFailed,
    ParallelStateStarted,
    ParallelStateSucceeded,
    RetryScheduled,
    RetryStarted,
    StateAborted,
    StateEntered,
    StateExited,
    StateFailed,
    TaskFailed,
    TaskScheduled,
    TaskStarted,
    TaskSucceeded,
    TaskTimedOut,
    ValueEdited,
    WaitEnded,
    WaitStarted,
)
from webapp.engine.snapshot import (
    ABORTED,
    EMPTY,
    ENTERED,
    ROOT,
    AwaitingRetry,
    AwaitingTask,
    AwaitingTimer,
    Ended,
    Entering,
    Execution,
    Failing,
    Finishing,
    Item,
    Phase,
    Running,
    Snapshot,
    Status,
    Thread,
    Value,
)
from webapp.values import child_path

Threads = Map[str, Thread]


def fold(events: Iterable[AnyEvent], snapshot: Snapshot = EMPTY) -> Snapshot:
    """Return ``snapshot`` after ``events``."""
    for event in events:
        snapshot = evolve(snapshot, event)
    return snapshot


def evolve(snapshot: Snapshot, event: AnyEvent) -> Snapshot:
    """Return ``snapshot`` after ``event``, which must be the next one."""
    last_id = event.id or snapshot.last_id
    threads = snapshot.threads
    match event:  # what happens most stands first
        case StateEntered():
            threads = _put(threads, _enter(threads[event.thread], event))
        case StateExited():
            threads = _put(threads, _exit(threads[event.thread], event))
        case MapIterationStarted() | BranchStarted():
            threads = _start_child(threads, event)
        case MapIterationSucceeded():
            threads = _take_result(threads, event, previous=event.id)
        case BranchSucceeded():
            previous = max(threads[event.parent].previous, event.previous_id)
            threads = _take_result(threads, event, previous)
        case TaskScheduled():
            threads = _turn(threads, event, _awaiting_task(event))
        case TaskStarted():
            threads = _turn(threads, event, _taken(threads[event.thread].phase))
        case TaskSucceeded():
            threads = _turn(threads, event, Finishing(event.output))
        case TaskFailed():
            threads = _turn(threads, event, Failing(event.error, event.cause, "new", started=False))
        case TaskTimedOut():
            # AWS: a missed heartbeat is called a time-out, but may be told apart in Retry and Catch
            matched_as = HEARTBEAT_TIMEOUT if event.missed_heartbeat else ""
            threads = _turn(threads, event, Failing(event.error, event.cause, "new", False, matched_as))
        case WaitStarted():
            threads = _turn(threads, event, AwaitingTimer(event.until_ms))
        case WaitEnded():
            threads = _turn(threads, event, Finishing(threads[event.thread].input))
        case MapStateStarted() | ParallelStateStarted():
            threads = _turn(threads, event, _running(event))
        case MapStateSucceeded() | ParallelStateSucceeded():
            # AWS: the StateExited that follows names the same predecessor as this event
            threads = _turn(threads, event, Finishing(event.output), keep_previous=True)
        case StateFailed():
            threads = _turn(threads, event, _failing(threads[event.thread].phase, event, "announced"))
        case MapStateFailed() | ParallelStateFailed():
            threads = _turn(threads, event, _failing(threads[event.thread].phase, event, "closed"))
        case RetryScheduled():
            threads = _put(threads, _schedule_retry(threads[event.thread], event))
        case RetryStarted():
            threads = _turn(threads, event, ENTERED)
        case StateAborted():
            threads = _turn(threads, event, ABORTED, keep_previous=True)
        case MapIterationFailed() | BranchFailed():
            threads = _fail_parent(threads, event)
        case MapIterationAborted() | BranchAborted():
            threads = threads.delete(event.thread)
        case ValueEdited():
            threads = _put(threads, _edit(threads[event.thread], event))
        case ExecutionStarted():
            return _start(event)
        case ExecutionSucceeded():
            return _end(snapshot, event, "SUCCEEDED", event.output, None, None)
        case ExecutionFailed():
            return _end(snapshot, event, "FAILED", None, event.error, event.cause)
        case ExecutionAborted():
            return _end(snapshot, event, "ABORTED", None, event.error, event.cause)
        case ExecutionTimedOut():
            return _end(snapshot, event, "TIMED_OUT", None, event.error, event.cause)
        case _:
            assert_never(event)
    return replace(snapshot, sequence=event.sequence, last_id=last_id, time_ms=event.time_ms, threads=threads)


def _start(event: ExecutionStarted) -> Snapshot:
    limit = event.timeout_seconds
    execution = Execution(
        arn=event.execution_arn,
        name=event.execution_name,
        machine_arn=event.machine_arn,
        machine_name=event.machine_name,
        role_arn=event.role_arn,
        input=event.input,
        started_ms=event.time_ms,
        deadline_ms=None if limit is None else event.time_ms + limit * 1000,
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
    return Snapshot("RUNNING", event.sequence, event.id, event.time_ms, execution, Map({ROOT: root}))


def _end(
    snapshot: Snapshot, event: AnyEvent, status: Status, output: Value, error: str | None, cause: str | None
) -> Snapshot:
    return replace(
        snapshot,
        status=status,
        sequence=event.sequence,
        last_id=event.id,
        time_ms=event.time_ms,
        output=output,
        error=error,
        cause=cause,
    )


def _put(threads: Threads, thread: Thread) -> Threads:
    return threads.set(thread.id, thread)


def _turn(threads: Threads, event: AnyEvent, phase: Phase, keep_previous: bool = False) -> Threads:
    thread = threads[event.thread]
    previous = thread.previous if keep_previous or not event.id else event.id
    return threads.set(thread.id, replace(thread, phase=phase, previous=previous, moved=event.sequence))


def _enter(thread: Thread, event: StateEntered) -> Thread:
    return replace(
        thread,
        phase=ENTERED,
        previous=event.id,
        moved=event.sequence,
        path=event.path,
        name=event.name,
        state_type=event.state_type,
        entered=event.id,
        entered_ms=event.time_ms,
        input=event.input,
        retries=(),
        retry_count=0,
    )


def _exit(thread: Thread, event: StateExited) -> Thread:
    phase = Ended(event.output) if event.next is None else Entering(event.next, event.output)
    variables = thread.variables.update(event.assigned) if event.assigned else thread.variables
    return replace(thread, phase=phase, variables=variables, previous=event.id, moved=event.sequence)


def _edit(thread: Thread, event: ValueEdited) -> Thread:
    if event.target == "input":
        return replace(thread, input=event.value, moved=event.sequence)
    return replace(thread, phase=Finishing(event.value), moved=event.sequence)


def _awaiting_task(event: TaskScheduled) -> AwaitingTask:
    limit, heartbeat = event.timeout_seconds, event.heartbeat_seconds
    return AwaitingTask(
        scheduled=event.sequence,
        resource=event.resource,
        integration=event.integration,
        parameters=event.parameters,
        attempt=event.attempt,
        deadline_ms=None if limit is None else event.time_ms + limit * 1000,
        timeout_seconds=limit,
        heartbeat_ms=None if heartbeat is None or event.token is None else event.time_ms + heartbeat * 1000,
        token=event.token,
    )


def _taken(phase: Phase) -> Phase:
    return replace(phase, is_started=True) if isinstance(phase, AwaitingTask) else phase


def _running(event: MapStateStarted | ParallelStateStarted) -> Running:
    if isinstance(event, ParallelStateStarted):
        return _nothing_started("Parallel", event.count, event.input, None, 0, event.id)
    return _nothing_started("Map", event.length, event.input, event.items, event.max_concurrency, event.id)


def _nothing_started(
    kind: Literal["Map", "Parallel"], count: int, data: Value, items: Value, max_concurrency: int, started_id: int
) -> Running:
    return Running(
        kind=kind,
        count=count,
        started=0,
        finished=0,
        results=Map(),
        input=data,
        items=items,
        max_concurrency=max_concurrency,
        started_id=started_id,
    )


def _running_of(thread: Thread) -> Running:
    assert isinstance(thread.phase, Running), f"thread {thread.id} runs no children"
    return thread.phase


def _start_child(threads: Threads, event: MapIterationStarted | BranchStarted) -> Threads:
    parent = threads[event.parent]
    running = _running_of(parent)
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
    )
    freed = running.freed[1:] if is_map and running.started >= running.capacity else running.freed
    phase = replace(running, started=running.started + 1, freed=freed)
    # the parent's own `moved` stays: while it has room for children it is first in turn
    parent = replace(parent, phase=phase, children=parent.children + 1)
    return threads.set(child.id, child).set(parent.id, parent)


def _take_result(threads: Threads, event: MapIterationSucceeded | BranchSucceeded, previous: int) -> Threads:
    parent = threads[event.parent]
    running = _running_of(parent)
    still_to_start = running.count - running.started
    freed = (*running.freed, event.previous_id) if len(running.freed) < still_to_start else running.freed
    phase = replace(
        running, finished=running.finished + 1, results=running.results.set(event.index, event.output), freed=freed
    )
    return threads.delete(event.thread).set(parent.id, replace(parent, phase=phase, previous=previous))


def _fail_parent(threads: Threads, event: MapIterationFailed | BranchFailed) -> Threads:
    parent = threads[event.parent]
    phase = Failing(event.error, event.cause, "new", started=True)
    # AWS: what follows in the parent names the failing event, not this one
    parent = replace(parent, phase=phase, previous=event.previous_id, moved=event.sequence)
    return threads.delete(event.thread).set(parent.id, parent)


def _failing(
    phase: Phase,
    event: StateFailed | MapStateFailed | ParallelStateFailed,
    stage: Literal["announced", "closed"],
) -> Failing:
    started = isinstance(phase, Running) or (isinstance(phase, Failing) and phase.started)
    return Failing(event.error, event.cause, stage, started, phase.matched_as if isinstance(phase, Failing) else "")


def _schedule_retry(thread: Thread, event: RetryScheduled) -> Thread:
    counts = list(thread.retries) + [0] * (event.retrier + 1 - len(thread.retries))
    counts[event.retrier] = event.attempt
    return replace(
        thread,
        phase=AwaitingRetry(event.until_ms),
        retries=tuple(counts),
        retry_count=thread.retry_count + 1,
        moved=event.sequence,
    )
