"""The text that a string of a file stands for, with the place of every character.

What the readers of the language found a string to mean is compared with what is put together here: were they ever to
differ, the positions would be those of the whole string rather than wrong ones.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from webapp.asl import Document, Node
from webapp.formats.embedded import MappedText, Piece

_PROPERTIES = re.compile(r"(?:[!&][^\s]*\s+)*")
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}"
    r"|(?:\r\n|\r|\n)[ \t]*|.)|(?:(?<![ \t])[ \t]*)?(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ \t]*"
)
_FOLD = re.compile(r"''|(?:(?<![ \t])[ \t]*)?(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))*[ \t]*")
_BREAK = re.compile(r"\r\n|\r|\n")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|$)")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
_LETTERS: Final = dict(zip('0abt\tnvfre "/\\N_LP', '\0\a\b\t\t\n\v\f\r\x1b "/\\\x85\xa0\u2028\u2029', strict=True))


def mapped_text(document: Document, node: Node) -> MappedText:
    """Return the text of a string node and where it stands."""
    text, value = document.text, str(node.value)
    start = node.start
    if document.format == "yaml":
        found = _PROPERTIES.match(text, start, node.end)
        start = found.end() if found else start
    pieces = tuple(_pieces(text, start, node.end, value)) if not node.alias else ()
    if not pieces or "".join(piece.text for piece in pieces) != value:
        return MappedText((Piece(value, node.start, node.end),))
    return MappedText(pieces)


def _pieces(text: str, start: int, end: int, value: str) -> Iterator[Piece]:
    match text[start : start + 1]:
        case '"':
            return _with_replaced(text, start + 1, end - 1, _ESCAPE, _unescaped)
        case "'":
            return _with_replaced(text, start + 1, end - 1, _FOLD, _unfolded)
        case "|":
            return _literal_lines(text, start, value)
        case ">":
            return _folded_lines(text, start, value)
        case _:
            return _with_replaced(text, start, end, _FOLD, _unfolded)


def _with_replaced(
    text: str, start: int, end: int, pattern: re.Pattern[str], replacement: Callable[[str], str]
) -> Iterator[Piece]:
    place = start
    for found in pattern.finditer(text, start, end):
        if found.start() > place:
            yield Piece(text[place : found.start()], place, found.start())
        yield Piece(replacement(found[0]), found.start(), found.end())
        place = found.end()
    yield Piece(text[place:end], place, end)


def _unescaped(written: str) -> str:
    if written[0] != "\\":
        return _unfolded(written)
    if written[1] in "\r\n":
        return ""
    if written[1] in "xuU" and len(written) > 2:
        points = [int(part[1:], 16) for part in written.split("\\")[1:]]
        units = b"".join(point.to_bytes(2, "little") for point in points if point <= 0xFFFF)
        return units.decode("utf-16-le", "replace") if units else chr(min(points[0], 0x10FFFF))
    return _LETTERS.get(written[1], written)


def _unfolded(written: str) -> str:
    return "'" if written == "''" else "\n" * (len(_BREAK.findall(written)) - 1) or " "


def _lines(text: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Yield the lines of a block scalar: each with where it ends and where its break ends."""
    header = _HEADER.match(text, start)
    if header is None:
        return
    for line in _LINE.finditer(text, header.end()):
        yield line[1], line.end(1), line.end()


def _literal_lines(text: str, start: int, value: str) -> Iterator[Piece]:
    wanted = value.split("\n")
    for index, (line, (_, end, after)) in enumerate(zip(wanted, _lines(text, start), strict=False)):
        yield Piece(line, end - len(line), end)
        if index < len(wanted) - 1:
            yield Piece("\n", end, after)


def _folded_lines(text: str, start: int, value: str) -> Iterator[Piece]:
    """Find line after line in ``value``; what lies between two is a fold."""
    place = 0
    fold_start = start
    indent = -1
    for line, end, _ in _lines(text, start):
        if place >= len(value):
            return
        if not line.strip(" "):
            continue
        indent = len(line) - len(line.lstrip(" ")) if indent < 0 else indent
        content = line[indent:]
        found = value.find(content, place)
        if found < 0:
            return
        if found > place:
            yield Piece(value[place:found], fold_start, end - len(content))
        yield Piece(content, end - len(content), end)
        place, fold_start = found + len(content), end
    if place < len(value):
        yield Piece(value[place:], fold_start, fold_start)
