"""How wide a text is drawn, by the table of the very fonts that page and pictures use, and how to make one fit."""

import json
import unicodedata
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

_WIDE: Final = 1000
_NARROW: Final = 620
_ELLIPSIS: Final = "…"
_JOINERS: Final = frozenset("\u200d\ufe0e\ufe0f")
_BREAK_AFTER: Final = frozenset(" -_./:|,")


def text_width(text: str, size: float, weight: int = 400) -> float:
    """Return the width of ``text`` in px; ``weight`` is 400, 500 or 600."""
    table = _table(weight)
    return sum([table.get(char) or _fallback(char, table) for char in text]) * size / 1000


def fit(text: str, width: float, size: float, weight: int = 400) -> str:
    """Return ``text``, cut and ended by ``…`` if it is wider than ``width``."""
    if text_width(text, size, weight) <= width:
        return text
    ends = _ends(text)
    low, high = 0, len(ends) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(text[: ends[middle]].rstrip() + _ELLIPSIS, size, weight) <= width:
            low = middle
        else:
            high = middle - 1
    return text[: ends[low]].rstrip() + _ELLIPSIS


def wrap(text: str, width: float, size: float, weight: int = 400) -> tuple[str, ...]:
    """Return ``text`` in one line or two about as wide, the second cut where even two are too few.

    A line is broken after a space or a mark, or before a capital; inside a word only where there is no such place.
    """
    text = " ".join(text.split())
    if text_width(text, size, weight) <= width:
        return (text,)
    ends = [end for end in _ends(text) if text_width(text[:end].rstrip(), size, weight) <= width]
    good = [end for end in ends if _is_good_break(text, end)]
    last = ends[-1] if ends else 0
    if last == 0:
        return (fit(text, width, size, weight),)
    splits = [end for end in good if end * 2 >= last] or [last]
    pairs = [(text[:split].rstrip(), text[split:].lstrip()) for split in splits]
    wider = [max(text_width(line, size, weight) for line in pair) for pair in pairs]
    narrowest = min(range(len(pairs)), key=wider.__getitem__)
    first, second = pairs[narrowest] if wider[narrowest] <= width else pairs[-1]
    return first, fit(second, width, size, weight)


def _is_good_break(text: str, end: int) -> bool:
    if not 0 < end < len(text):
        return False
    before, after = text[end - 1], text[end]
    return before in _BREAK_AFTER or (before.islower() and after.isupper()) or ord(after) >= 0x2E80


def _ends(text: str) -> list[int]:
    """Return where ``text`` can be cut without taking a mark from its letter, from 0 to its length."""
    cuts = [0]
    for place, (before, after) in enumerate(pairwise(text), start=1):
        if not (before == "\u200d" or after in _JOINERS or unicodedata.combining(after)):
            cuts.append(place)
    return [*cuts, len(text)]


@cache
def _table(weight: int) -> dict[str, int]:
    table: dict[str, int] = {}
    runs = json.loads(files("webapp.graph").joinpath("font_widths.json").read_text(encoding="utf-8"))[str(weight)]
    for first, last, widths in runs:
        shared = isinstance(widths, int)
        for code in range(first, last + 1):
            table[chr(code)] = widths if shared else widths[code - first]
    return table


def _fallback(char: str, table: dict[str, int]) -> int:
    """Return the width of a character that neither font has, and remember it: full for East Asian and emoji."""
    if char in table:
        return table[char]
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        width = 0
    elif unicodedata.east_asian_width(char) in "WF" or ord(char) >= 0x1F000:
        width = _WIDE
    else:
        width = _NARROW
    table[char] = width
    return width
