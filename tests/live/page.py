"""A page as the server sees it: python-socketio's client, with all that it was told.

The client handles each message on a thread of its own, so messages are put in order here; what order they have on the
wire is for :mod:`tests.live.wire` to see.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import socketio

from tests.serving_process import ServingProcess

WAIT_SECONDS = 30


class Page:
    """A connected page. What it was told is in ``events``, ``sessions``, ``lags`` and ``started``, or in ``told``."""

    def __init__(self, reconnection: bool = False) -> None:
        self.client = socketio.Client(reconnection=reconnection, reconnection_delay=0.1, reconnection_delay_max=0.2)
        self.events: list[dict[str, Any]] = []
        self.frames: list[int] = []
        self.sessions: list[dict[str, Any]] = []
        self.lags: list[dict[str, Any]] = []
        self.started: list[dict[str, Any]] = []
        self.refusals: list[Any] = []
        self.told: dict[str, list[dict[str, Any]]] = {}
        self.connects = 0
        self._told = threading.Condition()
        self._hear("events", self._take_events)
        self._hear("session", self._take_session)
        self._hear("lagged", self.lags.append)
        self._hear("execution_started", self.started.append)
        for name in ("text_edited", "parts_saved", "person_here", "person_left"):
            self._hear(name, lambda message, name=name: self.told.setdefault(name, []).append(message))
        self._hear("connect", self._count)
        self._hear("connect_error", self.refusals.append)

    def connect(self, server: ServingProcess, **how: Any) -> None:
        """Connect, by the cookie unless ``how`` says otherwise."""
        given = {"headers": {"Cookie": server.cookie}, **how}
        self.client.connect(
            server.url, namespaces=["/live"], transports=["websocket"], wait_timeout=WAIT_SECONDS, **given
        )

    def subscribe(self, execution: str) -> int:
        """Follow an execution and return the head that the server tells."""
        answer = self.client.call("subscribe", {"execution": execution}, namespace="/live", timeout=WAIT_SECONDS)
        head = answer["head"]
        assert isinstance(head, int)
        return head

    def tell(self, name: str, body: Any) -> Any:
        """Send a message and return its answer."""
        return self.client.call(name, body, namespace="/live", timeout=WAIT_SECONDS)

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something was told."""
        with self._told:
            assert self._told.wait_for(holds, WAIT_SECONDS), f"not told in time: {what}"

    def until_over(self) -> None:
        """Wait until the execution has ended and its last event was told."""
        self.until(self._is_over, "the end")

    @property
    def sequences(self) -> list[int]:
        """The sequences of the events told."""
        return [event["sequence"] for event in self.events]

    def _hear(self, name: str, take: Callable[..., Any]) -> None:
        def handle(*told: Any) -> None:
            with self._told:
                take(*told)
                self._told.notify_all()

        self.client.on(name, handle, namespace="/live")

    def _is_over(self) -> bool:
        if not self.sessions or self.sessions[-1]["status"] == "RUNNING":
            return False
        head = self.sessions[-1]["session"]["head"]
        return bool(self.events) and self.sequences == list(range(self.sequences[0], head + 1))

    def _take_events(self, message: dict[str, Any]) -> None:
        self.events = sorted([*self.events, *message["events"]], key=lambda event: int(event["sequence"]))
        self.frames.append(len(message["events"]))

    def _take_session(self, message: dict[str, Any]) -> None:
        self.sessions = sorted([*self.sessions, message], key=lambda each: int(each["session"]["head"]))

    def _count(self) -> None:
        self.connects += 1


@contextmanager
def page(server: ServingProcess, **how: Any) -> Iterator[Page]:
    """Connect a page for as long as the block runs."""
    reconnection = how.pop("reconnection", False)
    found = Page(reconnection)
    found.connect(server, **how)
    try:
        yield found
    finally:
        # Also when its server has gone: a client that tries to reconnect would do so for as long as the tests run.
        found.client.reconnection = False
        found.client.shutdown()
