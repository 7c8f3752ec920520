"""Comparing executions over HTTP."""

from tests.debugger.recordings import WORDS
from tests.http.serving import Serving

WORD_LIST = ["the", "quick", "brown", "fox", "jumps", "over", "lazy"]


def test_two_executions_compare_visit_by_visit(at: Serving) -> None:
    left = at.start(WORDS, {"words": WORD_LIST}, debug=False)
    right = at.start(WORDS, {"words": [*WORD_LIST[:3], "ox", *WORD_LIST[4:]]}, debug=False)
    for execution in (left, right):
        at.until_still(execution)
    compared = at.get(f"/api/executions/{left}/compare?with={right}")
    assert (compared["same_input"], compared["same_definition"], compared["same_end"]) == (False, True, False)
    assert compared["first"]["message"] == "Split: its input differs"
    iterations = {visit["flow"][0]["index"] for visit in compared["visits"] if visit["flow"] and visit["differences"]}
    assert iterations == {3}
    mapper = next(each for each in compared["visits"] if each["path"] == "MapWords/Mapper" and each["differences"])
    events = at.get(f"/api/executions/{right}/events?after={mapper['right']['input'] - 1}&limit=1")["events"]
    assert events[0]["values"]["input"]["text"] == '"ox"'
    assert compared["total"] == 17
    states = {each["path"]: (each["left"], each["right"], each["differing"]) for each in compared["states"]}
    assert states["MapWords/Mapper"] == (7, 7, 1)
    taken = {(each["path"], each["kind"]): (each["left"], each["right"]) for each in compared["transitions"]}
    assert taken["MapWords/Mapper", "next"] == (7, 7)
    assert [run["status"] for run in (compared["left"], compared["right"])] == ["SUCCEEDED", "SUCCEEDED"]


def test_an_edited_value_counts_as_the_input(at: Serving) -> None:
    left = at.start(WORDS, {"words": WORD_LIST}, debug=False)
    right = at.start(WORDS, {"words": WORD_LIST}, breakpoints=["Reduce"])
    at.until_still(left)
    at.until_still(right)
    at.post(f"/api/executions/{right}/edit", {"thread": "0", "target": "input", "value": "[]"})
    at.post(f"/api/executions/{right}/control", {"action": "continue"})
    at.until_still(right)
    compared = at.get(f"/api/executions/{left}/compare?with={right}")
    assert compared["first"]["message"] == "Reduce: its input differs"
    assert compared["differing"] == 1


def test_what_there_is_not_cannot_be_compared_with(at: Serving) -> None:
    execution = at.start(WORDS, {"words": []}, debug=False)
    refused = at.client.get(f"/api/executions/{execution}/compare?with=nothing")
    assert refused.status_code == 409
    assert "there is no execution nothing to compare with" in refused.get_data(as_text=True)
    assert at.client.get(f"/api/executions/{execution}/compare").status_code == 400
