"""What two people changed in one text, joined line by line.

Line ends do not count as changes of lines: who changed those of the whole text and who changed its words are joined.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher


def merge(base: str, ours: str, theirs: str) -> str | None:
    """Return ``base`` with the changes that both made to its lines, ``None`` where they changed the same ones.

    Changes that touch are taken to be of the same lines, unless they are the same change. (The merge3 package would do
    this; its licence is not ours.)
    """
    was, here, there = map(_line_end, (base, ours, theirs))
    if None not in (was, here, there) and not was == here == there:
        merged = _merged(*(text.replace("\r\n", "\n") for text in (base, ours, theirs)))
        chosen = there if here == was else here
        return merged.replace("\n", chosen) if merged is not None and chosen is not None else merged
    return _merged(base, ours, theirs)


def _merged(base: str, ours: str, theirs: str) -> str | None:
    lines = base.splitlines(keepends=True)
    changes = sorted({*_changes(lines, ours), *_changes(lines, theirs)})
    merged: list[str] = []
    at = 0
    for number, (start, end, new) in enumerate(changes):
        if number and start <= changes[number - 1][1]:
            return None
        merged += lines[at:start]
        merged += new
        at = end
    return "".join([*merged, *lines[at:]])


def _changes(base: list[str], text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the ranges of lines of ``base`` that ``text`` has others for."""
    lines = text.splitlines(keepends=True)
    for kind, start, end, first, last in SequenceMatcher(None, base, lines, autojunk=False).get_opcodes():
        if kind != "equal":
            yield start, end, tuple(lines[first:last])


def _line_end(text: str) -> str | None:
    """Return the line end of a text that has one kind of them, and some."""
    windows, all_of_them = text.count("\r\n"), text.count("\n")
    if not all_of_them or windows not in (0, all_of_them):
        return None
    return "\r\n" if windows else "\n"
