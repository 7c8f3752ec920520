"""What an execution did, visit by visit: each time that a flow came to a state, from its entry to its end.

A visit is known by what it is rather than by when it was: the n-th time that *this* flow came to *this* state, the flow
being named by the iterations and branches around it. So the visits of two executions can be laid side by side, however
differently their flows were interleaved and whatever ids their threads have.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from webapp.debugger.threads import ROOT, ChildEnded
from webapp.engine.events import (
    AnyEvent,
    BranchStarted,
    ChildExecutionStarted,
    ExecutionAborted,
    ExecutionFailed,
    ExecutionSucceeded,
    ExecutionTimedOut,
    MapIterationStarted,
    MapStateSucceeded,
    ParallelStateSucceeded,
    RetryScheduled,
    StateAborted,
    StateEntered,
    StateExited,
    StateFailed,
    TaskScheduled,
    TaskSucceeded,
    ValueEdited,
)

Value = Any  # any JSON value

VisitEnd = Literal["succeeded", "failed", "caught", "aborted"]


class Around(msgspec.Struct, frozen=True, gc=False):
    """A Map or Parallel around a flow: child ``index`` of the ``nth`` visit (from 0) to the state at ``container``."""

    container: str
    nth: int
    index: int


Flow = tuple[Around, ...]
"""Which flow it is, outermost container first; ``()`` is the root."""


class VisitKey(msgspec.Struct, frozen=True, gc=False):
    """The ``nth`` time (from 0) that ``flow`` came to the state at ``path``."""

    flow: Flow
    path: str
    nth: int


class Noted(msgspec.Struct, frozen=True, gc=False):
    """A value, and the sequence of the event that holds it."""

    value: Value
    sequence: int


class Failure(msgspec.Struct, frozen=True, gc=False):
    """An error of a state, and the sequence of the event that tells it."""

    error: str | None
    cause: str | None
    sequence: int


class Visit(msgspec.Struct, gc=False):
    """One visit. ``end`` is ``None`` while it lasts; then ``ended`` and ``ended_ms`` are those of its last event.

    ``arguments`` are what its task was given first, ``failures`` those of all attempts, ``next`` where the flow went,
    by the Choice rule ``rule`` or the catcher ``caught``.
    """

    key: VisitKey
    thread: str
    state_type: str
    entered: int
    entered_ms: int
    input: Noted
    arguments: Noted | None = None
    result: Noted | None = None
    output: Noted | None = None
    assigned: dict[str, Value] = {}
    failures: tuple[Failure, ...] = ()
    attempts: int = 0
    next: str | None = None
    rule: int | None = None
    caught: int | None = None
    end: VisitEnd | None = None
    ended: int | None = None
    ended_ms: int = 0


Visits = dict[VisitKey, Visit]
"""The visits in the order of their beginnings."""


def visits_of(events: Iterable[AnyEvent]) -> Visits:
    """Return all visits of the execution that ``events`` tell, of which there may be more to come."""
    reading = _Reading()
    for event in events:
        reading.take(event)
    return reading.visits


class _Reading:
    """The visits so far; ``open`` are those going on, by thread."""

    def __init__(self) -> None:
        self.visits: Visits = {}
        self._open: dict[str, Visit] = {}
        self._flows: dict[str, Flow] = {ROOT: ()}
        self._times: Counter[tuple[Flow, str]] = Counter()

    def take(self, event: AnyEvent) -> None:
        match event:
            case StateEntered():
                self._enter(event)
            case MapIterationStarted() | BranchStarted() | ChildExecutionStarted():
                container = self._open[event.parent].key
                around = Around(event.path, container.nth, event.index)
                self._flows[event.thread] = (*container.flow, around)
            case ExecutionSucceeded() | ExecutionFailed() | ExecutionAborted() | ExecutionTimedOut():
                for visit in list(self._open.values()):
                    self._abort(visit, event)
            case _:
                there = self._open.get(event.thread)
                if there is not None:
                    self._go_on(there, event)

    def _enter(self, event: StateEntered) -> None:
        flow = self._flows[event.thread]
        key = VisitKey(flow, event.path, self._times[flow, event.path])
        self._times[flow, event.path] += 1
        visit = Visit(
            key,
            event.thread,
            event.state_type,
            event.sequence,
            event.time_ms,
            Noted(event.input, event.sequence),
        )
        self.visits[key] = self._open[event.thread] = visit

    def _go_on(self, visit: Visit, event: AnyEvent) -> None:
        match event:
            case StateExited():
                visit.output = Noted(event.output, event.sequence)
                visit.assigned, visit.next, visit.rule, visit.caught = (
                    event.assigned,
                    event.next,
                    event.rule,
                    event.caught,
                )
                self._end(visit, "succeeded" if event.caught is None else "caught", event)
            case TaskScheduled():
                visit.arguments = visit.arguments or Noted(event.parameters, event.sequence)
                visit.attempts = event.attempt
            case TaskSucceeded() | MapStateSucceeded() | ParallelStateSucceeded():
                visit.result = Noted(event.output, event.sequence)
            case ValueEdited(target="input"):
                visit.input = Noted(event.value, event.sequence)
            case ValueEdited(target="result"):
                visit.result = Noted(event.value, event.sequence)
            case StateFailed():
                visit.failures = (*visit.failures, Failure(event.error, event.cause, event.sequence))
                visit.end, visit.ended, visit.ended_ms = "failed", event.sequence, event.time_ms  # for now
            case RetryScheduled():
                visit.end = visit.ended = None
            case _ if isinstance(event, StateAborted | ChildEnded):
                self._abort(visit, event)
            case _:
                pass

    def _abort(self, visit: Visit, event: AnyEvent) -> None:
        """End what goes on no more; a state that had failed stays failed."""
        if visit.end is None:
            self._end(visit, "aborted", event)
        self._open.pop(visit.thread, None)

    def _end(self, visit: Visit, end: VisitEnd, event: AnyEvent) -> None:
        visit.end, visit.ended, visit.ended_ms = end, event.sequence, event.time_ms
        self._open.pop(visit.thread, None)
