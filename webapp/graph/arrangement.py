"""What of a machine is drawn, and which way: the same machine has as many pictures as people want of it."""

from dataclasses import dataclass

from webapp.asl.model import Machine
from webapp.graph.boxes import Layout
from webapp.graph.build import build
from webapp.graph.direction import Direction
from webapp.graph.kept_levels import kept_level
from webapp.graph.layout import layout


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Which way the flow goes, and which containers, by their paths, are drawn as one box."""

    direction: Direction = "down"
    collapsed: frozenset[str] = frozenset()


AS_IT_IS = Arrangement()


def arrange(machine: Machine, arrangement: Arrangement = AS_IT_IS) -> Layout:
    """Return the drawing of ``machine``."""
    return layout(build(machine, arrangement.collapsed), arrangement.direction, kept_level)
