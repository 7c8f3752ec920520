"""What phase an event puts a thread into, where it takes more than naming it."""

from typing import Literal

from immutables import Map
from msgspec.structs import replace

from webapp.engine.events import (
    MapStateFailed,
    MapStateStarted,
    ParallelStateFailed,
    ParallelStateStarted,
    StateFailed,
    TaskHeartbeat,
    TaskScheduled,
    TaskStarted,
    TaskSubmitted,
)
from webapp.engine.snapshot import AwaitingTask, Failing, Phase, Running, Value


def awaiting_task(event: TaskScheduled) -> AwaitingTask:
    """Return the phase of a state whose task has been scheduled."""
    limit, heartbeat = event.timeout_seconds, event.heartbeat_seconds
    return AwaitingTask(
        scheduled=event.sequence,
        resource=event.resource,
        integration=event.integration,
        parameters=event.parameters,
        attempt=event.attempt,
        deadline_ms=None if limit is None else event.time_ms + limit * 1000,
        timeout_seconds=limit,
        token=event.token,
        # a task without a token is done by what can send no heartbeats
        heartbeat_seconds=None if event.token is None else heartbeat,
    )


def task_taken(phase: Phase, event: TaskStarted) -> Phase:
    """Return the phase of a task that somebody has taken."""
    return replace(task_alive(phase, event), is_started=True) if isinstance(phase, AwaitingTask) else phase


def task_alive(phase: Phase, event: TaskStarted | TaskSubmitted | TaskHeartbeat) -> Phase:
    """Return the phase of a task that somebody works on: its ``HeartbeatSeconds`` begin anew."""
    if not isinstance(phase, AwaitingTask):
        return phase
    seconds = phase.heartbeat_seconds
    phase = replace(phase, heartbeat_ms=None if seconds is None else event.time_ms + seconds * 1000)
    if isinstance(event, TaskSubmitted):
        return replace(phase, is_submitted=True, submission=event.output)
    return phase


def running_children(event: MapStateStarted | ParallelStateStarted) -> Running:
    """Return the phase of a Map or Parallel that has started none of its children yet."""
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


def failing(
    phase: Phase,
    event: StateFailed | MapStateFailed | ParallelStateFailed,
    stage: Literal["announced", "closed"],
) -> Failing:
    """Return the phase of a state whose failure ``event`` tells of."""
    started = isinstance(phase, Running) or (isinstance(phase, Failing) and phase.started)
    matched_as = phase.matched_as if isinstance(phase, Failing) else ""
    if isinstance(event, StateFailed) and event.matched_as:
        matched_as = event.matched_as
    return Failing(event.error, event.cause, stage, started, matched_as)
