"""Paths that cannot exist, as problems of the text."""

from typing import Final

from webapp.asl import Node, Place, Problem
from webapp.asl.text_places import place_of_character
from webapp.shapes.sight import Mark
from webapp.values import join_pointer

PATH_CANNOT_EXIST: Final = "PATH_CANNOT_EXIST"


def problem_of(mark: Mark, place: Place, text: str) -> Problem:
    """Return the problem of ``mark`` in the state at ``place``; ``text`` is what its nodes' offsets count in.

    It is a warning: the example that it rests on may be wrong, too. What fails nothing is a remark.
    """
    node = place.node.at(join_pointer("", *mark.tokens)) or place.member.key_node
    fix, exact = mark.miss.fix, _exact(mark, node, text)
    start, end = exact or (node.start, node.end)
    message = f'"{mark.text}" {mark.miss.head}: {mark.miss.reason}'
    if fix is not None:
        message += f'; did you mean "{fix}"?'
    return Problem(
        PATH_CANNOT_EXIST,
        message,
        "info" if mark.miss.harmless else "warning",
        join_pointer(place.pointer, *mark.tokens),
        start,
        end,
        "Input and Output Processing",
        None if exact is None else fix,
        mark.path,
    )


def _exact(mark: Mark, node: Node, text: str) -> tuple[int, int] | None:
    """Return where the name stands that leads nowhere, so that another can be put in its place."""
    if mark.start < 0 or node.kind != "string" or str(node.value)[mark.start : mark.end] != mark.miss.name:
        return None
    start = place_of_character(text, node, mark.start).start
    end = start + mark.end - mark.start
    return (start, end) if text[start:end] == mark.miss.name else None
