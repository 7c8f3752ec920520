"""A page without a library: the frames as they come, from a socket that may also choose not to read."""

import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import websocket

from tests.serving_process import ServingProcess

WAIT_SECONDS = 30
PATIENCE = 3
"""So many pings, ten seconds apart, are waited through."""

NAMESPACE = "/live,"


class Wire:
    """A connected socket in the namespace of the pages."""

    def __init__(self, server: ServingProcess, receive_bytes: int | None = None) -> None:
        options = [(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)] if receive_bytes is not None else []
        self.socket = websocket.create_connection(
            f"ws://127.0.0.1:{server.port}/socket.io/?EIO=4&transport=websocket",
            cookie=server.cookie,
            timeout=WAIT_SECONDS,
            sockopt=options,
        )
        self._take("0")
        self.socket.send("40" + NAMESPACE)
        self._take("40" + NAMESPACE)

    def subscribe(self, execution: str) -> int:
        """Follow an execution and return its head."""
        self.socket.send(f'42{NAMESPACE}1["subscribe",{json.dumps({"execution": execution})}]')
        (answer,) = json.loads(self._take(f"43{NAMESPACE}1"))
        head = answer["head"]
        assert isinstance(head, int)
        return head

    def messages(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the messages as they come, answering pings meanwhile."""
        pings = 0
        while pings < PATIENCE:
            frame = str(self.socket.recv())
            if frame == "2":
                pings += 1
                self.socket.send("3")
            elif frame.startswith("42" + NAMESPACE):
                name, message = json.loads(frame.removeprefix("42" + NAMESPACE))
                yield name, message
        raise AssertionError("what was waited for did not come")

    def until_lost(self) -> None:
        """Wait until the server has gone."""
        with suppress(websocket.WebSocketConnectionClosedException, ConnectionError):
            while True:
                self.socket.recv()

    def __enter__(self) -> "Wire":
        return self

    def __exit__(self, *_error: object) -> None:
        """Hang up."""
        self.socket.shutdown()  # type: ignore[no-untyped-call]

    def _take(self, beginning: str) -> str:
        """Skip to the next frame that begins so and return the rest of it."""
        while True:
            frame = str(self.socket.recv())
            if frame.startswith(beginning):
                return frame.removeprefix(beginning)
