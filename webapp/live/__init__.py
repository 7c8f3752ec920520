"""Socket.IO: the live stream of execution events. It keeps nothing: whoever misses something pulls over HTTP."""

from webapp.live.broadcaster import Broadcaster
from webapp.live.connections import OpenSockets
from webapp.live.namespace import LiveNamespace
from webapp.live.rooms import NAMESPACE, MessageJson, SocketRooms

__all__ = ["NAMESPACE", "Broadcaster", "LiveNamespace", "MessageJson", "OpenSockets", "SocketRooms"]
