"""The size of a container: its machines side by side under a title bar, their beginnings in line.

In a picture from left to right they lie below each other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from webapp.graph.boxes import Point
from webapp.graph.direction import Direction
from webapp.graph.geometry import (
    BRANCH_GAP,
    CARD_HEIGHT,
    CONTAINER_PADDING,
    EMPTY_BRANCH_HEIGHT,
    EMPTY_BRANCH_WIDTH,
    TITLE_HEIGHT,
)
from webapp.graph.level import Level
from webapp.graph.sizes import Card


@dataclass(frozen=True, slots=True)
class Size:
    """The size of a state; ``inner`` are the corners of its machines in it, ``dividers`` the x (or y) between them."""

    card: Card
    width: float
    height: float
    inner: dict[str, Point] = field(default_factory=dict)
    dividers: tuple[float, ...] = ()


def container_size(card: Card, machines: Sequence[tuple[str, Level]], direction: Direction = "down") -> Size:
    """Return the size of a container that holds ``machines``, each with the path of its states."""
    return _stacked(card, machines) if direction == "right" else _side_by_side(card, machines)


def _side_by_side(card: Card, machines: Sequence[tuple[str, Level]]) -> Size:
    widths = [level.width if level.corners else EMPTY_BRANCH_WIDTH for _, level in machines] or [EMPTY_BRANCH_WIDTH]
    height = max([level.height for _, level in machines if level.corners], default=EMPTY_BRANCH_HEIGHT)
    inside = sum(widths) + BRANCH_GAP * (len(widths) - 1)
    width = max(inside + 2 * CONTAINER_PADDING, card.width)
    top = TITLE_HEIGHT + card.height - CARD_HEIGHT + CONTAINER_PADDING / 2
    left = (width - inside) / 2
    inner: dict[str, Point] = {}
    dividers: list[float] = []
    for (group, _), part in zip(machines, widths, strict=False):
        inner[group] = (left, top)
        left += part + BRANCH_GAP
        dividers.append(left - BRANCH_GAP / 2)
    return Size(card, width, top + height + CONTAINER_PADDING, inner, tuple(dividers[:-1]))


def _stacked(card: Card, machines: Sequence[tuple[str, Level]]) -> Size:
    heights = [level.height if level.corners else EMPTY_BRANCH_HEIGHT for _, level in machines] or [EMPTY_BRANCH_HEIGHT]
    inside = max([level.width for _, level in machines if level.corners], default=EMPTY_BRANCH_WIDTH)
    top = TITLE_HEIGHT + card.height - CARD_HEIGHT + CONTAINER_PADDING / 2
    inner: dict[str, Point] = {}
    dividers: list[float] = []
    for (group, _), part in zip(machines, heights, strict=False):
        inner[group] = (CONTAINER_PADDING, top)
        top += part + BRANCH_GAP
        dividers.append(top - BRANCH_GAP / 2)
    width = max(inside + 2 * CONTAINER_PADDING, card.width)
    height = top if machines else top + heights[0] + BRANCH_GAP
    return Size(card, width, height - BRANCH_GAP + CONTAINER_PADDING, inner, tuple(dividers[:-1]))
