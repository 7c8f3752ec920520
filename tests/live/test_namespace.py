"""Pages on the socket of a real server."""

import json
from functools import partial

import pytest
import socketio.exceptions
import websocket

from tests.live.machines import loop, waits
from tests.live.page import Page, page
from tests.live.wire import Wire
from tests.serving_process import ServingProcess

STRANGERS = {
    "nobody": {"headers": {}},
    "a wrong cookie": {"headers": {"Cookie": "statewalk_1=x"}},
    "a wrong token": {"headers": {}, "auth": {"token": "wrong"}},
    "no text": {"headers": {}, "auth": {"token": 7}},
    "no object": {"headers": {}, "auth": ["token"]},
}


@pytest.mark.parametrize("stranger", STRANGERS.values(), ids=STRANGERS)
def test_who_has_no_token_is_refused(live: ServingProcess, stranger: dict[str, object]) -> None:
    it = Page()
    with pytest.raises(socketio.exceptions.ConnectionError):
        it.connect(live, **stranger)
    assert [refusal["message"] for refusal in it.refusals] == ["no_token"]


def test_the_token_is_taken_from_the_cookie_and_from_auth(live: ServingProcess) -> None:
    with page(live) as by_cookie, page(live, headers={}, auth={"token": live.token}) as by_auth:
        assert by_cookie.client.connected
        assert by_auth.client.connected


def test_a_watched_execution_is_told_event_by_event_while_it_happens(live: ServingProcess) -> None:
    with page(live) as it:
        execution = live.start(waits(1), clock="real")
        head = it.subscribe(execution)
        assert live.get(f"/api/executions/{execution}")["status"] == "RUNNING"
        it.until(lambda: "WaitStateExited" in [event["aws_type"] for event in it.events], "the first wait is over")
        assert live.get(f"/api/executions/{execution}")["status"] == "RUNNING"
        it.until_over()
        page_of_events = live.get(f"/api/executions/{execution}/events")
        first = it.sequences[0]
        assert first <= head + 1, "nothing is missing between the head at the subscription and the first event told"
        assert it.events == page_of_events["events"][first - 1 :]
        recorded = [event["recorded_ms"] for event in page_of_events["events"]]
        assert recorded == sorted(recorded)
        assert recorded[-1] - recorded[0] >= 1000, "the wait was a real one"
        assert it.sessions[-1]["status"] == "SUCCEEDED"
        assert it.sessions[-1]["session"]["head"] == page_of_events["head"]


def test_thousands_of_events_come_in_order_and_in_few_frames(live: ServingProcess) -> None:
    with Wire(live) as wire:
        execution = live.start(loop(1000), {"n": 0}, pause_at_start=True)
        head = wire.subscribe(execution)
        live.post(f"/api/executions/{execution}/control", {"action": "continue"})
        sequences: list[int] = []
        frames = {"events": 0, "session": 0}
        for name, message in wire.messages():
            frames[name] += 1
            if name == "events":
                sequences += [event["sequence"] for event in message["events"]]
            elif message["status"] != "RUNNING" and sequences[-1] == message["session"]["head"]:
                break
    assert sequences[0] <= head + 1
    assert sequences == list(range(sequences[0], 4005))
    assert frames["events"] < len(sequences) / 5, "events are gathered"
    assert frames["session"] <= frames["events"] + 5, "and where the debugger stands is told once a batch"


def test_the_debuggers_moves_are_told_to_everybody_who_follows(live: ServingProcess) -> None:
    with page(live) as one, page(live) as other:
        execution = live.start(loop(3), {"n": 0}, pause_at_start=True)
        one.subscribe(execution)
        other.subscribe(execution)
        live.post(f"/api/executions/{execution}/control", {"action": "step_over"})
        for it in (one, other):
            it.until(partial(stands_at, it, "Enough"), "the step")
            assert it.sessions[-1]["session"]["paused"]


def test_an_execution_is_announced_to_who_watches_its_document(live: ServingProcess) -> None:
    with page(live) as watching, page(live) as elsewhere:
        text = json.dumps(loop(1))
        document = live.post("/api/documents", {"text": text})["id"]
        watching.tell("watch", {"document": document})
        elsewhere.tell("watch", {"document": "another"})
        body = {"document": document, "text": text, "input": '{"n": 0}'}
        execution = live.post("/api/executions", body)["id"]
        watching.until(lambda: bool(watching.started), "the start")
        assert watching.started == [{"document": document, "execution": execution}]
        assert elsewhere.started == []


