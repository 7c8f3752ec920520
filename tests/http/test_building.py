"""Building a definition over HTTP."""

import json

from tests.http.serving import Serving

TWO = {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Succeed"}}}


def test_states_are_copied_as_text_and_pasted(at: Serving) -> None:
    copied = at.post("/api/copy", {"text": json.dumps(TWO), "paths": ["B"]})
    assert json.loads(copied["text"]) == {"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}
    assert (copied["format"], copied["names"]) == ("json", ["B"])
    command = {"kind": "paste_states", "text": copied["text"], "after": "A"}
    answer = at.post("/api/edit", {"text": json.dumps(TWO), "command": command})
    assert (answer["select"], answer["selection"], answer["notes"]) == ("B2", ["B2"], [])


def test_what_cannot_be_copied_says_why(at: Serving) -> None:
    answer = at.post("/api/copy", {"text": json.dumps(TWO), "paths": ["C"]}, 422)
    assert answer["error"]["message"] == 'There is no state "C" in the machine itself.'


def test_every_template_of_the_palette_can_be_inserted(at: Serving) -> None:
    groups = at.get("/api/palette")["groups"]
    assert [group["name"] for group in groups][:2] == ["Flow", "AWS Lambda"]
    for item in (item for group in groups for item in group["items"]):
        command = {"kind": "insert_state", "template": item["id"], "on": {"source": "A", "kind": "next"}}
        answer = at.post("/api/edit", {"text": json.dumps(TWO), "command": command})
        assert answer["edits"], item


def test_a_text_is_converted_or_refused(at: Serving) -> None:
    answer = at.post("/api/convert", {"text": json.dumps(TWO), "to": "yaml", "file_name": "two.asl.json"})
    assert answer["text"].startswith("StartAt: A\nStates:\n  A:\n    Type: Pass\n")
    assert answer["file_name"] == "two.asl.yaml"
    refused = at.post("/api/convert", {"text": json.dumps(TWO), "to": "json"}, 422)
    assert refused["error"]["message"] == "The text is JSON already."
