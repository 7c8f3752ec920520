"""The versions of a document: the texts that it had, and what differs between two, as lists and as a picture."""

from dataclasses import dataclass

from webapp.asl import Machine
from webapp.documents.drawing import NothingToDraw, machine_of
from webapp.graph import Theme, compare, draw_difference, render_svg
from webapp.messages import versions as m
from webapp.store import Document, NotFound, Store


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of the documents of a store. Methods raise ``NotFound`` where there is no such document or number.

    A ``number`` of ``None`` is the present text.
    """

    store: Store

    def rows(self, document: str) -> list[m.VersionRow]:
        """Return the versions, newest first."""
        self._document(document)
        return [
            m.VersionRow(number=each.number, saved_ms=each.created_ms, size=each.size)
            for each in self.store.revisions.of(document)
        ]

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

    def _machine(self, document_id: str, number: int | None) -> Machine:
        document = self._document(document_id)
        return machine_of(self.text(document_id, number), document.file_name, document.machine, document.values)

    def _document(self, document: str) -> Document:
        found = self.store.documents.get(document)
        if found is None:
            raise NotFound(document)
        return found
