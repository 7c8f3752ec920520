"""A text that several pages change at once: each change is made of the newest text, or answered with what is newer.

The server decides in which order changes come, and changes nothing about them: a page that was not first makes its own
fit and sends them again. The store's version of the document is what two processes take turns by.
"""

import dataclasses
from collections.abc import Sequence
from typing import Final

from webapp.documents.desk import change_of, document_view, now_ms
from webapp.documents.folder import Folder
from webapp.documents.folder_files import FolderFiles
from webapp.documents.merging import merge
from webapp.messages import together as m
from webapp.store import Document, Edit, NotFound, Store, VersionConflict
from webapp.values import ChangesRefused, apply_changes

MAX_TEXT_CHARACTERS: Final = 1_900_000
"""A larger text could not be sent for its analysis."""


class SharedTexts:
    """The texts of the documents of a store. Methods raise ``NotFound`` where there is no such document."""

    def __init__(self, store: Store, files: FolderFiles) -> None:
        """``files`` writes what came from files of the served folder."""
        self._store = store
        self._files = files

    def push(self, document_id: str, request: m.PushEdits) -> m.EditsView:
        """Store changes that were made of the newest text; answer others with the edits that they lack.

        Raises ``ChangesRefused`` where the changes are not of that text.
        """
        while True:
            document = self._document(document_id)
            if request.version != document.edits:
                return self.after(document_id, request.version)
            changed = dataclasses.replace(document, text=_changed(document.text, request), updated_ms=now_ms())
            try:
                saved = self._store.documents.save(
                    changed, change_of(request.change), client=request.client, changes=request.changes
                )
            except VersionConflict:
                continue
            if saved.text != document.text:
                self._files.save(saved)
            return m.EditsView(version=request.version + len(request.changes), accepted=True)

    def after(self, document_id: str, version: int) -> m.EditsView:
        """Return the edits that came after number ``version``."""
        edits = self._store.documents.edits_after(document_id, version)
        if edits is None:
            return m.EditsView(version=self._document(document_id).edits, known=False)
        return m.EditsView(version=version + len(edits), edits=edit_views(edits))

    def join(self, document_id: str, request: m.JoinAnew, folder: Folder | None) -> m.JoinedAnew:
        """Return the document and ``request.text`` merged into it."""
        document = self._document(document_id)
        merged = merge(request.base, request.text, document.text)
        return m.JoinedAnew(document=document_view(document, folder), merged=merged)

    def _document(self, document_id: str) -> Document:
        found = self._store.documents.get(document_id)
        if found is None:
            raise NotFound(document_id)
        return found


def edit_views(edits: Sequence[Edit]) -> tuple[m.EditView, ...]:
    """Return edits as the page gets them."""
    return tuple(m.EditView(number=each.number, client=each.client, changes=each.changes) for each in edits)


def _changed(text: str, request: m.PushEdits) -> str:
    for changes in request.changes:
        text = apply_changes(text, changes)
    if len(text) > MAX_TEXT_CHARACTERS:
        raise ChangesRefused(f"the text would be longer than {MAX_TEXT_CHARACTERS:,} characters")
    return text
