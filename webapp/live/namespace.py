"""The socket's namespace: who may connect, and what a page can ask for."""

import threading
from collections.abc import Callable
from typing import Any, Final, TypeVar

import msgspec
from flask import request
from flask_socketio import ConnectionRefusedError, Namespace, emit, join_room, leave_room, rooms

from webapp.live.broadcaster import document_room, execution_room
from webapp.live.connections import RAW_SOCKET, hang_up
from webapp.live.presence import Presence
from webapp.live.rooms import NAMESPACE
from webapp.messages import protocol as m
from webapp.messages.together import Here, PeopleMessage, PersonHere, PersonLeft

T = TypeVar("T")

PING_TIMEOUT: Final = "ping timeout"


class LiveNamespace(Namespace):
    """Pages subscribe to executions and documents here; everything else goes over HTTP."""

    def __init__(self, may_connect: Callable[[Any], bool], head_of: Callable[[str], int], max_connections: int) -> None:
        """``may_connect`` is given the page's ``auth``; more than ``max_connections`` are refused."""
        super().__init__(NAMESPACE)
        self._may_connect = may_connect
        self._head_of = head_of
        self._max_connections = max_connections
        self._guard = threading.Lock()
        self._connected: set[str] = set()
        self._presence = Presence()

    def on_connect(self, auth: Any = None) -> None:
        """Refuse who has no token, and more pages than there are threads for."""
        if not self._may_connect(auth):
            raise ConnectionRefusedError("no_token")
        with self._guard:
            if len(self._connected) >= self._max_connections:
                raise ConnectionRefusedError("too_many_pages")
            self._connected.add(_sid())

    def on_disconnect(self, reason: Any = None) -> None:
        """Forget the page; free the threads of one that no longer answers, which may wait for it to read."""
        with self._guard:
            self._connected.discard(_sid())
        self._left(self._presence.leave(_sid()))
        if reason == PING_TIMEOUT:
            hang_up(request.environ.get(RAW_SOCKET))

    def on_subscribe(self, body: Any = None) -> dict[str, Any]:
        """Follow an execution; the answer is its head: what came before is to be fetched."""
        message = _read(body, m.Subscribe)
        if message is None:
            return {"error": "expected {execution}"}
        join_room(execution_room(message.execution))
        return {"head": self._head_of(message.execution)}

    def on_unsubscribe(self, body: Any = None) -> None:
        """Follow an execution no longer."""
        message = _read(body, m.Subscribe)
        if message is not None:
            leave_room(execution_room(message.execution))

    def on_watch(self, body: Any = None) -> None:
        """Be told of executions of a document, and no longer of those of the one before."""
        message = _read(body, m.Watch)
        if message is not None:
            self._watch(message.document)

    def on_here(self, body: Any = None) -> dict[str, Any] | PeopleMessage:
        """Tell where this page's person is to all who show the document; the answer is who they are."""
        message = _read(body, Here)
        if message is None:
            return {"error": "expected {document, client, name, place}"}
        self._watch(message.document)
        people = self._presence.arrive(_sid(), message)
        told = PersonHere(document=message.document, person=people[0])
        emit("person_here", told, to=document_room(message.document), include_self=False)
        return PeopleMessage(document=message.document, people=people)

    def _watch(self, document: str) -> None:
        self._left(self._presence.leave(_sid(), unless=document))
        for room in rooms(_sid()):
            if room.startswith(document_room("")) and room != document_room(document):
                leave_room(room)
        join_room(document_room(document))

    def _left(self, left: PersonLeft | None) -> None:
        if left is not None:
            emit("person_left", left, to=document_room(left.document), include_self=False)


def _read(body: Any, kind: type[T]) -> T | None:
    """Return the message, ``None`` where the body is none."""
    try:
        return msgspec.convert(body, kind)
    except msgspec.ValidationError:
        return None


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]
