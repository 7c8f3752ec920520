"""Whatever is sent to whichever route: the answer is JSON that says what was wrong, and the server lives on."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.debugger.recordings import WORDS
from tests.executions.test_run import DATA, TICKET
from tests.http.serving import Serving, serving

PASS = {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": True}}}
YAML_BOMB = (
    "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 9))
    + "StartAt: A\nStates: {A: {Type: Pass, Result: *a8, End: true}}\n"
)
TEXTS = {
    "nothing": "",
    "a null character": "\0",
    "deep lists": "[" * 1000 + "]" * 1000,
    "very deep lists": "[" * 100_000,
    "deep objects": '{"a":' * 1000 + "1" + "}" * 1000,
    "deep YAML": "- " * 500 + "1",
    "an anchor in itself": "a: &x [*x]",
    "an anchor that is none": "a: *nope",
    "anchors upon anchors": YAML_BOMB,
    "a YAML object": "!!python/object/apply:os.system [ls]",
    "a number without bounds": '{"StartAt": 1e999}',
    "half a character": '{"StartAt": "\\ud800"}',
    "states in a list": '{"StartAt": "A", "States": [{"Type": "Pass"}]}',
    "a state that is a number": '{"StartAt": "A", "States": {"A": 7}}',
    "two megabytes": "x" * 1_990_000,
    "placeholders in placeholders": "service: ${self:${self:${self:service}}}\nstepFunctions: {stateMachines: {}}",
}
NAMES = ["\0", "", ".", "..", "/etc/passwd", "../secret.asl.json", "link.asl.json", "out/secret.asl.json", "a" * 5000]


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server of a folder with odd names, links that lead out of it, and a pipe."""
    place = tmp_path_factory.mktemp("hostile")
    folder = place / "mit Leerzeichen und ü"
    folder.mkdir()
    (folder / "日本 語.asl.json").write_text(json.dumps(PASS))
    (place / "secret.asl.json").write_text(json.dumps({"StartAt": "S", "States": {"S": {"Type": "Succeed"}}}))
    (folder / "link.asl.json").symlink_to(place / "secret.asl.json")
    (folder / "out").symlink_to(place)
    os.mkfifo(folder / "pipe.asl.json")
    with serving(place / "data", folder=folder) as found:
        yield found


def ask(at: Serving, method: str, url: str, body: Any = None) -> int:
    """Send a request, hold the answer to what every answer must be, and return its status."""
    response = at.client.open(url, method=method, json=body)
    assert response.status_code < 500, f"{method} {url}: {response.text[:300]}"
    if response.status_code >= 400:
        error = response.get_json()["error"]
        assert error["code"]
        assert error["message"]
    return response.status_code


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("form", [None, "json", "yaml"])
def test_any_text_is_analysed_edited_opened_run_and_shared_or_refused(at: Serving, text: str, form: str | None) -> None:
    assert ask(at, "POST", "/api/analyse", {"text": text, "format": form}) == 200
    command = {"kind": "insert_state", "state_type": "Pass", "after": None}
    ask(at, "POST", "/api/edit", {"text": text, "format": form, "command": command})
    document = at.post("/api/documents", {"text": text, "format": form}, 201)["id"]
    ask(at, "POST", "/api/executions", {"document": document, "text": text})
    shared = at.client.post("/api/shares", json={"document": document})
    assert shared.status_code in (201, 422)
    if shared.status_code == 201:
        assert at.client.get(shared.get_json()["url"]).status_code == 200
        assert at.client.get(f"{shared.get_json()['url']}.svg").status_code == 200


@pytest.mark.parametrize("name", NAMES)
def test_no_name_leads_out_of_the_folder(at: Serving, name: str) -> None:
    assert ask(at, "POST", "/api/documents", {"folder_file": name}) == 404
    ask(at, "POST", "/api/folder/consent", {"folder": name, "allow": True})
    analyse = {"text": json.dumps(PASS), "folder": name, "file_name": name, "machine": name, "values": {name: name}}
    assert ask(at, "POST", "/api/analyse", analyse) == 200


