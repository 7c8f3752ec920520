"""What is being typed, and where: the token at the cursor, and the text with a mark in place of it.

While a person types, the text is broken just there. So the token at the cursor is replaced by one that parses, and the
tree of *that* text says where the cursor stands; whatever is broken elsewhere, the error-tolerant tree has to bear.
Texts filled like this are the same for every letter of a word, so what is known of them may be kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

MARK: Final = "\u2038"
"""What stands in the text where the cursor is."""

Role = Literal["key", "value", "either"]
Style = Literal["bare", "double", "single", "block"]


@dataclass(frozen=True, slots=True)
class Cursor:
    """The token at the cursor, ``start`` to ``end`` inside its quotes, and ``typed``, its part before the cursor.

    ``lead`` is to be written before what is inserted; ``comma_at`` is where a comma is missing before it, and ``tail``
    says that one is missing behind. ``closed``: a closing quote stands at ``end``. ``has_colon``: a key with a value.
    """

    role: Role
    style: Style
    start: int
    end: int
    typed: str
    closed: bool = False
    has_colon: bool = False
    lead: str = ""
    comma_at: int | None = None
    tail: bool = False


@dataclass(frozen=True, slots=True)
class Filled:
    """A text that can be read, ``at`` the place of the cursor's token in it."""

    text: str
    at: int
    role: Role


Attempts = Iterator[Filled]
