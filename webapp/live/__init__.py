"""Socket.IO: execution events and edits as they happen, and who is there.

It keeps nothing: whoever misses something pulls over HTTP.
"""

from webapp.live.broadcaster import Broadcaster
from webapp.live.connections import OpenSockets
from webapp.live.namespace import LiveNamespace
from webapp.live.rooms import NAMESPACE, MessageJson, SocketRooms
from webapp.live.saves import SaveTeller

__all__ = ["NAMESPACE", "Broadcaster", "LiveNamespace", "MessageJson", "OpenSockets", "SaveTeller", "SocketRooms"]
