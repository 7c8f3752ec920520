"""One state run by itself, over HTTP."""

import json

from tests.http.serving import Serving

MACHINE = json.dumps({"StartAt": "P", "States": {"P": {"Type": "Pass", "Parameters": {"x.$": "$.a"}, "End": True}}})


def test_a_state_is_run_on_the_input_given(at: Serving) -> None:
    told = at.post("/api/test_state", {"text": MACHINE, "path": "P", "input": '{"a": 1}'})
    assert (told["status"], told["output"]["text"]) == ("SUCCEEDED", '{"x":1}')
    assert [stage["name"] for stage in told["flow"]["stages"]][:3] == ["Input", "InputPath", "Parameters"]


def test_an_input_that_is_no_json_is_refused_with_its_place(at: Serving) -> None:
    answer = at.client.post("/api/test_state", json={"text": MACHINE, "path": "P", "input": '{"a": }'})
    assert answer.status_code == 422
    error = answer.get_json()["error"]
    assert (error["code"], error["line"], error["column"]) == ("cannot_run", 1, 7)
