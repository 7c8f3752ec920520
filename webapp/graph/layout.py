"""A graph becomes boxes and lines. Layered along the flow, made from the inside out.

No edge of the States Language crosses the border of a container, so each machine is laid out by itself
(:mod:`webapp.graph.level`), the innermost first, and a container is a node of known size in the machine that holds it.
The same graph always gives the same picture.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from webapp.graph.boxes import Box, EdgeLine, Layout, NodeBox, Point
from webapp.graph.containers import Size, container_size
from webapp.graph.direction import Direction, turned_box, turned_level, turned_point, turned_size
from webapp.graph.geometry import LABEL_HEIGHT, MARGIN, STRIP_HEIGHT, TERMINAL_HEIGHT, TERMINAL_WIDTH, TOGGLE_WIDTH
from webapp.graph.layered import LevelEdge, LevelNode
from webapp.graph.level import Level, lay_out_level
from webapp.graph.self_loops import SelfLoop, draw_loop, room_for_loops
from webapp.graph.sizes import Card, card_size, label_width, strip_width
from webapp.values import END, START

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class _Edge:
    source: str
    target: str
    k: int
    kind: str
    label: str
    index: int | None
    order: float


@dataclass(slots=True)
class _Machine:
    """One machine of the graph: its nodes, each with its number in it, its edges, and later its picture."""

    nodes: dict[str, int] = field(default_factory=dict)
    edges: list[int] = field(default_factory=list)
    entry: str | None = None
    level: Level = field(default_factory=Level)


Engine = Callable[[Sequence[LevelNode], Sequence[LevelEdge], int | None], Level]
"""What lays one machine out: its states, its transitions, and the state that it starts with."""


def layout(
    graph: "nx.MultiDiGraph[str]", direction: Direction = "down", lay_out_level: Engine = lay_out_level
) -> Layout:
    """Return the drawing of a graph made by :func:`webapp.graph.build`."""
    edges = [_Edge(source, target, k, **data) for source, target, k, data in graph.edges(keys=True, data=True)]
    edges.sort(key=lambda edge: edge.order)
    machines = _machines(graph, edges)
    sizes: dict[str, Size] = {}
    loops: dict[int, SelfLoop] = {}
    for node in reversed(list(graph.nodes)):
        data = graph.nodes[node]
        for group in data["groups"] or ():
            _lay_out(machines[group], edges, sizes, loops, direction, lay_out_level)
        sizes[node] = _size(node, data, machines, direction)
    root = machines[""]
    _lay_out(root, edges, sizes, loops, direction, lay_out_level)
    boxes, origins = _boxes(graph, machines, sizes, direction)
    lines = _lines(edges, machines, boxes, origins, loops, direction)
    width, height = root.level.width + 2 * MARGIN, root.level.height + 2 * MARGIN
    return Layout(width, height, tuple(boxes.values()), lines, direction)


def _machines(graph: "nx.MultiDiGraph[str]", edges: list[_Edge]) -> dict[str, _Machine]:
    machines = {"": _Machine()}
    group_of: dict[str, str] = {}
    for node, data in graph.nodes(data=True):
        for group in data["groups"] or ():
            machines[group] = _Machine()
        group_of[node] = data["group"]
        machine = machines[data["group"]]
        machine.nodes[node] = len(machine.nodes)
        if node == START or (data["is_entry"] and data["group"]):
            machine.entry = node
    for number, edge in enumerate(edges):
        machines[group_of[edge.source]].edges.append(number)
    return machines


def _lay_out(
    machine: _Machine,
    edges: list[_Edge],
    sizes: Mapping[str, Size],
    loops: dict[int, SelfLoop],
    direction: Direction,
    lay_out_level: Engine,
) -> None:
    """Set ``machine.level``. Loops of a state to itself are drawn beside it, so the level only makes room for them."""
    local = machine.nodes
    nodes = [LevelNode(*turned_size(sizes[node].width, sizes[node].height, direction)) for node in local]
    inner: list[LevelEdge] = []
    numbers: list[int] = []
    for number in machine.edges:
        edge = edges[number]
        across, along = _label_size(edge.label, direction)
        if edge.source == edge.target:
            loops[number] = room_for_loops(nodes[local[edge.source]], across, along, edge.k)
        else:
            inner.append(LevelEdge(local[edge.source], local[edge.target], across, edge.kind == "catch", along))
            numbers.append(number)
    if machine.entry == START and END in local and all(edges[number].source != START for number in machine.edges):
        # A line that is not drawn keeps the end below a start that leads nowhere.
        inner.append(LevelEdge(local[START], local[END]))
    level = lay_out_level(nodes, inner, None if machine.entry is None else local[machine.entry])
    points = {number: level.points[place] for place, number in enumerate(numbers)}
    label_boxes = {numbers[place]: box for place, box in level.label_boxes.items()}
    machine.level = turned_level(replace(level, points=points, label_boxes=label_boxes), direction)


def _label_size(label: str, direction: Direction) -> tuple[float, float]:
    """Return how much room a label takes across the flow and along it, 0 without one."""
    return turned_size(label_width(label), LABEL_HEIGHT, direction) if label else (0.0, 0.0)


def _size(node: str, data: Mapping[str, Any], machines: Mapping[str, _Machine], direction: Direction) -> Size:
    if node in (START, END):
        return Size(Card(TERMINAL_WIDTH, TERMINAL_HEIGHT, (data["name"],), ""), TERMINAL_WIDTH, TERMINAL_HEIGHT)
    card = card_size(data["name"], data["subtitle"])
    if holds := data["holds"]:
        return Size(card, max(card.width + TOGGLE_WIDTH, strip_width(holds)), card.height + STRIP_HEIGHT)
    if data["groups"] is None:
        return Size(card, card.width, card.height)
    title = replace(card, width=card.width + TOGGLE_WIDTH)
    return container_size(title, [(group, machines[group].level) for group in data["groups"]], direction)


def _boxes(
    graph: "nx.MultiDiGraph[str]", machines: Mapping[str, _Machine], sizes: Mapping[str, Size], direction: Direction
) -> tuple[dict[str, NodeBox], dict[str, Point]]:
    """Return every node's box, and for every group the absolute corner of its machine."""
    origins: dict[str, Point] = {"": (MARGIN, MARGIN)}
    boxes: dict[str, NodeBox] = {}
    for node, data in graph.nodes(data=True):
        machine, size = machines[data["group"]], sizes[node]
        left, top = origins[data["group"]]
        x, y = machine.level.corners[machine.nodes[node]]
        x, y = left + x, top + y
        for group, (inner_x, inner_y) in size.inner.items():
            origins[group] = (x + inner_x, y + inner_y)
        boxes[node] = NodeBox(
            node,
            data["name"],
            data["type"],
            data["parent"],
            size.card.subtitle,
            x,
            y,
            size.width,
            size.height,
            size.card.lines,
            data["groups"] is not None,
            tuple((y if direction == "right" else x) + divider for divider in size.dividers),
            data["holds"],
        )
    return boxes, origins


