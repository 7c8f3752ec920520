"""The socket's namespace: who may connect, and what a page can ask for."""

from collections.abc import Callable
from typing import Any

import msgspec
from flask import request
from flask_socketio import ConnectionRefusedError, Namespace, join_room, leave_room

from webapp.live.broadcaster import document_room, execution_room
from webapp.live.rooms import NAMESPACE
from webapp.messages import protocol as m


class LiveNamespace(Namespace):
    """Pages subscribe to executions and documents here; everything else goes over HTTP."""

    def __init__(self, may_connect: Callable[[Any], bool], head_of: Callable[[str], int], max_connections: int) -> None:
        """``may_connect`` is given the page's ``auth``; more than ``max_connections`` are refused."""
        super().__init__(NAMESPACE)
        self._may_connect = may_connect
        self._head_of = head_of
        self._max_connections = max_connections
        self._connected: set[str] = set()

    def on_connect(self, auth: Any = None) -> None:
        """Refuse who has no token, and more pages than there are threads for."""
        if not self._may_connect(auth):
            raise ConnectionRefusedError("no_token")
        if len(self._connected) >= self._max_connections:
            raise ConnectionRefusedError("too_many_pages")
        self._connected.add(_sid())

    def on_disconnect(self, _reason: Any = None) -> None:
        """Forget the page."""
        self._connected.discard(_sid())

    def on_subscribe(self, body: Any) -> dict[str, Any]:
        """Follow an execution; the answer is its head: what came before is to be fetched."""
        message = msgspec.convert(body, m.Subscribe)
        join_room(execution_room(message.execution))
        return {"head": self._head_of(message.execution)}

    def on_unsubscribe(self, body: Any) -> None:
        """Follow an execution no longer."""
        leave_room(execution_room(msgspec.convert(body, m.Subscribe).execution))

    def on_watch(self, body: Any) -> None:
        """Be told of executions of a document."""
        join_room(document_room(msgspec.convert(body, m.Watch).document))


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]
