"""What a handler prints: the end of it, bounded."""

from typing import Final

MAX_LOG_BYTES: Final = 256 * 1024
V8_HEAP_LIMIT: Final = b"JavaScript heap out of memory"


class Log:
    """Collects output of one invocation after another and keeps the last part of each."""

    def __init__(self) -> None:
        self._kept = bytearray()
        self._dropped = 0
        self.ended = False

    def add(self, chunk: bytes) -> None:
        """Add output; an empty chunk means that there will be no more."""
        if not chunk:
            self.ended = True
        self._kept += chunk
        if len(self._kept) > 2 * MAX_LOG_BYTES:
            self._cut()

    def take(self) -> str:
        """Return what was printed since the last call."""
        self._cut()
        text = self._kept.decode("utf-8", "replace")
        if self._dropped:
            text = f"… {self._dropped} bytes left out …\n{text}"
        self._kept.clear()
        self._dropped = 0
        return text

    def ends_out_of_memory(self) -> bool:
        """Return whether the last output is V8's complaint that its heap is full."""
        return V8_HEAP_LIMIT in self._kept

    def _cut(self) -> None:
        surplus = len(self._kept) - MAX_LOG_BYTES
        if surplus > 0:
            del self._kept[:surplus]
            self._dropped += surplus
