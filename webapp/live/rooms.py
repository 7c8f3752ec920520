"""Socket.IO's rooms, and the watchdog on readers that do not keep up.

Engine.IO queues without bound for a connection that reads slowly, and its pings still pass, so it would never be cut
off. The watchdog looks into those queues, which is no public interface: a test holds it to the pinned version.
"""

import json
import queue
from collections.abc import Callable
from typing import Any, Final

import msgspec
from flask_socketio import SocketIO

from webapp.live.broadcaster import execution_room
from webapp.messages import protocol as m

NAMESPACE: Final = "/live"

_MESSAGE: Final = 4
"""Engine.IO's type of a packet that holds a message."""


class MessageJson:
    """Socket.IO's JSON: writes messages as they are, at a tenth of the time that the standard library takes."""

    @staticmethod
    def dumps(value: Any, **_options: Any) -> str:
        """Return ``value``, messages within it included, as JSON."""
        return msgspec.json.encode(value).decode()

    loads = staticmethod(json.loads)


class SocketRooms:
    """The rooms of one server."""

    def __init__(self, socketio: SocketIO) -> None:
        """Look after the connections of ``socketio``."""
        self._socketio = socketio

    def is_empty(self, room: str) -> bool:
        """Tell whether nobody listens in ``room``."""
        return next(iter(self._participants(room)), None) is None

    def emit(self, name: str, message: m.Message, room: str) -> None:
        """Send ``message`` to all in ``room``."""
        self._socketio.emit(name, message, to=room, namespace=NAMESPACE)

    def most_queued(self) -> int:
        """Return how many frames wait for the page that has the most waiting."""
        connections = list(self._socketio.server.eio.sockets.values())
        return max((connection.queue.qsize() for connection in connections), default=0)

    def drop_slow_readers(self, max_queued: int, head_of: Callable[[str], int]) -> None:
        """Take slow readers out of the rooms of executions and tell them to pull."""
        server = self._socketio.server
        for eio_sid, connection in list(server.eio.sockets.items()):
            if connection.queue.qsize() <= max_queued:
                continue
            sid = server.manager.sid_from_eio_sid(eio_sid, NAMESPACE)
            if sid is not None:
                self._drop(sid, connection, head_of)

    def _drop(self, sid: str, connection: Any, head_of: Callable[[str], int]) -> None:
        server = self._socketio.server
        executions = [
            room.removeprefix(execution_room(""))
            for room in list(server.manager.get_rooms(sid, NAMESPACE))
            if room.startswith(execution_room(""))
        ]
        for execution in executions:
            server.manager.basic_leave_room(sid, NAMESPACE, execution_room(execution))
        _drain(connection)
        for execution in executions:
            message = m.LaggedMessage(execution=execution, head=head_of(execution))
            self._socketio.emit("lagged", message, to=sid, namespace=NAMESPACE)

    def _participants(self, room: str) -> Any:
        return self._socketio.server.manager.get_participants(NAMESPACE, room)


def _drain(connection: Any) -> None:
    """Take the messages out of the queue; pings and the mark of its end stay in it."""
    kept = []
    try:
        while True:
            packet = connection.queue.get_nowait()
            connection.queue.task_done()
            if packet is None or packet.packet_type != _MESSAGE:
                kept.append(packet)
    except queue.Empty:
        for packet in kept:
            connection.queue.put(packet)