def _lines(
    edges: list[_Edge],
    machines: Mapping[str, _Machine],
    boxes: Mapping[str, NodeBox],
    origins: Mapping[str, Point],
    loops: Mapping[int, SelfLoop],
    direction: Direction,
) -> tuple[EdgeLine, ...]:
    drawn: dict[int, EdgeLine] = {}
    for group, machine in machines.items():
        left, top = origins[group]
        for number in machine.edges:
            edge = edges[number]
            if number in loops:
                points, label_box = _loop(loops[number], boxes[edge.source], direction)
            else:
                points = tuple((left + x, top + y) for x, y in machine.level.points[number])
                label_box = machine.level.label_boxes.get(number)
                if label_box is not None:
                    label_box = (left + label_box[0], top + label_box[1], label_box[2], label_box[3])
            drawn[number] = EdgeLine(
                edge.source, edge.target, edge.kind, edge.label, edge.index, edge.k, points, label_box
            )
    return tuple(drawn[number] for number in range(len(edges)))


def _loop(loop: SelfLoop, node: NodeBox, direction: Direction) -> tuple[tuple[Point, ...], Box | None]:
    x, y = turned_point((node.x, node.y), direction)
    points, label = draw_loop(loop, x, y, *turned_size(node.width, node.height, direction))
    return tuple(turned_point(point, direction) for point in points), label and turned_box(label, direction)
