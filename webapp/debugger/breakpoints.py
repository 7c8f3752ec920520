"""Breakpoints: what a person sets, and at which events each may stop the execution.

A breakpoint has a cheap part, which an event and the place of its thread decide: its kind, its state or transition, the
iteration. What is left (condition, hit count, the fate of an error, a change of data) is looked at only where the cheap
part fits: :mod:`webapp.debugger.hits`.

``before`` stops where a state is entered, ``after`` where it has its output, ``transition`` where that edge is taken,
``error`` where a failure is announced, ``data`` where the value of an expression is another than before. A path that
names no state never hits, and is no error.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, assert_never

import msgspec

from webapp.debugger.threads import Child, ChildStarted, parent_of
from webapp.engine.events import (
    AnyEvent,
    BranchStarted,
    ExecutionStarted,
    StateEntered,
    StateExited,
    StateFailed,
    ValueEdited,
)
from webapp.values import START, child_path

BreakpointKind = Literal["before", "after", "transition", "error", "data"]
EdgeKind = Literal["start", "next", "choice", "default", "catch", "end"]
Outcome = Literal["uncaught", "caught", "will_retry", "exhausted"]


class Breakpoint(msgspec.Struct, frozen=True, kw_only=True):
    """What a person sets. ``path`` is the state, or the source of a transition, or ``""`` for anywhere (error, data).

    ``edge`` and ``index`` tell which transition, as drawn edges do; ``target`` is only shown. ``condition`` is an
    expression of ``language`` (``""``: the state's own) which must be true, ``hit`` counts those that are: ``=3`` (or
    ``3``), ``>=3``, ``%3``. ``iteration``: only inside this iteration of the nearest Map, or else this branch.
    A breakpoint with a ``log`` never stops: it says its text, with the values of the expressions in braces.
    ``errors`` (all, where there are none) and ``error``, a name as in ``ErrorEquals``, choose failures; ``data`` is
    the expression that is watched.
    """

    id: str
    kind: BreakpointKind = "before"
    path: str = ""
    enabled: bool = True
    condition: str = ""
    language: Literal["", "JSONPath", "JSONata"] = ""
    hit: str = ""
    iteration: int | None = None
    log: str = ""
    edge: EdgeKind = "next"
    index: int | None = None
    target: str = ""
    errors: tuple[Outcome, ...] = ()
    error: str = ""
    data: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether its cheap part is all there is to it."""
        return not self.condition and not self.hit and self.kind not in ("error", "data")

    @property
    def stops(self) -> bool:
        """Whether it may stop an execution."""
        return self.enabled and not self.log


DATA_EVENTS: Final[tuple[type, ...]] = (StateEntered, StateExited, ValueEdited)
"""After these what an expression reads may have changed: a state's input or output, a variable."""

_STARTS: Final[tuple[type, ...]] = (ExecutionStarted, *ChildStarted.__args__)


def before(path: str, *, enabled: bool = True) -> Breakpoint:
    """Return the plain breakpoint before the state at ``path``."""
    return Breakpoint(id=path, path=path, enabled=enabled)


def breakpoints_of(given: Iterable[Breakpoint | str]) -> tuple[Breakpoint, ...]:
    """Return ``given``, in which a path stands for a plain breakpoint before that state; of one id the last counts."""
    found = (before(each) if isinstance(each, str) else each for each in given)
    return tuple({each.id: each for each in found}.values())


