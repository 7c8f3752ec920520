"""A text as a document: its values with their places, and what is wrong with it as JSON or YAML.

Any text gives a document. What could be read of a broken one is there, but only a ``readable`` one is worth drawing.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from webapp.asl.json_reader import read_json
from webapp.asl.nodes import MAX_DEPTH, Member, Node
from webapp.asl.problems import NOT_AN_OBJECT, Problem
from webapp.asl.yaml_reader import read_yaml

__all__ = ["MAX_DEPTH", "Document", "Format", "Member", "Node", "format_of", "read_text"]

Format = Literal["json", "yaml"]

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
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

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of a code point, both from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def at(self, pointer: str) -> Node | None:
        """Return the node at a JSON Pointer."""
        return None if self.root is None else self.root.at(pointer)


def read_text(text: str, format: Format | None = None, file_name: str | None = None) -> Document:
    """Return ``text`` as a document; without ``format`` the file name decides, then the first character."""
    chosen = format or format_of(text, file_name)
    root, readable, problems = (read_json if chosen == "json" else read_yaml)(text)
    if root is None and not problems:
        problems.append(Problem("SCHEMA_VALIDATION_FAILED", NOT_AN_OBJECT, "error", "", 0, len(text)))
    surrogate = _SURROGATE.search(text)
    if surrogate:
        message = "Half a surrogate pair is no character."
        problems.append(Problem("LONE_SURROGATE", message, "error", "", surrogate.start(), surrogate.end()))
    line_starts = (0, *(match.end() for match in _LINE_BREAK.finditer(text)))
    ordered = sorted(problems, key=lambda problem: problem.start)
    return Document(text, chosen, root, tuple(ordered), readable, line_starts)


def format_of(text: str, file_name: str | None) -> Format:
    """Return the format that the name of a file says, else the first character of its text."""
    suffix = (file_name or "").rpartition(".")[2].lower()
    if suffix in ("yml", "yaml"):
        return "yaml"
    if suffix in ("json", "asl", "template"):
        return "json" if _JSON_START.match(text) or suffix == "json" else "yaml"
    return "json" if _JSON_START.match(text) else "yaml"
