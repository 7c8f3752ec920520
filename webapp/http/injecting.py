"""Routes on answers that a person gives a Task by hand."""

from flask import Blueprint, Response

from webapp.http.bodies import read_body
from webapp.http.found import found
from webapp.http.services import services
from webapp.messages.injecting import InjectRequest

blueprint = Blueprint("injecting", __name__)


@blueprint.post("/api/executions/<execution>/inject")
def inject(execution: str) -> Response:
    """Answer a Task by hand, whatever else would answer it: now, or the attempt to come."""
    body = read_body(InjectRequest)
    return found(execution, lambda: services().executions.inject(execution, body))
