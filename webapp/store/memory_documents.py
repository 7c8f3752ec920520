"""The documents, in memory, with the edits that their last saves made."""

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

from webapp.store.edits import KEPT_BY_THEMSELVES, TRIM_EVERY, edits_of, oldest_kept
from webapp.store.memory_executions import MemoryExecutionStore
from webapp.store.memory_resources import MemoryStateMachineStore
from webapp.store.memory_revisions import MemoryRevisionStore
from webapp.store.memory_shares import MemoryShareStore
from webapp.store.records import Document, DocumentSummary, Edit, KindUsage, Saved
from webapp.store.revisions import Change
from webapp.store.stores import TYPED, NotFound, VersionConflict
from webapp.values import TextChanges


class MemoryDocumentStore:
    """See :class:`webapp.store.stores.DocumentStore`."""

    def __init__(
        self,
        lock: threading.RLock,
        revisions: MemoryRevisionStore,
        shares: MemoryShareStore,
        executions: MemoryExecutionStore,
        machines: MemoryStateMachineStore,
    ) -> None:
        self._lock = lock
        self._revisions = revisions
        self._shares = shares
        self._executions = executions
        self._machines = machines
        self._documents: dict[str, Document] = {}
        self._edits: dict[str, list[Edit]] = {}
        self._listeners: list[Callable[[Saved], None]] = []

    def create(self, document: Document) -> None:
        """Keep a new document."""
        with self._lock:
            if document.id in self._documents:
                raise ValueError(f"there is a document {document.id} already")
            self._documents[document.id] = document
            self._revisions.begin(document.id)
            self._revisions.keep(document.id, document.text, Change("opened"), now_ms=document.created_ms)

    def get(self, id: str) -> Document | None:
        """Return a document."""
        return self._documents.get(id)

    def list(self) -> list[DocumentSummary]:
        """Return all documents."""
        with self._lock:
            found = [DocumentSummary(d.id, d.title, d.file_name, d.updated_ms) for d in self._documents.values()]
        return sorted(found, key=lambda summary: (-summary.updated_ms, summary.id))

    def save(
        self, document: Document, change: Change = TYPED, *, client: str = "", changes: Sequence[TextChanges] = ()
    ) -> Document:
        """Replace a document."""
        with self._lock:
            there = self._find(document.id)
            if there.version != document.version:
                raise VersionConflict(document.id, document.version, there.version)
            edits = edits_of(there, document, client, changes)
            kept = {name: getattr(there, name) for name in KEPT_BY_THEMSELVES}
            after = replace(document, **kept | {"version": there.version + 1, "edits": there.edits + len(edits)})
            self._documents[document.id] = after
            self._add_edits(document.id, edits)
            self._revisions.keep(after.id, after.text, change, now_ms=after.updated_ms)
        for listener in self._listeners:
            listener(Saved(there, after, edits))
        return after

    def edits_after(self, id: str, number: int) -> tuple[Edit, ...] | None:
        """Return the edits after a number."""
        with self._lock:
            there = self._find(id)
            edits = tuple(each for each in self._edits.get(id, []) if each.number > number)
        return edits if number + len(edits) == there.edits else None

    def listen(self, listener: Callable[[Saved], None]) -> None:
        """Tell of saves."""
        self._listeners.append(listener)

    def keep_source(self, id: str, sha: str) -> Document:
        """Keep the SHA-256 of the file."""
        with self._lock:
            self._documents[id] = replace(self._find(id), source_sha=sha)
            return self._documents[id]

    def keep_cases(self, id: str, cases: str) -> None:
        """Keep the test cases."""
        with self._lock:
            self._documents[id] = replace(self._find(id), cases=cases)

    def delete(self, id: str, *, now_ms: int) -> bool:
        """Delete a document."""
        with self._lock:
            self._shares.forget_document(id, now_ms)
            self._executions.forget_document(id)
            self._machines.forget_document(id)
            self._revisions.forget(id)
            self._edits.pop(id, None)
            return self._documents.pop(id, None) is not None

    def size(self) -> KindUsage:
        """Return the room that documents take."""
        return KindUsage(len(self._documents), sum(len(d.text.encode()) for d in self._documents.values()))

    def _find(self, id: str) -> Document:
        there = self._documents.get(id)
        if there is None:
            raise NotFound(f"no document {id}")
        return there

    def _add_edits(self, id: str, edits: Sequence[Edit]) -> None:
        kept = self._edits.setdefault(id, [])
        kept.extend(edits)
        if any(each.number % TRIM_EVERY == 0 for each in edits):
            oldest = oldest_kept((each.number, len(json.dumps(each.changes))) for each in reversed(kept))
            self._edits[id] = [each for each in kept if each.number >= oldest]
