"""The stop rule: after which event does the execution stand still?

Into, over, out and continue are one loop with different rules. A rule looks at one event at a time, and never at the
interpreter, so the same rule serves a live execution and its record: replaying at a past cursor stops at the very
events at which the execution would have stopped.

A state is stopped *before* it does its work, at its ``StateEntered``. A thread that ends well stops *in its container*:
at the event of its end, with the thread of the container in focus.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, assert_never, get_args

from webapp.debugger.breakpoints import Breakpoints
from webapp.debugger.hits import Hit, HitKind, Hits
from webapp.debugger.threads import Child, ChildSucceeded, is_ancestor, parent_of
from webapp.engine.events import (
    AnyEvent,
    ChildExecutionFailed,
    ExecutionAborted,
    ExecutionFailed,
    ExecutionSucceeded,
    ExecutionTimedOut,
    MapStateSucceeded,
    ParallelStateSucceeded,
    RetryStarted,
    StateEntered,
    TaskFailed,
    TaskStarted,
    TaskSubmitted,
    TaskSucceeded,
    TaskTimedOut,
    WaitEnded,
)


@dataclass(frozen=True, slots=True)
class Continue:
    """Run to the next breakpoint or the end."""


@dataclass(frozen=True, slots=True)
class Begin:
    """Stop before the first state."""


@dataclass(frozen=True, slots=True)
class Over:
    """Finish the focused state of ``thread``, children and all, and stop at its next."""

    thread: str


@dataclass(frozen=True, slots=True)
class Into:
    """Stop at the first state of a child of ``thread``: of child ``index``, or of whichever comes first.

    Where none comes any more this stops with the result of the state's work, and else as :class:`Over` does.
    """

    thread: str
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Out:
    """Finish the iteration or branch that ``thread`` is and stop in its container; the root runs to its end."""

    thread: str


@dataclass(frozen=True, slots=True)
class RunTo:
    """Run to where the state at ``path`` is entered, by whichever thread."""

    path: str


@dataclass(frozen=True, slots=True)
class NextTimer:
    """Go to where the clock goes next: a wait's end, a retry, a time limit, an answer that comes late.

    ``since_ms`` is the time at which this was asked for.
    """

    since_ms: int


StopRule = Continue | Begin | Over | Into | Out | RunTo | NextTimer

WorkSucceeded = TaskSucceeded | MapStateSucceeded | ParallelStateSucceeded

ENDS: Final[frozenset[type]] = frozenset({ExecutionSucceeded, ExecutionFailed, ExecutionAborted, ExecutionTimedOut})
ENTRIES: Final[frozenset[type]] = frozenset({StateEntered})
ANSWERS: Final[frozenset[type]] = frozenset({*get_args(ChildSucceeded), ChildExecutionFailed, *get_args(WorkSucceeded)})

FIRED: Final[frozenset[type]] = frozenset({WaitEnded, RetryStarted, TaskTimedOut})
TIMELY: Final = FIRED | {TaskSucceeded, TaskFailed, TaskSubmitted, TaskStarted, ChildExecutionFailed}

StopKind = Literal["start", "step", "end"] | HitKind


@dataclass(frozen=True, slots=True)
class Stopped:
    """Why the execution stands, and which thread is then in focus; ``hit``: the breakpoint that it is at."""

    kind: StopKind
    thread: str
    hit: Hit | None = None


def stop_after(
    event: AnyEvent,
    rule: StopRule,
    breakpoints: Breakpoints,
    children: Mapping[str, Child],
    hits: Hits | None = None,
) -> Stopped | None:
    """Return why to stop after ``event``, or ``None`` to go on.

    ``children`` tells of every thread started so far which child of its container it is. Without ``hits``, which read
    the record, this tells where there may be a stop: the cheap part of a breakpoint is all that is looked at.
    """
    if type(event) in ENDS:
        return Stopped("end", event.thread)
    if hits is None:
        if breakpoints.at(event, children):
            return Stopped("breakpoint", event.thread)
    elif type(event) in breakpoints.telling and (hit := hits.at(event, breakpoints)) is not None:
        return Stopped(hit.kind, hit.thread, hit)
    return _by_rule(event, rule, children)


def telling_events(rule: StopRule, breakpoints: Breakpoints) -> frozenset[type]:
    """Return the types of the events after which :func:`stop_after` may stop; after all others it never does.

    Nearly all events of an execution that nobody stops are of no such type, so whoever watches need not ask of each.
    """
    match rule:
        case Continue():
            return ENDS | breakpoints.telling
        case Begin() | RunTo():
            return ENDS | ENTRIES | breakpoints.telling
        case Over() | Into() | Out():
            return ENDS | ENTRIES | ANSWERS | breakpoints.telling
        case NextTimer():
            return ENDS | ENTRIES | TIMELY | breakpoints.telling
        case _:
            assert_never(rule)


def _by_rule(event: AnyEvent, rule: StopRule, children: Mapping[str, Child]) -> Stopped | None:
    match rule:
        case Continue():
            return None
        case Begin():
            return Stopped("start", event.thread) if isinstance(event, StateEntered) else None
        case Over(thread):
            return _next_state(event, thread) or _back_in_container(event, thread)
        case Into(thread, index):
            return (
                _first_of_child(event, thread, index, children)
                or _worked(event, thread)
                or _next_state(event, thread)
                or _back_in_container(event, thread)
            )
        case Out(thread):
            return _next_state_above(event, thread) or _back_in_container(event, thread)
        case RunTo(path):
            return Stopped("step", event.thread) if isinstance(event, StateEntered) and event.path == path else None
        case NextTimer(since_ms):
            fired = event.time_ms > since_ms or type(event) in FIRED
            return Stopped("step", event.thread) if fired else None
        case _:
            assert_never(rule)


def _next_state(event: AnyEvent, thread: str) -> Stopped | None:
    """Stop at the thread's next state; or, when it is gone because it failed, where an ancestor goes on."""
    if isinstance(event, StateEntered) and event.thread == thread:
        return Stopped("step", thread)
    return _next_state_above(event, thread)


def _next_state_above(event: AnyEvent, thread: str) -> Stopped | None:
    if isinstance(event, StateEntered) and is_ancestor(event.thread, thread):
        return Stopped("step", event.thread)
    return None


def _back_in_container(event: AnyEvent, thread: str) -> Stopped | None:
    parent = parent_of(thread)
    # a child execution that failed may be tolerated: then nothing else tells that its container goes on
    if parent is not None and isinstance(event, ChildSucceeded | ChildExecutionFailed) and event.thread == thread:
        return Stopped("step", parent)
    return None


def _first_of_child(event: AnyEvent, thread: str, index: int | None, children: Mapping[str, Child]) -> Stopped | None:
    if not isinstance(event, StateEntered) or parent_of(event.thread) != thread:
        return None
    child = children.get(event.thread)
    if index is None or (child is not None and child.index == index):
        return Stopped("step", event.thread)
    return None


def _worked(event: AnyEvent, thread: str) -> Stopped | None:
    """Stop where a task has answered or the last child has ended: the stages after the work are still to come."""
    return Stopped("step", thread) if isinstance(event, WorkSucceeded) and event.thread == thread else None
