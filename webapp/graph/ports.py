"""Where on a state's border each line begins or ends."""

from collections.abc import Sequence
from typing import Final

from webapp.graph.geometry import PORT_GAP, PORT_INSET
from webapp.graph.lanes import first_end
from webapp.graph.layered import Layered

_SAME: Final = 0.5
_Line = tuple[int | None, int]
"""The item that a line comes from, ``None`` for a lane far on the right, and the number of its edge."""


class Ports:
    """The x at which each chain leaves its source (``leaving[edge]``) and reaches its target (``reaching[edge]``)."""

    def __init__(self, layered: Layered, x: Sequence[float]) -> None:
        self.leaving: dict[int, float] = {}
        self.reaching: dict[int, float] = {}
        bottoms: list[list[_Line]] = [[] for _ in layered.nodes]
        tops: list[list[_Line]] = [[] for _ in layered.nodes]
        for chain in layered.chains:
            first = first_end(chain) if chain.is_lane else chain.items[1]
            bottoms[chain.items[0]].append((first, chain.edge))
            tops[chain.items[-1]].append((None if chain.is_lane else chain.items[-2], chain.edge))
        position = layered.positions()
        for node in range(len(layered.nodes)):
            self.leaving |= _ports(layered, x, position, node, bottoms[node])
            self.reaching |= _ports(layered, x, position, node, tops[node])


def _ports(
    layered: Layered, x: Sequence[float], position: Sequence[int], node: int, lines: list[_Line]
) -> dict[int, float]:
    lines.sort(key=lambda line: len(position) if line[0] is None else position[line[0]])
    shared = {edge: edge for item, edge in lines if item is not None}
    lanes = [edge for item, edge in lines if item is None]
    ends = [x[item] for item, _ in lines if item is not None]
    widths = [layered.nodes[item].width if item < len(layered.nodes) else 0.0 for item, _ in lines if item is not None]
    if lanes:
        ends.append(float("inf"))
        widths.append(0.0)
    spots = spread(ends, widths, x[node], layered.nodes[node].width)
    ports = dict(zip(shared, spots, strict=False))
    return ports | dict.fromkeys(lanes, spots[-1] if spots else x[node])


def spread(ends: Sequence[float], widths: Sequence[float], middle: float, width: float) -> list[float]:
    """Return a port for each line, in order, on a border of ``width`` around ``middle``.

    ``ends`` is where the lines come from, in the same order, and ``widths`` how wide the state is that stands there
    (0 for a bend). A line from straight above has the middle; the others lie beside it, straight too where the border
    is wide enough.
    """
    count = len(ends)
    if count == 0:
        return []
    reach = max(width / 2 - PORT_INSET, 0.0)
    straight = next((number for number, end in enumerate(ends) if abs(end - middle) < _SAME), None)
    centre = (count - 1) / 2 if straight is None else float(straight)
    before, after = (min(PORT_GAP, reach / steps) if steps else PORT_GAP for steps in (centre, count - 1 - centre))
    spots = [middle + (number - centre) * (before if number < centre else after) for number in range(count)]
    return _straightened(spots, ends, widths, middle, reach)


def _straightened(
    spots: list[float], ends: Sequence[float], widths: Sequence[float], middle: float, reach: float
) -> list[float]:
    """Move ports straight to where their lines come from, if that is on the border and leaves their neighbours room."""
    numbers = range(len(spots))
    for number in (*numbers, *reversed(numbers)):
        end = ends[number]
        if widths[number] or not middle - reach <= end <= middle + reach:
            continue
        before = spots[number - 1] + PORT_GAP if number else middle - reach
        after = spots[number + 1] - PORT_GAP if number + 1 < len(spots) else middle + reach
        if before - 1e-6 <= end <= after + 1e-6:
            spots[number] = end
    return spots
