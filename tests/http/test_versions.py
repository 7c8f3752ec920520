"""The routes on versions."""

from tests.http.serving import Serving

MACHINE = {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}


def test_versions_are_listed_read_and_compared(at: Serving) -> None:
    document = at.open_text(MACHINE)
    rows = at.get(f"/api/documents/{document}/versions")
    assert [row["number"] for row in rows] == [1]
    assert "Succeed" in at.get(f"/api/documents/{document}/versions/1")["text"]
    assert at.get(f"/api/documents/{document}/difference?before=1")["added"] == []


def test_the_picture_is_an_image_that_may_load_nothing(at: Serving) -> None:
    document = at.open_text(MACHINE)
    answer = at.client.get(f"/api/documents/{document}/difference.svg?before=1&theme=dark")
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_what_is_not_there_is_said_to_be_missing(at: Serving) -> None:
    assert at.client.get("/api/documents/none/versions").status_code == 404


def test_a_version_says_how_it_came_about_and_can_be_named(at: Serving) -> None:
    document = at.open_text(MACHINE)
    change = {"kind": "gesture", "note": "renamed A"}
    text = '{"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}'
    at.put(f"/api/documents/{document}", {"version": 1, "text": text, "change": change})
    named = at.client.put(f"/api/documents/{document}/versions/1", json={"name": "First"})
    assert named.status_code == 204
    rows = at.get(f"/api/documents/{document}/versions")
    assert [(row["number"], row["kind"], row["note"], row["name"]) for row in rows] == [
        (2, "gesture", "renamed A", None),
        (1, "opened", "", "First"),
    ]
    assert at.post(f"/api/documents/{document}/versions", {"kind": "saved"})["kind"] == "saved"
    assert [row["number"] for row in at.get(f"/api/documents/{document}/versions?before=2&limit=9")] == [1]
    notes = at.get(f"/api/documents/{document}/versions/notes?numbers=2,1,x,{'9' * 400}")
    assert notes == [{"number": 2, "note": "renamed A"}]


def test_a_version_that_is_not_there_has_no_name(at: Serving) -> None:
    document = at.open_text(MACHINE)
    answer = at.client.put(f"/api/documents/{document}/versions/7", json={"name": "Nothing"})
    assert answer.status_code == 404


def test_the_text_that_ran_is_known_as_such(at: Serving) -> None:
    document = at.open_text(MACHINE)
    text = '{"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}'
    at.put(f"/api/documents/{document}", {"version": 1, "text": text})
    at.post("/api/executions", {"document": document, "text": text, "input": "{}"})
    assert [row["kind"] for row in at.get(f"/api/documents/{document}/versions")] == ["run", "opened"]
