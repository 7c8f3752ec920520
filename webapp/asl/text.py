"""A text as a document: its values with their places, and what is wrong with it as JSON or YAML.

Any text gives a document. What could be read of a broken one is there, but only a ``readable`` one is worth drawing.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import Final, Literal

from webapp.asl.json_reader import read_json
from webapp.asl.nodes import MAX_DEPTH, Member, Node
from webapp.asl.problems import NOT_AN_OBJECT, Problem
from webapp.asl.reread import Reread, adopt, change_between, reread
from webapp.asl.reread_yaml import reread_yaml
from webapp.asl.yaml_reader import read_yaml

__all__ = ["MAX_DEPTH", "Document", "Format", "Member", "Node", "format_of", "read_text"]

Format = Literal["json", "yaml"]

LEAST_CHARACTERS: Final = 2_000
"""Shorter texts are read whole: that takes no longer."""
MOST_REMEMBERED: Final = 8
MOST_CHARACTERS_REMEMBERED: Final = 3_000_000

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_ANCHOR = re.compile(r"(?<![^\s\[{,])&[^\s&]")
_JSON_START = re.compile(r"\ufeff?(?:\s|//[^\r\n]*|/\*.*?\*/)*[\[{\"]", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Document:
    """A text read as JSON or YAML. ``readable`` is whether it is such a text; a duplicate key does not matter."""

    text: str
    format: Format
    root: Node | None
    problems: tuple[Problem, ...]
    readable: bool
    line_starts: tuple[int, ...]
    has_own_values: bool = False
    """Whether every value stands in one place: there is no YAML alias. Then it tells what became of it."""

    @property
    def is_sound(self) -> bool:
        """Return whether the text was read without a problem, each value in one place."""
        return self.readable and self.has_own_values and not self.problems

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of a code point, both from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def at(self, pointer: str) -> Node | None:
        """Return the node at a JSON Pointer."""
        return None if self.root is None else self.root.at(pointer)


def read_text(text: str, format: Format | None = None, file_name: str | None = None) -> Document:
    """Return ``text`` as a document; without ``format`` the file name decides, then the first character.

    The last few documents are remembered: the same text is not read again, and of one that was changed only the change.
    """
    chosen = format or format_of(text, file_name)
    for document in _recent:
        if document.format == chosen and document.text == text:
            return document
    document = _read_changed(text, chosen) or _read_whole(text, chosen)
    _remember(document)
    return document


def _read_whole(text: str, chosen: Format) -> Document:
    root, readable, problems = (read_json if chosen == "json" else read_yaml)(text)
    if root is None and not problems:
        problems.append(Problem("SCHEMA_VALIDATION_FAILED", NOT_AN_OBJECT, "error", "", 0, len(text)))
    surrogate = None if text.isascii() else _SURROGATE.search(text)
    if surrogate:
        message = "Half a surrogate pair is no character."
        problems.append(Problem("LONE_SURROGATE", message, "error", "", surrogate.start(), surrogate.end()))
    line_starts = (0, *(match.end() for match in _LINE_BREAK.finditer(text)))
    ordered = sorted(problems, key=lambda problem: problem.start)
    has_own_values = chosen == "json" or _ANCHOR.search(text) is None
    document = Document(text, chosen, root, tuple(ordered), readable, line_starts, has_own_values)
    return _with_known_values(document) if document.is_sound and len(text) >= LEAST_CHARACTERS else document


def _with_known_values(document: Document) -> Document:
    """Return ``document`` with the very values of the last text that it is a change of, where they are the same."""
    for before in _recent:
        if before.format == document.format and before.is_sound and before.root is not None and document.root:
            change = change_between(before.text, document.text)
            if change.end - change.start < len(before.text) / 2:
                return replace(document, root=adopt(before.root, before.text, document.root, document.text))
    return document


def _read_changed(text: str, chosen: Format) -> Document | None:
    """Return ``text`` read as a change of a text that is remembered, where it is one."""
    if len(text) < LEAST_CHARACTERS:
        return None
    read_again = reread if chosen == "json" else reread_yaml
    for before in _recent:
        if before.format == chosen and before.is_sound and before.root is not None:
            found = read_again(before.root, before.text, text)
            if found is not None and _SURROGATE.search(text, found.start, found.end) is None:
                return Document(text, chosen, found.root, (), True, _line_starts(before, found, text), True)
    return None


def _line_starts(before: Document, found: Reread, text: str) -> tuple[int, ...]:
    """Return where lines start. What was read again stands between elements: no line break is cut in two."""
    by = len(text) - len(before.text)
    first = bisect_right(before.line_starts, found.start)
    rest = bisect_right(before.line_starts, found.end - by)
    inside = (match.end() for match in _LINE_BREAK.finditer(text, found.start, found.end))
    return (*before.line_starts[:first], *inside, *[start + by for start in before.line_starts[rest:]])


_recent: tuple[Document, ...] = ()


def _remember(document: Document) -> None:
    """Keep ``document``, and of those before as many as are not too much; a tuple, that threads need no lock."""
    global _recent
    kept: list[Document] = []
    characters = 0
    for each in (document, *_recent):
        characters += len(each.text)
        if len(kept) == MOST_REMEMBERED or (kept and characters > MOST_CHARACTERS_REMEMBERED):
            break
        kept.append(each)
    _recent = tuple(kept)


def format_of(text: str, file_name: str | None) -> Format:
    """Return the format that the name of a file says, else the first character of its text."""
    suffix = (file_name or "").rpartition(".")[2].lower()
    if suffix in ("yml", "yaml"):
        return "yaml"
    if suffix in ("json", "asl", "template"):
        return "json" if _JSON_START.match(text) or suffix == "json" else "yaml"
    return "json" if _JSON_START.match(text) else "yaml"
