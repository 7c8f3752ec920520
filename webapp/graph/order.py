"""The order inside the layers: the first order is kept unless a change removes a crossing.

Three moves are tried, the gentlest first: taking out one line or one run of states and putting it back where it
crosses least (found exactly, by dynamic programming over the layers); then sweeps that sort each layer by the middle
of its neighbours, each followed by the first move. A result is taken only when it crosses strictly less.
"""

from bisect import bisect_right, insort

from webapp.graph.layered import Layered
from webapp.graph.reinsert import movable_runs, reinsert

_SWEEPS = 6
_ROUNDS = 4
_MOST_ITEMS_TO_SWEEP = 4000
_MOST_ITEMS_TO_REINSERT = 400


def order_layers(layered: Layered) -> None:
    """Reorder ``layered.layers`` so that few segments cross."""
    best = count_crossings(layered)
    if best == 0 or len(layered.kinds) > _MOST_ITEMS_TO_SWEEP:
        return
    seed = [layer[:] for layer in layered.layers]
    best = _reinsert_all(layered, best)
    best_layers = [layer[:] for layer in layered.layers]
    layered.layers[:] = seed
    for sweep in range(_SWEEPS):
        if best == 0:
            break
        _sweep(layered, downwards=sweep % 2 == 0)
        swept = [layer[:] for layer in layered.layers]
        crossings = _reinsert_all(layered, count_crossings(layered))
        if crossings < best:
            best, best_layers = crossings, [layer[:] for layer in layered.layers]
        layered.layers[:] = swept
    layered.layers[:] = best_layers


def count_crossings(layered: Layered) -> int:
    """Return how many pairs of segments cross."""
    position = [0] * len(layered.kinds)
    for layer in layered.layers:
        for place, item in enumerate(layer):
            position[item] = place
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


def _reinsert_all(layered: Layered, crossings: int) -> int:
    if crossings == 0 or len(layered.kinds) > _MOST_ITEMS_TO_REINSERT:
        return crossings
    runs = movable_runs(layered)
    for _ in range(_ROUNDS):
        before = crossings
        for run in runs:
            crossings -= reinsert(layered, run)
            if crossings == 0:
                return 0
        if crossings == before:
            break
    return crossings


def _sweep(layered: Layered, *, downwards: bool) -> None:
    neighbours = layered.up if downwards else layered.down
    position = [0] * len(layered.kinds)
    for layer in layered.layers if downwards else reversed(layered.layers):
        keys = {item: _middle([position[other] for other in neighbours[item]]) for item in layer}
        fixed = [item for item in layer if keys[item] is None]
        if not fixed:
            layer.sort(key=lambda item: keys[item] or 0.0)
        else:
            moving = iter(
                sorted((item for item in layer if keys[item] is not None), key=lambda item: keys[item] or 0.0)
            )
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
