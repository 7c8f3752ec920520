"""Lay out a text anew: only blanks and line ends between its parts change, so it says what it said, with its comments.

In JSON what stands on one line and fits stays there, everything else gets a line for each element, and one blank line
stays where some were. In YAML the indentation is the meaning and stays; blanks at the ends of lines and runs of blank
lines go.
"""

import re
from collections.abc import Iterator
from typing import Final

from webapp.asl.text import Document
from webapp.editing.edits import EditRefused, Replacement
from webapp.editing.steps import check_readable, checked
from webapp.editing.style import detect

LINE_LENGTH: Final = 100
WIDEST_UNIT: Final = 4

_TOKEN: Final = re.compile(r'"(?:[^"\\\r\n]|\\.)*"|//[^\r\n]*|/\*.*?\*/|[{}\[\],:]|[^\s{}\[\],:"/]+', re.DOTALL)
_LOOSE: Final = re.compile(r"[ \t]+(?=\r?\n|\Z)|(?<=\n)(?:[ \t]*\r?\n){2,}(?=[ \t]*\S)")


def format_text(document: Document) -> tuple[Replacement, ...]:
    """Return the edits; none where the text is laid out so already."""
    check_readable(document)
    if document.root is None:
        raise EditRefused("The text is empty: there is nothing to lay out.")
    changes = _json(document) if document.format == "json" else _yaml(document)
    edits = tuple(each for each in changes if document.text[each.start : each.end] != each.insert)
    checked(document, edits, document.root.value)
    return edits


def _json(document: Document) -> Iterator[Replacement]:
    text, root = document.text, document.root
    assert root is not None
    unit, newline = detect(document, root).unit, "\r\n" if "\r\n" in text else "\n"
    if len(unit) > WIDEST_UNIT:  # counted over lines that stand anyhow
        unit = "  "
    tokens = list(_TOKEN.finditer(text))
    spread: list[bool] = []
    for at in range(len(tokens) - 1):
        before, after = tokens[at], tokens[at + 1]
        if before[0] in "{[":
            spread.append(_is_spread(text, tokens, at, len(unit) * len(spread)))
        gap = text[before.end() : after.start()]
        depth = len(spread) - (after[0] in "}]")
        line = newline * (2 if gap.count("\n") > 1 and after[0] not in "}]" else 1) + unit * depth
        yield Replacement(before.end(), after.start(), _gap(before[0], after[0], gap, line, spread))
        if after[0] in "}]":
            spread.pop()


def _gap(before: str, after: str, gap: str, line: str, spread: list[bool]) -> str:
    """Return what stands between two tokens; ``line`` is a new line at the right indentation."""
    inside = bool(spread) and spread[-1]
    if before.startswith("//"):
        return line
    if after.startswith("/") or before.startswith("/*"):
        return line if "\n" in gap else " "
    if before in "{[" and after in "}]":
        return ""
    if before in "{[" or after in "}]":
        return line if inside else " " if gap else ""
    if before == ",":
        return line if inside else " "
    if before == ":":
        return " "
    return "" if after in ",:" else gap


def _is_spread(text: str, tokens: list[re.Match[str]], at: int, indent: int) -> bool:
    """Return whether the container that opens there has a line for each element."""
    depth, length = 0, indent
    for place in range(at, len(tokens)):
        token = tokens[place]
        depth += (token[0] in "{[") - (token[0] in "}]")
        length += len(token[0]) + (token[0] in ",:")
        if depth == 0:
            return length > LINE_LENGTH
        gap = text[token.end() : tokens[place + 1].start()]
        if "\n" in gap or length > LINE_LENGTH:
            return True
        length += bool(gap) and token[0] not in ",:" and tokens[place + 1][0] not in ",:"
    return True


def _yaml(document: Document) -> Iterator[Replacement]:
    assert document.root is not None
    strings = [(node.start, node.end) for node in document.root.walk() if node.kind == "string"]
    inside = [(start, end) for start, end in strings if "\n" in document.text[start:end]]
    newline = "\r\n" if "\r\n" in document.text else "\n"
    for found in _LOOSE.finditer(document.text):
        if not any(start <= found.start() < end for start, end in inside):
            yield Replacement(found.start(), found.end(), newline if "\n" in found[0] else "")
