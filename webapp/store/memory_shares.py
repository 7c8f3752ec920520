"""The shares of documents, in memory."""

import threading
from dataclasses import replace

from webapp.store.records import Document, Share, new_token, sha256, share_of


class MemoryShareStore:
    """See :class:`webapp.store.stores.ShareStore`."""

    def __init__(self, lock: threading.RLock) -> None:
        self._lock = lock
        self._shares: dict[str, Share] = {}
        self._ids_by_token: dict[str, str] = {}

    def create(self, document: Document, *, now_ms: int) -> tuple[Share, str]:
        """Publish a document."""
        made, token = share_of(document, now_ms), new_token()
        with self._lock:
            self._shares[made.id] = made
            self._ids_by_token[sha256(token)] = made.id
        return made, token

    def find(self, token: str) -> Share | None:
        """Return the share of a token."""
        return self._shares.get(self._ids_by_token.get(sha256(token), ""))

    def list(self, document_id: str | None = None) -> list[Share]:
        """Return shares."""
        with self._lock:
            found = [share for share in self._shares.values() if document_id in (None, share.document_id)]
        return sorted(found, key=lambda share: (-share.created_ms, share.id))

    def revoke(self, id: str, *, now_ms: int) -> bool:
        """Revoke a share."""
        with self._lock:
            share = self._shares.get(id)
            if share is None:
                return False
            if share.revoked_ms is None:
                self._shares[id] = replace(share, revoked_ms=now_ms)
            return True

    def forget_document(self, id: str, now_ms: int) -> None:
        """Revoke the shares of a document that is deleted."""
        for share in self.list(id):
            self.revoke(share.id, now_ms=now_ms)
            self._shares[share.id] = replace(self._shares[share.id], document_id=None)
