"""The shapes of data on transitions, over HTTP."""

import json

from tests.http.serving import Serving

STATES = {
    "T": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:111111111111:function:f", "Next": "P"},
    "P": {"Type": "Pass", "InputPath": "$.sume", "End": True},
}
MACHINE = json.dumps({"StartAt": "T", "States": STATES})


def test_the_shapes_of_a_text_are_told(at: Serving) -> None:
    told = at.post("/api/shapes", {"text": MACHINE, "input": '{"n": 1}', "mocks": {"T": {"result": '{"sum": 3}'}}})
    assert [(way["source"], way["kind"]) for way in told["transitions"]] == [
        ("#start", "start"),
        ("T", "next"),
        ("P", "end"),
    ]
    assert [problem["fix"] for problem in told["problems"]] == ["sum"]


def test_an_execution_that_is_gone_tells_nothing_more(at: Serving) -> None:
    told = at.post("/api/shapes", {"text": MACHINE, "execution": "none"})
    assert told["problems"] == []
    assert told["complete"]
