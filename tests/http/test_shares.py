"""A share link shows the graph to whoever has it, and nothing else, until it is revoked."""

import json

from tests.http.serving import Serving

HOSTILE = '"><img src=x onerror=alert(1)>'
MACHINE = {"StartAt": HOSTILE, "States": {HOSTILE: {"Type": "Succeed", "Comment": "the secret is 42"}}}


def shared(at: Serving) -> tuple[str, str]:
    share = at.post("/api/shares", {"document": at.open_text(MACHINE)}, 201)
    return share["id"], share["url"]


def test_a_link_opens_without_the_token_and_shows_the_graph_only(at: Serving) -> None:
    _, url = shared(at)
    stranger = at.server.flask.test_client()
    page = stranger.get(url)
    assert page.status_code == 200
    assert HOSTILE not in page.text
    assert "<img" not in page.text
    assert "secret" not in page.text
    assert stranger.get("/api/documents").status_code == 401


def test_a_link_draws_the_graph_as_its_address_asks(at: Serving) -> None:
    inner = {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": True}}}
    machine = {"StartAt": "Each", "States": {"Each": {"Type": "Map", "ItemProcessor": inner, "End": True}}}
    url = at.post("/api/shares", {"document": at.open_text(machine)}, 201)["url"]
    stranger = at.server.flask.test_client()
    plain = json.loads(stranger.get(f"{url}.json").text)
    assert [node["id"] for node in plain["nodes"]] == ["#start", "Each", "Each/A", "#end"]
    asked = json.loads(stranger.get(f"{url}.json?direction=right&collapsed=Each&collapsed=nowhere").text)
    assert [node["id"] for node in asked["nodes"]] == ["#start", "Each", "#end"]
    assert asked["direction"] == "right"
    assert "1 state" in stranger.get(f"{url}.svg?collapsed=Each").text
    assert stranger.get("/s/none.json").status_code == 404


def test_the_picture_is_an_svg_without_script(at: Serving) -> None:
    _, url = shared(at)
    picture = at.server.flask.test_client().get(f"{url}.svg")
    assert picture.mimetype == "image/svg+xml"
    assert "<img" not in picture.text
    assert "<script" not in picture.text
    assert "&gt;&lt;img" in picture.text


def test_a_revoked_link_is_gone(at: Serving) -> None:
    share, url = shared(at)
    assert at.client.delete(f"/api/shares/{share}").status_code == 204
    stranger = at.server.flask.test_client()
    assert stranger.get(url).status_code == 410
    assert stranger.get(f"{url}.svg").status_code == 410


def test_an_unknown_link_is_not_found(at: Serving) -> None:
    assert at.server.flask.test_client().get("/s/nothing").status_code == 404


def test_a_link_shows_what_was_shared_not_what_was_edited_later(at: Serving) -> None:
    document = at.open_text(MACHINE)
    url = at.post("/api/shares", {"document": document}, 201)["url"]
    at.put(f"/api/documents/{document}", {"version": 1, "text": "{}"})
    assert "Succeed" in at.client.get(url).text


def test_the_token_of_a_link_is_not_listed(at: Serving) -> None:
    _, url = shared(at)
    rows = at.get("/api/shares")
    assert rows[0]["url"] is None
    assert url.removeprefix("/s/") not in json.dumps(rows)
    assert rows[0]["local_only"] is True
