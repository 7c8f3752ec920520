"""The order inside the layers: that of the text, unless another one removes a crossing.

For each first order (:mod:`webapp.graph.seed`) the runs whose lines cross others are taken out one by one and put back
where they cross least; if lines still cross, sweeps sort each layer by the middle of its neighbours, and runs are moved
again. The first order without crossings is taken, or else the one with the fewest, the earliest among equals.
"""

from bisect import bisect_right, insort
from collections.abc import Iterator

from webapp.graph.layered import Layered
from webapp.graph.reinsert import movable_runs, reinsert
from webapp.graph.seed import Seed, seed_layers

_SWEEPS = 4
_ROUNDS = 4
_MOST_ITEMS_TO_SWEEP = 250
_MOST_ITEMS_TO_SEED_AGAIN = 6000
_MOST_ITEMS_TO_REINSERT = 500


def order_layers(layered: Layered, entry: int | None) -> None:
    """Fill ``layered.layers`` so that few segments cross."""
    best: list[list[int]] = []
    fewest: int | None = None
    for crossings in _attempts(layered, entry):
        if fewest is None or crossings < fewest:
            fewest, best = crossings, [layer[:] for layer in layered.layers]
        if fewest == 0:
            break
    layered.layers[:] = best


def count_crossings(layered: Layered) -> int:
    """Return how many pairs of segments cross."""
    position = layered.positions()
    crossings = 0
    for layer in layered.layers:
        passed: list[int] = []
        for item in layer:
            for lower in sorted([position[other] for other in layered.down[item]]):
                if passed and passed[-1] > lower:
                    crossings += len(passed) - bisect_right(passed, lower)
                    insort(passed, lower)
                else:
                    passed.append(lower)
    return crossings


def _attempts(layered: Layered, entry: int | None) -> Iterator[int]:
    """Set the layers one way after the other, and yield the number of crossings each time."""
    seed_layers(layered, entry, Seed.TEXT)
    yield (crossings := count_crossings(layered))
    if len(layered.kinds) > _MOST_ITEMS_TO_SEED_AGAIN:
        return
    swept_from = [layer[:] for layer in layered.layers]
    yield _reinsert_runs(layered, crossings)
    for seed in (Seed.CATCH_FIRST, Seed.LOOPS_FIRST):
        seed_layers(layered, entry, seed)
        yield _reinsert_runs(layered, count_crossings(layered))
    if len(layered.kinds) > _MOST_ITEMS_TO_SWEEP:
        return
    for sweep in range(_SWEEPS):
        layered.layers[:] = swept_from
        _sweep(layered, downwards=sweep % 2 == 0)
        swept_from = [layer[:] for layer in layered.layers]
        yield _reinsert_runs(layered, count_crossings(layered))


def _reinsert_runs(layered: Layered, crossings: int) -> int:
    """Move runs while that removes crossings, and return how many are left."""
    if crossings == 0 or len(layered.kinds) > _MOST_ITEMS_TO_REINSERT:
        return crossings
    runs = movable_runs(layered)
    for _ in range(_ROUNDS):
        before = crossings
        crossing = _crossing_items(layered)
        for run in runs:
            if crossing.isdisjoint(run):
                continue
            if gain := reinsert(layered, run):
                crossings -= gain
                if crossings == 0:
                    return 0
                crossing = _crossing_items(layered)
        if crossings == before:
            break
    return crossings


def _crossing_items(layered: Layered) -> set[int]:
    """Return the ends of the segments that cross others: only runs with such an end are worth moving."""
    position = layered.positions()
    found: set[int] = set()
    for layer in layered.layers:
        segments = [(position[lower], lower, upper) for upper in layer for lower in layered.down[upper]]
        for number, (place, lower, upper) in enumerate(segments):
            for other_place, other_lower, other_upper in segments[number + 1 :]:
                if other_place < place and other_upper != upper:
                    found.update((lower, upper, other_lower, other_upper))
    return found


def _sweep(layered: Layered, *, downwards: bool) -> None:
    neighbours = layered.up if downwards else layered.down
    position = [0] * len(layered.kinds)
    for layer in layered.layers if downwards else reversed(layered.layers):
        keys = {item: _middle([position[other] for other in neighbours[item]]) for item in layer}
        moving = iter(sorted((item for item in layer if keys[item] is not None), key=lambda item: keys[item] or 0.0))
        layer[:] = [item if keys[item] is None else next(moving) for item in layer]
        for place, item in enumerate(layer):
            position[item] = place


def _middle(places: list[int]) -> float | None:
    if not places:
        return None
    places.sort()
    half = len(places) // 2
    if len(places) % 2:
        return float(places[half])
    return (places[half - 1] + places[half]) / 2
