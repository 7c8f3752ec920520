"""What the rules of a Choice came to, over HTTP."""

from typing import Any

from tests.http.serving import Serving

ROUTE = {
    "StartAt": "Route",
    "States": {
        "Route": {
            "Type": "Choice",
            "Choices": [
                {"Variable": "$.status", "StringEquals": "success", "Next": "Good"},
                {"Variable": "$.status", "StringEquals": "failure", "Next": "Bad"},
            ],
            "Default": "Good",
        },
        "Good": {"Type": "Succeed"},
        "Bad": {"Type": "Fail"},
    },
}


def why(at: Serving, execution: str, query: str) -> Any:
    return at.get(f"/api/executions/{execution}/why?{query}")


def test_a_paused_choice_tells_its_rules_and_what_would_make_them_match(at: Serving) -> None:
    execution = at.start(ROUTE, {"status": "failure"}, breakpoints=["Route"])
    session = at.until_still(execution)["session"]
    told = why(at, execution, f"sequence={session['cursor']}&thread=0")
    assert [rule["condition"]["outcome"] for rule in told["rules"]] == ["false", "true"]
    first, second = told["rules"]
    assert first["condition"]["words"] == '$.status == "success"'
    assert (first["condition"]["left"]["value"]["text"], first["condition"]["operator"]) == ('"failure"', "==")
    assert first["make_true"] == {
        "changes": [{"path": "$.status", "value": '"success"'}],
        "input": '{"status":"success"}',
        "reason": None,
    }
    assert (second["is_match"], second["next"], second["make_true"]) == (True, "Bad", None)
    assert (told["match"], told["is_ahead"]) == (2, True)
    edit = {"thread": "0", "target": "input", "value": first["make_true"]["input"]}
    cursor = at.post(f"/api/executions/{execution}/edit", edit)["session"]["cursor"]
    told = why(at, execution, f"sequence={cursor}&thread=0")
    assert [rule["condition"]["outcome"] for rule in told["rules"]] == ["true", "unreached"]


def test_a_past_visit_of_a_choice_is_told_by_its_path(at: Serving) -> None:
    execution = at.start(ROUTE, {"status": "failure"}, debug=False)
    head = at.until_still(execution)["session"]["head"]
    told = why(at, execution, f"sequence={head}&thread=0&path=Route")
    assert (told["match"], told["path"], told["is_ahead"]) == (2, "Route", False)


def test_what_stands_at_no_choice_is_refused(at: Serving) -> None:
    execution = at.start(ROUTE, {"status": "failure"}, debug=False)
    head = at.until_still(execution)["session"]["head"]
    answer = at.client.get(f"/api/executions/{execution}/why?sequence={head}&thread=0&path=Good")
    assert answer.status_code == 409
    assert "does not stand at a Choice" in answer.get_json()["error"]["message"]
