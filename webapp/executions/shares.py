"""Share links: a definition's graph for whoever has the link, until it is revoked."""

from dataclasses import dataclass

from webapp.executions.clock import RealClock
from webapp.messages import protocol as m
from webapp.store import NotFound, Share, Store


class ShareNotFound(LookupError):
    """There is no such link."""


class ShareRevoked(LookupError):
    """The link was revoked."""


@dataclass(frozen=True, slots=True)
class Shares:
    """The links of one server; ``local_only`` where only this machine can reach it."""

    store: Store
    local_only: bool

    def rows(self) -> list[m.ShareView]:
        """Return the links, newest first."""
        return [self._view(share, None) for share in self.store.shares.list()]

    def make(self, document_id: str) -> m.ShareView:
        """Publish a document as it is now; raise ``NotFound`` where there is none."""
        document = self.store.documents.get(document_id)
        if document is None:
            raise NotFound(document_id)
        share, token = self.store.shares.create(document, now_ms=RealClock().now_ms())
        return self._view(share, f"/s/{token}")

    def revoke(self, share_id: str) -> None:
        """Revoke a link for good; raise :class:`ShareNotFound`."""
        if not self.store.shares.revoke(share_id, now_ms=RealClock().now_ms()):
            raise ShareNotFound(share_id)

    def find(self, token: str) -> Share:
        """Return what the link of ``token`` shows; raise :class:`ShareNotFound` or :class:`ShareRevoked`."""
        share = self.store.shares.find(token)
        if share is None:
            raise ShareNotFound
        if share.revoked_ms is not None:
            raise ShareRevoked
        return share

    def _view(self, share: Share, url: str | None) -> m.ShareView:
        return m.ShareView(
            id=share.id,
            title=share.title,
            created_ms=share.created_ms,
            revoked_ms=share.revoked_ms,
            url=url,
            local_only=self.local_only,
        )
