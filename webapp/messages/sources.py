"""Messages on the file that a document came from."""

from typing import Literal

from webapp.messages.protocol import Message, Request


class SourceView(Message, frozen=True, kw_only=True):
    """How a document and its file stand to each other.

    ``none``: it came from no file. ``unsaved``: the document's text could not be written, because of ``problem``.
    ``changed``: somebody else wrote the file, which has ``text`` now; ``edited``: the document was changed here, too.
    ``unreadable``: something is there that is no text, as ``problem`` says. ``seen`` is the fingerprint of its text.
    ``version`` is the document's after the look, which writes what a crash had left unwritten.
    """

    state: Literal["none", "same", "changed", "missing", "unreadable", "unsaved"]
    text: str | None = None
    edited: bool = False
    problem: str | None = None
    version: int = 0
    seen: str = ""


class ResolveSource(Request, frozen=True, kw_only=True):
    """Take the file's text, keep the document's, or merge what both changed.

    ``client`` is the page that asks. What it gets is an edit of ``<client>/file``: one that may be undone there.
    ``seen`` is what it was told of the file: should the file have changed once more, nothing is done.
    """

    how: Literal["take", "keep", "merge"]
    client: str = ""
    seen: str | None = None
