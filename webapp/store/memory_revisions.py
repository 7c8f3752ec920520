"""The texts that documents had, in memory."""

import threading
from collections.abc import Sequence
from dataclasses import replace

from webapp.store.records import sha256
from webapp.store.revisions import THIN_AFTER, Change, Revision, rekinded, replaced, thinned
from webapp.store.stores import NotFound


class MemoryRevisionStore:
    """See :class:`webapp.store.stores.RevisionStore`."""

    def __init__(self, lock: threading.RLock) -> None:
        self._lock = lock
        self._kept: dict[str, dict[int, tuple[Revision, str]]] = {}

    def begin(self, document_id: str) -> None:
        """Know a new document."""
        self._kept[document_id] = {}

    def forget(self, document_id: str) -> None:
        """Let go of a document that is deleted."""
        self._kept.pop(document_id, None)

    def keep(self, document_id: str, text: str, change: Change, *, now_ms: int) -> int:
        """Keep a text."""
        with self._lock:
            kept = self._kept.get(document_id)
            if kept is None:
                raise NotFound(f"no document {document_id}")
            last = kept[max(kept)][0] if kept else None
            if last is not None and last.sha256 == sha256(text):
                if rekinded(last, change):
                    kept[last.number] = (replace(last, kind=change.kind, note=change.note or last.note), text)
                return last.number
            number = last.number + 1 if last is not None else 1
            size = len(text.encode("utf-8", "surrogatepass"))
            if last is not None and replaced(last, change, now_ms):
                del kept[last.number]
                now_ms = last.created_ms
            new = Revision(document_id, number, sha256(text), size, now_ms, change.kind, change.note)
            kept[number] = (new, text)
            if number % THIN_AFTER == 0:
                for gone in thinned(self.of(document_id), now_ms):
                    del kept[gone]
            return number

    def of(self, document_id: str, *, before: int | None = None, limit: int | None = None) -> Sequence[Revision]:
        """Return the revisions."""
        with self._lock:
            found = [revision for revision, _ in self._kept.get(document_id, {}).values()]
        newest_first = sorted(found, key=lambda revision: -revision.number)
        return [each for each in newest_first if before is None or each.number < before][:limit]

    def text(self, document_id: str, number: int) -> str | None:
        """Return the text of a revision."""
        found = self._kept.get(document_id, {}).get(number)
        return None if found is None else found[1]

    def name(self, document_id: str, number: int, name: str | None) -> bool:
        """Name a revision."""
        with self._lock:
            found = self._kept.get(document_id, {}).get(number)
            if found is not None:
                self._kept[document_id][number] = (replace(found[0], name=name), found[1])
            return found is not None

    def note(self, document_id: str, number: int, note: str) -> None:
        """Say what was changed."""
        with self._lock:
            found = self._kept.get(document_id, {}).get(number)
            if found is not None:
                self._kept[document_id][number] = (replace(found[0], note=note), found[1])
