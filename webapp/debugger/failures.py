"""What becomes of a failure: retried, caught, or neither; read off what the engine decided next.

All that follows from a failure is decided with it, so it stands in the record right behind. A failure that goes up
through the flows around is announced anew at each level; it is one failure, and what is told is how it ended.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from webapp.asl import Machine
from webapp.debugger.breakpoints import Breakpoint, Outcome
from webapp.debugger.threads import Child, family_of
from webapp.engine import Snapshot, matching_retrier
from webapp.engine.errors import is_matched
from webapp.engine.events import (
    AnyEvent,
    BranchAborted,
    BranchFailed,
    ChildExecutionAborted,
    ChildExecutionFailed,
    ExecutionAborted,
    ExecutionFailed,
    ExecutionTimedOut,
    MapIterationAborted,
    MapIterationFailed,
    MapRunAborted,
    MapRunFailed,
    RetryScheduled,
    StateAborted,
    StateExited,
    StateFailed,
)
from webapp.engine.program import program_of
from webapp.engine.retry import retries_of
from webapp.engine.snapshot import Failing

_ENDS: Final = (ExecutionFailed, ExecutionAborted, ExecutionTimedOut)
_ABORTS: Final = (StateAborted, BranchAborted, MapIterationAborted, ChildExecutionAborted, MapRunAborted)


class Recorded(Protocol):
    """A record to read: ``events[n]`` has sequence ``n + 1``."""

    @property
    def events(self) -> Sequence[AnyEvent]:
        """The events from sequence 1 on."""
        ...

    @property
    def children(self) -> Mapping[str, Child]:
        """Which child of its container each thread is."""
        ...

    @property
    def head(self) -> int:
        """The sequence of the last event."""
        ...

    def snapshot_at(self, sequence: int) -> Snapshot:
        """Return the snapshot after event ``sequence``."""
        ...


@dataclass(frozen=True, slots=True)
class Fate:
    """How a failure ended: at ``path``, by a retry or a catcher there; ``exhausted``: retries had been used up."""

    outcome: Outcome
    path: str
    exhausted: bool


def is_passed_on(events: Sequence[AnyEvent], failure: StateFailed) -> bool:
    """Tell whether ``failure`` is that of a child, announced again by the container that fails with it."""
    before = next(
        (event for at in range(failure.sequence - 2, -1, -1) if not isinstance(event := events[at], _ABORTS)), None
    )
    match before:
        case MapIterationFailed(parent=parent) | BranchFailed(parent=parent):
            return parent == failure.thread
        case MapRunFailed(thread=thread):
            return thread == failure.thread
        case _:
            return False


def fate_of(machine: Machine, record: Recorded, failure: StateFailed) -> Fate:
    """Return what became of ``failure``."""
    family = family_of(failure.thread)
    exhausted = is_exhausted(machine, record, failure)
    events = record.events
    for at in range(failure.sequence, len(events)):
        event = events[at]
        if isinstance(event, _ENDS):
            return Fate("uncaught", failure.path, exhausted)
        if event.thread not in family:
            continue
        match event:
            case StateFailed():
                exhausted = exhausted or is_exhausted(machine, record, event)
            case ChildExecutionFailed() if not _fails_its_map(events, at):
                return Fate("uncaught", failure.path, exhausted)
            case RetryScheduled(path=path):
                return Fate("will_retry", path, exhausted)
            case StateExited(path=path):
                return Fate("caught" if event.caught is not None else "uncaught", path, exhausted)
            case _:
                pass
    return Fate("uncaught", failure.path, exhausted)


def _fails_its_map(events: Sequence[AnyEvent], at: int) -> bool:
    """Tell whether the failed child execution of ``events[at]`` was one too many."""
    after = next((event for event in events[at + 1 :] if not isinstance(event, _ABORTS)), None)
    return isinstance(after, MapRunFailed)


def is_exhausted(machine: Machine, record: Recorded, failure: StateFailed) -> bool:
    """Tell whether a retrier names the error of ``failure`` that has tried as often as it may."""
    plan = program_of(machine).plan(failure.path)
    if plan is None or not plan.retry:
        return False
    thread = record.snapshot_at(failure.sequence).threads.get(failure.thread)
    if thread is None or not isinstance(thread.phase, Failing):
        return False
    index = matching_retrier(plan.retry, thread.phase.name_to_match, plan.type_name)
    return index is not None and 0 < plan.retry[index].max_attempts <= retries_of(thread.retries, index)


def is_wanted(breakpoint: Breakpoint, machine: Machine, failure: StateFailed, fate: Fate) -> bool:
    """Tell whether ``breakpoint`` asks for a failure like this."""
    if breakpoint.errors:
        is_asked = fate.outcome in breakpoint.errors or (fate.exhausted and "exhausted" in breakpoint.errors)
        if not is_asked:
            return False
    if not breakpoint.error:
        return True
    plan = program_of(machine).plan(failure.path)
    error = failure.matched_as or failure.error or ""
    return is_matched((breakpoint.error,), error, plan.type_name if plan is not None else "")


def fate_words(failure: StateFailed, fate: Fate) -> str:
    """Return what became of ``failure`` in words: ``error Custom.Busy will be retried``."""
    error = f"error {failure.error or 'without a name'}"
    where = "" if fate.path == failure.path else f" by {fate.path}"
    match fate.outcome:
        case "will_retry":
            return f"{error} will be retried{where}"
        case "caught":
            words = f"{error} is caught{where}"
        case _:
            words = f"{error} is not caught"
    return f"{words}, its retries are exhausted" if fate.exhausted else words
