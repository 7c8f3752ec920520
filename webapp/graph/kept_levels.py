"""Machines laid out before, so that after an edit only those are laid out anew that changed, and those around them."""

from collections.abc import Sequence
from functools import lru_cache

from webapp.graph.layered import LevelEdge, LevelNode
from webapp.graph.level import Level, lay_out_level


def kept_level(nodes: Sequence[LevelNode], edges: Sequence[LevelEdge], entry: int | None) -> Level:
    """Return what :func:`webapp.graph.level.lay_out_level` does, which may be what it did before: never change it."""
    return _level(
        tuple([(node.width, node.height, node.loop_width, node.loop_height) for node in nodes]),
        tuple([(edge.source, edge.target, edge.label_width, edge.is_side, edge.label_height) for edge in edges]),
        entry,
    )


@lru_cache(maxsize=2048)
def _level(
    nodes: tuple[tuple[float, float, float, float], ...],
    edges: tuple[tuple[int, int, float, bool, float], ...],
    entry: int | None,
) -> Level:
    return lay_out_level([LevelNode(*node) for node in nodes], [LevelEdge(*edge) for edge in edges], entry)
