"""How the strings of a file are written, and how new text is written into one of them.

A string in quotes over several lines is folded: its line ends mean a blank. JSON does not care, so there a line end is
written as a line end; everywhere else it has to mean one.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from webapp.asl import Document, Node
from webapp.formats.embedded import Piece

Quoting = Literal["double", "single", "literal", "folded", "template", "heredoc"]
"""``template`` is a quoted string of Terraform, the rest but its ``heredoc`` are those of YAML and JSON."""

_PROPERTIES: Final = re.compile(r"(?:[!&][^\s]*\s+)*")
_LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")
_UNPRINTABLE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_DIRECTIVE: Final = re.compile(r"(?<!%)%\{")
_KINDS: Final[dict[str, Quoting]] = {'"': "double", "'": "single", "|": "literal", ">": "folded"}


class CannotWrite(Exception):
    """The change cannot be written where the text stands; the message says why, to the user."""


@dataclass(frozen=True, slots=True)
class StringPlace:
    """A string of a file: its text is written from ``start`` to ``end``.

    ``indent`` is what its lines begin with that is no part of the text; ``by_lines`` says that line ends are written as
    they are.
    """

    kind: Quoting
    node: Node
    start: int
    end: int
    indent: str
    newline: str
    by_lines: bool

    def encoded(self, insert: str, before: str = "", behind: str = "") -> str:
        """Return ``insert`` as it is written between ``before``, what its line begins with, and ``behind``."""
        match self.kind:
            case "literal" | "folded" | "heredoc":
                return self._indented(insert, before, behind)
            case _ if self.by_lines:
                return self.newline.join(self._quoted(line) for line in insert.split("\n"))
            case _:
                return self._quoted(insert)

    def _quoted(self, text: str) -> str:
        match self.kind:
            case "single":
                if "\n" in text:
                    raise CannotWrite("In single quotes on one line there is no way to write a line end.")
                return text.replace("'", "''")
            case "template":
                return _DIRECTIVE.sub("%%{", json.dumps(text, ensure_ascii=False)[1:-1])
            case _:
                return json.dumps(text, ensure_ascii=False)[1:-1]

    def _indented(self, insert: str, before: str, behind: str) -> str:
        if self.kind == "heredoc":
            insert = _DIRECTIVE.sub("%%{", insert)
        lines = insert.split("\n")
        first = lines[0]
        if first and not before.strip() and len(before) < len(self.indent):
            first = self.indent[len(before) :] + first
        ends_line = behind in ("", "\r", "\n")
        rest = [
            self.indent + line if line.strip("\r") or (index == len(lines) - 1 and not ends_line) else line
            for index, line in enumerate(lines[1:], 1)
        ]
        return ("\n" if self.kind == "heredoc" else self.newline).join((first, *rest))


def plain_ascii(text: str) -> str:
    """Return a piece of JSON with what cannot stand in every string of a file written as escapes."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def string_place(
    document: Document, node: Node, pieces: Iterable[Piece], *, is_terraform: bool, by_lines: bool
) -> StringPlace | None:
    """Return how ``node`` is written, with ``pieces`` in it; ``None`` where nothing can be written into it."""
    text = document.text
    found = _LINE_BREAK.search(text, node.start)
    newline = found[0] if found is not None else "\n"
    if is_terraform:
        kind: Quoting | None = "heredoc" if node.tag == "heredoc" else "template" if not node.tag else None
        start = node.start + 1
    else:
        opening = _PROPERTIES.match(text, node.start, node.end) if document.format == "yaml" else None
        start = (opening.end() if opening is not None else node.start) + 1
        kind = _KINDS.get(text[start - 1 : start])
    if kind is None or node.alias:
        return None
    if kind in ("double", "single", "template"):
        return StringPlace(kind, node, start, node.end - 1, "", newline, by_lines)
    inside = list(pieces)
    if not inside:
        return None
    end = max(node.end, *(piece.end for piece in inside))
    indent = "" if by_lines else _indent_of(text, inside)
    return StringPlace(kind, node, inside[0].start, end, indent, newline, by_lines=True)


def _indent_of(text: str, pieces: list[Piece]) -> str:
    """Return what stands before the text on its lines."""
    for piece in pieces:
        before = text[text.rfind("\n", 0, piece.start) + 1 : piece.start]
        if piece.text.strip() and not before.strip():
            return before
    return ""
