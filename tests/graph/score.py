"""Scores of a drawing: crossings, lines through states, overlaps, and how much a small change moves.

The geometry is judged as drawn, without knowing how it was made, so that any engine's drawing is scored the same way.
"""

from collections import defaultdict
from dataclasses import dataclass, fields
from itertools import combinations, pairwise

import networkx as nx

from webapp.graph import Box, Direction, EdgeLine, Layout, NodeBox, Point

_SLACK = 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """What is wrong with a drawing, each a number of places."""

    crossings: int = 0
    edges_through_nodes: int = 0
    node_overlaps: int = 0
    label_overlaps: int = 0
    lines_through_labels: int = 0
    shared_lines: int = 0

    def __add__(self, other: "Score") -> "Score":
        """Return the sum, figure by figure."""
        return Score(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))


def score(layout: Layout) -> Score:
    """Return the score of a drawing."""
    parents = {node.id: node.parent for node in layout.nodes}
    around = {node.id: _containers(node.id, parents) for node in layout.nodes}
    labels = [edge for edge in layout.edges if edge.label_box is not None]
    return Score(
        crossings=sum(_crossings(first, second) for first, second in combinations(layout.edges, 2)),
        edges_through_nodes=sum(_passes(edge, node, around) for edge in layout.edges for node in layout.nodes),
        node_overlaps=sum(
            _overlap(_box(first), _box(second))
            for first, second in combinations(layout.nodes, 2)
            if first.id not in around[second.id] and second.id not in around[first.id]
        ),
        label_overlaps=sum(_overlap(_label(first), _label(second)) for first, second in combinations(labels, 2))
        + sum(
            _overlap(_label(edge), _box(node))
            for edge in labels
            for node in layout.nodes
            if node.id not in around[edge.source]
        ),
        lines_through_labels=sum(
            any(_enters(start, end, _label(edge)) for start, end in pairwise(other.points))
            for edge in labels
            for other in layout.edges
            if other is not edge
        ),
        shared_lines=sum(_share(first, second) for first, second in combinations(layout.edges, 2)),
    )


def flips(before: Layout, after: Layout) -> tuple[int, int]:
    """Return how many pairs of states of one machine changed sides across the flow, and how many pairs there are."""
    old = {node.id: node for node in before.nodes}
    groups: dict[str | None, list[NodeBox]] = defaultdict(list)
    for node in after.nodes:
        if node.id in old:
            groups[node.id.rpartition("/")[0]].append(node)
    flipped = pairs = 0
    for group in groups.values():
        for first, second in combinations(group, 2):
            pairs += 1
            was = _across(old[first.id], before.direction) - _across(old[second.id], before.direction)
            now = _across(first, after.direction) - _across(second, after.direction)
            flipped += was * now < 0 and min(abs(was), abs(now)) > _SLACK
    return flipped, pairs


def insert_on(graph: "nx.MultiDiGraph[str]", edge: tuple[str, str, int]) -> "nx.MultiDiGraph[str]":
    """Return a copy of ``graph`` with a new state on ``edge``, behind the edge's source in the text."""
    source, target, _ = edge
    group = graph.nodes[source]["group"]
    inserted = f"{group}/Inserted state" if group else "Inserted state"
    changed: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        changed.add_node(node, **data)
        if node == source:
            is_entry = False
            new = {
                "name": "Inserted state",
                "type": "Pass",
                "subtitle": "Pass",
                "groups": None,
                "is_entry": is_entry,
                "holds": "",
            }
            changed.add_node(inserted, parent=data["parent"], group=group, **new)
    for one, other, k, data in graph.edges(keys=True, data=True):
        if (one, other, k) == edge:
            changed.add_edge(source, inserted, key=0, **data)
            kind = "end" if target == "#end" else "next"
            changed.add_edge(inserted, target, key=0, kind=kind, label="", index=None, order=data["order"] + 0.5)
        else:
            changed.add_edge(one, other, key=k, **data)
    return changed


def _containers(node: str, parents: dict[str, str | None]) -> set[str]:
    found: set[str] = set()
    above = parents[node]
    while above is not None:
        found.add(above)
        above = parents[above]
    return found


def _box(node: NodeBox) -> Box:
    return node.x, node.y, node.width, node.height


def _label(edge: EdgeLine) -> Box:
    assert edge.label_box is not None
    return edge.label_box


def _across(node: NodeBox, direction: Direction) -> float:
    return node.y + node.height / 2 if direction == "right" else node.x + node.width / 2


def _overlap(first: Box, second: Box) -> bool:
    across = min(first[0] + first[2], second[0] + second[2]) - max(first[0], second[0])
    down = min(first[1] + first[3], second[1] + second[3]) - max(first[1], second[1])
    return across > _SLACK / 2 and down > _SLACK / 2


def _passes(edge: EdgeLine, node: NodeBox, around: dict[str, set[str]]) -> bool:
    """Tell whether a line enters a state, its own ends included, that does not hold it."""
    if node.id in around[edge.source] or node.id in around[edge.target]:
        return False
    return any(_enters(start, end, _box(node)) for start, end in pairwise(edge.points))


def _enters(start: Point, end: Point, box: Box) -> bool:
    """Tell whether a segment has a part inside ``box`` (Liang and Barsky's clipping)."""
    left, top, right, bottom = box[0] + _SLACK, box[1] + _SLACK, box[0] + box[2] - _SLACK, box[1] + box[3] - _SLACK
    dx, dy = end[0] - start[0], end[1] - start[1]
    first, last = 0.0, 1.0
    for step, room in ((-dx, start[0] - left), (dx, right - start[0]), (-dy, start[1] - top), (dy, bottom - start[1])):
        if step == 0:
            if room < 0:
                return False
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    return first < last


def _crossings(first: EdgeLine, second: EdgeLine) -> int:
    return sum(_cross(*one, *other) for one in pairwise(first.points) for other in pairwise(second.points))


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    if max(a[0], b[0]) < min(c[0], d[0]) or max(c[0], d[0]) < min(a[0], b[0]):
        return False
    if max(a[1], b[1]) < min(c[1], d[1]) or max(c[1], d[1]) < min(a[1], b[1]):
        return False
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return 0.0 if abs(turn) < 1e-6 else turn


def _share(first: EdgeLine, second: EdgeLine) -> bool:
    """Tell whether two lines lie on each other somewhere, uprights and levels being compared."""
    for a, b in pairwise(first.points):
        for c, d in pairwise(second.points):
            for along, across in ((0, 1), (1, 0)):
                if max(abs(p[across] - a[across]) for p in (b, c, d)) < _SLACK:
                    common = min(max(a[along], b[along]), max(c[along], d[along])) - max(
                        min(a[along], b[along]), min(c[along], d[along])
                    )
                    if common > _SLACK:
                        return True
    return False
