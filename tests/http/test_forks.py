"""Forks over HTTP."""

import json

from tests.executions.test_run import TICKET
from tests.http.serving import Serving

MOCKS = {"Classify": {"result": '{"status": "failure"}'}}


def failed(at: Serving) -> str:
    """Return an execution that went to Bad."""
    execution = at.start(TICKET, mocks=MOCKS)
    assert at.until_still(execution)["status"] == "FAILED"
    return execution


def at_route(at: Serving, execution: str) -> None:
    events = at.get(f"/api/executions/{execution}/events")["events"]
    route = next(e["sequence"] for e in events if (e["type"], e["path"]) == ("StateEntered", "Route"))
    at.post(f"/api/executions/{execution}/control", {"action": "seek", "sequence": route})


def test_an_edit_in_the_past_answers_with_the_fork(at: Serving) -> None:
    execution = failed(at)
    at_route(at, execution)
    edit = {"thread": "0", "target": "input", "value": '{"status": "success"}'}
    answer = at.post(f"/api/executions/{execution}/edit", edit)
    fork = answer["fork"]
    assert answer["session"] is None
    assert (fork["fork_name"], fork["forked_from"], fork["line"]) == ("fork-1", execution, execution)
    at.post(f"/api/executions/{fork['id']}/control", {"action": "continue"})
    assert at.until_still(fork["id"])["status"] == "SUCCEEDED"
    assert at.get(f"/api/executions/{execution}")["status"] == "FAILED"
    rows = {row["id"]: row for row in at.get("/api/executions")}
    assert (rows[fork["id"]]["fork_name"], rows[execution]["fork_name"]) == ("fork-1", "main")


def test_the_list_tells_which_executions_are_held_by_the_debugger(at: Serving) -> None:
    held = at.start(TICKET, {"a": 1}, pause_at_start=True)
    at.until_still(held)
    ended = failed(at)
    rows = {row["id"]: row for row in at.get("/api/executions")}
    assert [(rows[id]["status"], rows[id]["paused"]) for id in (held, ended)] == [("RUNNING", True), ("FAILED", False)]


def test_a_changed_definition_forks_where_the_record_ends_to_hold(at: Serving) -> None:
    execution = failed(at)
    changed = json.loads(json.dumps(TICKET))
    changed["States"]["Route"]["Choices"][0]["StringEquals"] = "failure"
    fork = at.post(f"/api/executions/{execution}/fork", {"text": json.dumps(changed)}, 201)
    assert fork["session"]["path"] == "Route"
    tree = at.get(f"/api/executions/{fork['id']}/tree")
    assert [row["name"] for row in tree["forks"]] == ["main", "fork-1"]
    assert tree["forks"][1]["difference"] == "Route: it goes to Good instead of Bad"
    at.post(f"/api/executions/{fork['id']}/control", {"action": "continue"})
    assert at.until_still(fork["id"])["status"] == "SUCCEEDED"


def test_a_changed_definition_with_errors_is_refused_with_the_first(at: Serving) -> None:
    execution = failed(at)
    broken = json.dumps(TICKET).replace('"Default": "Bad"', '"Default": "Bed"')
    answer = at.post(f"/api/executions/{execution}/fork", {"text": broken}, 422)
    assert "Bed" in answer["error"]["message"]
    assert answer["error"]["line"] == 1


def test_a_fork_is_renamed_and_what_cannot_be_is_refused(at: Serving) -> None:
    execution = failed(at)
    fork = at.post(f"/api/executions/{execution}/fork", {"sequence": 2}, 201)["id"]
    tree = at.post(f"/api/executions/{fork}/rename_fork", {"name": "what if"})
    assert tree["forks"][1]["name"] == "what if"
    assert at.post(f"/api/executions/{execution}/rename_fork", {"name": "x"}, 409)["error"]["code"] == "refused"
    assert at.post(f"/api/executions/{execution}/fork", {}, 409)["error"]["code"] == "refused"
    assert at.post("/api/executions/nowhere/fork", {}, 404)["error"]["code"] == "no_such_execution"
    assert at.post(f"/api/executions/{execution}/rerun", {"choice": "run"}, 409)["error"]["code"] == "refused"


def test_restarting_a_frame_begins_at_its_state(at: Serving) -> None:
    execution = failed(at)
    fork = at.post(f"/api/executions/{execution}/fork", {"restart_frame": "0"}, 201)
    assert (fork["session"]["path"], fork["session"]["paused"]) == ("Bad", True)
