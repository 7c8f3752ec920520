"""Sockets are counted, and ended from below."""

import socket
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import Any

import pytest
import websocket

from tests.live.page import Page
from tests.live.wire import Wire
from tests.serving_process import ServingProcess
from webapp.app import MAX_PAGES, MAX_SOCKETS
from webapp.live.connections import RAW_SOCKET, OpenSockets, hang_up

Statuses = list[str]


def request(sockets: OpenSockets, path: str, raw: Any = None) -> tuple[Statuses, bytes]:
    """Ask the middleware and return the statuses and the body of the answer."""
    statuses: Statuses = []
    body = sockets({"PATH_INFO": path, RAW_SOCKET: raw}, lambda status, _headers: statuses.append(status))
    return statuses, b"".join(body)


def answer(_environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [b"hello"]


def test_other_requests_are_not_counted() -> None:
    sockets = OpenSockets(answer, max_connections=0)
    assert request(sockets, "/healthz") == (["200 OK"], b"hello")
    assert request(sockets, "/socket.io/") == (["503 Service Unavailable"], b"")


def test_a_socket_is_counted_for_as_long_as_its_request_lasts() -> None:
    seen: list[Statuses] = []

    def nested(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        seen.append(request(sockets, "/socket.io/")[0])
        return answer(environ, start_response)

    sockets = OpenSockets(nested, max_connections=1)
    assert request(sockets, "/socket.io/")[0] == ["200 OK"]
    assert seen == [["503 Service Unavailable"]]
    seen.clear()
    assert request(sockets, "/socket.io/")[0] == ["200 OK"], "the one before has ended"


def test_closing_ends_what_is_open_and_lets_nobody_in() -> None:
    ours, theirs = socket.socketpair()

    def close_meanwhile(_environ: dict[str, Any], _start_response: Callable[..., Any]) -> Iterable[bytes]:
        sockets.close()
        return [theirs.recv(1)]

    sockets = OpenSockets(close_meanwhile, max_connections=1)
    with ours, theirs:
        assert request(sockets, "/socket.io/", ours) == ([], b""), "the peer sees the end of the stream"
        assert request(sockets, "/socket.io/", ours)[0] == ["503 Service Unavailable"]


def test_hanging_up_twice_or_on_nothing_is_no_error() -> None:
    ours, theirs = socket.socketpair()
    with theirs:
        hang_up(ours)
        ours.close()
        hang_up(ours)
        hang_up(None)
        assert theirs.recv(1) == b""


def test_one_page_too_many_is_told_so_and_the_server_still_answers(live: ServingProcess) -> None:
    with ExitStack() as pages:
        for _ in range(MAX_PAGES):
            pages.enter_context(Wire(live))
        one_more = Page()
        with pytest.raises(Exception, match="failed to connect"):
            one_more.connect(live)
        assert [refusal["message"] for refusal in one_more.refusals] == ["too_many_pages"]
        for _ in range(MAX_SOCKETS - MAX_PAGES):
            pages.callback(idle(live).shutdown)
        with pytest.raises(websocket.WebSocketBadStatusException, match="503"):
            idle(live)
        assert live.request("GET", "/healthz").status == 200


def idle(live: ServingProcess) -> Any:
    """A socket that asks for nothing."""
    return websocket.create_connection(f"ws://127.0.0.1:{live.port}/socket.io/?EIO=4&transport=websocket", timeout=30)
