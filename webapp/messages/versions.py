"""Messages on the versions of a document and on what differs between two."""

from webapp.messages.protocol import Message


class VersionRow(Message, frozen=True, kw_only=True):
    """A text that a document had; ``number`` counts from 1, the newest is the present one."""

    number: int
    saved_ms: int
    size: int


class VersionText(Message, frozen=True, kw_only=True):
    """One version, whole."""

    number: int
    text: str


class ChangedStateView(Message, frozen=True, kw_only=True):
    """A state that is in both: its path now and before, and the fields that differ."""

    path: str
    before: str
    renamed: bool
    fields: list[str]


class DifferenceView(Message, frozen=True, kw_only=True):
    """What differs between two versions of a machine. ``problem`` says why they cannot be compared as graphs."""

    added: list[str]
    removed: list[str]
    changed: list[ChangedStateView]
    fields: list[str]
    problem: str | None = None
