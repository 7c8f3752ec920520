"""The versions of a document: the texts that it had, and what differs between two, as lists and as a picture."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from webapp.asl import Machine
from webapp.documents.change_notes import change_note, lines_note
from webapp.documents.desk import now_ms
from webapp.documents.drawing import NothingToDraw, machine_of
from webapp.graph import Theme, compare, draw_difference, render_svg
from webapp.messages import versions as m
from webapp.store import Change, Document, NotFound, Revision, Store

LARGEST_COMPARED: Final = 150_000
"""Of larger texts only the lines that differ are told in the list: twenty machines would take seconds to read."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of the documents of a store. Methods raise ``NotFound`` where there is no such document or number.

    A ``number`` of ``None`` is the present text.
    """

    store: Store

    def rows(self, document: str, before: int | None = None, limit: int | None = None) -> list[m.VersionRow]:
        """Return the versions, newest first; perhaps only so many of those before a number."""
        self._document(document)
        return [_row(each) for each in self.store.revisions.of(document, before=before, limit=limit)]

    def keep(self, document: str, change: Change) -> m.VersionRow:
        """Have the present text kept as what ``change`` says, and return it."""
        self.store.revisions.keep(document, self._document(document).text, change, now_ms=now_ms())
        return _row(self.store.revisions.of(document, limit=1)[0])

    def name(self, document: str, number: int, name: str | None) -> None:
        """Name a version, or take its name away."""
        if not self.store.revisions.name(document, number, (name or "").strip() or None):
            raise NotFound(f"version {number} of {document}")

    def notes(self, document: str, numbers: Collection[int]) -> list[m.VersionNote]:
        """Return what has changed in versions since the ones before them; what was worked out is kept."""
        self._document(document)
        machines: dict[int, Machine | None] = {}
        notes = []
        for each, before in pairwise(self.store.revisions.of(document)):
            if each.number not in numbers:
                continue
            note = each.note or self._note(document, before.number, each.number, machines)
            if note != each.note:
                self.store.revisions.note(document, each.number, note)
            notes.append(m.VersionNote(number=each.number, note=note))
        return notes

    def text(self, document: str, number: int | None) -> str:
        """Return the text of a version."""
        if number is None:
            return self._document(document).text
        found = self.store.revisions.text(document, number)
        if found is None:
            raise NotFound(f"version {number} of {document}")
        return found

    def difference(self, document: str, before: int, after: int | None) -> m.DifferenceView:
        """Return what differs between two versions of the document's machine."""
        try:
            left, right = self._machine(document, before), self._machine(document, after)
        except NothingToDraw as error:
            return m.DifferenceView(added=[], removed=[], changed=[], fields=[], problem=str(error))
        found = compare(left, right)
        return m.DifferenceView(
            added=list(found.added),
            removed=list(found.removed),
            changed=[
                m.ChangedStateView(
                    path=each.path, before=each.before, renamed=each.is_renamed, fields=list(each.fields)
                )
                for each in found.changed
            ],
            fields=list(found.fields),
        )

    def picture(self, document: str, before: int, after: int | None, theme: Theme) -> str:
        """Return both versions in one picture, as SVG text; raises :class:`NothingToDraw`."""
        left, right = self._machine(document, before), self._machine(document, after)
        marked = draw_difference(left, right, compare(left, right))
        return render_svg(marked.layout, theme, f"{self._document(document).title}: what has changed", marked)

    def _note(self, document: str, before: int, after: int, machines: dict[int, Machine | None]) -> str:
        old, new = self.text(document, before), self.text(document, after)
        if max(len(old), len(new)) > LARGEST_COMPARED:
            return lines_note(old, new)
        for number in (before, after):
            if number not in machines:
                try:
                    machines[number] = self._machine(document, number)
                except NothingToDraw:
                    machines[number] = None
        left, right = machines[before], machines[after]
        found = change_note(compare(left, right)) if left is not None and right is not None else ""
        return found or lines_note(old, new)

    def _machine(self, document_id: str, number: int | None) -> Machine:
        """Return the machine of a version: one without states where nothing was written yet."""
        document, text = self._document(document_id), self.text(document_id, number)
        if not text.strip():
            return Machine(None, {})
        return machine_of(text, document.file_name, document.machine, document.values)

    def _document(self, document: str) -> Document:
        found = self.store.documents.get(document)
        if found is None:
            raise NotFound(document)
        return found


def _row(revision: Revision) -> m.VersionRow:
    return m.VersionRow(
        number=revision.number,
        saved_ms=revision.created_ms,
        size=revision.size,
        kind=revision.kind,
        note=revision.note,
        name=revision.name,
    )
