"""The clock that drivers read and the core never does."""

from typing import Protocol


class Clock(Protocol):
    """Tells the time of an execution."""

    def now_ms(self) -> int:
        """Return milliseconds since 1970-01-01T00:00Z."""
        ...
