"""A definition that is text inside a file, and where each of its characters stands in that file.

Such a text is put together from pieces: the lines of a block scalar, the parts of an ``Fn::Join``, an escape that is
one character and was written as two. A piece as long as what it was written as keeps every position; in any other all
positions are those of the whole piece.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from webapp.asl import Document


class Piece(NamedTuple):
    """A piece of the inner text, and from where to where it is written in the file. Offsets are code points.

    ``is_made`` says that something is put in its place when the file is deployed.
    """

    text: str
    start: int
    end: int
    is_made: bool = False


class MappedText:
    """A text made of pieces in order."""

    __slots__ = ("_inner", "_pieces", "text")

    def __init__(self, pieces: Iterable[Piece]) -> None:
        """Join ``pieces``; there is at least one."""
        self._pieces = tuple(pieces)
        self.text = "".join(piece.text for piece in self._pieces)
        self._inner: list[int] = []
        place = 0
        for piece in self._pieces:
            self._inner.append(place)
            place += len(piece.text)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Return the pieces."""
        return self._pieces

    def inner(self, offset: int) -> int | None:
        """Return the place of the text that stands at ``offset`` of the file; ``None`` where that is not certain."""
        for piece, place in zip(self._pieces, self._inner, strict=True):
            if _is_exact(piece) and piece.start <= offset <= piece.end:
                return place + offset - piece.start
        for piece, place in zip(self._pieces, self._inner, strict=True):
            if offset in (piece.start, piece.end) and piece.end > piece.start:
                return place if offset == piece.start else place + len(piece.text)
        return None

    def edges(self, offset: int) -> Iterator[tuple[Piece, int]]:
        """Yield the places of the file that ``offset`` of the text has for certain, each with the piece it is of."""
        first = max(bisect_left(self._inner, offset) - 1, 0)
        for piece, place in zip(self._pieces[first:], self._inner[first:], strict=True):
            if place > offset:
                return
            into = offset - place
            if into in (0, len(piece.text)):
                yield piece, piece.end if into else piece.start
            elif into < len(piece.text) and _is_exact(piece):
                yield piece, piece.start + into

    def piece_at(self, offset: int) -> tuple[int, Piece]:
        """Return the piece around ``offset`` of the text, and where it starts there."""
        index = bisect_right(self._inner, offset) - 1
        return self._inner[index], self._pieces[index]

    def start(self, offset: int) -> int:
        """Return where in the file something starts that starts at ``offset`` of the text."""
        index = bisect_right(self._inner, offset) - 1
        piece, into = self._pieces[index], offset - self._inner[index]
        if _is_exact(piece):
            return piece.start + into
        return piece.start if into < len(piece.text) or not piece.text else piece.end

    def end(self, offset: int) -> int:
        """Return where in the file something ends that ends at ``offset`` of the text."""
        index = max(bisect_left(self._inner, offset) - 1, 0)
        piece, into = self._pieces[index], offset - self._inner[index]
        return piece.start + into if _is_exact(piece) else piece.end

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return from where to where in the file ``start`` to ``end`` of the text stands."""
        outer = self.start(start)
        return outer, max(self.end(end) if end > start else outer, outer)


@dataclass(frozen=True, slots=True, eq=False)
class Embedded:
    """A definition read from a text inside the file, or from a neighbouring ``file`` that it refers to.

    ``pointer`` is that of the definition in ``document``; ``places`` leads from there to the file that was read. For
    a neighbouring file that is one place, the reference, and ``file_pointer`` is where in that file it stands.
    """

    document: Document
    places: MappedText
    pointer: str = ""
    file: str | None = None
    file_pointer: str = ""


def _is_exact(piece: Piece) -> bool:
    return piece.end - piece.start == len(piece.text)
