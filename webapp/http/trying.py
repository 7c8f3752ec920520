"""The route that runs one state by itself."""

import secrets

from flask import Blueprint, Response

from webapp.executions import CannotRun, RealClock
from webapp.executions.test_state import try_in_place
from webapp.http.bodies import json_response, read_body
from webapp.http.errors import refusal
from webapp.http.services import services
from webapp.messages import trying as m

blueprint = Blueprint("trying", __name__)


@blueprint.post("/api/test_state")
def test_state() -> Response:
    """Run one state on data given here, its work mocked, and return what comes of it, stage by stage."""
    body = read_body(m.TryState)
    evaluator, now_ms, seed = services().executions.evaluator, RealClock().now_ms(), secrets.randbits(64)
    try:
        return json_response(try_in_place(body, evaluator=evaluator, now_ms=now_ms, seed=seed))
    except CannotRun as error:
        return refusal(422, "cannot_run", error.message, line=error.line, column=error.column, pointer=error.pointer)
