"""One machine's states in layers: the working form that ranking makes, ordering sorts, placing and routing read.

A layer holds items: states, the bends at which a long line passes, and labels. Between two layers of states lies a
narrow layer for labels and for the turns of loops, where one is needed. A *chain* is the way of one edge through the
layers. A loop (an edge against the flow) leaves its source downwards, turns below it, runs up a column beside the
states, and turns again above its target; so every segment of every chain joins neighbouring layers.
"""

from dataclasses import dataclass, field
from enum import IntEnum

from webapp.graph.geometry import LABEL_HEIGHT


class ItemKind(IntEnum):
    """What stands in a layer."""

    NODE = 0
    BEND = 1
    LABEL = 2
    TURN = 3


@dataclass(slots=True)
class LevelNode:
    """A state of the machine as the layout sees it, across the flow (``width``) and along it (``height``).

    ``loop_width`` is what its loops to itself need beside it, and ``loop_height`` how long they are.
    """

    width: float
    height: float
    loop_width: float = 0.0
    loop_height: float = 0.0


@dataclass(slots=True)
class LevelEdge:
    """A transition between two different states of the machine; ``label_width`` is 0 without a label.

    ``label_width`` goes across the flow, ``label_height`` along it.
    """

    source: int
    target: int
    label_width: float = 0.0
    is_side: bool = False
    """A Catch."""
    label_height: float = LABEL_HEIGHT


@dataclass(slots=True)
class Chain:
    """The items of one edge, from its source to its target; of one in a lane, only its label stands between them."""

    edge: int
    items: list[int]
    is_loop: bool = False
    is_lane: bool = False
    is_side: bool = False
    """Not on the main way: a Catch, or what follows only from one."""
    has_loose_label: bool = False
    """Its label stands near the source, whichever way the line goes then."""


@dataclass(slots=True)
class Layered:
    """Items by number: the states first, in their order, then the bends, labels and turns."""

    nodes: list[LevelNode]
    edges: list[LevelEdge]
    layers: list[list[int]] = field(default_factory=list)
    layer_of: list[int] = field(default_factory=list)
    kinds: list[ItemKind] = field(default_factory=list)
    left: list[float] = field(default_factory=list)
    right: list[float] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    up: list[list[int]] = field(default_factory=list)
    down: list[list[int]] = field(default_factory=list)
    chains: list[Chain] = field(default_factory=list)

    def add_item(self, kind: ItemKind, layer: int, left: float, right: float, height: float) -> int:
        """Append an item to ``layer`` and return its number."""
        item = len(self.kinds)
        self.kinds.append(kind)
        self.layer_of.append(layer)
        self.left.append(left)
        self.right.append(right)
        self.heights.append(height)
        self.up.append([])
        self.down.append([])
        return item

    def join(self, upper: int, lower: int) -> None:
        """Add the segment from ``upper`` to ``lower``, which stand in neighbouring layers."""
        self.down[upper].append(lower)
        self.up[lower].append(upper)

    def positions(self) -> list[int]:
        """Return the place of each item in its layer."""
        position = [0] * len(self.kinds)
        for layer in self.layers:
            for place, item in enumerate(layer):
                position[item] = place
        return position
