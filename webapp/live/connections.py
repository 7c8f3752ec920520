"""The open sockets of the pages: how many there may be, and how they are ended.

A page holds a thread of the server for as long as its socket is open, be it never so idle; and Engine.IO lets go of a
peer that has vanished or stopped reading only when TCP gives up on it. So they are counted where they come in, and a
connection that has to end is shut down below Engine.IO, which frees its threads at once.
"""

import socket
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, Final

SOCKET_PATH: Final = "/socket.io"
RAW_SOCKET: Final = "gunicorn.socket"
VANISHED_SECONDS: Final = 30

StartResponse = Callable[..., Any]
WsgiApp = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


class OpenSockets:
    """WSGI middleware around the Socket.IO application: a request lasts as long as its connection."""

    def __init__(self, application: WsgiApp, max_connections: int) -> None:
        """Answer 503 to more than ``max_connections`` at once."""
        self._application = application
        self._max_connections = max_connections
        self._guard = threading.Lock()
        self._open: dict[int, Any] = {}
        self._closing = False

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Pass the request on, and remember its connection while it lasts."""
        if not environ.get("PATH_INFO", "").startswith(SOCKET_PATH):
            return self._application(environ, start_response)
        raw = environ.get(RAW_SOCKET)
        key = id(environ)
        with self._guard:
            refused = self._closing or len(self._open) >= self._max_connections
            if not refused:
                self._open[key] = raw
        if refused:
            start_response("503 Service Unavailable", [("Content-Type", "text/plain"), ("Content-Length", "0")])
            return []
        try:
            _notice_when_it_vanishes(raw)
            return self._application(environ, start_response)
        finally:
            with self._guard:
                self._open.pop(key, None)

    def close(self) -> None:
        """End all connections: the pages come back by themselves when there is a server again."""
        with self._guard:
            self._closing = True
            connections = list(self._open.values())
        for raw in connections:
            hang_up(raw)


def hang_up(raw: Any) -> None:
    """End a connection at once, whatever its threads wait for; nothing happens where it has ended already."""
    if raw is not None:
        with suppress(OSError):
            raw.shutdown(socket.SHUT_RDWR)


def _notice_when_it_vanishes(raw: Any) -> None:
    """Have the system end the connection when its peer no longer takes what is sent, or no longer exists."""
    options = (
        ("SO_KEEPALIVE", socket.SOL_SOCKET, 1),
        ("TCP_KEEPIDLE", socket.IPPROTO_TCP, VANISHED_SECONDS),
        ("TCP_KEEPINTVL", socket.IPPROTO_TCP, VANISHED_SECONDS // 3),
        ("TCP_USER_TIMEOUT", socket.IPPROTO_TCP, VANISHED_SECONDS * 1000),
    )
    for name, level, value in options:
        if raw is not None and hasattr(socket, name):
            with suppress(OSError):
                raw.setsockopt(level, getattr(socket, name), value)
