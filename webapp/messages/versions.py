"""Messages on the versions of a document and on what differs between two."""

from typing import Annotated, Literal

from msgspec import Meta

from webapp.messages.protocol import Message, Request

ChangeKind = Literal["opened", "typed", "gesture", "saved", "restored", "merged", "file", "run", "program"]


class VersionRow(Message, frozen=True, kw_only=True):
    """A text that a document had; ``number`` grows, the newest is the present one. ``size`` is in bytes.

    ``kind`` says how it came about: the first one, typed, by a gesture, saved by hand, restored, merged with the file
    or taken from it, run, or by a program. ``note`` says what was done or has changed, where that is known. ``name``
    was given by a person: such a version stays for good.
    """

    number: int
    saved_ms: int
    size: int
    kind: ChangeKind
    note: str
    name: str | None


class VersionNote(Message, frozen=True, kw_only=True):
    """What has changed in a version since the one before it."""

    number: int
    note: str


class NameVersion(Request, frozen=True, kw_only=True):
    """Name a version; null takes its name away."""

    name: Annotated[str, Meta(max_length=80)] | None


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
