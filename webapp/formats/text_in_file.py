"""A definition that is text inside a file, to be edited there: changes of the text become changes of the file.

Every end of a change must have a place in the file that means nothing else: inside a string that is written out, not
inside what CloudFormation or Terraform puts in its place. What comes of it is to be read back by whoever asks.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from webapp.asl import Document, Node, read_text
from webapp.formats.embedded import Embedded, MappedText, Piece
from webapp.formats.host import Host, HostMachine
from webapp.formats.strings import CannotWrite, StringPlace, plain_ascii, string_place
from webapp.formats.terraform import interpolations

_DIRECTIVE: Final = re.compile(r"(?<!%)%\{")
_COMPUTED: Final = (
    "{shown} is put into this definition when the file is deployed, so that what stands around it cannot be changed "
    "here; edit the text."
)


class Change(NamedTuple):
    """``insert`` comes in the place of what stands from ``start`` to ``end``, in code points."""

    start: int
    end: int
    insert: str


class _Spot(NamedTuple):
    """A place in a string of the file."""

    offset: int
    string: StringPlace


@dataclass(frozen=True, slots=True)
class TextInFile:
    """A definition to be edited: ``document`` is its text, which ``places`` leads from to the ``host``."""

    host: Document
    document: Document
    places: MappedText
    strings: tuple[StringPlace, ...]
    references: dict[str, str] = field(default_factory=dict)
    """What the text shows of something, and how that is written in the file; nothing where that is not certain."""

    def written(self, changes: Iterable[Change]) -> tuple[Change, ...]:
        """Return changes of the file that do ``changes`` to the text; raise :class:`CannotWrite`."""
        return tuple(self._written(change) for change in changes)

    def _written(self, change: Change) -> Change:
        starts, ends = list(self._spots(change.start)), list(self._spots(change.end))
        if not starts:
            change, starts = self._widened_start(change)
        if not ends:
            change, ends = self._widened_end(change)
        start = starts[-1]
        end = start
        if change.end > change.start:
            own = [spot for spot in ends if spot.string is start.string]
            end = (own or ends)[-1]
        if end.string is not start.string and (end.string.kind != start.string.kind or self._gap(end.string) is None):
            raise CannotWrite("This change begins in one string of the file and ends in another; edit the text.")
        text = self.host.text
        if _DIRECTIVE.search(text, start.offset, end.offset) and start.string.kind in ("heredoc", "template"):
            raise CannotWrite("A directive of Terraform's templates (%{…}) stands here; edit the text.")
        before = text[text.rfind("\n", 0, start.offset) + 1 : start.offset]
        insert = plain_ascii(change.insert) if self.document.format == "json" else change.insert
        return Change(start.offset, end.offset, self._encoded(insert, start.string, before, text[end.offset :][:1]))

    def _encoded(self, insert: str, string: StringPlace, before: str, behind: str) -> str:
        known = "|".join(map(re.escape, sorted(self.references, key=len, reverse=True)))
        parts = re.split(f"({known})", insert) if known else [insert]
        if len(parts) == 1:
            return string.encoded(insert, before, behind)
        if string.kind in ("heredoc", "template"):
            return self._with_templates(parts, string, before, behind)
        return self._with_parts(parts, string)

    def _with_templates(self, parts: list[str], string: StringPlace, before: str, behind: str) -> str:
        """Return a text with interpolations as they are written in the file."""
        marks = {shown: f"\ue000{index}\ue001" for index, shown in enumerate(self.references)}
        written = string.encoded("".join(marks.get(part, part) for part in parts), before, behind)
        for shown, mark in marks.items():
            if mark in written and not self.references[shown]:
                raise CannotWrite(_COMPUTED.format(shown=shown))
            written = written.replace(mark, self.references[shown])
        return written

    def _with_parts(self, parts: list[str], string: StringPlace) -> str:
        """Return a text with what ``Fn::Join`` puts between strings, as further parts of the ``Fn::Join``."""
        gap = self._gap(string)
        if gap is None:
            raise CannotWrite(_COMPUTED.format(shown=parts[1]))
        quote = self.host.text[string.end]
        return "".join(
            f"{quote}{gap}{self.references[part]}{gap}{quote}" if part in self.references else string.encoded(part)
            for part in parts
        )

    def _gap(self, string: StringPlace) -> str | None:
        """Return what stands between the parts of the ``Fn::Join`` that a string in quotes is one of."""
        if string.kind not in ("double", "single") or self.host.root is None:
            return None
        for node in self.host.root.walk():
            if len(node.items) == 2 and string.node in node.items[1].items and node.items[0].value == "":
                first, *more = node.items[1].items
                between = self.host.text[first.end : more[0].start] if more else ""
                return between if between.strip() in (",", "-") else None
        return None

    def _spots(self, offset: int) -> Iterator[_Spot]:
        """Yield where in the file the place before a character of the text is."""
        for piece, at in self.places.edges(offset):
            if piece.is_made:
                continue
            string = next((each for each in self.strings if each.start <= at <= each.end), None)
            if string is not None:
                yield _Spot(at, string)

    def _widened_start(self, change: Change) -> tuple[Change, list[_Spot]]:
        start, piece = self._whole_piece(change.start)
        spots = list(self._spots(start))
        if not spots:
            raise self._refused(piece)
        return change._replace(start=start, insert=piece.text[: change.start - start] + change.insert), spots

    def _widened_end(self, change: Change) -> tuple[Change, list[_Spot]]:
        start, piece = self._whole_piece(change.end)
        end = start + len(piece.text)
        spots = list(self._spots(end))
        if not spots:
            raise self._refused(piece)
        return change._replace(end=end, insert=change.insert + piece.text[change.end - start :]), spots

    def _whole_piece(self, offset: int) -> tuple[int, Piece]:
        start, piece = self.places.piece_at(offset)
        if piece.is_made:
            raise self._refused(piece)
        return start, piece

    def _refused(self, piece: Piece) -> CannotWrite:
        if piece.is_made:
            return CannotWrite(_COMPUTED.format(shown=piece.text))
        return CannotWrite("The place of this change in the file is not certain; edit the text.")


def text_in_file(host: Host, machine: HostMachine) -> TextInFile:
    """Return the definition that is text inside the file, to be edited; raise :class:`CannotWrite` saying why not."""
    embedded = machine.embedded
    if embedded is None or embedded.file is not None:
        raise CannotWrite("This definition stands elsewhere; edit it there.")
    holder = host.document.at(machine.pointer)
    if holder is None or holder.alias:
        raise CannotWrite("This definition is an alias of a text that stands elsewhere in the file; edit the text.")
    text = host.document.text
    unfolded = _unfolded(text, embedded)
    shown = unfolded or embedded
    is_terraform = host.kind == "terraform"
    strings = tuple(_strings(host.document, holder, shown.places, is_terraform, unfolded is not None))
    if not strings:
        raise CannotWrite("This definition is not written as a string in quotes or a block of text; edit the text.")
    references: dict[str, str] = {}
    for inner, written in _references(text, shown.places, is_terraform=is_terraform):
        same = references.setdefault(inner, written) == written
        references[inner] = written if same or not is_terraform else ""
    return TextInFile(host.document, shown.document, shown.places, strings, references)


def _strings(
    document: Document, holder: Node, places: MappedText, is_terraform: bool, by_lines: bool
) -> Iterator[StringPlace]:
    for node in holder.walk():
        if node.kind != "string" or (node.items and not node.tag.startswith("!")):
            continue
        inside = [piece for piece in places.pieces if node.start <= piece.start <= node.end and not piece.is_made]
        if any(piece.text for piece in inside):
            found = string_place(document, node, inside, is_terraform=is_terraform, by_lines=by_lines)
            if found is not None:
                yield found


def _unfolded(text: str, embedded: Embedded) -> Embedded | None:
    """Return a definition with the lines that it is written in, where that is JSON and says the same."""
    places, document = embedded.places, embedded.document
    pieces = tuple(_as_written(text, piece) for piece in places.pieces)
    if document.format != "json" or pieces == places.pieces:
        return None
    mapped = MappedText(pieces)
    read = read_text(mapped.text, "json")
    if not read.readable or read.root is None or document.root is None or read.root.value != document.root.value:
        return None
    return replace(embedded, document=read, places=mapped)


def _as_written(text: str, piece: Piece) -> Piece:
    written = text[piece.start : piece.end]
    folded = piece.text.isspace() and "\n" in written and written.isspace() and piece.text != written
    return piece._replace(text=written) if folded and not _is_line_break(piece, written) else piece


def _is_line_break(piece: Piece, written: str) -> bool:
    """Return whether a piece is the end of a line of a block that keeps its lines."""
    return piece.text == "\n" and written in ("\r\n", "\r")


def _references(text: str, places: MappedText, *, is_terraform: bool) -> Iterator[tuple[str, str]]:
    for piece in places.pieces:
        written = text[piece.start : piece.end]
        if piece.is_made:
            yield piece.text, written
        elif is_terraform and len(written) == len(piece.text) and written != piece.text:
            for start, end in interpolations(written):
                if written[start:end] != piece.text[start:end]:
                    yield piece.text[start:end], written[start:end]
