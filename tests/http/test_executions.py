"""Executions over HTTP: start, look, step, answer, edit."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.debugger.recordings import WORDS
from tests.executions.test_run import DATA, TICKET
from tests.http.serving import Serving, serving


def test_an_execution_runs_to_its_end_and_shows_its_output(at: Serving) -> None:
    view = at.until_still(at.start(WORDS, DATA, debug=False))
    assert view["status"] == "SUCCEEDED"
    assert len(json.loads(view["output"]["text"])) == 7


def test_events_come_in_pages_in_sequence(at: Serving) -> None:
    execution = at.start(WORDS, DATA)
    head = at.until_still(execution)["session"]["head"]
    first = at.get(f"/api/executions/{execution}/events?after=0&limit=10")
    rest = at.get(f"/api/executions/{execution}/events?after=10")
    sequences = [event["sequence"] for event in first["events"] + rest["events"]]
    assert len(first["events"]) == 10
    assert sequences == list(range(1, head + 1))


def test_a_large_value_is_fetched_when_looked_at(at: Serving) -> None:
    execution = at.start(WORDS, {"words": ["w" * 3000]})
    at.until_still(execution)
    page = at.get(f"/api/executions/{execution}/events")
    started = page["events"][0]["values"]["input"]
    assert started["text"] is None
    assert at.get(f"/api/values/{started['hash']}") == {"words": ["w" * 3000]}


def test_a_breakpoint_pauses_and_the_edited_input_goes_on(at: Serving) -> None:
    mocks = {"Classify": {"result": '{"status": "failure"}'}}
    execution = at.start(TICKET, mocks=mocks, breakpoints=["Route"])
    session = at.until_still(execution)["session"]
    assert (session["path"], session["can_edit"]) == ("Route", "input")
    words = {"message": "Paused at Route (breakpoint)", "words": "breakpoint", "breakpoint": "Route"}
    assert session["reason"] == {"kind": "breakpoint"} | words
    edit = {"thread": "0", "target": "input", "value": '{"status": "success"}'}
    at.post(f"/api/executions/{execution}/edit", edit)
    at.post(f"/api/executions/{execution}/control", {"action": "step_over"})
    assert at.until_still(execution)["session"]["path"] == "Good"


def test_who_steps_back_from_the_end_looks_back(at: Serving) -> None:
    execution = at.start(TICKET, mocks={"Classify": {"result": '{"status": "success"}'}})
    at.until_still(execution)
    session = at.post(f"/api/executions/{execution}/control", {"action": "step_back"})
    assert session["reason"]["message"] == "Looking back at Good"


def test_a_task_without_an_answer_asks_and_the_answer_is_remembered(at: Serving) -> None:
    execution = at.start(TICKET)
    view = at.until_still(execution)
    (ask,) = view["session"]["asks"]
    assert (ask["path"], ask["parameters"]["text"]) == ("Classify", "{}")
    mock = {"result": '{"status": "success"}'}
    answer = {"thread": ask["thread"], "scheduled": ask["scheduled"], "mock": mock}
    at.post(f"/api/executions/{execution}/answer", answer)
    assert at.until_still(execution)["status"] == "SUCCEEDED"
    document = at.get(f"/api/documents/{view['document']}")
    assert document["mocks"]["Classify"]["result"] == '{"status": "success"}'


def test_scopes_show_the_stages_of_the_state_where_it_stands(at: Serving) -> None:
    execution = at.start(TICKET, {"a": 1}, pause_at_start=True)
    session = at.until_still(execution)["session"]
    scopes = at.get(f"/api/executions/{execution}/scopes?sequence={session['cursor']}&thread=0")
    assert scopes["path"] == "Classify"
    assert scopes["input"]["text"] == '{"a":1}'
    assert [stage["name"] for stage in scopes["stages"]][:1] == ["InputPath"]


def test_the_iterations_of_a_map_can_be_chosen_where_it_stands(at: Serving) -> None:
    execution = at.start(WORDS, DATA, pause_at_start=True)
    at.until_still(execution)
    at.post(f"/api/executions/{execution}/control", {"action": "step_over"})
    session = at.until_still(execution)["session"]
    assert [(t["index"], t["label"]) for t in session["targets"]][3] == (3, '"fox"')
    at.post(f"/api/executions/{execution}/control", {"action": "step_into", "iteration": 3})
    session = at.until_still(execution)["session"]
    assert [frame["label"] for frame in session["frames"]] == ["Mapper", "MapWords[3]", "root"]
    assert session["reason"]["message"] == "Paused at Mapper, iteration 3"


@pytest.mark.parametrize("mode", ["INLINE", "DISTRIBUTED"])
def test_where_it_stands_is_told_from_the_inside_out(at: Serving, mode: str) -> None:
    def each(name: str, inside: dict[str, Any], **config: Any) -> dict[str, Any]:
        return {"Type": "Map", "ItemProcessor": {**config, "StartAt": name, "States": {name: inside}}, "End": True}

    one: dict[str, Any] = {"StartAt": "One", "States": {"One": {"Type": "Pass", "End": True}}}
    two = {"StartAt": "Two", "States": {"Two": {"Type": "Pass", "End": True}}}
    both = {"Type": "Parallel", "Branches": [one, two], "End": True}
    outer = each("Inner", each("Both", both), ProcessorConfig={"Mode": mode, "ExecutionType": "STANDARD"})
    execution = at.start(
        {"StartAt": "Outer", "States": {"Outer": outer}}, [["a"]], breakpoints=["Outer/Inner/Both/1/Two"]
    )
    session = at.until_still(execution)["session"]
    words = "Paused at Two, branch 1 in Inner[0] in Outer[0] (breakpoint)"
    assert session["reason"]["message"] == words


def test_a_text_with_errors_does_not_run_and_says_where(at: Serving) -> None:
    broken = {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "Nowhere"}}}
    document = at.open_text(broken)
    answer = at.post("/api/executions", {"document": document, "text": json.dumps(broken)}, 422)
    assert answer["error"]["code"] == "cannot_run"
    assert "Nowhere" in answer["error"]["message"]
    assert answer["error"]["line"] == 1


def test_an_input_that_is_no_json_does_not_run_and_says_where(at: Serving) -> None:
    document = at.open_text(TICKET)
    body = {"document": document, "text": json.dumps(TICKET), "input": "{\n  nope\n}"}
    answer = at.post("/api/executions", body, 422)
    assert (answer["error"]["line"], answer["error"]["column"]) == (2, 3)


def test_a_refused_command_says_why(at: Serving) -> None:
    execution = at.start(WORDS, DATA)
    at.until_still(execution)
    answer = at.post(f"/api/executions/{execution}/control", {"action": "step_forward"}, 409)
    assert answer["error"]["message"] == "this is the latest event"


def test_an_unknown_execution_is_not_found(at: Serving) -> None:
    assert at.client.get("/api/executions/nothing").status_code == 404


def test_the_history_is_told_as_aws_tells_it(at: Serving) -> None:
    execution = at.start(WORDS, {"words": []})
    at.until_still(execution)
    events = at.get(f"/api/executions/{execution}/history")["events"]
    assert [event["type"] for event in events][:3] == ["ExecutionStarted", "PassStateEntered", "PassStateExited"]


def test_a_paused_execution_stands_where_it_stood_after_a_restart(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as before:
        execution = before.start(WORDS, DATA, breakpoints=["MapWords/Trim"])
        stood = before.until_still(execution)["session"]
    with serving(tmp_path / "data") as after:
        view = after.until_still(execution)
        assert view["session"]["turn"] > stood["turn"]
        assert view["session"] | {"turn": 0} == stood | {"turn": 0}
        after.post(f"/api/executions/{execution}/breakpoints", {"breakpoints": []})
        after.post(f"/api/executions/{execution}/control", {"action": "continue"})
        assert after.until_still(execution)["status"] == "SUCCEEDED"
        events = after.get(f"/api/executions/{execution}/events")["events"]
        *before_pause, first_after = events[: stood["head"] + 1]
        assert all(event["recorded_ms"] <= first_after["recorded_ms"] for event in before_pause)
        assert first_after["held_ms"] > 0, "it stood paused, and its server was down"
        assert [event["held_ms"] for event in events[stood["head"] + 1 :]] == [0] * (len(events) - stood["head"] - 1)
