"""Edits of a text: what a command answers with, how they are applied, and how they are taken back."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from webapp.editing.moves import STAYS, MovedPath, Moves


class EditRefused(Exception):
    """A gesture cannot be done, or not without spoiling the text; ``message`` tells the person why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Replacement:
    """Put ``insert`` in the place of the code points from ``start`` to ``end``."""

    start: int
    end: int
    insert: str


@dataclass(frozen=True, slots=True)
class Edited:
    """Edits in ascending order, none overlapping, all against the same text; ``select`` is the state to select then.

    ``selection`` are all states to select where a gesture leaves several. ``notes`` say what the person should know of
    what was done: a warning, or what was lost. ``moves`` are the states and transitions that are elsewhere then,
    ``copies`` where those of the clipboard, or those duplicated, came to.
    """

    edits: tuple[Replacement, ...]
    select: str | None = None
    selection: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    moves: Moves = STAYS
    copies: tuple[MovedPath, ...] = ()


def apply(text: str, edits: Sequence[Replacement]) -> str:
    """Return ``text`` with ``edits``, which are ascending and do not overlap."""
    parts: list[str] = []
    position = 0
    for edit in edits:
        parts += (text[position : edit.start], edit.insert)
        position = edit.end
    return "".join((*parts, text[position:]))


def inverse(text: str, edits: Sequence[Replacement]) -> tuple[Replacement, ...]:
    """Return the edits that lead from ``apply(text, edits)`` back to ``text``."""
    back: list[Replacement] = []
    shift = 0
    for edit in edits:
        start = edit.start + shift
        back.append(Replacement(start, start + len(edit.insert), text[edit.start : edit.end]))
        shift += len(edit.insert) - (edit.end - edit.start)
    return tuple(back)


def composed(text: str, first: Sequence[Replacement], second: Sequence[Replacement]) -> tuple[Replacement, ...]:
    """Return the edits of ``text`` that do ``first`` and then ``second``, which is about the text in between."""
    pieces = _cut(_pieces(len(text), first), second)
    edits: list[Replacement] = []
    position, new = 0, ""
    for piece in (*pieces, (len(text), len(text))):
        if isinstance(piece, str):
            new += piece
            continue
        if new or piece[0] > position:
            edits.append(Replacement(position, piece[0], new))
        position, new = piece[1], ""
    return tidy(text, edits)


_Piece = str | tuple[int, int]
"""A part of an edited text: new, or where it stood before."""


def _pieces(length: int, edits: Sequence[Replacement]) -> list[_Piece]:
    pieces: list[_Piece] = []
    position = 0
    for edit in edits:
        pieces += ((position, edit.start), edit.insert)
        position = edit.end
    return [*pieces, (position, length)]


def _cut(pieces: list[_Piece], edits: Sequence[Replacement]) -> list[_Piece]:
    """Return ``pieces`` after ``edits`` of the text that they make up."""
    ends = list(accumulate(len(piece) if isinstance(piece, str) else piece[1] - piece[0] for piece in pieces))

    def between(start: int, end: int) -> Iterator[_Piece]:
        for at in range(bisect_right(ends, start), len(pieces)):
            piece, first = pieces[at], ends[at - 1] if at else 0
            if first >= end:
                return
            low, high = max(start - first, 0), min(end, ends[at]) - first
            yield piece[low:high] if isinstance(piece, str) else (piece[0] + low, piece[0] + high)

    cut: list[_Piece] = []
    position = 0
    for edit in edits:
        cut += (*between(position, edit.start), edit.insert)
        position = edit.end
    return [*cut, *between(position, ends[-1])]


def tidy(text: str, edits: Sequence[Replacement]) -> tuple[Replacement, ...]:
    """Return ``edits`` in ascending order, those that touch joined, what they leave as it was cut off at both ends.

    Of two insertions at one place the one that comes first in ``edits`` comes first in the text.
    """
    joined: list[Replacement] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if joined and joined[-1].end == edit.start:
            last = joined.pop()
            edit = Replacement(last.start, edit.end, last.insert + edit.insert)
        joined.append(edit)
    return tuple(small for edit in joined if (small := _trimmed(text, edit)) is not None)


def _trimmed(text: str, edit: Replacement) -> Replacement | None:
    """Return ``edit`` without what it has in common with what it replaces, ``None`` if it changes nothing."""
    start, end, insert = edit.start, edit.end, edit.insert
    if text[start:end] == insert:
        return None
    if start == end or not insert:
        return edit
    while insert and start < end and insert[-1] == text[end - 1]:
        insert, end = insert[:-1], end - 1
    while insert and start < end and insert[0] == text[start]:
        insert, start = insert[1:], start + 1
    return Replacement(start, end, insert)
