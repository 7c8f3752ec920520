"""How far a record holds for a changed definition: the first step that the new definition takes otherwise.

Nothing is run. A step of a state that stands in both definitions alike gives the same events from the same snapshot, so
only steps of changed states are looked at: each is decided by the old definition and by the new one, with the same
time and the same chance, and the first pair of decisions that differ is where the record ends to hold. Task results,
timers and edits come from outside and hold for any definition.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from webapp.asl import Machine, MapState, ParallelState, PlacedState, State, walk
from webapp.asl.model import inner_machines
from webapp.debugger.run_comparison import same_json
from webapp.engine import (
    EMPTY,
    Advance,
    AnyEvent,
    BranchStarted,
    ChildExecutionStarted,
    CommandRefused,
    MapIterationStarted,
    Snapshot,
    StateEntered,
    decide,
    fold,
    is_ready,
)
from webapp.expressions import IN_PROCESS, Evaluator
from webapp.values import parent_path

_STARTS = BranchStarted | ChildExecutionStarted | MapIterationStarted


@dataclass(frozen=True, slots=True)
class Departure:
    """Where the two definitions part: after event ``identical``, by a step of ``thread`` in the state at ``path``.

    ``before`` is what the old definition does there, ``after`` what the new one does; either may be nothing.
    """

    identical: int
    thread: str
    path: str
    before: tuple[AnyEvent, ...]
    after: tuple[AnyEvent, ...]


def changed_states(old: Machine, new: Machine) -> frozenset[str]:
    """Return the paths of the states that are not in both definitions alike, comments aside.

    What is inside a Map or Parallel counts for itself, not for its container.
    """
    before, after = _own_parts(old), _own_parts(new)
    return frozenset(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def find_departure(
    old: Machine, new: Machine, events: Sequence[AnyEvent], evaluator: Evaluator = IN_PROCESS
) -> Departure | None:
    """Return the first step in ``events``, a record of ``old``, that ``new`` takes otherwise; ``None`` if none is."""
    changed = changed_states(old, new)
    starts = _changed_starts(old, new)
    if not changed and not starts:
        return None
    snapshot, folded = EMPTY, 0
    for event in events:
        path: str = getattr(event, "path", "")
        if path not in changed and not (isinstance(event, StateEntered) and parent_path(path) in starts):
            continue
        snapshot = fold(events[folded : event.sequence - 1], snapshot)
        folded = event.sequence - 1
        found = _difference(old, new, snapshot, event, evaluator)
        if found is not None:
            return found
    return None


def _difference(
    old: Machine, new: Machine, snapshot: Snapshot, event: AnyEvent, evaluator: Evaluator
) -> Departure | None:
    mover = event.parent if isinstance(event, _STARTS) else event.thread
    thread = snapshot.threads.get(mover)
    if thread is None or snapshot.status != "RUNNING" or not is_ready(thread):
        return None
    step = Advance(mover, event.time_ms, event.sequence)
    before, after = (_decided(machine, snapshot, step, evaluator) for machine in (old, new))
    if _are_same(before, after):
        return None
    return Departure(event.sequence - 1, mover, getattr(event, "path", ""), before, after)


def _decided(machine: Machine, snapshot: Snapshot, step: Advance, evaluator: Evaluator) -> tuple[AnyEvent, ...]:
    try:
        return decide(machine, snapshot, step, evaluator)
    except CommandRefused:  # the state is not there, or is another kind of state
        return ()


def _are_same(before: Sequence[AnyEvent], after: Sequence[AnyEvent]) -> bool:
    return len(before) == len(after) and all(
        type(one) is type(other) and same_json(msgspec.structs.asdict(one), msgspec.structs.asdict(other))
        for one, other in zip(before, after, strict=True)
    )


def _own_parts(machine: Machine) -> Mapping[str, str]:
    """Return for each state, by path, a text that differs where the state, or what it inherits, differs."""
    inherited = machine.query_language
    return {placed.path: repr((_own_part(placed.state), inherited, _around(placed))) for placed in walk(machine)}


def _own_part(state: State) -> State:
    """Return ``state`` without its comment, its raw text and what the machines inside it hold."""
    inner: dict[str, Any] = {}
    if isinstance(state, MapState) and state.item_processor is not None:
        inner["item_processor"] = _emptied(state.item_processor)
    elif isinstance(state, ParallelState):
        inner["branches"] = tuple(_emptied(branch) for branch in state.branches)
    return replace(state, comment=None, raw={}, **inner)


def _emptied(machine: Machine) -> Machine:
    return replace(machine, start_at=None, states={}, comment=None)


def _around(placed: PlacedState) -> object:
    return placed.machine.query_language


def _changed_starts(old: Machine, new: Machine) -> frozenset[str]:
    """Return the paths before the states of the machines that begin elsewhere now."""
    before, after = _starts(old), _starts(new)
    return frozenset(prefix for prefix, start in before.items() if after.get(prefix) != start)


def _starts(machine: Machine) -> Mapping[str, str | None]:
    found = {"": machine.start_at}
    for placed in walk(machine):
        found.update({prefix: inner.start_at for prefix, inner in inner_machines(placed.state, placed.path)})
    return found
