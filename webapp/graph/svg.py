"""A drawing as a standalone SVG: no script, nothing fetched, every text escaped by the XML library.

Texts carry the length that the layout measured, so that nothing overflows where the fonts are missing.
"""

import re
from collections.abc import Mapping
from typing import Final, Protocol
from xml.etree.ElementTree import Element, SubElement, tostring

from webapp.graph import geometry as g
from webapp.graph.boxes import EdgeLine, Layout, NodeBox, Point
from webapp.graph.direction import Direction
from webapp.graph.icons import ICON_GRID, type_class, type_icon
from webapp.graph.palette import Theme, style_sheet
from webapp.graph.sizes import LABEL_WEIGHT, NAME_WEIGHT, SUBTITLE_WEIGHT
from webapp.graph.text_width import text_width
from webapp.values import END, START

_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ARROW: Final = f"M0 {-g.ARROW_WIDTH / 2:g}L{g.ARROW_LENGTH} 0L0 {g.ARROW_WIDTH / 2:g}Z"
_LINE_END: Final = g.ARROW_LENGTH - 1
_SIGNS: Final = {"added": "+", "removed": "−", "changed": "~", "renamed": "≈"}
_SIGN_RADIUS: Final = 9


class Marks(Protocol):
    """What has become of nodes, by id, and of edges, by source, target and ``k``: ``added``, and so on."""

    @property
    def nodes(self) -> Mapping[str, str]:
        """Return the marks of nodes."""
        ...

    @property
    def edges(self) -> Mapping[tuple[str, str, int], str]:
        """Return the marks of edges."""
        ...


def render_svg(layout: Layout, theme: Theme = "auto", title: str = "State machine", marks: Marks | None = None) -> str:
    """Return ``layout`` as SVG text; ``auto`` goes by the viewer's ``prefers-color-scheme``.

    ``marks`` tell what differs from another machine: by colour, by the kind of line, and by a sign at the corner.
    """
    width, height = _number(layout.width), _number(layout.height)
    attributes = {"width": width, "height": height, "viewBox": f"0 0 {width} {height}", "role": "img"}
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **attributes})
    SubElement(root, "title").text = _clean(title)
    SubElement(root, "style").text = style_sheet(theme, marked=marks is not None)
    SubElement(root, "rect", {"class": "canvas", "width": width, "height": height})
    for node in layout.nodes:
        if node.is_container:
            _add_container(root, node, layout.direction)
    for edge in layout.edges:
        _add_line(root, edge, marks.edges.get((edge.source, edge.target, edge.k)) if marks is not None else None)
    for node in layout.nodes:
        if node.id in (START, END):
            _add_terminal(root, node)
        elif not node.is_container:
            _add_card(root, node)
    for edge in layout.edges:
        _add_label(root, edge)
    for node in layout.nodes:
        if marks is not None and node.id in marks.nodes:
            _add_mark(root, node, marks.nodes[node.id])
    return tostring(root, encoding="unicode")


