"""Two executions side by side: where they part first, and which visits of states differ, in what.

The executions may be a fork and what it left, two runs of a machine on two inputs, or runs of two versions of its
definition. Visits are paired by what they are (:class:`webapp.debugger.state_visits.VisitKey`), so the order in which
flows took turns, and the times at which they did, make no difference.
"""

from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from webapp.debugger.state_visits import Noted, Visit, VisitKey, Visits, visits_of
from webapp.engine.events import AnyEvent
from webapp.engine.snapshot import Snapshot

Aspect = Literal["input", "arguments", "result", "error", "output", "variables", "next", "end"]
Likeness = Literal["same", "differs", "inside", "left", "right"]

_MADE_INSIDE = frozenset[Aspect]({"result", "output", "variables"})
"""What a Map or Parallel makes of what its children made."""


class Difference(msgspec.Struct, frozen=True, gc=False):
    """An aspect that is not the same, and after which events that shows; ``None`` where that side has none yet."""

    aspect: Aspect
    left: int | None
    right: int | None


class Pair(msgspec.Struct, frozen=True, gc=False):
    """A visit in both executions, or in one only. ``differences`` are in the order in which they came about.

    ``likeness`` is ``inside`` where only children differ: a Map or Parallel that began with the same data and did with
    other results of its children what it would have done with the same.
    """

    key: VisitKey
    left: Visit | None
    right: Visit | None
    differences: tuple[Difference, ...]
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Divergence:
    """Where two executions part first. Of a visit on one side only it has no difference to tell."""

    pair: Pair
    difference: Difference | None

    @property
    def sequences(self) -> tuple[int | None, int | None]:
        """The events of either side at which it shows."""
        if self.difference is not None:
            return self.difference.left, self.difference.right
        left, right = self.pair.left, self.pair.right
        return (left.entered if left is not None else None, right.entered if right is not None else None)


@dataclass(frozen=True, slots=True)
class RunComparison:
    """``pairs`` are all visits of both, in the order of their beginnings, counted from each execution's start."""

    pairs: tuple[Pair, ...]
    first: Divergence | None


def compare_runs(left: list[AnyEvent], right: list[AnyEvent]) -> RunComparison:
    """Return how two executions compare; either may not have ended."""
    pairs = _likened(_paired(visits_of(left), visits_of(right)))
    starts = (left[0].time_ms if left else 0, right[0].time_ms if right else 0)
    pairs.sort(key=lambda pair: _beginning(pair, *starts))
    return RunComparison(tuple(pairs), _first(pairs))


def same_ends(left: Snapshot, right: Snapshot) -> bool:
    """Tell whether two executions ended alike: status, output and error."""
    return (
        left.status == right.status
        and (left.error, left.cause) == (right.error, right.cause)
        and same_json(left.output, right.output)
    )


def same_json(left: Any, right: Any) -> bool:
    """Tell whether two JSON values are the same; to Python, ``true`` would equal 1. The order of members is nothing."""
    return left is right or (left == right and _same_types(left, right))


def _same_types(left: Any, right: Any) -> bool:
    """Tell whether equal values are booleans in the same places."""
    match left:
        case dict():
            return all(_same_types(value, right[name]) for name, value in left.items())
        case list():
            return all(map(_same_types, left, right))
        case _:
            return isinstance(left, bool) == isinstance(right, bool)


def _paired(left: Visits, right: Visits) -> list[Pair]:
    pairs = [_pair(key, visit, right.get(key)) for key, visit in left.items()]
    return pairs + [_pair(key, None, visit) for key, visit in right.items() if key not in left]


def _pair(key: VisitKey, left: Visit | None, right: Visit | None) -> Pair:
    if left is None or right is None:
        return Pair(key, left, right, (), "left" if right is None else "right")
    differences = _differences(left, right)
    return Pair(key, left, right, differences, "differs" if differences else "same")


def _differences(left: Visit, right: Visit) -> tuple[Difference, ...]:
    found = [
        _between("input", left.input, right.input),
        _between("arguments", left.arguments, right.arguments),
        _of_failures(left, right),
        _between("result", left.result, right.result),
        _between("output", left.output, right.output),
        _at_end("variables", left, right, same=same_json(left.assigned, right.assigned)),
        _at_end("next", left, right, same=left.next == right.next),
        Difference("end", left.ended, right.ended) if left.end != right.end else None,
    ]
    return tuple(each for each in found if each is not None)


def _between(aspect: Aspect, left: Noted | None, right: Noted | None) -> Difference | None:
    """Compare two values; one that is missing shows in how the visits ended."""
    if left is None or right is None or same_json(left.value, right.value):
        return None
    return Difference(aspect, left.sequence, right.sequence)


def _of_failures(left: Visit, right: Visit) -> Difference | None:
    """Compare attempt by attempt, as far as both have come."""
    for one, other in zip(left.failures, right.failures, strict=False):
        if (one.error, one.cause) != (other.error, other.cause):
            return Difference("error", one.sequence, other.sequence)
    more = len(left.failures) - len(right.failures)
    if more > 0 and right.end is not None:
        return Difference("error", left.failures[-more].sequence, right.ended)
    if more < 0 and left.end is not None:
        return Difference("error", left.ended, right.failures[more].sequence)
    return None


def _at_end(aspect: Aspect, left: Visit, right: Visit, *, same: bool) -> Difference | None:
    if same or left.output is None or right.output is None:
        return None
    return Difference(aspect, left.output.sequence, right.output.sequence)


def _likened(pairs: list[Pair]) -> list[Pair]:
    """Return the pairs, those of containers that differ by their children only marked so."""
    around = {container for pair in pairs if pair.likeness != "same" for container in _containers(pair.key)}
    return [
        Pair(pair.key, pair.left, pair.right, pair.differences, "inside")
        if pair.key in around and pair.likeness == "differs" and _MADE_INSIDE.issuperset(_aspects(pair))
        else pair
        for pair in pairs
    ]


def _aspects(pair: Pair) -> list[Aspect]:
    return [difference.aspect for difference in pair.differences]


def _containers(key: VisitKey) -> list[VisitKey]:
    """Return the visits to the Maps and Parallels around a visit."""
    return [VisitKey(key.flow[:depth], each.container, each.nth) for depth, each in enumerate(key.flow)]


def _beginning(pair: Pair, left_start_ms: int, right_start_ms: int) -> tuple[int, int]:
    if pair.left is not None:
        return pair.left.entered_ms - left_start_ms, pair.left.entered
    assert pair.right is not None
    return pair.right.entered_ms - right_start_ms, pair.right.entered


def _first(pairs: list[Pair]) -> Divergence | None:
    """Return the difference that came about first on the left; that which only the right shows counts after those."""
    found = [Divergence(pair, next(iter(pair.differences), None)) for pair in pairs if pair.likeness != "same"]
    return min(found, key=_when, default=None)


def _when(divergence: Divergence) -> tuple[bool, int]:
    left, right = divergence.sequences
    return (left is None, (right or 0) if left is None else left)
