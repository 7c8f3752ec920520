"""What a drawing is: boxes for states, lines for transitions, in px from the top left corner of the whole."""

from dataclasses import dataclass
from typing import Literal

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""x, y, width, height."""


@dataclass(frozen=True, slots=True)
class NodeBox:
    """A drawn state, or ``#start`` or ``#end``; ``x`` and ``y`` are the absolute top left corner.

    ``lines`` are the one or two lines in which the name is drawn, perhaps shortened with ``…``, and ``subtitle`` is the
    line above as it fits; ``name`` stays whole. ``dividers`` are the x at which a Parallel's
    branches are set apart, the y in a picture from left to right. A collapsed container is no container here: ``holds``
    tells what is in it.
    """

    id: str
    name: str
    type: str
    parent: str | None
    subtitle: str
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...] = ()
    is_container: bool = False
    dividers: tuple[float, ...] = ()
    holds: str = ""


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """A drawn transition: ``points`` is the line as drawn, from the source's border to the target's.

    ``index`` is that of the Choice rule or catcher, ``k`` numbers the edges of one pair of nodes. The label stands in
    the middle of ``label_box``, on the line.
    """

    source: str
    target: str
    kind: str
    label: str
    index: int | None
    k: int
    points: tuple[Point, ...]
    label_box: Box | None


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole drawing. Nodes come containers first, edges in the order of the text; the flow goes down or right."""

    width: float
    height: float
    nodes: tuple[NodeBox, ...]
    edges: tuple[EdgeLine, ...]
    direction: Literal["down", "right"] = "down"
