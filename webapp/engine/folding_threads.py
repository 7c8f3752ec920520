"""How an event changes its own thread, where it changes nothing else: which phase it puts it into.

Most events are of that kind: what a state does from where it is entered to where it is left. Those that begin or end a
thread, or the execution, are in ``folding``.
"""

from typing import Final, assert_never, get_args

from webapp.engine.errors import HEARTBEAT_TIMEOUT
from webapp.engine.events import (
    EvaluationFailed,
    ItemsRead,
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
    awaiting_write,
    close_map_run,
    fail_map_run,
    give_items,
    open_map_run,
    opening_map_run,
)
from webapp.engine.phases import awaiting_task, failing, running_children, task_alive, task_taken
from webapp.engine.snapshot import ABORTED, ENTERED, AwaitingRetry, AwaitingTimer, Failing, Finishing, Phase, Thread

OwnEvent = (
    TaskScheduled
    | TaskStarted
    | TaskSubmitted
    | TaskHeartbeat
    | TaskSucceeded
    | TaskFailed
    | TaskTimedOut
    | WaitStarted
    | WaitEnded
    | RetryScheduled
    | RetryStarted
    | StateFailed
    | EvaluationFailed
    | ParallelStateStarted
    | ParallelStateSucceeded
    | ParallelStateFailed
    | MapStateStarted
    | MapStateSucceeded
    | MapStateFailed
    | MapRunStarted
    | ItemsRead
    | ResultsCollected
    | MapRunSucceeded
    | MapRunFailed
    | MapRunAborted
    | ValueEdited
)
"""The events that change their own thread, which is there, and nothing else."""

OWN_EVENTS: Final = frozenset(get_args(OwnEvent))
"""Their types: looking one up costs less than to ask which of so many an event is."""


def take(thread: Thread, event: OwnEvent) -> None:
    """Take ``event`` in its ``thread``, which may be changed."""
    phase = thread.phase
    match event:  # what happens most stands first
        case TaskScheduled():
            _turn(thread, event, awaiting_task(event))
        case TaskStarted():
            _turn(thread, event, task_taken(phase, event))
        case TaskSubmitted() | TaskHeartbeat():
            _turn(thread, event, task_alive(phase, event))
        case TaskSucceeded():
            _turn(thread, event, Finishing(event.output))
        case TaskFailed():
            _turn(thread, event, Failing(event.error, event.cause, "new", started=False))
        case TaskTimedOut():
            # AWS: a missed heartbeat is called a time-out, but may be told apart in Retry and Catch
            matched_as = HEARTBEAT_TIMEOUT if event.missed_heartbeat else ""
            _turn(thread, event, Failing(event.error, event.cause, "new", False, matched_as))
        case WaitStarted():
            _turn(thread, event, AwaitingTimer(event.until_ms))
        case WaitEnded():
            _turn(thread, event, Finishing(thread.input))
        case MapStateStarted(distributed=True):
            _turn(thread, event, opening_map_run(event))
        case MapStateStarted() | ParallelStateStarted():
            _turn(thread, event, running_children(event))
        case MapStateSucceeded() | ParallelStateSucceeded():
            # AWS: the StateExited that follows names the same predecessor as this event
            _turn(thread, event, Finishing(event.output), keep_previous=True)
        case EvaluationFailed():
            # AWS: of a Map and a Parallel that have not started anything, too, it is recorded that they failed
            started = thread.state_type in ("Map", "Parallel")
            _turn(thread, event, Failing(event.error, event.cause, "new", started))
        case StateFailed():
            _turn(thread, event, failing(phase, event, "announced"))
        case MapStateFailed() | ParallelStateFailed():
            _turn(thread, event, failing(phase, event, "closed"))
        case RetryScheduled():
            _schedule_retry(thread, event)
        case RetryStarted():
            _turn(thread, event, ENTERED)
        case MapRunStarted():
            _turn(thread, event, open_map_run(phase, event))
        case ItemsRead():
            _turn(thread, event, give_items(phase, event))
        case ResultsCollected():
            _turn(thread, event, awaiting_write(phase, event))
        case MapRunSucceeded():
            _turn(thread, event, close_map_run(phase, event), keep_previous=event.exit_names_start)
        case MapRunAborted():
            _turn(thread, event, phase)
        case MapRunFailed():
            _turn(thread, event, fail_map_run(event))
        case ValueEdited():
            _edit(thread, event)
        case _:
            assert_never(event)


def abort(thread: Thread, event: StateAborted) -> None:
    """Take ``event`` in its ``thread``, which may be changed."""
    thread.phase = ABORTED
    thread.moved = event.sequence


def _turn(thread: Thread, event: OwnEvent, phase: Phase, keep_previous: bool = False) -> None:
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
