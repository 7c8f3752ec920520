"""Places in a text as editors name them, line and character from 0, and as code points from the text's start."""

import re
from bisect import bisect_right
from typing import Final

from lsprotocol import types

_LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")
_BYTES: Final = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


class Places:
    """Turns places of one text from one way of counting into the other."""

    def __init__(self, text: str, encoding: str = "utf-16") -> None:
        """``encoding`` is what the editor counts characters in."""
        self.text = text
        self._starts = (0, *(match.end() for match in _LINE_BREAK.finditer(text)))
        self._codec, self._size = _BYTES.get(encoding, _BYTES["utf-16"])

    def offset(self, position: types.Position) -> int:
        """Return the code point of a position; behind the end of its line, that end."""
        if position.line >= len(self._starts):
            return len(self.text)
        start = self._starts[position.line]
        line = self._line(start)
        if line.isascii():
            return start + min(position.character, len(line))
        units = line.encode(self._codec, "surrogatepass")[: position.character * self._size]
        return start + len(units.decode(self._codec, "ignore"))

    def position(self, offset: int) -> types.Position:
        """Return the position of a code point."""
        line = bisect_right(self._starts, offset) - 1
        before = self.text[self._starts[line] : offset]
        units = len(before) if before.isascii() else len(before.encode(self._codec, "surrogatepass")) // self._size
        return types.Position(line, units)

    def indentation(self, offset: int) -> str:
        """Return the blanks that the line of a code point begins with."""
        line = self._line(self._starts[bisect_right(self._starts, offset) - 1])
        return line[: len(line) - len(line.lstrip(" \t"))]

    def range(self, start: int, end: int) -> types.Range:
        """Return the range between two code points."""
        return types.Range(self.position(start), self.position(end))

    def _line(self, start: int) -> str:
        match = _LINE_BREAK.search(self.text, start)
        return self.text[start : match.start() if match is not None else len(self.text)]
