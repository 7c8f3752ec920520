"""Transitions from a state to itself: drawn at its right border, one outside the other."""

from dataclasses import dataclass

from webapp.graph.boxes import Box, Point
from webapp.graph.geometry import LABEL_HEIGHT, LOOP_WIDTH
from webapp.graph.layered import LevelNode

_LABEL_MARGIN = 8.0
_STEP = 5.0


@dataclass(frozen=True, slots=True)
class SelfLoop:
    """The line's distance from the state's right border, how many loops lie inside it, and its label's width."""

    reach: float
    number: int
    label_width: float


def room_for_loops(node: LevelNode, label_width: float, number: int) -> SelfLoop:
    """Return the next loop of ``node`` and make room for it on its right."""
    half = label_width / 2 + _LABEL_MARGIN if label_width else 0.0
    reach = node.loop_width + max(half, LOOP_WIDTH / 2)
    node.loop_width = reach + half
    return SelfLoop(reach, number, label_width)


def draw_loop(loop: SelfLoop, x: float, y: float, width: float, height: float) -> tuple[tuple[Point, ...], Box | None]:
    """Return the line and the label's box for a state at ``x``, ``y``."""
    right, middle = x + width, y + min(height, 64) / 2
    half = min(LABEL_HEIGHT / 2 + 4 + _STEP * loop.number, min(height, 64) / 2 - 2)
    far = right + loop.reach
    points = ((right, middle - half), (far, middle - half), (far, middle + half), (right, middle + half))
    box = (far - loop.label_width / 2, middle - LABEL_HEIGHT / 2, loop.label_width, float(LABEL_HEIGHT))
    return points, box if loop.label_width else None
