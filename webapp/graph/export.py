"""The drawing as JSON, as ``statewalk graph --format json`` prints it."""

from typing import Any

from webapp.graph.boxes import EdgeLine, Layout, NodeBox

_DIGITS = 2


def to_json(layout: Layout) -> dict[str, Any]:
    """Return ``nodes`` and ``edges`` as plain lists, in px from the top left corner, and the size of the whole."""
    return {
        "width": _rounded(layout.width),
        "height": _rounded(layout.height),
        "direction": layout.direction,
        "nodes": [_node(node) for node in layout.nodes],
        "edges": [_edge(edge) for edge in layout.edges],
    }


def _node(node: NodeBox) -> dict[str, Any]:
    return {
        "id": node.id,
        "name": node.name,
        "type": node.type,
        "parent": node.parent,
        "x": _rounded(node.x),
        "y": _rounded(node.y),
        "width": _rounded(node.width),
        "height": _rounded(node.height),
        "holds": node.holds,
    }


def _edge(edge: EdgeLine) -> dict[str, Any]:
    return {
        "source": edge.source,
        "target": edge.target,
        "kind": edge.kind,
        "label": edge.label,
        "points": [[_rounded(x), _rounded(y)] for x, y in edge.points],
        "label_box": None if edge.label_box is None else [_rounded(part) for part in edge.label_box],
    }


def _rounded(number: float) -> float:
    return round(number, _DIGITS)
