"""What a gesture has moved, as its answer tells it."""

from typing import Final

import msgspec

from webapp.editing.commands import TransitionRef


class MovedPath(msgspec.Struct, frozen=True, kw_only=True):
    """A state or a branch that has another path, or none any more; what is inside goes along if it is not named."""

    before: str
    after: str | None


class MovedTransition(msgspec.Struct, frozen=True, kw_only=True):
    """A transition that is told by something else than the path of its source, or is gone while that stays."""

    before: TransitionRef
    after: TransitionRef | None


class Moves(msgspec.Struct, frozen=True, kw_only=True):
    """What has moved, against the paths before the gesture; what is not named is where its container is."""

    paths: tuple[MovedPath, ...]
    transitions: tuple[MovedTransition, ...]


STAYS: Final = Moves(paths=(), transitions=())