def test_who_no_longer_follows_is_told_nothing(live: ServingProcess) -> None:
    with page(live) as leaver, page(live) as stayer:
        execution = live.start(loop(3), {"n": 0}, pause_at_start=True)
        for it in (leaver, stayer):
            it.subscribe(execution)
        leaver.tell("unsubscribe", {"execution": execution})
        live.post(f"/api/executions/{execution}/control", {"action": "continue"})
        stayer.until_over()
        leaver.tell("watch", {"document": "x"})
        assert all(event["sequence"] <= 2 for event in leaver.events), "the start may have come while it still followed"


@pytest.mark.parametrize("body", [None, 7, "text", [], {}, {"execution": 7}, {"execution": None}])
def test_a_message_that_is_none_is_answered_and_harms_nobody(live: ServingProcess, body: object) -> None:
    with page(live) as it:
        assert it.tell("subscribe", body) == {"error": "expected {execution}"}
        assert it.tell("watch", body) in (None, [])
        assert it.subscribe("no-such-execution") == 0


def test_edits_and_parts_are_told_to_who_shows_the_document(live: ServingProcess) -> None:
    with page(live) as one, page(live) as elsewhere:
        document = live.post("/api/documents", {"text": "one"})["id"]
        one.tell("watch", {"document": document})
        elsewhere.tell("watch", {"document": "another"})
        live.post(f"/api/documents/{document}/edits", {"version": 0, "client": "x", "changes": [[3, [0, "!"]]]})
        live.request("PUT", f"/api/documents/{document}", {"title": "New"})
        one.until(lambda: len(one.told) == 2, "the edit and the title")
        edit = {"number": 1, "client": "x", "changes": [3, [0, "!"]]}
        assert one.told["text_edited"] == [{"document": document, "version": 1, "edits": [edit]}]
        assert one.told["parts_saved"][0]["title"] == "New"
        assert elsewhere.told == {}


def test_who_is_there_is_told_until_the_socket_goes(live: ServingProcess) -> None:
    with page(live) as one:
        first = one.tell("here", {"document": "d", "client": "a", "name": "Ann"})
        assert [person["number"] for person in first["people"]] == [1]
        with page(live) as other:
            place = {"version": 3, "anchor": 1, "head": 2, "machine": "/M", "state": "A"}
            people = other.tell("here", {"document": "d", "client": "b", "place": place})["people"]
            assert [(person["client"], person["number"]) for person in people] == [("b", 2), ("a", 1)]
            one.until(lambda: "person_here" in one.told, "somebody is there")
            assert one.told["person_here"][0]["person"] == {"client": "b", "number": 2, "name": "", "place": place}
        one.until(lambda: "person_left" in one.told, "and is gone")
        assert one.told["person_left"] == [{"document": "d", "client": "b"}]
        assert one.tell("here", {"document": 7}) == {"error": "expected {document, client, name, place}"}


def test_long_polling_is_refused(live: ServingProcess) -> None:
    answer = live.request("GET", "/socket.io/?EIO=4&transport=polling")
    assert answer.status == 400
    assert "Invalid transport" in answer.text


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("evil.example", "http://evil.example", 421),
        ("evil.example", None, 421),
        ("127.0.0.1:{port}", "http://evil.example", 400),
        ("127.0.0.1:{port}", "http://127.0.0.1:1", 400),
        ("127.0.0.1:{port}", "null", 400),
    ],
)
def test_a_page_of_another_site_gets_no_socket(
    live: ServingProcess, host: str, origin: str | None, status: int
) -> None:
    with pytest.raises(websocket.WebSocketBadStatusException) as caught:
        open_socket(live, host.format(port=live.port), origin)
    assert caught.value.status_code == status


def test_no_proxy_can_pass_on_another_sites_name(live: ServingProcess) -> None:
    with pytest.raises(websocket.WebSocketBadStatusException) as caught:
        open_socket(live, f"127.0.0.1:{live.port}", "http://evil.example", "X-Forwarded-Host: evil.example")
    assert caught.value.status_code == 400


def test_our_own_page_gets_a_socket(live: ServingProcess) -> None:
    opened = open_socket(live, f"127.0.0.1:{live.port}", live.url)
    assert str(opened.recv()).startswith("0{")
    opened.close()


def stands_at(it: Page, path: str) -> bool:
    """Whether the page was told last that the debugger stands at ``path``."""
    return bool(it.sessions) and it.sessions[-1]["session"]["path"] == path


def open_socket(live: ServingProcess, host: str, origin: str | None, *headers: str) -> websocket.WebSocket:
    """Open a raw websocket."""
    return websocket.create_connection(
        f"ws://127.0.0.1:{live.port}/socket.io/?EIO=4&transport=websocket",
        host=host,
        origin=origin,
        suppress_origin=origin is None,
        cookie=live.cookie,
        header=list(headers),
        timeout=30,
    )
