"""Moving a cursor over the record: back to the exact previous stop, forward again, or on by a stop rule.

Nothing here runs anything. A :class:`Position` is a place to stand: after the event ``sequence``, looking at
``thread``, ``stage`` stages into the state that it is in (``None``: before the first stage).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webapp.debugger.breakpoints import Breakpoints
from webapp.debugger.hits import Hit, Hits
from webapp.debugger.stepping import StopKind, StopRule, stop_after, telling_events
from webapp.debugger.threads import ROOT, Child, ChildSucceeded, family_of
from webapp.engine.events import AnyEvent, StateEntered


@dataclass(frozen=True, slots=True)
class Position:
    """Where the debugger stands."""

    sequence: int
    thread: str = ROOT
    stage: int | None = None


@dataclass(frozen=True, slots=True)
class StoppedAt:
    """A stop found in the record."""

    kind: StopKind
    position: Position
    hit: Hit | None = None


def step_back(events: Sequence[AnyEvent], position: Position) -> Position | None:
    """Return the stop before ``position``, or ``None`` at the start of the execution.

    A stage steps back to the stage before it, a state to the one that its thread was in before, the first state of an
    iteration or branch to its container, a stop in the container to the last state of the child that brought us there,
    and the very first state to the start. ``events[n]`` has sequence ``n + 1``.
    """
    if position.stage is not None:
        return Position(position.sequence, position.thread, position.stage - 1 if position.stage else None)
    if position.sequence <= 1:
        return None
    here = events[position.sequence - 1]
    came_from = here.thread if isinstance(here, ChildSucceeded) else position.thread
    family = family_of(came_from)
    for event in reversed(events[: position.sequence - 1]):
        if isinstance(event, StateEntered) and event.thread in family:
            return Position(event.sequence, event.thread)
    return Position(1)


def find_stop(
    events: Sequence[AnyEvent],
    after: int,
    rule: StopRule,
    breakpoints: Breakpoints,
    children: Mapping[str, Child],
    hits: Hits | None = None,
) -> StoppedAt | None:
    """Return the first stop after event ``after`` in the record, ``None`` where ``rule`` runs past its end."""
    telling = telling_events(rule, breakpoints)
    for event in events[after:]:
        if type(event) not in telling:
            continue
        stopped = stop_after(event, rule, breakpoints, children, hits)
        if stopped is not None:
            return StoppedAt(stopped.kind, Position(event.sequence, stopped.thread), stopped.hit)
    return None
