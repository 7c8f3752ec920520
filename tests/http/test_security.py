"""Nobody but the person at this machine gets in."""

import pytest
from flask.testing import FlaskClient

from tests.http.serving import TOKEN, Serving


@pytest.fixture
def stranger(at: Serving) -> FlaskClient:
    """A client without the token."""
    return at.server.flask.test_client()


@pytest.mark.parametrize("url", ["/", "/api/documents", "/api/folder", "/api/values/x", "/d/example-order", "/nowhere"])
def test_nothing_is_shown_without_the_token(stranger: FlaskClient, url: str) -> None:
    assert stranger.get(url).status_code == 401


def test_the_printed_address_gives_the_cookie_and_takes_the_token_out_of_sight(stranger: FlaskClient) -> None:
    response = stranger.get(f"/?token={TOKEN}")
    assert response.status_code == 303
    assert response.headers["Location"] == "/"
    cookie = response.headers["Set-Cookie"]
    assert cookie.startswith("statewalk_8000=")
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert stranger.get("/api/documents").status_code == 200


def test_a_wrong_token_gives_nothing(stranger: FlaskClient) -> None:
    assert "Set-Cookie" not in stranger.get("/?token=wrong").headers


def test_the_token_in_an_address_opens_the_page_only(stranger: FlaskClient) -> None:
    assert stranger.get(f"/api/documents?token={TOKEN}").status_code == 401


def test_a_program_may_send_the_token_as_a_bearer(stranger: FlaskClient) -> None:
    assert stranger.get("/api/documents", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "localhost@evil.example", "169.254.1.1"]
)
@pytest.mark.parametrize("url", ["/", "/healthz", "/socket.io/?EIO=4&transport=websocket", "/s/x"])
def test_other_host_names_are_refused_everywhere(at: Serving, host: str, url: str) -> None:
    assert at.client.get(url, headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:9", "[::1]:8000", "LOCALHOST"])
def test_loopback_names_are_answered(at: Serving, host: str) -> None:
    assert at.client.get("/healthz", headers={"Host": host}).status_code == 200


def test_the_health_check_needs_no_token(stranger: FlaskClient) -> None:
    response = stranger.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok\n")


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:1234", "https://127.0.0.1"])
def test_a_change_asked_for_by_another_site_is_refused(at: Serving, origin: str) -> None:
    response = at.client.post("/api/documents", json={"text": "{}"}, headers={"Origin": origin})
    assert response.status_code == 403
    assert response.get_json()["error"]["code"] == "foreign_origin"


def test_our_own_page_may_change(at: Serving) -> None:
    assert (
        at.client.post("/api/documents", json={"text": "{}"}, headers={"Origin": "http://localhost"}).status_code == 201
    )


def test_a_form_of_another_site_cannot_pass_as_json(at: Serving) -> None:
    response = at.client.post("/api/documents", data='{"text": ""}', content_type="text/plain")
    assert response.status_code == 400


def test_every_answer_forbids_foreign_code_and_framing(at: Serving) -> None:
    for url in ("/", "/healthz", "/api/documents", "/nowhere"):
        headers = at.client.get(url).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe-inline" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
