"""Which way the flow goes. Machines are laid out along it and across it; here those become x and y.

A layout goes from the top down in its own coordinates: x is across the flow, y along it. For a picture from left to
right everything that is given is turned first (:func:`turned_size`), and everything that comes out is turned back.
"""

from typing import Literal

from webapp.graph.boxes import Box, Point
from webapp.graph.level import Level

Direction = Literal["down", "right"]


def turned_size(width: float, height: float, direction: Direction) -> tuple[float, float]:
    """Return what lies across the flow and what along it, or the other way round."""
    return (height, width) if direction == "right" else (width, height)


def turned_point(point: Point, direction: Direction) -> Point:
    """Return a place of the layout as a place of the picture, or the other way round."""
    return (point[1], point[0]) if direction == "right" else point


def turned_box(box: Box, direction: Direction) -> Box:
    """Return a box of the layout as a box of the picture, or the other way round."""
    x, y, width, height = box
    return (y, x, height, width) if direction == "right" else box


def turned_level(level: Level, direction: Direction) -> Level:
    """Return a machine that was laid out from the top down as it stands in the picture."""
    if direction == "down":
        return level
    return Level(
        level.height,
        level.width,
        {node: turned_point(corner, direction) for node, corner in level.corners.items()},
        {edge: [turned_point(point, direction) for point in points] for edge, points in level.points.items()},
        {edge: turned_box(box, direction) for edge, box in level.label_boxes.items()},
    )