class Breakpoints:
    """Those that may stop, sorted by the events at which they may."""

    __slots__ = ("_anywhere", "_by_place", "entries", "telling")

    def __init__(self, given: Iterable[Breakpoint | str] = ()) -> None:
        """Leave out those that are disabled, and the logpoints."""
        self._by_place: dict[tuple[type, str], list[Breakpoint]] = {}
        self._anywhere: dict[type, list[Breakpoint]] = {}
        for each in breakpoints_of(given):
            if each.stops and (each.path or each.kind in ("error", "data")):
                self._add(each)
        self.telling: frozenset[type] = frozenset({*self._anywhere, *(type_ for type_, _ in self._by_place)})
        """The types of the events at which one may stop."""
        self.entries: frozenset[str] | None = None
        """The states that are stopped at where they are entered; ``None`` where that may be any."""
        if StateEntered not in self._anywhere:
            self.entries = frozenset(path for type_, path in self._by_place if type_ is StateEntered)

    def _add(self, breakpoint: Breakpoint) -> None:
        path = _path_of_events(breakpoint)
        for type_ in event_types(breakpoint):
            if path:
                self._by_place.setdefault((type_, path), []).append(breakpoint)
            else:
                self._anywhere.setdefault(type_, []).append(breakpoint)

    def at(self, event: AnyEvent, children: Mapping[str, Child]) -> Sequence[Breakpoint]:
        """Return those whose cheap part fits ``event``; ``children`` tells which child each thread is."""
        type_ = type(event)
        if type_ not in self.telling:
            return ()
        here = self._by_place.get((type_, getattr(event, "path", "")), ())
        return [each for each in (*here, *self._anywhere.get(type_, ())) if fits(each, event, children)]


def event_types(breakpoint: Breakpoint) -> tuple[type, ...]:
    """Return the types of the events at which it may stop."""
    match breakpoint.kind:
        case "before":
            return (StateEntered,)
        case "after":
            return (StateExited,)
        case "transition":
            return _STARTS if breakpoint.edge == "start" else (StateExited,)
        case "error":
            return (StateFailed,)
        case "data":
            return DATA_EVENTS
        case _:
            assert_never(breakpoint.kind)


def fits(breakpoint: Breakpoint, event: AnyEvent, children: Mapping[str, Child]) -> bool:
    """Tell whether the cheap part fits ``event``."""
    if type(event) not in event_types(breakpoint):
        return False
    if breakpoint.kind == "transition" and not _is_taken(breakpoint, event):
        return False
    may_be_anywhere = breakpoint.kind in ("error", "data") and not breakpoint.path
    if breakpoint.kind != "transition" and not may_be_anywhere and getattr(event, "path", "") != breakpoint.path:
        return False
    if breakpoint.iteration is None:
        return True
    return iteration_of(event.thread, children) == breakpoint.iteration


def iteration_of(thread: str, children: Mapping[str, Child]) -> int | None:
    """Return which iteration of the nearest Map around it ``thread`` is in; where there is none, which branch."""
    branch: int | None = None
    at: str | None = thread
    while at is not None and (child := children.get(at)) is not None:
        if not child.is_branch:
            return child.index
        branch = child.index if branch is None else branch
        at = parent_of(at)
    return branch


def _path_of_events(breakpoint: Breakpoint) -> str:
    """Return the path that the events bear at which it may stop, ``""`` where that may be any or none."""
    if breakpoint.kind == "transition" and breakpoint.edge == "start":
        return ""
    return breakpoint.path


def _is_taken(breakpoint: Breakpoint, event: AnyEvent) -> bool:
    if not isinstance(event, StateExited):
        return breakpoint.edge == "start" and breakpoint.path == _start_of(event)
    if event.path != breakpoint.path:
        return False
    match breakpoint.edge:
        case "start":
            return False
        case "catch":
            return event.caught is not None and event.caught == (breakpoint.index or 0)
        case "choice":
            return event.rule is not None and event.rule == (breakpoint.index or 0)
        case "default":
            return event.state_type == "Choice" and event.rule is None
        case "next":
            return event.caught is None and event.next is not None
        case "end":
            return event.caught is None and event.next is None
        case _:
            assert_never(breakpoint.edge)


def _start_of(event: AnyEvent) -> str:
    """Return the path of the drawn start of the machine that ``event`` begins."""
    match event:
        case ExecutionStarted():
            return START
        case BranchStarted():
            return f"{child_path(event.path, event.index)}/{START}"
        case _:
            return f"{getattr(event, 'path', '')}/{START}"
