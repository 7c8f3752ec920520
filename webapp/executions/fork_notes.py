"""What a fork remembers of its making, kept with it as JSON text."""

from typing import Literal

import msgspec

ForkKind = Literal["fork", "edit", "restart", "definition"]
Rerun = Literal["run", "answer"]
RerunChoice = Literal["run", "recorded", "answer"]


class ForkNote(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """``kind`` says what was done, ``state`` at which state.

    ``difference`` is what another definition does otherwise, ``None`` where the whole record holds for it; ``remark``
    what of it does not count.

    What was chosen for handlers that ran before: with ``recorded`` they give what they gave, where there is such a
    result; ``rerun`` is for all others.
    """

    kind: ForkKind = "fork"
    state: str | None = None
    difference: str | None = None
    remark: str | None = None
    recorded: bool = False
    rerun: Rerun | None = None

    @property
    def uses_recorded(self) -> bool:
        """Whether a task that was done before has its recorded result: always where only the definition is another."""
        return self.recorded or self.kind == "definition"

    def chosen(self, choice: RerunChoice) -> "ForkNote":
        """Return the note with what else was chosen."""
        if choice == "recorded":
            return msgspec.structs.replace(self, recorded=True)
        return msgspec.structs.replace(self, rerun=choice)


def encode_note(note: ForkNote) -> str:
    """Return ``note`` as JSON text for the store."""
    return msgspec.json.encode(note).decode()


def decode_note(text: str | None) -> ForkNote:
    """Return the note that :func:`encode_note` wrote."""
    return msgspec.json.decode(text, type=ForkNote) if text else ForkNote()
