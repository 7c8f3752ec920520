"""Lanes: where the longest lines of a large machine run, outside all states, so that its layers stay few and small.

A line through many layers costs a bend in each. Where that would be too many altogether, the longest lines are taken
out of the layers: they go across to a lane on the right, along it, and across again to their target. Lines to the same
target share a lane and the way from it.
"""

from collections.abc import Mapping, Sequence

from webapp.graph.geometry import LINE_GAP
from webapp.graph.layered import Chain, Layered

_MOST_BENDS = 1500
_SHORTEST = 4


def lane_edges(spans: Sequence[int]) -> set[int]:
    """Return the numbers of the edges that run in lanes, given how many layers each spans."""
    bends = sum(spans) - len(spans)
    chosen: set[int] = set()
    for number in sorted(range(len(spans)), key=lambda number: -spans[number]):
        if bends <= _MOST_BENDS or spans[number] < _SHORTEST:
            break
        bends -= spans[number] - 1
        chosen.add(number)
    return chosen


def lane_places(layered: Layered, width: float) -> tuple[Mapping[int, float], float]:
    """Return the x of the lane to each target that has one, and the width with all lanes.

    Lanes that have no layer in common stand below each other.
    """
    reach: dict[int, list[int]] = {}
    for chain in layered.chains:
        if chain.is_lane:
            ends = [layered.layer_of[item] for item in chain.items]
            first, last = reach.get(chain.items[-1], (ends[0], ends[0]))
            reach[chain.items[-1]] = [min(first, *ends), max(last, *ends)]
    free_from: list[int] = []
    places: dict[int, float] = {}
    for target, (first, last) in sorted(reach.items(), key=lambda entry: entry[1]):
        lane = next((number for number, layer in enumerate(free_from) if layer < first), len(free_from))
        if lane == len(free_from):
            free_from.append(0)
        free_from[lane] = last
        places[target] = width + LINE_GAP * (lane + 1)
    return places, width + LINE_GAP * len(free_from)


def first_end(chain: Chain) -> int | None:
    """Return the label from which a line in a lane goes across, if it has one."""
    return chain.items[1] if len(chain.items) > 2 else None
