"""What a fork remembers of its making, kept with it as JSON text."""

from typing import Literal

import msgspec

ForkKind = Literal["fork", "edit", "restart", "definition"]
RerunChoice = Literal["run", "recorded", "answer"]


class ForkNote(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """``kind`` says what was done, ``state`` at which state. ``rerun`` is what was chosen for handlers that ran before.

    ``difference`` is what another definition does otherwise, ``None`` where the whole record holds for it; ``remark``
    what of it does not count.
    """

    kind: ForkKind = "fork"
    state: str | None = None
    difference: str | None = None
    remark: str | None = None
    rerun: RerunChoice | None = None


def encode_note(note: ForkNote) -> str:
    """Return ``note`` as JSON text for the store."""
    return msgspec.json.encode(note).decode()


def decode_note(text: str | None) -> ForkNote:
    """Return the note that :func:`encode_note` wrote."""
    return msgspec.json.decode(text, type=ForkNote) if text else ForkNote()
