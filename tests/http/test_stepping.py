"""What can be stepped into, over HTTP."""

from tests.executions.test_targets import MAP
from tests.http.serving import Serving


def test_an_iteration_far_ahead_is_found_and_stepped_into(at: Serving) -> None:
    execution = at.start(MAP, {"words": [f"w{number}" for number in range(300)]}, breakpoints=["Each"])
    session = at.until_still(execution)["session"]
    assert (len(session["targets"]), session["target_count"]) == (100, 300)
    found = at.get(f"/api/executions/{execution}/targets?text=w250")
    assert found == {"text": "w250", "count": 1, "targets": [{"index": 250, "label": '"w250"', "status": "pending"}]}
    at.post(f"/api/executions/{execution}/control", {"action": "step_into", "iteration": 250})
    session = at.until_still(execution)["session"]
    assert session["reason"]["message"] == "Paused at In, iteration 250"
