"""The token at the cursor of a YAML text, found in its line."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from webapp.language.cursor import MARK, Cursor, Filled, Role, Style
from webapp.language.json_cursor import json_cursor

_DASHES: Final = re.compile(r"[ \t]*(?:-[ \t]+|-$)*")
_KEY: Final = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#\[\]{},][^#]*?)[ \t]*:(?=[ \t]|$)""")
_COMMENT: Final = re.compile(r"(?:^|[ \t])#.*$")
_BLOCK: Final = re.compile(r"(?:^|[ \t])[|>][-+0-9]*[ \t]*(?:#.*)?$")


def yaml_cursor(text: str, offset: int) -> Cursor | None:
    """Return what is typed at ``offset``; ``None`` where nothing can be (in a comment)."""
    begin = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[begin : len(text) if end < 0 else end].removesuffix("\r")
    column = min(offset - begin, len(line))
    if _in_block(text, begin, line):
        return Cursor("value", "block", offset, offset, "")
    dashes = _DASHES.match(line)
    lead = dashes.end() if dashes else 0
    key = _KEY.match(line, lead)
    if key is not None and column <= key.end(1):
        if column < key.start(1):
            return None
        return _token(begin, line, key.start(1), key.end(1), column, "key", has_colon=True)
    if key is not None:
        return _value(text, begin, line, key.end(), column)
    if column < lead:
        return None
    if line[lead : lead + 1] in ("{", "["):
        return _flow(text, begin + lead, offset)
    content = _COMMENT.sub("", line[lead:]).rstrip()
    if column > lead + len(content) and content:
        return None
    return _token(begin, line, lead, lead + len(content), column, "either" if "-" in line[:lead] else "key")


def fill_yaml(text: str, cursor: Cursor) -> Iterator[Filled]:
    """Yield texts with the cursor's token replaced, the likeliest first; a block scalar stays as it is."""
    if cursor.style == "block":
        yield Filled(text, cursor.start, "value")
        return
    quote = cursor.style != "bare"
    start, end = cursor.start - quote, cursor.end + cursor.closed
    lead = f"{cursor.lead}{', ' if cursor.comma_at is not None else ''}"
    tail = ", " if cursor.tail else ""
    at = start + len(lead)
    if cursor.role != "key" or cursor.has_colon:
        yield Filled(f"{text[:start]}{lead}{MARK}{tail}{text[end:]}", at, "value" if not cursor.has_colon else "key")
    if cursor.role != "value" and not cursor.has_colon:
        yield Filled(f"{text[:start]}{lead}{MARK}: {tail}{text[end:]}", at, "key")


def _value(text: str, begin: int, line: str, colon: int, column: int) -> Cursor | None:
    """Return the token behind a key and its colon."""
    start = colon + len(line[colon:]) - len(line[colon:].lstrip(" \t"))
    content = _COMMENT.sub("", line[colon:]).strip()
    if content.startswith(("!", "&", "*", "|", ">")):
        return None
    if content.startswith(("{", "[")) and column > start:
        return _flow(text, begin + start, begin + column)
    if not content:
        place = max(column, colon)
        lead = " " if place == colon and line[colon - 1 : colon] == ":" else ""
        return Cursor("value", "bare", begin + place, begin + place, "", lead=lead)
    if column < start or column > start + len(content):
        return None
    return _token(begin, line, start, start + len(content), column, "value")


def _token(
    begin: int, line: str, start: int, end: int, column: int, role: Role, *, has_colon: bool = False
) -> Cursor | None:
    quote = line[start : start + 1]
    style: Style = "double" if quote == '"' else "single" if quote == "'" else "bare"
    closed = style != "bare" and end - start > 1 and line[end - 1] == quote
    first, last = begin + start + (style != "bare"), begin + end - closed
    if begin + column < first or begin + column > last:
        return None
    typed = line[first - begin : column]
    return Cursor(role, style, first, last, typed, closed=closed, has_colon=has_colon)


def _flow(text: str, start: int, offset: int) -> Cursor | None:
    """Return the token inside a flow collection that begins at ``start``: read as JSON, whose words need no quotes."""
    cursor = json_cursor(text[start:], offset - start)
    if cursor is None:
        return None
    comma_at = None if cursor.comma_at is None else cursor.comma_at + start
    return replace(cursor, start=cursor.start + start, end=cursor.end + start, comma_at=comma_at)


def _in_block(text: str, begin: int, line: str) -> bool:
    """Return whether the line that begins at ``begin`` belongs to a block scalar (``|`` or ``>``)."""
    least = _indent(line) if line.strip() else len(text)
    place = begin
    while place > 0 and least > 0:
        previous = text.rfind("\n", 0, place - 1) + 1
        above = text[previous : place - 1].rstrip("\r")
        place = previous
        if above.strip() and _indent(above) < least:
            if _BLOCK.search(above):
                return least < len(text) or _indent(line) > _indent(above)
            least = _indent(above)
    return False


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
