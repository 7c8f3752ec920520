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
