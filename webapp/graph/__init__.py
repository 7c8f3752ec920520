"""Graphs and pictures of state machines: model → networkx → boxes and lines → JSON or SVG.

:func:`build` makes the graph, :func:`layout` places it (:func:`arrange` does both), :func:`to_json` and
:func:`render_svg` write it down.
Nothing here reads a file or a text.
"""

from webapp.graph.arrangement import AS_IT_IS, Arrangement, arrange
from webapp.graph.boxes import Box, EdgeLine, Layout, NodeBox, Point
from webapp.graph.build import build
from webapp.graph.captions import task_caption
from webapp.graph.conditions import condition_text, has_other_side, operator_words, rule_label
from webapp.graph.difference import ChangedState, Difference, compare
from webapp.graph.difference_drawing import Mark, Marked, draw_difference
from webapp.graph.direction import Direction
from webapp.graph.export import to_json
from webapp.graph.facts import facts
from webapp.graph.layout import layout
from webapp.graph.palette import Theme
from webapp.graph.svg import render_svg

__all__ = [
    "AS_IT_IS",
    "Arrangement",
    "Box",
    "ChangedState",
    "Difference",
    "Direction",
    "EdgeLine",
    "Layout",
    "Mark",
    "Marked",
    "NodeBox",
    "Point",
    "Theme",
    "arrange",
    "build",
    "compare",
    "condition_text",
    "draw_difference",
    "facts",
    "has_other_side",
    "layout",
    "operator_words",
    "render_svg",
    "rule_label",
    "task_caption",
    "to_json",
]
