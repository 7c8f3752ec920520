"""Where a character of a string stands in the text that the string was read from."""

import re

from webapp.asl.nodes import Node

_PIECE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}"
    r"|\\U[0-9a-fA-F]{8}|\\.|[^\\]",
    re.DOTALL,
)


def place_of_character(text: str, node: Node, index: int) -> Node:
    """Return where character ``index`` (from 0) of the string ``node`` stands, and all that follows it.

    It is the whole of ``node`` where that cannot be told, as in a YAML block.
    """
    raw, value = text[node.start : node.end], str(node.value)
    if raw == value:
        return Node("string", node.start + min(index, len(value) - 1), node.end) if value else node
    if "\n" in raw or len(raw) < 3:
        return node
    if raw[0] == raw[-1] == '"':
        pieces = [len(piece) for piece in _PIECE.findall(raw[1:-1])]
    elif raw[0] == raw[-1] == "'":
        pieces = [len(piece) for piece in re.findall("''|[^']", raw[1:-1])]
    else:
        return node
    if len(pieces) != len(value):
        return node
    offset = node.start + 1 + sum(pieces[:index])
    return Node("string", min(offset, node.end - 2), node.end - 1)
