"""The documents on the desk: opened from a text, an example or a file, and saved as they are worked on."""

import dataclasses
import hashlib
import time
from pathlib import Path

import msgspec

from webapp.debugger import breakpoints_of
from webapp.documents.examples import FIRST, find_example
from webapp.documents.folder import Folder, FolderFile
from webapp.documents.folder_files import FolderFiles
from webapp.documents.source_file import fingerprint
from webapp.formats import Neighbours, no_neighbours, read_host
from webapp.messages import protocol as m
from webapp.store import Change, Document, NotFound, Store, VersionConflict, new_id


class VersionMissing(ValueError):
    """A text is to be saved over whatever is there."""


class DocumentDesk:
    """Opens and saves documents. One that came from a file of the served folder is written back there by ``files``."""

    def __init__(self, store: Store, files: FolderFiles | None = None) -> None:
        """Documents are kept in ``store``."""
        self._store = store
        self._files = files or FolderFiles(store, None)

    def rows(self) -> list[m.DocumentRow]:
        """Return the documents, the last changed first."""
        return [
            m.DocumentRow(id=row.id, title=row.title, file_name=row.file_name, updated_ms=row.updated_ms)
            for row in self._store.documents.list()
        ]

    def get(self, document_id: str, folder: Folder | None = None) -> m.DocumentView:
        """Return a document; raise ``NotFound``."""
        return document_view(self._get(document_id), folder)

    def first_document(self, folder: Folder | None) -> m.DocumentView:
        """Return what the page opens with: the file or first machine of the folder, else the first example."""
        if folder is not None:
            first = folder.first or next((file.name for file in folder.files()), None)
            if first is not None:
                return self.open(m.NewDocument(folder_file=first), folder)
        return self.open(m.NewDocument(example=FIRST), None)

    def open(self, request: m.NewDocument, folder: Folder | None) -> m.DocumentView:
        """Return a new document, or the kept one of the same example or file.

        Raises ``FileNotFoundError`` where there is no such example or file. A file that has changed since it was opened
        is read anew, unless its document was edited here: then ``source_changed`` says that it has.
        """
        if request.example is not None:
            return self._open_example(request.example)
        if request.folder_file is not None:
            if folder is None:
                raise FileNotFoundError("No folder is served.")
            return self._open_file(folder, folder.read(request.folder_file), request.machine)
        document = _new(request.text, request.file_name, request.format, request.machine)
        self._store.documents.create(document)
        return document_view(document, None)

    def save(self, document_id: str, request: m.SaveDocument, folder: Folder | None = None) -> m.DocumentView:
        """Save what was changed; raise ``VersionConflict`` where somebody else saved after ``request.version``.

        Raises :class:`VersionMissing` for a text without a version: that would write over what others have written.
        """
        if request.version is None and request.text is not None:
            raise VersionMissing("A text is saved with the `version` of the document that it was made of.")
        while True:
            document = self._get(document_id)
            version = document.version if request.version is None else request.version
            if version != document.version:
                raise VersionConflict(document_id, version, document.version)
            try:
                saved = self._store.documents.save(_changed(document, request), change_of(request.change))
            except VersionConflict:
                if request.version is not None:
                    raise
            else:
                return document_view(self._files.save(saved), folder)

    def _get(self, document_id: str) -> Document:
        document = self._store.documents.get(document_id)
        if document is None:
            raise NotFound(document_id)
        return document

    def _open_example(self, name: str) -> m.DocumentView:
        example = find_example(name)
        kept = self._store.documents.get(f"example-{name}")
        if kept is None:
            kept = dataclasses.replace(
                _new(example.text, example.file_name, None, None),
                id=f"example-{name}",
                title=example.title,
                input=example.input,
                mocks=msgspec.to_builtins(example.mocks),
            )
            self._store.documents.create(kept)
        return document_view(kept, None)

    def _open_file(self, folder: Folder, file: FolderFile, machine: str | None) -> m.DocumentView:
        source = str(folder.path / file.name)
        read = folder.beside((folder.path / file.name).parent)
        new = _new(file.text, Path(file.name).name, None, machine, read)
        document_id = "file-" + hashlib.sha256(f"{source}\n{new.machine}".encode()).hexdigest()[:16]
        kept = self._store.documents.get(document_id)
        sha = fingerprint(file.text)
        self._files.opened(file.text)
        if kept is None:
            kept = dataclasses.replace(
                new,
                id=document_id,
                folder=str(Path(source).parent),
                source=source,
                source_sha=sha,
            )
            self._store.documents.create(kept)
        elif kept.source_sha != sha and fingerprint(kept.text) == kept.source_sha:
            kept = self._files.take(kept, file.text, Change("file"))
        return document_view(kept, folder)


def change_of(saved: m.SavedChange | None) -> Change:
    """Return how a text came about that a page saves; one that does not say so has been typed."""
    return Change(saved.kind, saved.note.strip()) if saved is not None else Change()


def _changed(document: Document, request: m.SaveDocument) -> Document:
    changes = {
        name: msgspec.to_builtins(value)
        for name in ("text", "machine", "title", "values", "input", "mocks")
        if (value := getattr(request, name)) is not None
    }
    changed = dataclasses.replace(document, updated_ms=now_ms(), **changes)
    if request.breakpoints is None:
        return changed
    return dataclasses.replace(changed, breakpoints=breakpoints_of(request.breakpoints))


def _new(
    text: str, file_name: str, form: str | None, machine: str | None, read: Neighbours = no_neighbours
) -> Document:
    host = read_host(text, file_name, "json" if form == "json" else "yaml" if form == "yaml" else None, read=read)
    chosen = next((each for each in host.machines if each.pointer == machine), None)
    chosen = chosen or (host.machines[0] if host.machines else None)
    title = chosen.name if chosen is not None and chosen.name else Path(file_name).name.partition(".")[0]
    now = now_ms()
    return Document(
        id=new_id(),
        title=title,
        file_name=file_name,
        format=host.document.format,
        text=text,
        created_ms=now,
        updated_ms=now,
        machine=chosen.pointer if chosen is not None else "",
    )


def document_view(document: Document, folder: Folder | None) -> m.DocumentView:
    """Return a document as the page gets it."""
    return m.DocumentView(
        id=document.id,
        title=document.title,
        file_name=document.file_name,
        text=document.text,
        format=document.format,
        machine=document.machine,
        values=dict(document.values),
        breakpoints=list(document.breakpoints),
        input=document.input,
        mocks=msgspec.convert(document.mocks, dict[str, m.Mock]),
        folder=document.folder,
        source=document.source,
        source_changed=_source_changed(document, folder),
        version=document.version,
        edits=document.edits,
        updated_ms=document.updated_ms,
    )


def _source_changed(document: Document, folder: Folder | None) -> bool:
    if document.source is None or folder is None:
        return False
    source = Path(document.source)
    if not source.is_relative_to(folder.path):
        return False
    try:
        return fingerprint(folder.read(source.relative_to(folder.path).as_posix()).text) != document.source_sha
    except FileNotFoundError:
        return True


def now_ms() -> int:
    """Return the time now, as documents keep it."""
    return time.time_ns() // 1_000_000
