"""The two clocks of an execution: the real one, and one that only moves when the driver says so."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

FASTEST_PACE: Final = 1000
"""Virtual seconds in a real one."""


@dataclass(slots=True)
class RealClock:
    """The machine's own time."""

    def now_ms(self) -> int:
        """Return milliseconds since the epoch."""
        return time.time_ns() // 1_000_000


@dataclass(slots=True)
class VirtualClock:
    """Stands still while work is done and jumps to the next timer: waits and retry delays cost no time.

    Paced, it jumps only when so much real time has passed since the last work was done: ``pace`` times less.
    """

    at_ms: int
    pace: int = 0
    """So many milliseconds it goes in one of real time; 0 is without waiting at all."""
    hurries: bool = False
    """Whether to jump at once to the next timer all the same."""
    real_ms: Callable[[], int] = field(default_factory=lambda: RealClock().now_ms)
    _worked_ms: int = 0

    def now_ms(self) -> int:
        """Return the time that the last jump led to."""
        return self.at_ms

    def jump_to(self, until_ms: int) -> None:
        """Move on to ``until_ms``; never back."""
        self.at_ms = max(self.at_ms, until_ms)

    def note_work(self) -> None:
        """Count the real time that a paced jump waits from now on."""
        if self.pace:
            self._worked_ms = self.real_ms()

    def due_ms(self, until_ms: int) -> int:
        """Return at what real time the clock may jump to ``until_ms``."""
        if not self.pace or self.hurries:
            return 0
        return self._worked_ms + max(0, until_ms - self.at_ms) // self.pace

    def may_jump_to(self, until_ms: int) -> bool:
        """Tell whether the clock may jump there now."""
        return not self.pace or self.due_ms(until_ms) <= self.real_ms()
