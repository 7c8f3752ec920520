"""The routes on a text that several pages change."""

import json

from tests.http.serving import Serving

MACHINE = json.dumps({"StartAt": "A", "States": {"A": {"Type": "Succeed"}}})
ALL = len(MACHINE)


def test_an_edit_is_pushed_refused_and_followed(at: Serving) -> None:
    document = at.open_text(MACHINE)
    url = f"/api/documents/{document}"
    first = {"version": 0, "client": "a", "changes": [[ALL, [0, "", ""]]]}
    assert at.post(f"{url}/edits", first) == {"version": 1, "accepted": True, "known": True, "edits": []}
    second = at.post(f"{url}/edits", {"version": 0, "client": "b", "changes": [[[ALL]]]})
    edit = {"number": 1, "client": "a", "changes": [ALL, [0, "", ""]]}
    assert second == {"version": 1, "accepted": False, "known": True, "edits": [edit]}
    assert at.get(f"{url}/edits?after=0")["edits"] == [edit]
    assert at.get(url)["text"] == MACHINE + "\n"
    assert at.get(url)["edits"] == 1


def test_what_does_not_fit_is_refused_with_a_reason(at: Serving) -> None:
    document = at.open_text(MACHINE)
    url = f"/api/documents/{document}/edits"
    refused = at.post(url, {"version": 0, "client": "a", "changes": [[1]]}, 422)
    assert refused["error"]["code"] == "changes_refused"
    assert f"this one has {ALL}" in refused["error"]["message"]
    assert at.post(url, {"version": 0, "client": "a", "changes": [["x"]]}, 400)["error"]["code"] == "bad_request"
    assert at.client.get(f"{url}?after=x").status_code == 400


def test_a_text_from_away_is_merged(at: Serving) -> None:
    document = at.open_text(MACHINE)
    joined = at.post(f"/api/documents/{document}/join", {"base": MACHINE, "text": MACHINE + "\n"})
    assert joined["merged"] == MACHINE + "\n"
    assert joined["document"]["text"] == MACHINE


def test_no_document_is_said_to_be_missing(at: Serving) -> None:
    body = {"version": 0, "client": "a", "changes": []}
    assert at.post("/api/documents/none/edits", body, 404)["error"]["code"] == "no_such_document"
    assert at.client.get("/api/documents/none/edits").status_code == 404
    at.post("/api/documents/none/join", {"base": "", "text": ""}, 404)


def test_parts_are_set_by_whoever_comes_last_but_no_text_without_a_version(at: Serving) -> None:
    url = f"/api/documents/{at.open_text(MACHINE)}"
    at.put(url, {"title": "One"})
    at.put(url, {"title": "Two", "input": "[]"})
    assert (at.get(url)["title"], at.get(url)["input"]) == ("Two", "[]")
    assert at.put(url, {"text": "{}"}, 400)["error"]["code"] == "version_missing"
    assert at.put(url, {"version": 1, "text": "{}"}, 409)["error"]["code"] == "conflict"
