"""Events on their way to the pages: gathered for at most 16 ms, sent as one frame for each execution.

The record in the store is the truth and the socket only a hint: a page that misses something, or reads too slowly,
pulls. So nothing is queued for a page that does not keep up: it is taken off and told where the head is. But an
execution makes events faster than any page reads them, so what follows is held back a moment for pages that do read.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, Protocol

from webapp.messages import protocol as m
from webapp.messages.forks import LinesChanged

log = logging.getLogger(__name__)

FLUSH_SECONDS: Final = 0.016
MAX_EVENTS_A_FRAME: Final = 200
MAX_QUEUED_FRAMES: Final = 16
MAX_FRAMES_A_FLUSH: Final = 8
"""So many of one execution are sent before the pages are given time to read."""

PATIENCE_SECONDS: Final = 0.25
"""So long is the next flush held back for pages that have not read the last one."""

_LOOK_EVERY_SECONDS: Final = 0.004


class Rooms(Protocol):
    """What the broadcaster needs of Socket.IO."""

    def is_empty(self, room: str) -> bool:
        """Tell whether nobody listens in ``room``."""
        ...

    def emit(self, name: str, message: m.Message, room: str) -> None:
        """Send ``message`` to all in ``room``."""
        ...

    def most_queued(self) -> int:
        """Return how many frames wait for the page that has the most waiting."""
        ...

    def drop_slow_readers(self, max_queued: int, head_of: Callable[[str], int]) -> None:
        """Take off whoever has more than ``max_queued`` frames waiting; tell them where their execution's head is."""
        ...


class Broadcaster:
    """Sends what executions record to the pages that look at them. Its methods may be called from any thread."""

    def __init__(
        self,
        rooms: Rooms,
        views: Callable[[str, Sequence[Any]], list[m.EventView]],
        session: Callable[[str], m.SessionMessage | None],
        head_of: Callable[[str], int],
    ) -> None:
        """``views`` turns events of an execution into messages, ``session`` says where its debugger stands."""
        self._rooms = rooms
        self._views = views
        self._session = session
        self._head_of = head_of
        self._events: dict[str, list[Any]] = {}
        self._wake = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="broadcaster", daemon=True)
        self._thread.start()

    def changed(self, execution: str, events: Sequence[Any]) -> None:
        """Tell that ``events`` were recorded, perhaps none, and that the debugger may stand elsewhere."""
        if self._rooms.is_empty(execution_room(execution)):
            return
        with self._wake:
            self._events.setdefault(execution, []).extend(events)
            self._wake.notify()

    def started(self, document: str, execution: str) -> None:
        """Tell the pages that show ``document`` of an execution of it."""
        message = m.ExecutionStartedMessage(document=document, execution=execution)
        self._rooms.emit("execution_started", message, document_room(document))

    def lines_changed(self, document: str, line: str, deleted: Sequence[str] = ()) -> None:
        """Tell the pages that show ``document`` of forks that came, went or have another name."""
        message = LinesChanged(document=document, line=line, deleted=list(deleted))
        self._rooms.emit("lines_changed", message, document_room(document))

    def is_watched(self, document: str | None, execution: str) -> bool:
        """Tell whether a page shows ``document`` or follows ``execution``."""
        shown = document is not None and not self._rooms.is_empty(document_room(document))
        return shown or not self._rooms.is_empty(execution_room(execution))

    def close(self) -> None:
        """Send nothing any more."""
        with self._wake:
            self._closed = True
            self._wake.notify()
        self._thread.join()

    def _work(self) -> None:
        while True:
            with self._wake:
                while not self._events and not self._closed:
                    self._wake.wait()
                if self._closed:
                    return
                batch = self._next_batch()
            self._safely(partial(self._send_batch, batch))
            self._wait(FLUSH_SECONDS)
            self._safely(self._let_read)
            self._safely(lambda: self._rooms.drop_slow_readers(MAX_QUEUED_FRAMES, self._head_of))

    def _next_batch(self) -> dict[str, list[Any]]:
        """Take what is to be sent now; the rest is sent with the next flush."""
        most = MAX_EVENTS_A_FRAME * MAX_FRAMES_A_FLUSH
        batch = {execution: events[:most] for execution, events in self._events.items()}
        self._events = {execution: events[most:] for execution, events in self._events.items() if len(events) > most}
        return batch

    def _let_read(self) -> None:
        """Wait until the pages have read most of what they were sent, or for as long as anybody is waited for."""
        for _ in range(round(PATIENCE_SECONDS / _LOOK_EVERY_SECONDS)):
            if self._closed or self._rooms.most_queued() <= MAX_FRAMES_A_FLUSH // 2:
                return
            self._wait(_LOOK_EVERY_SECONDS)

    def _wait(self, seconds: float) -> None:
        with self._wake:
            self._wake.wait_for(lambda: self._closed, timeout=seconds)

    def _safely(self, action: Callable[[], None]) -> None:
        """What goes wrong now is no reason to send nothing later: the pages pull what they miss."""
        try:
            action()
        except Exception:
            log.exception("something was not sent")

    def _send_batch(self, batch: dict[str, list[Any]]) -> None:
        for execution, events in batch.items():
            self._send(execution, events)

    def _send(self, execution: str, events: list[Any]) -> None:
        room = execution_room(execution)
        for start in range(0, len(events), MAX_EVENTS_A_FRAME):
            views = self._views(execution, events[start : start + MAX_EVENTS_A_FRAME])
            message = m.EventsMessage(execution=execution, events=views)
            self._rooms.emit("events", message, room)
        session = self._session(execution)
        if session is not None:
            self._rooms.emit("session", session, room)


def execution_room(execution: str) -> str:
    """Return the room of the pages that follow an execution."""
    return f"execution:{execution}"


def document_room(document: str) -> str:
    """Return the room of the pages that show a document."""
    return f"document:{document}"
