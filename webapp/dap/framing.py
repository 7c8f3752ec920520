"""Messages of the Debug Adapter Protocol on a pair of byte streams: a header with the length, then so much JSON.

(Debug Adapter Protocol: Base Protocol.)
"""

import threading
from typing import Any, BinaryIO, Final

import msgspec

MOST_BYTES: Final = 64 * 1024 * 1024
"""No message is as long; a header that says so is none."""


class BadFrame(Exception):
    """What came is no message, and there is no telling where the next one begins."""


class Connection:
    """One client. Any thread may send; one reads."""

    def __init__(self, incoming: BinaryIO, outgoing: BinaryIO) -> None:
        """Read from ``incoming``, write to ``outgoing``; whoever opened them closes them."""
        self._incoming = incoming
        self._outgoing = outgoing
        self._sending = threading.Lock()
        self._sequence = 0

    def receive(self) -> dict[str, Any] | None:
        """Return the next message, ``None`` where the client is gone; raise :class:`BadFrame`."""
        length = self._length()
        if length is None:
            return None
        body = self._incoming.read(length)
        if len(body) < length:
            return None
        try:
            return msgspec.json.decode(body, type=dict[str, Any])
        except msgspec.DecodeError as error:
            raise BadFrame(f"a message is no JSON object: {error}") from None

    def send(self, message: dict[str, Any]) -> None:
        """Send ``message`` with the next sequence number; a client that is gone hears nothing."""
        with self._sending:
            self._sequence += 1
            body = msgspec.json.encode({"seq": self._sequence, **message})
            try:
                self._outgoing.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
                self._outgoing.flush()
            except (OSError, ValueError):
                return

    def _length(self) -> int | None:
        """Read a header and return the length that it tells; ``None`` at the end of the stream."""
        length: int | None = None
        while line := self._incoming.readline(1000):
            if not line.strip():
                if length is None:
                    raise BadFrame("a header has no Content-Length")
                return length
            name, _, value = line.partition(b":")
            if name.strip().lower() == b"content-length":
                if not value.strip().isdigit() or int(value) > MOST_BYTES:
                    raise BadFrame(f"Content-Length is {value[:20]!r}: expected a number up to {MOST_BYTES}")
                length = int(value)
        return None
