"""Messages on links."""

from webapp.messages.message import Message, Request


class NewShare(Request, frozen=True, kw_only=True):
    document: str


class ShareView(Message, frozen=True, kw_only=True):
    """``url`` is given once, when the link is made: only its hash is kept."""

    id: str
    title: str
    created_ms: int
    revoked_ms: int | None
    url: str | None = None
    local_only: bool = False
