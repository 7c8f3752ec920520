"""Routes on what can be stepped into."""

from flask import Blueprint, Response, request

from webapp.http.found import found
from webapp.http.services import services

blueprint = Blueprint("stepping", __name__)


@blueprint.get("/api/executions/<execution>/targets")
def targets(execution: str) -> Response:
    """Return what can be stepped into: iterations or branches whose number or item the query ``text`` names."""
    return found(execution, lambda: services().executions.targets(execution, request.args.get("text", "")))
