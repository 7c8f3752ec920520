"""Every refusal says what was wrong; no stack trace leaves the server."""

import logging

import pytest

from tests.http.serving import Serving
from webapp.http import definitions


def test_a_body_over_two_megabytes_is_refused_with_its_limit(at: Serving) -> None:
    response = at.client.post("/api/analyse", json={"text": "x" * 2_100_000})
    assert response.status_code == 413
    assert response.get_json()["error"]["message"] == "The request is larger than 2 MB, the limit of this route."


def test_a_body_that_does_not_fit_says_where(at: Serving) -> None:
    answer = at.post("/api/analyse", {"text": 3}, 400)
    assert answer["error"]["message"] == "the body does not fit: Expected `str`, got `int` - at `$.text`"


def test_an_unknown_address_is_a_json_answer(at: Serving) -> None:
    response = at.client.get("/api/nothing")
    assert (response.status_code, response.get_json()["error"]["code"]) == (404, "not_found")


def test_what_nobody_foresaw_is_logged_and_not_shown(
    at: Serving, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_request: object, *_rest: object) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr(definitions, "analyse", fail)
    with caplog.at_level(logging.ERROR):
        response = at.client.post("/api/analyse", json={"text": "{}"})
    assert response.status_code == 500
    assert "secret" not in response.text
    assert "a secret of the inside" in caplog.text
