"""The two clocks of an execution: the real one, and one that only moves when the driver says so."""

import time
from dataclasses import dataclass


@dataclass(slots=True)
class RealClock:
    """The machine's own time."""

    def now_ms(self) -> int:
        """Return milliseconds since the epoch."""
        return time.time_ns() // 1_000_000


@dataclass(slots=True)
class VirtualClock:
    """Stands still while work is done and jumps to the next timer: waits and retry delays cost no time."""

    at_ms: int

    def now_ms(self) -> int:
        """Return the time that the last jump led to."""
        return self.at_ms

    def jump_to(self, until_ms: int) -> None:
        """Move on to ``until_ms``; never back."""
        self.at_ms = max(self.at_ms, until_ms)
