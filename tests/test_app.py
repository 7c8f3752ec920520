"""The whole server: what its parts together must hold to."""

import ast
from pathlib import Path

import pytest

from tests.http.serving import serving
from tests.live.page import page
from tests.serving_process import serving_process
from webapp.app import startup_token
from webapp.settings import Settings
from webapp.store import MemoryStore

TRACE = """
import os, sys
def trace(event, arguments, file=os.environ["TRACE_FILE"]):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname"):
        with open(file, "a") as out:
            out.write(repr((event, [each for each in arguments if isinstance(each, (str, tuple, bytes))])) + "\\n")
sys.addaudithook(trace)
with open(os.environ["TRACE_FILE"], "a") as file:
    file.write("('loaded', [])\\n")
"""

PASS = {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": True}}}


def test_nothing_is_sent_anywhere(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(TRACE)
    traced = tmp_path / "trace"
    traced.write_text("")
    changes = {"PYTHONPATH": str(tmp_path), "TRACE_FILE": str(traced)}
    with serving_process(tmp_path / "data", changes=changes) as server, page(server) as it:
        document = server.post("/api/documents", {"example": "order"})
        body = {key: document[key] for key in ("text", "machine", "input", "mocks")}
        execution = server.post("/api/executions", {"document": document["id"], "debug": False, **body})["id"]
        it.subscribe(execution)
        assert server.until_still(execution)["status"] == "SUCCEEDED"
        server.post("/api/shares", {"document": document["id"]}, 201)
        server.stop()
    calls = [ast.literal_eval(line) for line in traced.read_text().splitlines()]
    assert ("loaded", []) in calls
    assert [call for call in calls if not is_local(call)] == []


def is_local(call: tuple[str, list[object]]) -> bool:
    """Whether a traced call leaves this machine alone."""
    _, arguments = call
    hosts = [each[0] if isinstance(each, tuple) else each for each in arguments[:1]]
    return all(host in ("127.0.0.1", "localhost", "::1") or str(host).startswith("/") for host in hosts)


def test_the_trace_of_sockets_notices_a_connection() -> None:
    assert not is_local(("socket.connect", [("192.0.2.1", 443)]))
    assert not is_local(("socket.getaddrinfo", ["telemetry.example", 443]))
    assert is_local(("socket.connect", [("127.0.0.1", 8000)]))


def test_the_token_is_given_or_made_once_or_made_anew() -> None:
    store = MemoryStore()
    made = startup_token(store, Settings())
    assert len(made) >= 32
    assert startup_token(store, Settings()) == made
    assert startup_token(store, Settings(token="mine")) == "mine"
    assert startup_token(store, Settings()) == made
    assert startup_token(store, Settings(new_token=True)) != made


@pytest.mark.parametrize(("host", "shown"), [("127.0.0.1", "127.0.0.1"), ("localhost", "localhost"), ("::1", "[::1]")])
def test_the_printed_address_opens_in_a_browser(tmp_path: Path, host: str, shown: str) -> None:
    with serving(tmp_path / "data", host=host, port=8123) as at:
        assert at.server.address == f"http://{shown}:8123/?token={at.server.token}"


def test_a_server_that_others_reach_runs_no_code(tmp_path: Path) -> None:
    with serving(tmp_path / "data", host="192.0.2.1", allowed_hosts=("localhost",), allow_code=True) as at:
        answer = at.post("/api/folder/consent", {"folder": str(tmp_path), "allow": True}, 409)
        assert "runs no code" in answer["error"]["message"]


def test_closing_twice_is_no_error(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as at:
        at.until_still(at.start(PASS))
        at.server.close()
