"""A whole text from JSON to YAML or back, in the same order and with the same values.

On the way to YAML comments stay where they stand: behind what they stood behind, else on lines of their own. JSON has
no comments: how many are lost is told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from webapp.asl.nodes import Member, Node
from webapp.asl.text import Document, Format, read_text
from webapp.editing.comments import comment_spans, comments_of
from webapp.editing.draft import same
from webapp.editing.edits import EditRefused
from webapp.editing.scalars import json_scalar
from webapp.editing.steps import check_readable, is_empty
from webapp.editing.style import Style
from webapp.editing.writing import MAX_INLINE, inline

_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_STYLE: Final = Style(format="yaml", dash=2)
_INDENT: Final = 2


@dataclass(frozen=True, slots=True)
class Converted:
    """A converted text; ``comments_lost`` are those that JSON has no place for."""

    text: str
    format: Format
    comments_lost: int = 0
    notes: tuple[str, ...] = ()


def convert(document: Document, to: Format) -> Converted:
    """Return the text of ``document`` in the other format; raise :class:`EditRefused` where that would lose more."""
    if is_empty(document):
        raise EditRefused("The text is empty: there is nothing to convert.")
    check_readable(document)
    assert document.root is not None
    if document.format == to:
        raise EditRefused(f"The text is {'JSON' if to == 'json' else 'YAML'} already.")
    _check_tags(document, document.root)
    notes = _notes(document)
    if to == "yaml":
        text, lost = _Yaml(document).text(), 0
    else:
        text, lost = _json(document, document.root, ""), len(comments_of(document))
        text += "\n"
    after = read_text(text, to)
    if not after.readable or after.root is None or not same(after.root.value, document.root.value):
        raise EditRefused("This text says something that the other format cannot say in the same way.")
    if lost:
        notes.append(f"{lost} {'comment is' if lost == 1 else 'comments are'} lost: JSON has none.")
    return Converted(text, to, lost, tuple(notes))


def _check_tags(document: Document, root: Node) -> None:
    for node in root.walk():
        if node.tag and not node.tag.startswith("!!"):
            line, _ = document.position(node.start)
            raise EditRefused(f"Line {line}: the tag {node.tag} has no form in JSON. Write it in its long form first.")


def _notes(document: Document) -> list[str]:
    notes = []
    aliases = sum(node.alias for node in document.root.walk()) if document.root is not None else 0
    merged = any(member.merged for node in document.root.walk() for member in node.members) if document.root else False
    if aliases or merged:
        notes.append("What YAML anchors share is written out at each place.")
    return notes


def _members(node: Node) -> list[Member]:
    """Return the members that count, in order: the last of duplicates."""
    return [member for member in node.members if node.member(member.key) is member]


def _json(document: Document, node: Node | None, indent: str) -> str:
    """Return a value as JSON, over several lines but for lists that are written on one."""
    if node is None:
        return "null"
    inner = indent + " " * _INDENT
    if node.kind == "object":
        entries = [f"{json_scalar(m.key)}: {_json(document, m.value, inner)}" for m in _members(node)]
        return "{\n" + inner + f",\n{inner}".join(entries) + f"\n{indent}}}" if entries else "{}"
    if node.kind == "array":
        items = [_json(document, item, inner) for item in node.items]
        if not items:
            return "[]"
        line = f"[{', '.join(items)}]"
        plain = all(item.kind not in ("object", "array") for item in node.items)
        if plain and len(indent) + len(line) <= MAX_INLINE:
            return line
        return "[\n" + inner + f",\n{inner}".join(items) + f"\n{indent}]"
    return _number(document, node) or json_scalar(node.value)


def _number(document: Document, node: Node) -> str | None:
    """Return a number as it is written, where both formats write it so."""
    written = document.text[node.start : node.end]
    return written if node.kind == "number" and _NUMBER.fullmatch(written) else None


@dataclass(slots=True)
class _Yaml:
    """Writes the values of JSON as YAML, line by line, with the comments in between.

    ``source_line`` is that of the text which the last line is from; comments behind it there go behind it here. It is 0
    where nothing may follow.
    """

    document: Document
    lines: list[str] = field(default_factory=list)
    source_line: int = 0
    comments: list[tuple[int, int]] = field(default_factory=list)

    def text(self) -> str:
        root = self.document.root
        assert root is not None
        self.comments = list(comment_spans(self.document))
        self._take(root.start, 0)
        if root.kind in ("object", "array") and (root.members or root.items):
            self._container(root, 0)
        else:
            self.lines.append(self._scalar(root, "", 0))
        self._take(len(self.document.text), 0)
        return "\n".join(self.lines) + "\n"

    def _container(self, node: Node, column: int, lead: str = "") -> None:
        """Write the elements of a container at ``column``; ``lead`` is what the first line begins with."""
        for start, key, value in self._elements(node):
            if lead and self.comments and self.comments[0][0] < start:
                self.source_line = self.source_line if self._is_behind() else 0
                self.lines.append(lead.rstrip())
                lead = ""
            self._take(start, column)
            self._element(key, value, column, lead or " " * column)
            lead = ""
        self._take(node.end - 1, column)

    def _elements(self, node: Node) -> Iterator[tuple[int, str | None, Node]]:
        if node.kind == "array":
            yield from ((item.start, None, item) for item in node.items)
            return
        for member in _members(node):
            if member.value is not None:
                yield member.start, member.key, member.value

    def _element(self, key: str | None, value: Node, column: int, lead: str) -> None:
        name = "-" if key is None else f"{_STYLE.key(key, flow=False)}:"
        filled = value.kind in ("object", "array") and bool(value.members or value.items)
        if not filled or self._fits(value, lead + name):
            self._line(f"{lead}{name} {self._scalar(value, key or '', column)}", value.end)
        elif key is None:
            dash = lead + "- "
            self.source_line = self._source_line(value.start)
            self._container(value, column + _INDENT, dash)
        else:
            self._line(lead + name, value.start)
            self._container(value, column + _INDENT)

    def _fits(self, node: Node, before: str) -> bool:
        """Return whether a list stands on one line, as it does in the text."""
        written = self.document.text[node.start : node.end]
        if node.kind != "array" or "\n" in written or any(item.kind in ("object", "array") for item in node.items):
            return False
        return len(before) + len(self._scalar(node, "", 0)) < MAX_INLINE and not self._has_comment(node)

    def _has_comment(self, node: Node) -> bool:
        return any(node.start < start < node.end for start, _ in self.comments)

    def _scalar(self, node: Node, key: str, column: int) -> str:
        if node.items:
            items = (_number(self.document, item) or _STYLE.scalar(item.value, key) for item in node.items)
            return f"[{', '.join(items)}]"
        return _number(self.document, node) or inline(_STYLE, node.value, key, column)

    def _line(self, line: str, source_end: int) -> None:
        """Write a line; of a text of several lines nothing may stand behind the last."""
        self.lines.extend(line.split("\n"))
        self.source_line = 0 if "\n" in line else self._source_line(source_end)

    def _take(self, until: int, column: int) -> None:
        """Write the comments that stand before ``until``."""
        while self.comments and self.comments[0][0] < until:
            start, end = self.comments[0]
            behind = self._is_behind()
            self.comments.pop(0)
            texts = _lines(self.document.text[start:end])
            if behind and len(texts) == 1:
                self.lines[-1] += f" # {texts[0]}".rstrip()
                self.source_line = 0
            else:
                self.lines.extend(f"{' ' * column}# {text}".rstrip() for text in texts)
                self.source_line = 0

    def _is_behind(self) -> bool:
        return bool(self.lines) and self._source_line(self.comments[0][0]) == self.source_line

    def _source_line(self, position: int) -> int:
        return self.document.position(position)[0]


def _lines(comment: str) -> list[str]:
    """Return the lines of a comment of JSON without its marks."""
    if comment.startswith("//"):
        return [comment[2:].strip()]
    lines = [line.strip().removeprefix("*").strip() for line in comment[2:-2].splitlines()]
    while len(lines) > 1 and not lines[0]:
        lines.pop(0)
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    return lines or [""]
