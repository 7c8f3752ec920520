"""Documents of files in the served folder: saved into their files, and told of what others write there."""

import dataclasses
import threading
import time
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

from webapp.documents.folder import Folder
from webapp.documents.merging import merge
from webapp.documents.source_file import (
    SourceChanged,
    SourceUnreadable,
    SourceUnwritable,
    create_source,
    fingerprint,
    overwrite_source,
    read_source,
    write_source,
)
from webapp.messages import sources as m
from webapp.store import Change, Document, NotFound, Store, VersionConflict

_BASES_KEPT: Final = 64
_LEADS_AWAY: Final = "it is a link out of the served folder now"


class CannotMerge(Exception):
    """The file and the document changed the same lines."""


class FolderFiles:
    """Writes documents into their files. ``read_only``: never.

    The document is always stored first, so that nothing is lost where the file cannot be written.
    """

    def __init__(self, store: Store, folder: Folder | None, *, read_only: bool = False) -> None:
        """Only files inside ``folder`` are read or written."""
        self._store = store
        self._folder = folder
        self._read_only = read_only
        self._turn = threading.RLock()
        self._bases: OrderedDict[str, str] = OrderedDict()
        """By fingerprint, texts that files had: what others changed is told against them."""

    def is_ours(self, document: Document) -> bool:
        """Tell whether the document came from a file of the folder."""
        return self._path(document) is not None

    def opened(self, text: str) -> None:
        """Remember a text that a file has."""
        self._bases[fingerprint(text)] = text
        while len(self._bases) > _BASES_KEPT:
            self._bases.popitem(last=False)

    def save(self, document: Document) -> Document:
        """Write a document that was just stored into its file; return it as it is stored then.

        Writers take turns, and each writes the text that is stored by then: pages save at the same moment.
        """
        path = self._path(document)
        if path is None or self._read_only or not self._holds(path):
            return document
        with self._turn:
            newest = self._document(document.id)
            if fingerprint(newest.text) == newest.source_sha:
                return newest
            try:
                write_source(path, newest.text, newest.source_sha or "")
            except (SourceChanged, SourceUnwritable):
                return newest
            return self._has(newest.id, newest.text)

    def take(self, document: Document, text: str, change: Change, client: str = "") -> Document:
        """Store ``text``, which the file has, as that of the document; raise ``VersionConflict``."""
        changed = dataclasses.replace(document, text=text, updated_ms=time.time_ns() // 1_000_000)
        stored = self._store.documents.save(changed, change, client=f"{client}/file" if client else "")
        return self._has(stored.id, text)

    def view(self, document_id: str) -> m.SourceView:
        """Return how a document and its file stand to each other; raise ``NotFound``."""
        with self._turn:
            found = self._look(document_id)
        return msgspec.structs.replace(found, version=self._document(document_id).version)

    def _look(self, document_id: str) -> m.SourceView:
        document = self._document(document_id)
        path = self._path(document)
        if path is None:
            return m.SourceView(state="none")
        if not self._holds(path):
            return m.SourceView(state="unsaved", problem=_LEADS_AWAY)
        try:
            found = read_source(path)
        except SourceUnreadable as error:
            return m.SourceView(state="unreadable", problem=str(error))
        if found is None:
            return m.SourceView(state="missing")
        sha, mine = fingerprint(found), fingerprint(document.text)
        if sha == mine:
            if sha != document.source_sha:
                self._has(document.id, found)
            return m.SourceView(state="same")
        if sha != document.source_sha:
            return m.SourceView(state="changed", text=found, edited=mine != document.source_sha, seen=sha)
        return m.SourceView(state="unsaved", problem=self._why_unsaved(document, path))

    def resolve(self, document_id: str, how: m.ResolveSource) -> Document:
        """Bring a document and its file together.

        ``take`` takes the file's text, ``keep`` writes the document's, ``merge`` joins both; raises
        :class:`CannotMerge`, ``SourceChanged`` where the file has changed once more or is gone, ``SourceUnwritable``.
        """
        with self._turn:
            while True:
                # Somebody typed while the file was read: what is merged is the text that they left.
                with suppress(VersionConflict):
                    return self._resolve(document_id, how)

    def _resolve(self, document_id: str, how: m.ResolveSource) -> Document:
        document = self._document(document_id)
        path = self._path(document)
        if path is None:
            raise SourceChanged(document.file_name)
        if not self._holds(path):
            raise SourceUnwritable(f"{path.name} cannot be written: {_LEADS_AWAY}")
        try:
            found = read_source(path)
        except SourceUnreadable as error:
            return self._overwrite(document, path, how, error)
        if how.seen is not None and how.seen != ("" if found is None else fingerprint(found)):
            raise SourceChanged(document.file_name)
        if found is None:
            return self._restore(document, path, how)
        match how.how:
            case "take":
                return self.take(document, found, Change("file"), how.client)
            case "keep":
                text, change = document.text, Change("saved")
            case "merge":
                text = self._merged(document, found)
                change = Change("file" if text == found else "merged")
        if not self._read_only:
            write_source(path, text, fingerprint(found))
        stored = self.take(document, text, change, how.client)
        return self._has(stored.id, found) if self._read_only else stored

    def _restore(self, document: Document, path: Path, how: m.ResolveSource) -> Document:
        """Write the file anew that somebody has taken away."""
        if how.how != "keep" or self._read_only:
            raise SourceChanged(document.file_name)
        create_source(path, document.text)
        return self._has(document.id, document.text)

    def _overwrite(self, document: Document, path: Path, how: m.ResolveSource, why: SourceUnreadable) -> Document:
        """Write the document in the place of what is no text, which somebody has decided to give up."""
        if how.how != "keep" or self._read_only:
            raise SourceUnwritable(f"{path.name} cannot be taken: {why}")
        overwrite_source(path, document.text)
        return self._has(document.id, document.text)

    def _merged(self, document: Document, theirs: str) -> str:
        base = self._base(document)
        merged = merge(base, document.text, theirs) if base is not None else None
        if merged is None:
            raise CannotMerge(document.file_name)
        return merged

    def _base(self, document: Document) -> str | None:
        """Return the text that the file had when it was last read or written, if that is still known."""
        if fingerprint(document.text) == document.source_sha:
            return document.text
        known = self._bases.get(document.source_sha or "")
        if known is not None:
            return known
        revisions = self._store.revisions.of(document.id)
        number = next((each.number for each in revisions if each.sha256 == document.source_sha), None)
        return None if number is None else self._store.revisions.text(document.id, number)

    def _has(self, document_id: str, file_text: str) -> Document:
        """Remember that the file of a document has ``file_text``."""
        self.opened(file_text)
        return self._store.documents.keep_source(document_id, fingerprint(file_text))

    def _why_unsaved(self, document: Document, path: Path) -> str | None:
        if self._read_only:
            return "the server was started with --read-only"
        try:
            write_source(path, document.text, document.source_sha or "")
        except SourceUnwritable as error:
            return str(error)
        except SourceChanged:
            return None
        self._has(document.id, document.text)
        return None

    def _path(self, document: Document) -> Path | None:
        if document.source is None or self._folder is None:
            return None
        path = Path(document.source)
        return path if path.is_relative_to(self._folder.path) else None

    def _holds(self, path: Path) -> bool:
        """Return whether a path of the folder leads to a place inside it: a link may have come in its way."""
        return self._folder is not None and self._folder.holds(path)

    def _document(self, document_id: str) -> Document:
        found = self._store.documents.get(document_id)
        if found is None:
            raise NotFound(document_id)
        return found
