"""Where on a state's border each line begins or ends."""

from collections.abc import Sequence

from webapp.graph.geometry import PORT_GAP, PORT_INSET
from webapp.graph.layered import Layered

_SAME = 0.5


class Ports:
    """The x at which each chain leaves its source (``leaving[edge]``) and reaches its target (``reaching[edge]``)."""

    def __init__(self, layered: Layered, x: Sequence[float]) -> None:
        self.leaving: dict[int, float] = {}
        self.reaching: dict[int, float] = {}
        bottoms: list[list[tuple[int, int]]] = [[] for _ in layered.nodes]
        tops: list[list[tuple[int, int]]] = [[] for _ in layered.nodes]
        place = layered.positions()
        for chain in layered.chains:
            bottoms[chain.items[0]].append((chain.items[1], chain.edge))
            tops[chain.items[-1]].append((chain.items[-2], chain.edge))
        for node, box in enumerate(layered.nodes):
            for lines, ports in ((bottoms[node], self.leaving), (tops[node], self.reaching)):
                lines.sort(key=lambda line: place[line[0]])
                ends = [x[item] for item, _ in lines]
                widths = [layered.nodes[item].width if item < len(layered.nodes) else 0.0 for item, _ in lines]
                spots = spread(ends, widths, x[node], box.width)
                for (_, edge), spot in zip(lines, spots, strict=True):
                    ports[edge] = spot


def spread(ends: Sequence[float], widths: Sequence[float], middle: float, width: float) -> list[float]:
    """Return a port for each line, in order, on a border of ``width`` around ``middle``.

    ``ends`` is where the lines come from, in the same order, and ``widths`` how wide the state is that stands
    there (0 for a bend). A line from straight above has the middle; the others lie beside it, straight too where the
    border is wide enough.
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
