"""The language service over HTTP, in the offsets of browsers."""

import json
from typing import Any

from tests.http.serving import Serving

MACHINE = {
    "Comment": "😀",
    "StartAt": "Pay",
    "States": {
        "Pay": {"Type": "Pass", "Assign": {"total": 1}, "Next": "Ship"},
        "Ship": {"Type": "Pass", "Parameters": {"a.$": "$total"}, "End": True},
    },
}
TEXT = json.dumps(MACHINE, ensure_ascii=False)


def place(word: str, beyond: int = 0) -> int:
    """The UTF-16 offset of a word."""
    return len(TEXT[: TEXT.index(word)].encode("utf-16-le")) // 2 + beyond


def cut(span: Any) -> str:
    return TEXT.encode("utf-16-le")[span["start"] * 2 : span["end"] * 2].decode("utf-16-le")


def test_completion_replaces_what_is_typed(at: Serving) -> None:
    found = at.post("/api/complete", {"text": TEXT, "offset": place('"Ship"}', 3)})
    assert cut(found) == "Ship"
    assert [item["label"] for item in found["items"]] == ["Ship"]


def test_completion_follows_the_example_input(at: Serving) -> None:
    text = TEXT.replace("$total", "$.")
    body = {"text": text, "offset": place("$total", 2), "input": '{"order": 1}'}
    assert [item["label"] for item in at.post("/api/complete", body)["items"]] == [".order"]
    assert at.post("/api/complete", body | {"input": "{"})["items"] == []


def test_hover_says_what_is_known_of_a_place_or_nothing(at: Serving) -> None:
    found = at.post("/api/hover", {"text": TEXT, "offset": place("Assign", 2)})
    assert cut(found) == '"Assign"'
    assert "Variables" in found["text"]
    assert at.post("/api/hover", {"text": TEXT, "offset": place("😀")}) is None


def test_a_name_leads_to_where_it_is_made_and_used(at: Serving) -> None:
    body = {"text": TEXT, "offset": place('"Ship"}', 2)}
    named = at.post("/api/references", body)
    assert (named["kind"], named["path"]) == ("state", "Ship")
    assert [cut(span) for span in named["uses"]] == ["Ship"]
    assert at.post("/api/definition", body) == named["definitions"]
    nowhere = {"text": TEXT, "offset": place("Type")}
    assert at.post("/api/references", nowhere) is None
    assert at.post("/api/definition", nowhere) == []


def test_states_and_variables_are_renamed_everywhere(at: Serving) -> None:
    def renamed(word: str, name: str) -> Any:
        edits = at.post("/api/rename", {"text": TEXT, "offset": place(word, 2), "name": name})["edits"]
        units = TEXT.encode("utf-16-le")
        for edit in reversed(edits):
            units = units[: edit["start"] * 2] + edit["insert"].encode("utf-16-le") + units[edit["end"] * 2 :]
        return json.loads(units.decode("utf-16-le"))

    assert renamed('"Ship"}', "Send") == json.loads(TEXT.replace('"Ship"', '"Send"'))
    assert renamed("$total", "sum") == json.loads(TEXT.replace("total", "sum"))


def test_an_impossible_name_is_refused_with_the_reason(at: Serving) -> None:
    for word, name in (("$total", "a b"), ("$total", "states"), ('"Ship"}', "Pay"), ("Type", "x")):
        answer = at.post("/api/rename", {"text": TEXT, "offset": place(word, 2), "name": name}, 422)
        assert answer["error"]["code"] == "edit_refused"
