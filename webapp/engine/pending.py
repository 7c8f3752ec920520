"""What an execution waits for, read from its snapshot: tasks to run, timers to set, threads to move."""

from dataclasses import dataclass
from typing import Literal

from webapp.engine.events import Integration, ItemSource, MapRunStarted
from webapp.engine.map_runs import write_place
from webapp.engine.resources import read_resource
from webapp.engine.snapshot import (
    ROOT,
    AwaitingItems,
    AwaitingRetry,
    AwaitingTask,
    AwaitingTimer,
    AwaitingWrite,
    ChildResult,
    ClosingMapRun,
    Ended,
    Entered,
    Entering,
    Failing,
    Finishing,
    OpeningMapRun,
    Running,
    RunningMapRun,
    Snapshot,
    Thread,
)
from webapp.values import Json

_MOVABLE = frozenset({Entering, Entered, Finishing, Ended, Failing, OpeningMapRun, ClosingMapRun})


WaitsFor = Literal["invoke", "job", "token", "worker"]
"""What a task waits for: that somebody runs it; that the job which it began ends; that whoever was given its token
answers; that a worker takes it."""


@dataclass(frozen=True, slots=True)
class PendingTask:
    """A task that wants an answer.

    ``iterations`` are the indices of the Map iterations around it, outermost first. ``submission`` is what the service
    answered to the request of a ``.sync`` or ``.waitForTaskToken`` task.
    """

    thread: str
    scheduled: int
    path: str
    resource: str
    integration: Integration
    parameters: Json
    attempt: int
    iterations: tuple[int, ...]
    timeout_seconds: int | None = None
    token: str | None = None
    waits_for: WaitsFor = "invoke"
    submission: Json = None


@dataclass(frozen=True, slots=True)
class PendingRead:
    """The items of a distributed Map, to be read as ``source`` says."""

    thread: str
    scheduled: int
    path: str
    source: ItemSource


@dataclass(frozen=True, slots=True)
class PendingWrite:
    """The results of a distributed Map, to be written to ``bucket`` under keys that begin with ``prefix``.

    ``pending`` are the inputs of the child executions that were never started.
    """

    thread: str
    scheduled: int
    path: str
    run: MapRunStarted
    bucket: str
    prefix: str
    results: tuple[ChildResult, ...]
    pending: tuple[Json, ...]


@dataclass(frozen=True, slots=True)
class PendingTimer:
    """A time that the execution waits for.

    ``timeout`` is a task's limit, ``execution`` that of the machine, or of the child execution that ``thread`` began.
    """

    thread: str
    until_ms: int
    kind: Literal["wait", "retry", "timeout", "execution"]


def ready_threads(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the threads that ``Advance`` can move now, the one that has rested longest first."""
    if snapshot.status != "RUNNING":
        return ()
    ready = [thread for thread in snapshot.threads.values() if is_ready(thread)]
    if len(ready) > 1:
        ready.sort(key=_moved)
    return tuple([thread.id for thread in ready])


def is_ready(thread: Thread) -> bool:
    """Return whether ``Advance`` can move ``thread``."""
    phase = thread.phase
    if type(phase) in _MOVABLE:
        return True
    return isinstance(phase, Running | RunningMapRun) and (phase.can_start or phase.is_done)


PendingWork = PendingTask | PendingRead | PendingWrite | PendingTimer


def pending_work(snapshot: Snapshot) -> tuple[PendingWork, ...]:
    """Return the tasks, reads, writes and timers that the execution waits for, in the order in which they came up."""
    if snapshot.status != "RUNNING":
        return ()
    found: list[PendingWork] = []
    for thread in sorted(snapshot.threads.values(), key=_moved):
        match thread.phase:
            case AwaitingTask() as task:
                found.append(_pending_task(thread, task))
                if task.limit_ms is not None:
                    found.append(PendingTimer(thread.id, task.limit_ms, "timeout"))
            case AwaitingTimer(until_ms):
                found.append(PendingTimer(thread.id, until_ms, "wait"))
            case AwaitingRetry(until_ms):
                found.append(PendingTimer(thread.id, until_ms, "retry"))
            case AwaitingItems(run):
                assert run.reader is not None, "items are read by a reader"
                found.append(PendingRead(thread.id, run.sequence, thread.path, run.reader))
            case AwaitingWrite() as written:
                found.append(_pending_write(thread, written))
            case _:
                pass
    if snapshot.execution is not None and snapshot.execution.deadline_ms is not None:
        found.append(PendingTimer(ROOT, snapshot.execution.deadline_ms, "execution"))
    for id, child in snapshot.child_executions.items():
        if child.execution.deadline_ms is not None:
            found.append(PendingTimer(id, child.execution.deadline_ms, "execution"))
    return tuple(found)


def find_task(snapshot: Snapshot, scheduled: int) -> PendingTask | None:
    """Return the waiting task that event ``scheduled`` scheduled."""
    if snapshot.status != "RUNNING":
        return None
    for thread in snapshot.threads.values():
        if isinstance(thread.phase, AwaitingTask) and thread.phase.scheduled == scheduled:
            return _pending_task(thread, thread.phase)
    return None


def _moved(thread: Thread) -> int:
    return thread.moved


def _pending_task(thread: Thread, task: AwaitingTask) -> PendingTask:
    return PendingTask(
        thread=thread.id,
        scheduled=task.scheduled,
        path=thread.path,
        resource=task.resource,
        integration=task.integration,
        parameters=task.parameters,
        attempt=task.attempt,
        iterations=thread.iterations,
        timeout_seconds=task.timeout_seconds,
        token=task.token,
        waits_for=_waits_for(task),
        submission=task.submission,
    )


def _waits_for(task: AwaitingTask) -> WaitsFor:
    if task.integration == "activity":
        return "token" if task.is_started else "worker"
    if not task.is_submitted:
        return "invoke"
    return "token" if read_resource(task.resource).pattern == "waitForTaskToken" else "job"


def _pending_write(thread: Thread, written: AwaitingWrite) -> PendingWrite:
    bucket, prefix = write_place(written.run)
    return PendingWrite(
        thread.id,
        written.scheduled,
        thread.path,
        written.run,
        bucket,
        prefix,
        written.results,
        tuple(written.pending),
    )
