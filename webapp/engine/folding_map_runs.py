"""How the events of a map run change a snapshot: a distributed Map with its child executions.

A child execution is a flow like an iteration, but an execution of its own: it has a count of ids of its own, knows
nothing of the flows around it, and its events are none of its parent's history.
"""

from typing import Final, Literal

from msgspec.structs import replace

from webapp.engine.events import (
    ChildExecutionAborted,
    ChildExecutionFailed,
    ChildExecutionSucceeded,
    ItemsRead,
    MapRunFailed,
    MapRunStarted,
    MapRunSucceeded,
    MapStateStarted,
    ResultsCollected,
)
from webapp.engine.snapshot import (
    AwaitingItems,
    AwaitingWrite,
    ChildExecution,
    ChildResult,
    ClosingMapRun,
    Failing,
    OpeningMapRun,
    Phase,
    RunningMapRun,
    Thread,
)

STATE_DATA: Final = "STATE_DATA"
"""AWS: where items come from that are in the state's input."""

ChildEnded = ChildExecutionSucceeded | ChildExecutionFailed | ChildExecutionAborted


def opening_map_run(event: MapStateStarted) -> OpeningMapRun:
    """Return the phase of a distributed Map that has just started."""
    return OpeningMapRun(event.input, event.items, event.keys, event.max_concurrency)


def open_map_run(phase: Phase, event: MapRunStarted) -> Phase:
    """Return the phase of a map run that has just started: it waits for its items, or has them."""
    assert isinstance(phase, OpeningMapRun), "the Map state has not started"
    if event.reader is not None:
        return AwaitingItems(event, phase)
    return RunningMapRun(event, phase, phase.items, phase.keys, [(STATE_DATA, len(phase.items))])


def give_items(phase: Phase, event: ItemsRead) -> Phase:
    """Return the phase of a map run that was given its items."""
    assert isinstance(phase, AwaitingItems), "the map run waits for no items"
    return RunningMapRun(phase.run, phase.opened, event.items, event.keys, event.sources)


def with_result(running: RunningMapRun, result: ChildResult) -> RunningMapRun:
    """Return the phase of a map run of which another child execution has ended."""
    failed = result.size if result.status in ("FAILED", "TIMED_OUT") else 0
    return replace(
        running,
        finished=running.finished + 1,
        failed=running.failed + failed,
        results=running.results.set(result.index, result),
    )


def awaiting_write(phase: Phase, event: ResultsCollected) -> Phase:
    """Return the phase of a map run whose results are being written."""
    assert isinstance(phase, RunningMapRun), "the map run does not run"
    return AwaitingWrite(phase.run, event.sequence, results_of(phase), event.pending, event.error, event.cause)


def close_map_run(phase: Phase, event: MapRunSucceeded) -> Phase:
    """Return the phase of a Map whose map run succeeded, and which itself has yet to."""
    assert isinstance(phase, RunningMapRun | AwaitingWrite), "the map run does not run"
    results = results_of(phase) if isinstance(phase, RunningMapRun) else phase.results
    return ClosingMapRun(phase.run, results, event.id)


def fail_map_run(event: MapRunFailed) -> Phase:
    """Return the phase of a Map whose map run failed; what is left of its children is still to be stopped."""
    return Failing(event.error, event.cause, "new", started=True)


def results_of(running: RunningMapRun) -> tuple[ChildResult, ...]:
    """Return how the child executions ended, in their order."""
    return tuple(running.results[index] for index in range(running.started) if index in running.results)


def running_map_run(thread: Thread) -> RunningMapRun:
    """Return the map run that ``thread`` runs."""
    assert isinstance(thread.phase, RunningMapRun), f"thread {thread.id} runs no child executions"
    return thread.phase


def result_of(child: ChildExecution, event: ChildEnded) -> ChildResult:
    """Return how the child execution ended."""
    execution = child.execution
    failure = event if isinstance(event, ChildExecutionFailed) else None
    return ChildResult(
        index=event.index,
        size=child.size,
        arn=execution.arn,
        name=execution.name,
        machine_arn=execution.machine_arn,
        status=_status_of(event),
        input=execution.input,
        output=event.output if isinstance(event, ChildExecutionSucceeded) else None,
        error=failure.error if failure else None,
        cause=failure.cause if failure else None,
        started_ms=execution.started_ms,
        stopped_ms=event.time_ms,
    )


def _status_of(event: ChildEnded) -> Literal["SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"]:
    match event:
        case ChildExecutionSucceeded():
            return "SUCCEEDED"
        case ChildExecutionFailed():
            return "TIMED_OUT" if event.timed_out else "FAILED"
        case ChildExecutionAborted():
            return "ABORTED"