def test_only_the_folders_own_machines_are_listed_and_pipes_are_not_waited_for(at: Serving) -> None:
    assert [machine["file"] for machine in at.get("/api/folder")["machines"]] == ["日本 語.asl.json"]
    assert at.post("/api/documents", {"folder_file": "日本 語.asl.json"}, 201)["title"]


@pytest.mark.parametrize(
    "route", ["analyse", "edit", "copy", "convert", "documents", "executions", "shares", "folder/consent"]
)
@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"x":' + b"[" * 100_000, b'{"text": "\\ud800"}', b'"' * 7]
)
def test_a_body_that_is_none_is_a_bad_request(at: Serving, route: str, body: bytes) -> None:
    response = at.client.post(f"/api/{route}", data=body, content_type="application/json")
    assert response.status_code == 400, response.text
    assert response.get_json()["error"]["code"] == "bad_request"


@pytest.mark.parametrize("name", ["a b", "x" * 81, "a/b", "a:b", "\0", "a\x7f", "${x}"])
def test_an_execution_cannot_have_a_name_that_aws_refuses(at: Serving, name: str) -> None:
    body = {"document": at.open_text(PASS), "text": json.dumps(PASS), "name": name}
    assert ask(at, "POST", "/api/executions", body) == 422


def test_two_executions_of_a_machine_cannot_have_one_name(at: Serving) -> None:
    body = {"document": at.open_text(PASS), "text": json.dumps(PASS), "name": "日本語-1"}
    assert ask(at, "POST", "/api/executions", body) == 201
    answer = at.post("/api/executions", body, 422)
    assert "choose another name" in answer["error"]["message"]


@pytest.mark.parametrize("text", ["nope", "[" * 1000 + "]" * 1000, "1e999", "NaN", "9" * 5000, '{"a":'])
def test_a_value_that_is_no_json_is_refused_wherever_it_is_typed(at: Serving, text: str) -> None:
    document = at.open_text(TICKET)
    body = {"document": document, "text": json.dumps(TICKET)}
    assert ask(at, "POST", "/api/executions", {**body, "input": text}) == 422
    assert ask(at, "POST", "/api/executions", {**body, "mocks": {"Classify": {"result": text}}}) == 422
    execution = at.start(TICKET, pause_at_start=True)
    at.until_still(execution)
    path = f"/api/executions/{execution}"
    assert ask(at, "POST", f"{path}/edit", {"thread": "0", "target": "input", "value": text}) == 409
    at.post(f"{path}/control", {"action": "continue"})
    (asked,) = at.until_still(execution)["session"]["asks"]
    answer = {"thread": "0", "scheduled": asked["scheduled"], "mock": {"result": text}}
    assert ask(at, "POST", f"{path}/answer", answer) == 409


@pytest.mark.parametrize("value", ['"\\ud800"', '{"\\ud800": 1}', '"\\u0000"', "[" * 200 + "]" * 200])
def test_a_value_that_is_odd_json_is_kept_and_shown(at: Serving, value: str) -> None:
    body = {"document": at.open_text(PASS), "text": json.dumps(PASS), "input": value}
    execution = at.post("/api/executions", body, 201)["id"]
    assert at.until_still(execution)["status"] == "SUCCEEDED"
    for rest in ("", "/events", "/scopes?sequence=2", "/history"):
        assert ask(at, "GET", f"/api/executions/{execution}{rest}") == 200


ACTIONS = ["step_over", "step_into", "step_out", "step_back", "step_forward", "seek", "focus", "pause", "continue"]
ODD_CONTROLS: list[dict[str, Any]] = [
    {"thread": "nope"},
    {"thread": "0.99"},
    {"thread": ""},
    {"iteration": -1},
    {"iteration": 99},
    {"sequence": 0},
    {"sequence": -5},
    {"sequence": 10**30},
    {"sequence": 3, "thread": "0.4"},
]


