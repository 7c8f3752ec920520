"""Answers that a person gives a Task by hand, over HTTP."""

import json

from tests.executions.test_injected import RETRIED
from tests.http.serving import Serving


def test_an_answer_to_come_is_shown_until_it_is_given(at: Serving) -> None:
    execution = at.start(RETRIED, {}, pause_at_start=True)
    at.until_still(execution)
    thrown = {"thread": "0", "kind": "error", "error": "Custom.Busy", "cause": "a test"}
    session = at.post(f"/api/executions/{execution}/inject", thrown)
    (injected,) = session["injected"]
    assert (injected["path"], injected["attempt"], injected["error"]) == ("Work", 1, "Custom.Busy")
    given = {"thread": "0", "kind": "result", "result": '{"n": 1}', "attempt": 2}
    at.post(f"/api/executions/{execution}/inject", given)
    at.post(f"/api/executions/{execution}/control", {"action": "continue"})
    view = at.until_still(execution)
    assert view["session"]["injected"] == []
    assert json.loads(view["output"]["text"]) == {"n": 1}


def test_an_answer_to_come_can_be_taken_back(at: Serving) -> None:
    execution = at.start(RETRIED, {}, pause_at_start=True)
    at.until_still(execution)
    at.post(f"/api/executions/{execution}/inject", {"thread": "0", "kind": "timeout"})
    session = at.post(f"/api/executions/{execution}/inject", {"thread": "0", "kind": "withdraw"})
    assert session["injected"] == []


def test_what_is_no_answer_is_refused(at: Serving) -> None:
    execution = at.start(RETRIED, {}, pause_at_start=True)
    at.until_still(execution)
    for body in ({"kind": "error"}, {"kind": "result", "result": "{"}, {"kind": "heartbeat"}):
        at.post(f"/api/executions/{execution}/inject", {"thread": "0", **body}, 409)
