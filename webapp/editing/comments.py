"""The comments of a text: what stands outside of its keys and scalars and begins as one."""

import re
from collections.abc import Iterator

from webapp.asl.nodes import Node
from webapp.asl.text import Document

_COMMENT = {"json": re.compile(r"//[^\r\n]*|/\*(?s:.*?)\*/"), "yaml": re.compile(r"(?:(?<=\s)|^)#[^\r\n]*")}


def comments_of(document: Document) -> list[str]:
    """Return the comments of a text, in its order."""
    return [document.text[start:end] for start, end in comment_spans(document)]


def comments_inside(document: Document, node: Node) -> int:
    """Return how many comments stand inside a value."""
    return sum(node.start <= start < node.end for start, _ in comment_spans(document))


def comment_spans(document: Document) -> Iterator[tuple[int, int]]:
    """Yield where the comments of a text stand."""
    text, pattern = document.text, _COMMENT[document.format]
    if (document.format == "json" and not document.problems) or not pattern.search(text):
        return  # to JSON, each comment is a problem
    position = 0
    for start, end in (*_written(document.root), (len(text), len(text))):
        while position < start and (found := pattern.search(text, position, start)) is not None:
            yield found.span()
            position = found.end()
        position = max(position, end)


def _written(root: Node | None) -> list[tuple[int, int]]:
    """Return the spans of keys and scalars, in the order of the text."""
    if root is None:
        return []
    spans: list[tuple[int, int]] = []
    for node in root.walk():
        spans.extend((m.key_node.start, m.key_node.end) for m in node.members if not m.merged and not node.alias)
        if not node.members and not node.items:
            spans.append((node.start, node.end))
    return sorted(spans)
