"""Transitions from a state to itself: drawn beside it, one outside the other.

As everywhere in the layout, the flow goes down here: the side is the right border, in a picture from left to right the
lower one.
"""

from dataclasses import dataclass

from webapp.graph.boxes import Box, Point
from webapp.graph.geometry import LABEL_HEIGHT, LOOP_WIDTH
from webapp.graph.layered import LevelNode

_LABEL_MARGIN = 8.0
_STEP = 5.0
_SPAN = 64.0


@dataclass(frozen=True, slots=True)
class SelfLoop:
    """The line's distance from the state's border, how many loops lie inside it, and its label's size."""

    reach: float
    number: int
    label_width: float
    label_height: float


def room_for_loops(node: LevelNode, label_width: float, label_height: float, number: int) -> SelfLoop:
    """Return the next loop of ``node`` and make room for it beside it."""
    half = label_width / 2 + _LABEL_MARGIN if label_width else 0.0
    reach = node.loop_width + max(half, LOOP_WIDTH / 2)
    node.loop_width = reach + half
    if label_width:
        node.loop_height = max(node.loop_height, label_height)
    return SelfLoop(reach, number, label_width, label_height)


def draw_loop(loop: SelfLoop, x: float, y: float, width: float, height: float) -> tuple[tuple[Point, ...], Box | None]:
    """Return the line and the label's box for a state at ``x``, ``y``."""
    label_height = max(loop.label_height if loop.label_width else 0.0, LABEL_HEIGHT)
    span = min(height, max(_SPAN, label_height + 2 * LOOP_WIDTH))
    right, middle = x + width, y + span / 2
    half = min(label_height / 2 + 4 + _STEP * loop.number, span / 2 - 2)
    far = right + loop.reach
    points = ((right, middle - half), (far, middle - half), (far, middle + half), (right, middle + half))
    top = max(y, middle - label_height / 2)
    box = (far - loop.label_width / 2, top, loop.label_width, label_height)
    return points, box if loop.label_width else None
