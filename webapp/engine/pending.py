"""What an execution waits for, read from its snapshot: tasks to run, timers to set, threads to move."""

from dataclasses import dataclass
from typing import Literal

from webapp.engine.events import Integration
from webapp.engine.resources import read_resource
from webapp.engine.snapshot import (
    ROOT,
    AwaitingRetry,
    AwaitingTask,
    AwaitingTimer,
    Ended,
    Entered,
    Entering,
    Failing,
    Finishing,
    Running,
    Snapshot,
    Thread,
)
from webapp.values import Json

_MOVABLE = frozenset({Entering, Entered, Finishing, Ended, Failing})


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
class PendingTimer:
    """A time that the execution waits for; ``timeout`` is a task's limit, ``execution`` the machine's own."""

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
    return isinstance(phase, Running) and (phase.can_start or phase.is_done)


def pending_work(snapshot: Snapshot) -> tuple[PendingTask | PendingTimer, ...]:
    """Return the tasks and timers that the execution waits for, in the order in which they came up."""
    if snapshot.status != "RUNNING":
        return ()
    found: list[PendingTask | PendingTimer] = []
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
            case _:
                pass
    if snapshot.execution is not None and snapshot.execution.deadline_ms is not None:
        found.append(PendingTimer(ROOT, snapshot.execution.deadline_ms, "execution"))
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
