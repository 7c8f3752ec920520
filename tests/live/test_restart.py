"""A server that is killed and started again, its port and data the same."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.live.machines import loop, waits
from tests.live.page import page
from tests.serving_process import ServingProcess, launch, serving_process

SLOW_HANDLER = """
const { appendFileSync } = require("fs");
exports.handler = async (event) => {
  appendFileSync("calls.txt", event + "\\n");
  await new Promise((done) => setTimeout(done, 400));
  return event * 10;
};
"""

PROJECT = """
service: shop
provider: {name: aws, runtime: nodejs20.x, region: us-east-1}
functions:
  ship: {handler: ship.handler}
stepFunctions:
  stateMachines:
    orders:
      definition:
        StartAt: Each
        States:
          Each:
            Type: Map
            MaxConcurrency: 3
            Iterator:
              StartAt: Ship
              States:
                Ship:
                  Type: Task
                  Resource: arn:aws:lambda:us-east-1:123456789012:function:shop-dev-ship
                  End: true
            End: true
plugins: [serverless-step-functions]
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder."""
    return tmp_path / "data"


def test_a_paused_execution_stands_where_it_stood_and_the_page_comes_back(data: Path) -> None:
    with serving_process(data) as before, page(before, reconnection=True) as it:
        execution = before.start(loop(5), {"n": 0}, breakpoints=["Enough"])
        stood = before.until_still(execution)["session"]
        assert stood["path"] == "Enough"
        it.subscribe(execution)
        before.kill()
        with serving_process(data, port=before.port) as after:
            assert after.token == before.token, "so that the page may come back"
            it.until(lambda: it.connects == 2, "the connection to the new server")
            stands = after.get(f"/api/executions/{execution}")["session"]
            assert stands["turn"] > stood["turn"], "what is told now is later than all that was told before"
            assert stands | {"turn": 0} == stood | {"turn": 0}
            head = it.subscribe(execution)
            after.post(f"/api/executions/{execution}/control", {"action": "step_over"})
            it.until(lambda: bool(it.events), "the next step")
            assert it.sequences[0] == head + 1


def test_a_pause_in_a_nested_map_is_the_same_and_stepping_goes_on(data: Path) -> None:
    inner: dict[str, Any] = {
        "Type": "Map",
        "MaxConcurrency": 2,
        "ItemProcessor": {
            "StartAt": "Inner",
            "States": {"Inner": {"Type": "Pass", "Next": "After"}, "After": {"Type": "Pass", "End": True}},
        },
        "End": True,
    }
    outer = {**inner, "ItemProcessor": {"StartAt": "Row", "States": {"Row": inner}}}
    condition = "$ > 20 && $$.Map.Item.Index == 1"
    at = {"id": "1", "path": "Outer/Row/Inner", "condition": condition}
    with serving_process(data) as before:
        rows = [[10, 11], [20, 21, 22], [30, 31]]
        execution = before.start({"StartAt": "Outer", "States": {"Outer": outer}}, rows, breakpoints=[at])
        stood = before.until_still(execution)["session"]
        assert stood["reason"]["words"] == f"condition {condition} is true"
        assert [frame["label"] for frame in stood["frames"]] == ["Inner", "Row[1]", "Outer[1]", "root"]
        before.kill()
    with serving_process(data) as after:
        stands = after.get(f"/api/executions/{execution}")["session"]
        assert stands | {"turn": 0} == stood | {"turn": 0}
        control = f"/api/executions/{execution}/control"
        after.post(control, {"action": "step_over"})
        stepped = after.until_still(execution)["session"]
        assert (stepped["path"], stepped["thread"]) == ("Outer/Row/After", stood["thread"])
        back = after.post(control, {"action": "step_back"})
        assert (back["cursor"], back["thread"]) == (stood["cursor"], stood["thread"])
        after.post(control, {"action": "continue"})
        again = after.until_still(execution)["session"]
        assert [frame["label"] for frame in again["frames"]] == ["Inner", "Row[1]", "Outer[2]", "root"]


def test_a_running_execution_goes_on_by_itself(data: Path) -> None:
    with serving_process(data) as before:
        execution = before.start(waits(2), clock="real")
        before.kill()
    with serving_process(data) as after, page(after) as it:
        it.subscribe(execution)
        it.until_over()
        events = after.get(f"/api/executions/{execution}/events")["events"]
        assert [event["sequence"] for event in events] == list(range(1, len(events) + 1))
        entered, exited = (time_of(events, name) for name in ("WaitStateEntered", "WaitStateExited"))
        assert exited - entered >= 2000, "the wait is as long as it was to be, whatever happened meanwhile"


def test_tasks_in_flight_are_invoked_again_and_nothing_is_recorded_twice(data: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (project / "serverless.yml").write_text(PROJECT)
    (project / "ship.js").write_text(SLOW_HANDLER)
    items = list(range(1, 8))
    with serving_process(data, "--allow-code", str(project)) as before, page(before) as it:
        document = before.post("/api/documents", {"folder_file": "serverless.yml"})
        body = {"document": document["id"], "text": document["text"], "machine": document["machine"]}
        execution = before.post("/api/executions", {**body, "input": json.dumps(items), "debug": False})["id"]
        it.subscribe(execution)
        it.until(lambda: "TaskSucceeded" in [event["type"] for event in it.events], "a first answer")
        before.kill()
    with serving_process(data, "--allow-code", str(project)) as after:
        view = after.until_still(execution)
        assert view["status"] == "SUCCEEDED"
        assert json.loads(view["output"]["text"]) == [item * 10 for item in items]
        events = after.get(f"/api/executions/{execution}/events")["events"]
        assert [event["sequence"] for event in events] == list(range(1, len(events) + 1))
        assert [event["type"] for event in events].count("TaskSucceeded") == len(items)
        assert [event["type"] for event in events].count("TaskScheduled") == len(items)
        calls = (project / "calls.txt").read_text().split()
        assert len(items) < len(calls) <= len(items) + 3, "those in flight, three at most, were invoked again"


def test_an_execution_that_waits_for_a_person_still_waits(data: Path) -> None:
    task: dict[str, Any] = {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f"}
    twice = {"StartAt": "A", "States": {"A": {**task, "Next": "B"}, "B": {**task, "End": True}}}
    with serving_process(data) as before:
        execution = before.start(twice)
        asked = before.until_still(execution)["session"]["asks"]
        before.kill()
    with serving_process(data) as after:
        assert after.until_still(execution)["session"]["asks"] == asked
        answer = {"thread": "0", "scheduled": asked[0]["scheduled"], "mock": {"result": "1"}}
        after.post(f"/api/executions/{execution}/answer", answer)
        (ask,) = after.until_still(execution)["session"]["asks"]
        assert ask["path"] == "B"


def test_two_servers_of_one_data_folder_do_not_run_an_execution_twice(data: Path) -> None:
    with serving_process(data) as first, serving_process(data) as second:
        execution = first.start(waits(1), clock="real")
        other = second.start(waits(1), clock="real")
        with page(first) as it, page(second) as that:
            it.subscribe(execution)
            that.subscribe(other)
            it.until_over()
            that.until_over()
        assert "went wrong" not in "".join(first.printed + second.printed)
        assert status_of(second, execution) == status_of(first, other) == "SUCCEEDED"


def test_a_move_that_another_server_made_first_is_refused_and_then_seen(data: Path) -> None:
    with serving_process(data) as first, serving_process(data) as second:
        execution = first.start(loop(3), {"n": 0}, pause_at_start=True)
        path = f"/api/executions/{execution}"
        assert second.get(path)["session"]["path"] == "Count"
        first.post(f"{path}/control", {"action": "step_over"})
        refused = second.post(f"{path}/control", {"action": "stop"}, 409)
        assert "look at it again" in refused["error"]["message"]
        assert second.get(path)["session"]["path"] == "Enough"
        second.post(f"{path}/control", {"action": "stop"})
        assert second.get(path)["status"] == "ABORTED"


def test_the_next_server_takes_over_what_the_first_had_begun(data: Path) -> None:
    first = launch(data)
    with serving_process(data) as second:
        execution = first.start(waits(2), clock="real")
        first.kill()
        with page(second) as it:
            it.subscribe(execution)
            it.until_over()
        assert status_of(second, execution) == "SUCCEEDED"


def status_of(server: ServingProcess, execution: str) -> str:
    status = server.get(f"/api/executions/{execution}")["status"]
    assert isinstance(status, str)
    return status


def time_of(events: list[dict[str, Any]], aws_type: str) -> int:
    return next(int(event["time_ms"]) for event in events if event["aws_type"] == aws_type)
