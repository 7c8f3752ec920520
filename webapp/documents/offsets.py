"""Offsets into a text as Python counts them (code points) and as browsers do (UTF-16 code units)."""

import re
from bisect import bisect_left
from typing import Final

_ASTRAL: Final = re.compile("[\U00010000-\U0010ffff]")


class Utf16Offsets:
    """Turns the offsets of one text from one count into the other; free where the text has no astral characters."""

    def __init__(self, text: str) -> None:
        """Look through ``text`` once."""
        self._astral = [] if text.isascii() else [match.start() for match in _ASTRAL.finditer(text)]

    def to_utf16(self, offset: int) -> int:
        """Return the UTF-16 offset of the code point offset ``offset``."""
        return offset + bisect_left(self._astral, offset)

    def from_utf16(self, offset: int) -> int:
        """Return the code point offset of the UTF-16 offset ``offset``.

        Inside a pair it is that of the pair's start.
        """
        low, high = 0, len(self._astral)
        while low < high:
            middle = (low + high) // 2
            if self._astral[middle] + middle < offset:
                low = middle + 1
            else:
                high = middle
        if low and self._astral[low - 1] + low - 1 == offset - 1:
            return self._astral[low - 1]
        return offset - low
