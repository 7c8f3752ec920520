"""Breakpoints over HTTP: set, stopped at, found in the record."""

from typing import Any

from tests.http.serving import Serving

WORDS: dict[str, Any] = {
    "StartAt": "MapWords",
    "States": {
        "MapWords": {
            "Type": "Map",
            "ItemsPath": "$.words",
            "MaxConcurrency": 2,
            "ItemProcessor": {"StartAt": "Mapper", "States": {"Mapper": {"Type": "Pass", "End": True}}},
            "End": True,
        }
    },
}
DATA = {"words": ["the", "quick", "brown", "fox", "jumps"]}


def test_a_conditional_breakpoint_stops_in_its_iteration_and_says_why(at: Serving) -> None:
    condition = "$states.context.Map.Item.Index = 3"
    execution = at.start(WORDS, DATA, breakpoints=[{"id": "1", "path": "MapWords/Mapper", "condition": condition}])
    session = at.until_still(execution)["session"]
    assert session["reason"] == {
        "kind": "breakpoint",
        "message": f"Paused at Mapper, iteration 3 (condition {condition} is true)",
        "words": f"condition {condition} is true",
        "breakpoint": "1",
    }
    assert session["breakpoints"][0]["condition"] == condition


def test_running_to_a_state_and_going_back_to_the_breakpoint_before(at: Serving) -> None:
    execution = at.start(WORDS, DATA, breakpoints=[{"id": "1", "path": "MapWords/Mapper", "iteration": 1}])
    stopped = at.until_still(execution)["session"]
    control = f"/api/executions/{execution}/control"
    at.post(control, {"action": "run_to", "path": "MapWords/Mapper"})
    further = at.until_still(execution)["session"]
    assert (further["path"], further["cursor"] > stopped["cursor"]) == ("MapWords/Mapper", True)
    back = at.post(control, {"action": "reverse_continue"})
    assert (back["cursor"], back["reason"]["words"]) == (stopped["cursor"], "breakpoint: iteration 1")
    assert at.post(control, {"action": "reverse_continue"})["cursor"] == 1
    refused = at.post(control, {"action": "run_to", "path": "Nowhere"}, 409)
    assert refused["error"]["message"] == "there is no state 'Nowhere' to run to"


def test_hits_and_log_lines_follow_from_the_record(at: Serving) -> None:
    log = {"id": "2", "path": "MapWords/Mapper", "log": "word {$}"}
    execution = at.start(WORDS, DATA, breakpoints=[log])
    assert at.until_still(execution)["status"] == "SUCCEEDED"
    hits = at.get(f"/api/executions/{execution}/hits")
    assert [line["text"] for line in hits["log"]] == [f"word {word}" for word in DATA["words"]]
    assert hits["hits"] == [{"breakpoint": "2", "sequences": [line["sequence"] for line in hits["log"]]}]


def test_after_a_state_its_output_is_shown(at: Serving) -> None:
    machine = {"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": 7, "ResultPath": "$.n", "End": True}}}
    execution = at.start(machine, {}, breakpoints=[{"id": "1", "kind": "after", "path": "A"}])
    session = at.until_still(execution)["session"]
    assert session["reason"]["message"] == "Paused at A (breakpoint after the state)"
    scopes = at.get(f"/api/executions/{execution}/scopes?sequence={session['cursor']}&thread=0")
    assert (scopes["input"]["text"], scopes["output"]["text"]) == ("{}", '{"n":7}')


def test_what_can_never_be_understood_is_refused(at: Serving) -> None:
    execution = at.start(WORDS, DATA, pause_at_start=True)
    at.until_still(execution)
    bad = {"id": "1", "path": "MapWords", "hit": "often"}
    refused = at.post(f"/api/executions/{execution}/breakpoints", {"breakpoints": [bad]}, 409)
    assert "the hit count 'often' is none of =3, >=3 and %3" in refused["error"]["message"]
