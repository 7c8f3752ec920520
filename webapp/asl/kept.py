"""What came of values, kept to be found again for the very same objects.

A text that was changed keeps the plain values of all that was not (:mod:`webapp.asl.reread`), so what a pure function
made of a state can be taken as it is. Each entry holds its value, so that no other object can get its identity.
"""

from collections.abc import Hashable
from itertools import islice
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """At most ``most`` results, by the identity of a value and whatever else they depend on; the oldest go first."""

    def __init__(self, most: int) -> None:
        """Keep nothing yet."""
        self._most = most
        self._entries: dict[int, tuple[object, Hashable, T]] = {}

    def get(self, value: object, rest: Hashable) -> T | None:
        """Return what was made of this very ``value`` with an equal ``rest``, if it is still here."""
        found = self._entries.get(id(value))
        return found[2] if found is not None and found[0] is value and found[1] == rest else None

    def put(self, value: object, rest: Hashable, made: T) -> T:
        """Keep ``made`` and return it."""
        self._entries[id(value)] = (value, rest, made)
        if len(self._entries) > self._most:
            # A copy of the keys, since other threads may add some meanwhile.
            for key in islice(list(self._entries), self._most // 2):
                self._entries.pop(key, None)
        return made
