"""One machine laid out: its connected parts side by side, each ranked, ordered, placed and routed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from webapp.graph.boxes import Box, Point
from webapp.graph.geometry import COMPONENT_GAP, SHELF_WIDTH
from webapp.graph.layered import LevelEdge, LevelNode
from webapp.graph.layers import make_layers
from webapp.graph.order import order_layers
from webapp.graph.place import place_items
from webapp.graph.route import route_lines


@dataclass(slots=True)
class Level:
    """The picture of one machine: top left corners by node, lines and label boxes by edge."""

    width: float = 0.0
    height: float = 0.0
    corners: dict[int, Point] = field(default_factory=dict)
    points: dict[int, list[Point]] = field(default_factory=dict)
    label_boxes: dict[int, Box] = field(default_factory=dict)


@dataclass(slots=True)
class _Shelf:
    """Places the parts side by side, in rows about as wide as the first part or the shelf."""

    end: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    widest: float = SHELF_WIDTH

    def next_corner(self, width: float, height: float) -> Point:
        """Return where the next part goes."""
        left = self.end + COMPONENT_GAP if self.end else 0.0
        if self.end and left + width > self.widest:
            left, self.top = 0.0, self.bottom + COMPONENT_GAP
        self.end = left + width
        self.widest = max(self.widest, self.end)
        self.bottom = max(self.bottom, self.top + height)
        return left, self.top


def lay_out_level(nodes: Sequence[LevelNode], edges: Sequence[LevelEdge], entry: int | None) -> Level:
    """Return the picture of the machine whose states are ``nodes``; ``edges`` never join a state to itself."""
    level, shelf = Level(), _Shelf()
    outgoing: list[list[int]] = [[] for _ in nodes]
    for number, edge in enumerate(edges):
        outgoing[edge.source].append(number)
    for members in _connected_parts(len(nodes), edges, entry):
        _add_part(level, shelf, nodes, edges, [outgoing[node] for node in members], members, entry)
    return level


def _connected_parts(count: int, edges: Sequence[LevelEdge], entry: int | None) -> list[list[int]]:
    """Return the connected parts, that of the entry first, the others in the order of the text."""
    beside: list[list[int]] = [[] for _ in range(count)]
    for edge in edges:
        beside[edge.source].append(edge.target)
        beside[edge.target].append(edge.source)
    seen = [False] * count
    parts: list[list[int]] = []
    for start in [*([] if entry is None else [entry]), *range(count)]:
        if seen[start]:
            continue
        seen[start] = True
        part = [start]
        for node in part:
            for other in beside[node]:
                if not seen[other]:
                    seen[other] = True
                    part.append(other)
        parts.append(sorted(part))
    return parts


def _add_part(
    level: Level,
    shelf: "_Shelf",
    nodes: Sequence[LevelNode],
    edges: Sequence[LevelEdge],
    outgoing: Sequence[Sequence[int]],
    members: Sequence[int],
    entry: int | None,
) -> None:
    local = {node: number for number, node in enumerate(members)}
    numbers = sorted(number for leaving in outgoing for number in leaving)
    inner = [
        LevelEdge(local[edge.source], local[edge.target], edge.label_width, edge.is_side, edge.label_height)
        for edge in (edges[number] for number in numbers)
    ]
    local_entry = None if entry is None else local.get(entry)
    layered = make_layers([nodes[node] for node in members], inner, local_entry)
    order_layers(layered, local_entry)
    x = place_items(layered)
    routed = route_lines(layered, x)
    left, top = shelf.next_corner(routed.width, routed.height)
    for place, node in enumerate(members):
        corner = left + x[place] - nodes[node].width / 2, top + routed.tops[layered.layer_of[place]]
        level.corners[node] = corner
    for place, number in enumerate(numbers):
        level.points[number] = [(left + px, top + py) for px, py in routed.points[place]]
        if place in routed.label_boxes:
            bx, by, width, height = routed.label_boxes[place]
            level.label_boxes[number] = (left + bx, top + by, width, height)
    level.width = max(level.width, left + routed.width)
    level.height = max(level.height, top + routed.height)
