"""The route that compares two executions."""

from flask import Blueprint, Response, request

from webapp.http.bodies import BadBody
from webapp.http.found import found
from webapp.http.services import services

blueprint = Blueprint("comparing", __name__)


@blueprint.get("/api/executions/<execution>/compare")
def compare(execution: str) -> Response:
    """Compare an execution with another."""
    other = request.args.get("with")
    if not other:
        raise BadBody("with names the execution to compare with: it is missing")
    return found(execution, lambda: services().executions.compare(execution, other))