@pytest.mark.parametrize("action", ACTIONS)
def test_no_command_breaks_an_execution_wherever_it_stands(at: Serving, action: str) -> None:
    for options in ODD_CONTROLS:
        execution = at.start(WORDS, DATA, breakpoints=["MapWords/Trim"])
        at.until_still(execution)
        path = f"/api/executions/{execution}"
        for _ in range(2):
            assert ask(at, "POST", f"{path}/control", {"action": action, **options}) in (200, 409)
            at.until_still(execution)
        if at.get(path)["status"] == "RUNNING":
            at.post(f"{path}/control", {"action": "stop"})
        assert at.until_still(execution)["status"] in ("ABORTED", "SUCCEEDED")


@pytest.mark.parametrize("query", ["after=-1", "after=x", "after=٣", "after=1e3", "after=", f"limit={'9' * 5000}"])
def test_a_number_in_an_address_is_a_whole_one(at: Serving, query: str) -> None:
    assert ask(at, "GET", f"/api/executions/{at.start(PASS)}/events?{query}") == 400


def test_a_task_can_be_answered_once_only(at: Serving) -> None:
    execution = at.start(TICKET)
    (asked,) = at.until_still(execution)["session"]["asks"]
    answer = {"thread": "0", "scheduled": asked["scheduled"], "mock": {"result": '{"status": "success"}'}}
    path = f"/api/executions/{execution}/answer"
    assert ask(at, "POST", path, {**answer, "scheduled": 99}) == 409
    assert ask(at, "POST", path, answer) == 200
    assert ask(at, "POST", path, answer) == 409


def test_what_has_ended_can_be_looked_at_and_no_longer_changed(at: Serving) -> None:
    execution = at.start(TICKET)
    at.until_still(execution)
    path = f"/api/executions/{execution}"
    assert ask(at, "POST", f"{path}/control", {"action": "stop"}) == 200
    assert ask(at, "POST", f"{path}/control", {"action": "stop"}) == 409
    assert ask(at, "POST", f"{path}/edit", {"thread": "0", "target": "input", "value": "{}"}) == 409
    assert ask(at, "POST", f"{path}/control", {"action": "step_back"}) == 200


@pytest.mark.parametrize("paths", [[], ["nope", "", "\0", "a/b/c"], ["x"] * 10_000])
def test_breakpoints_on_states_that_are_none_stop_nothing(at: Serving, paths: list[str]) -> None:
    execution = at.start(PASS, pause_at_start=True)
    at.until_still(execution)
    assert ask(at, "POST", f"/api/executions/{execution}/breakpoints", {"breakpoints": paths}) == 200
    at.post(f"/api/executions/{execution}/control", {"action": "continue"})
    assert at.until_still(execution)["status"] == "SUCCEEDED"


@pytest.mark.parametrize("version", [-1, 0, 99, 10**30])
def test_a_document_is_saved_over_the_version_that_was_seen_only(at: Serving, version: int) -> None:
    assert ask(at, "PUT", f"/api/documents/{at.open_text(PASS)}", {"version": version, "text": "x"}) == 409


@pytest.mark.parametrize(
    "url",
    [
        "/d/nope",
        "/d/%00",
        "/s/%00",
        "/s/" + "x" * 5000,
        "/s/%00.svg",
        "/api/values/%00",
        "/api/executions/%FF",
        "/api/executions/nope/scopes?sequence=3",
        "/api/executions?document=%00",
        "/static/dist/../../pyproject.toml",
        "/static/dist/%2e%2e/%2e%2e/pyproject.toml",
        "/static/dist/%00",
        "//evil.example/",
        "/?token=%FF",
    ],
)
def test_no_address_fails_or_leads_elsewhere(at: Serving, url: str) -> None:
    response = at.client.get(url)
    assert response.status_code < 500
    assert "build-system" not in response.text
    assert not response.headers.get("Location", "/").startswith("//")


@pytest.mark.parametrize("method", ["PATCH", "TRACE", "DELETE", "PUT"])
def test_a_method_that_a_route_does_not_know_is_refused(at: Serving, method: str) -> None:
    assert ask(at, method, "/api/analyse", {}) == 405


def test_the_server_has_survived(at: Serving, tmp_path: Path) -> None:
    assert at.until_still(at.start(WORDS, DATA))["status"] == "SUCCEEDED"