def line_path(points: tuple[Point, ...]) -> str:
    """Return the SVG path of a line, its corners rounded, ending where the arrow head begins."""
    points = (*points[:-1], _towards(points[-1], points[-2], _LINE_END))
    parts = [f"M{_at(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(g.CORNER_RADIUS, _length(before, corner) / 2, _length(corner, after) / 2)
        start, end = _towards(corner, before, radius), _towards(corner, after, radius)
        parts.append(f"L{_at(start)}Q{_at(corner)} {_at(end)}")
    parts.append(f"L{_at(points[-1])}")
    return "".join(parts)


def _add_container(root: Element, node: NodeBox, direction: Direction) -> None:
    group = _node_group(root, node)
    radius = _number(g.CONTAINER_RADIUS)
    SubElement(group, "rect", {"class": "box", **_rectangle(node.x, node.y, node.width, node.height), "rx": radius})
    top = node.y + g.TITLE_HEIGHT + g.CARD_LINE_HEIGHT * (len(node.lines) - 1)
    for at in node.dividers:
        if direction == "right":
            ends = (node.x + 14, at, node.x + node.width - 14, at)
        else:
            ends = (at, top, at, node.y + node.height - 14)
        SubElement(group, "line", {"class": "divider", **_ends(ends)})
    _add_heading(group, node)


def _add_card(root: Element, node: NodeBox) -> None:
    group = _node_group(root, node)
    radius = _number(g.CARD_RADIUS)
    SubElement(
        group, "rect", {"class": "shade", **_rectangle(node.x, node.y + 2, node.width, node.height), "rx": radius}
    )
    SubElement(group, "rect", {"class": "card", **_rectangle(node.x, node.y, node.width, node.height), "rx": radius})
    _add_heading(group, node)
    if node.holds:
        _add_strip(group, node)


def _add_strip(group: Element, node: NodeBox) -> None:
    """Add the line at the foot of a collapsed container that tells what it holds."""
    top = node.y + node.height - g.STRIP_HEIGHT
    SubElement(group, "line", {"class": "divider", **_ends((node.x + 1, top, node.x + node.width - 1, top))})
    y = top + g.STRIP_HEIGHT / 2 + 4
    _add_text(group, "subtitle", node.holds, node.x + g.STRIP_INSET, y, g.SUBTITLE_SIZE, SUBTITLE_WEIGHT)


def _node_group(root: Element, node: NodeBox) -> Element:
    group = SubElement(root, "g", {"class": type_class(node.type)})
    SubElement(group, "title").text = _clean(node.name)
    return group


def _add_heading(group: Element, node: NodeBox) -> None:
    """Add icon, type line and name, as a card and the title of a container have them."""
    extra = g.CARD_LINE_HEIGHT * (len(node.lines) - 1)
    tile_x, tile_y = node.x + g.ICON_INSET, node.y + (g.CARD_HEIGHT + extra - g.ICON_TILE) / 2
    tile = _rectangle(tile_x, tile_y, g.ICON_TILE, g.ICON_TILE)
    SubElement(group, "rect", {"class": "tile", **tile, "rx": "7"})
    inset = (g.ICON_TILE - g.ICON_SIZE) / 2
    scale = _number(g.ICON_SIZE / ICON_GRID)
    transform = f"translate({_number(tile_x + inset)} {_number(tile_y + inset)}) scale({scale})"
    SubElement(group, "path", {"class": "icon", "transform": transform, "d": type_icon(node.type)})
    x = node.x + g.ICON_AREA
    _add_text(group, "subtitle", node.subtitle, x, node.y + g.SUBTITLE_BASELINE, g.SUBTITLE_SIZE, SUBTITLE_WEIGHT)
    for number, line in enumerate(node.lines):
        y = node.y + g.NAME_BASELINE + number * g.CARD_LINE_HEIGHT
        _add_text(group, "name", line, x, y, g.NAME_SIZE, NAME_WEIGHT)


def _add_terminal(root: Element, node: NodeBox) -> None:
    group = SubElement(root, "g")
    kind = "start" if node.id == START else "end"
    box = _rectangle(node.x, node.y, node.width, node.height)
    SubElement(group, "rect", {"class": kind, **box, "rx": _number(node.height / 2)})
    x, y = node.x + node.width / 2, node.y + node.height / 2
    _add_text(group, "terminal", node.name, x, y + 4, g.NAME_SIZE - 1, NAME_WEIGHT)


def _add_mark(root: Element, node: NodeBox, mark: str) -> None:
    """Add a frame round the node and a round sign at its corner."""
    group = SubElement(root, "g", {"class": f"mark {mark}"})
    frame = _rectangle(node.x - 2, node.y - 2, node.width + 4, node.height + 4)
    radius = (g.CONTAINER_RADIUS if node.is_container else g.CARD_RADIUS) + 2
    SubElement(group, "rect", {"class": "frame", **frame, "rx": _number(radius)})
    x, y = node.x + node.width, node.y
    SubElement(group, "circle", {"cx": _number(x), "cy": _number(y), "r": _number(_SIGN_RADIUS)})
    SubElement(group, "text", {"x": _number(x), "y": _number(y + 4)}).text = _SIGNS.get(mark, "?")
    SubElement(group, "title").text = _clean(f"{node.name}: {mark}")


def _add_line(root: Element, edge: EdgeLine, mark: str | None) -> None:
    is_catch = edge.kind == "catch"
    kind = " ".join(filter(None, ("line", "catch" if is_catch else "", f"line-{mark}" if mark else "")))
    SubElement(root, "path", {"class": kind, "d": line_path(edge.points)})
    tip, before = edge.points[-1], edge.points[-2]
    base = _towards(tip, before, g.ARROW_LENGTH)
    turn = _direction(before, tip)
    transform = f"translate({_at(base)})" + (f" rotate({turn})" if turn else "")
    head = "catch-arrow" if is_catch else "arrow"
    head = f"{head} arrow-{mark}" if mark else head
    SubElement(root, "path", {"class": head, "transform": transform, "d": _ARROW})


def _add_label(root: Element, edge: EdgeLine) -> None:
    if edge.label_box is None:
        return
    x, y, width, height = edge.label_box
    box = {**_rectangle(x, y, width, height), "rx": _number(g.LABEL_RADIUS)}
    SubElement(root, "rect", {"class": "label-box", **box})
    _add_text(root, "label", edge.label, x + width / 2, y + height / 2 + 4, g.LABEL_SIZE, LABEL_WEIGHT)


def _add_text(parent: Element, kind: str, text: str, x: float, y: float, size: float, weight: int) -> None:
    if not text:
        return
    width = text_width(text, size, weight)
    attributes = {"class": kind, "x": _number(x), "y": _number(y)}
    if width:
        attributes |= {"textLength": _number(width), "lengthAdjust": "spacingAndGlyphs"}
    SubElement(parent, "text", attributes).text = _clean(text)


def _clean(text: str) -> str:
    """Return ``text`` with the characters that XML forbids replaced."""
    return _FORBIDDEN.sub("\ufffd", text)


def _rectangle(x: float, y: float, width: float, height: float) -> dict[str, str]:
    return {"x": _number(x), "y": _number(y), "width": _number(width), "height": _number(height)}


def _ends(ends: tuple[float, float, float, float]) -> dict[str, str]:
    return dict(zip(("x1", "y1", "x2", "y2"), map(_number, ends), strict=True))


def _number(value: float) -> str:
    return f"{round(value, 2):g}" if abs(value) < 10_000 else f"{round(value, 1)}"


def _at(point: Point) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _length(start: Point, end: Point) -> float:
    return abs(end[0] - start[0]) + abs(end[1] - start[1])


def _towards(start: Point, end: Point, distance: float) -> Point:
    """Return the point on the upright or level line from ``start`` to ``end`` at ``distance``, at most ``end``."""
    length = _length(start, end)
    part = min(distance / length, 1.0) if length else 0.0
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _direction(start: Point, end: Point) -> int:
    """Return the turn of an arrow head, in degrees clockwise from pointing right."""
    if abs(end[0] - start[0]) > abs(end[1] - start[1]):
        return 0 if end[0] > start[0] else 180
    return 90 if end[1] > start[1] else -90
