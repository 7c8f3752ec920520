"""Chance that can be replayed: every command carries a seed, and all that looks random is drawn from it."""

import hashlib
import uuid
from dataclasses import dataclass, field


@dataclass(slots=True)
class Entropy:
    """A stream of numbers fixed by ``seed``; the same seed gives the same stream on any machine."""

    seed: int
    _drawn: int = field(default=0, repr=False)

    def uniform(self) -> float:
        """Return a number in [0, 1)."""
        return (self._block() >> 75) / (1 << 53)

    def integer(self, first: int, last: int) -> int:
        """Return an integer from ``first`` to ``last``, both possible."""
        return first + self._block() % (last - first + 1)

    def uuid(self) -> str:
        """Return a version 4 UUID."""
        return str(uuid.UUID(int=self._block(), version=4))

    def _block(self) -> int:
        digest = hashlib.sha256(f"{self.seed}:{self._drawn}".encode()).digest()
        self._drawn += 1
        return int.from_bytes(digest[:16], "big")
