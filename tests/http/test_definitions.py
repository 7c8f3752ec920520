"""Texts over HTTP: analysed, edited, opened and saved."""

import json
from pathlib import Path

from tests.http.serving import Serving, serving

PASS = {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": True}}}


def test_the_analysis_draws_the_text_and_places_its_states(at: Serving) -> None:
    text = json.dumps(PASS)
    analysis = at.post("/api/analyse", {"text": text})
    assert [node["id"] for node in analysis["graph"]["nodes"]] == ["#start", "A", "#end"]
    (state,) = analysis["states"]
    assert text[state["name_start"] : state["name_end"]] == '"A"'
    assert analysis["runnable"]


def test_a_broken_text_says_line_and_column_and_draws_nothing_new(at: Serving) -> None:
    analysis = at.post("/api/analyse", {"text": '{\n  "StartAt": \n}'})
    assert (analysis["readable"], analysis["graph"]) == (False, None)
    assert analysis["problems"][0]["start"]["line"] in (2, 3)


def test_offsets_count_as_browsers_do(at: Serving) -> None:
    text = json.dumps({"Comment": "😀", **PASS}, ensure_ascii=False)
    (state,) = at.post("/api/analyse", {"text": text})["states"]
    utf16 = text.encode("utf-16-le")
    assert utf16[state["name_start"] * 2 : state["name_end"] * 2].decode("utf-16-le") == '"A"'


def test_an_edit_is_the_smallest_change_of_the_text(at: Serving) -> None:
    text = json.dumps(PASS, indent=2)
    answer = at.post("/api/edit", {"text": text, "command": {"kind": "rename_state", "path": "A", "name": "B"}})
    for edit in reversed(answer["edits"]):
        text = text[: edit["start"]] + edit["insert"] + text[edit["end"] :]
    assert text == json.dumps({"StartAt": "B", "States": {"B": {"Type": "Pass", "End": True}}}, indent=2)
    assert answer["select"] == "B"


def test_an_impossible_edit_says_why(at: Serving) -> None:
    command = {"kind": "delete_state", "path": "Nothing"}
    answer = at.post("/api/edit", {"text": json.dumps(PASS), "command": command}, 422)
    assert answer["error"]["code"] == "edit_refused"


def test_a_document_is_saved_and_found_again(at: Serving) -> None:
    document = at.open_text(PASS)
    saved = at.put(f"/api/documents/{document}", {"version": 1, "text": "{}", "breakpoints": ["A"]})
    assert saved["version"] == 2
    found = at.get(f"/api/documents/{document}")
    assert (found["text"], [each["path"] for each in found["breakpoints"]]) == ("{}", ["A"])
    assert document in [row["id"] for row in at.get("/api/documents")]


def test_a_save_over_somebody_elses_is_refused(at: Serving) -> None:
    document = at.open_text(PASS)
    at.put(f"/api/documents/{document}", {"version": 1, "title": "Mine"})
    answer = at.put(f"/api/documents/{document}", {"version": 1, "title": "Yours"}, 409)
    assert answer["error"]["code"] == "conflict"


def test_every_example_opens_and_runs_as_it_is(at: Serving) -> None:
    for row in at.get("/api/examples"):
        document = at.post("/api/documents", {"example": row["id"]}, 201)
        body = {key: document[key] for key in ("text", "machine", "input", "mocks")}
        started = at.post("/api/executions", {"document": document["id"], "debug": False, **body}, 201)
        assert at.until_still(started["id"])["status"] in ("SUCCEEDED", "FAILED"), row["id"]


def test_the_machines_of_the_served_folder_can_be_opened(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    (folder / "flows").mkdir(parents=True)
    (folder / "flows" / "a.asl.json").write_text(json.dumps(PASS))
    (folder / "package.json").write_text('{"name": "not a machine"}')
    with serving(tmp_path / "data", folder=folder) as at:
        view = at.get("/api/folder")
        assert [(machine["file"], machine["states"]) for machine in view["machines"]] == [("flows/a.asl.json", 1)]
        assert (view["has_code"], view["consent"]) == (False, None)
        document = at.post("/api/documents", {"folder_file": "flows/a.asl.json"}, 201)
        assert document["source"] == str(folder / "flows" / "a.asl.json")
        chosen = {"folder_file": "flows/a.asl.json", "machine": view["machines"][0]["pointer"]}
        assert at.post("/api/documents", chosen, 201)["id"] == document["id"]
        assert (
            at.post("/api/documents", {"folder_file": "../data/statewalk.db"}, 404)["error"]["code"] == "no_such_file"
        )


def test_a_file_changed_outside_is_read_anew_unless_it_was_edited_here(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    folder.mkdir()
    file = folder / "a.asl.json"
    file.write_text(json.dumps(PASS))
    with serving(tmp_path / "data", folder=folder) as at:
        first = at.post("/api/documents", {"folder_file": "a.asl.json"}, 201)
        file.write_text(json.dumps(PASS, indent=2))
        second = at.post("/api/documents", {"folder_file": "a.asl.json"}, 201)
        assert (second["id"], second["text"], second["source_changed"]) == (first["id"], file.read_text(), False)
        file.write_text(json.dumps(PASS, indent=4))
        at.put(f"/api/documents/{first['id']}", {"version": second["version"], "text": "{}"})
        assert at.get(f"/api/documents/{first['id']}/source")["state"] == "changed"
        assert file.read_text() == json.dumps(PASS, indent=4), "it is not overwritten"
        third = at.post("/api/documents", {"folder_file": "a.asl.json"}, 201)
        assert (third["text"], third["source_changed"]) == ("{}", True)
        at.post(f"/api/documents/{first['id']}/source", {"how": "keep"})
        assert file.read_text() == "{}"


def test_without_a_folder_there_is_none(at: Serving) -> None:
    assert at.get("/api/folder") is None
