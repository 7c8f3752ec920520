"""Expressions evaluated where an execution is paused, and where its values come from."""

from typing import Any

import pytest

from tests.http.serving import Serving

ORDERS: dict[str, Any] = {
    "StartAt": "Pick",
    "States": {
        "Pick": {
            "Type": "Pass",
            "InputPath": "$.order",
            "Parameters": {"total.$": "$.total"},
            "Assign": {"limit": 10},
            "Next": "Query",
        },
        "Query": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $states.input.total * 2 %}", "End": True},
    },
}
DATA = {"order": {"total": 21}, "id": 7}


def ask(at: Serving, execution: str, *expressions: str, **more: Any) -> Any:
    """Ask where the debugger stands."""
    session = at.get(f"/api/executions/{execution}")["session"]
    body = {"sequence": session["cursor"], "thread": session["thread"], "expressions": list(expressions), **more}
    return at.post(f"/api/executions/{execution}/evaluate", body)


def paused(at: Serving, path: str) -> str:
    execution = at.start(ORDERS, DATA, breakpoints=[path])
    at.until_still(execution)
    return execution


def test_expressions_are_evaluated_in_the_language_of_the_state(at: Serving) -> None:
    answer = ask(at, paused(at, "Pick"), "$.order.total", "$.id > 5", "{% $states.input.id + 1 %}")
    assert answer["language"] == "JSONPath"
    assert [result["value"]["text"] for result in answer["results"]] == ["21", "true", "8"]
    answer = ask(at, paused(at, "Query"), "$states.input.total + $limit")
    assert answer["language"] == "JSONata"
    assert answer["results"][0]["value"]["text"] == "31"


def test_each_mistake_is_told_by_itself(at: Serving) -> None:
    missing, broken, good = ask(at, paused(at, "Pick"), "$.nothing", "$.id >", "$.id")["results"]
    assert missing["missing"]
    assert missing["value"] is None
    assert broken["column"] == 7
    assert not broken["missing"]
    assert good["value"]["text"] == "7"


def test_the_language_can_be_chosen(at: Serving) -> None:
    answer = ask(at, paused(at, "Pick"), "$states.input.order", language="JSONata")
    assert answer["language"] == "JSONata"
    assert answer["results"][0]["value"]["text"] == '{"total":21}'


def test_at_a_stage_the_data_is_what_the_stage_gave(at: Serving) -> None:
    execution = paused(at, "Pick")
    at.post(f"/api/executions/{execution}/control", {"action": "step_into"})
    assert ask(at, execution, "$")["results"][0]["value"]["text"] == '{"total":21}'
    at.post(f"/api/executions/{execution}/control", {"action": "step_into"})
    assert ask(at, execution, "$.total")["results"][0]["value"]["text"] == "21"
    assert ask(at, execution, "$states.input.id")["results"][0]["value"]["text"] == "7"


def test_what_could_run_away_is_stopped(at: Serving) -> None:
    execution = paused(at, "Query")
    hostile, plain = ask(at, execution, '$pad("x", 2e9)', "$states.input.total")["results"]
    assert hostile["value"] is None
    assert plain["value"]["text"] == "21"


def test_too_many_expressions_are_refused(at: Serving) -> None:
    execution = paused(at, "Pick")
    body = {"sequence": 2, "thread": "0", "expressions": ["$"] * 101}
    answer = at.post(f"/api/executions/{execution}/evaluate", body, 409)
    assert "100 expressions" in answer["error"]["message"]


def test_where_a_value_comes_from_is_told_hop_by_hop(at: Serving) -> None:
    execution = at.start(ORDERS, DATA)
    at.until_still(execution)
    head = at.get(f"/api/executions/{execution}")["session"]["head"]
    place = {"kind": "execution_output", "thread": "0", "sequence": head}
    (hop,) = at.post(f"/api/executions/{execution}/provenance", place)["hops"]
    assert (hop["how"], hop["path"], hop["field"]) == ("computed", "Query", "Output")
    assert hop["reads"][0]["text"] == "$states.input.total"
    selected, chosen, given = at.post(f"/api/executions/{execution}/provenance", hop["reads"][0]["place"])["hops"]
    assert selected["field"] == "Parameters.total.$"
    assert selected["field_keys"] == ["Parameters", "total.$"]
    assert chosen["field"] == "InputPath"
    assert (given["how"], given["came_from"]["keys"]) == ("given", ["order", "total"])


def test_there_is_no_provenance_at_an_event_that_is_not_there(at: Serving) -> None:
    execution = paused(at, "Pick")
    place = {"kind": "input", "thread": "0", "sequence": 99}
    answer = at.post(f"/api/executions/{execution}/provenance", place, 409)
    assert "no event 99" in answer["error"]["message"]


def test_a_variable_is_edited_where_the_execution_stands_and_in_the_past_in_a_fork(at: Serving) -> None:
    execution = paused(at, "Query")
    body = {"thread": "0", "target": "variable", "name": "limit", "value": "30"}
    session = at.post(f"/api/executions/{execution}/edit", body)["session"]
    assert ask(at, execution, "$limit + 1")["results"][0]["value"]["text"] == "31"
    query = f"sequence={session['cursor']}&thread=0"
    scopes = at.get(f"/api/executions/{execution}/scopes?{query}")
    assert scopes["variables"]["limit"]["text"] == "30"
    assert scopes["variable_owners"] == {"limit": "0"}
    at.post(f"/api/executions/{execution}/control", {"action": "seek", "sequence": session["cursor"] - 1})
    fork = at.post(f"/api/executions/{execution}/edit", body | {"value": "5"})["fork"]
    assert ask(at, fork["id"], "$limit")["results"][0]["value"]["text"] == "5"


def test_a_variable_that_is_not_there_cannot_be_edited(at: Serving) -> None:
    execution = paused(at, "Query")
    body = {"thread": "0", "target": "variable", "name": "nobody", "value": "1"}
    answer = at.post(f"/api/executions/{execution}/edit", body, 409)
    assert "$nobody" in answer["error"]["message"]


def test_of_many_threads_the_first_are_told_the_focused_one_and_how_many_there_are(
    at: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.executions.views._THREADS_SHOWN", 2)
    inner = {"StartAt": "In", "States": {"In": {"Type": "Wait", "Seconds": 5, "End": True}}}
    each = {"StartAt": "Each", "States": {"Each": {"Type": "Map", "ItemProcessor": inner, "End": True}}}
    execution = at.start(each, [1, 2, 3, 4], breakpoints=["Each/In"])
    at.until_still(execution)
    for _ in range(3):
        at.post(f"/api/executions/{execution}/control", {"action": "continue"})
        session = at.until_still(execution)["session"]
    assert session["thread"] == "0.3"
    assert {thread["id"] for thread in session["threads"]} == {"0", "0.0", "0.3"}
    assert session["thread_count"] == 5
