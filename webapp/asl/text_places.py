"""Where a character of a string stands in the text that the string was read from."""

import re
from functools import lru_cache
from itertools import accumulate

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
    starts = _starts(raw)
    if len(starts) != len(value) + 1:
        return node
    offset = node.start + 1 + starts[min(index, len(value))]
    return Node("string", min(offset, node.end - 2), node.end - 1)


@lru_cache(maxsize=4)
def _starts(raw: str) -> tuple[int, ...]:
    """Return where each character of a string in quotes is written, from the quote, and where the last one ends.

    The last strings are kept: a long expression may be asked about as often as it has words.
    """
    if "\n" in raw or len(raw) < 3:
        return ()
    if raw[0] == raw[-1] == '"':
        pieces = map(len, _PIECE.findall(raw[1:-1]))
    elif raw[0] == raw[-1] == "'":
        pieces = map(len, re.findall("''|[^']", raw[1:-1]))
    else:
        return ()
    return tuple(accumulate(pieces, initial=0))
