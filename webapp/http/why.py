"""Routes on what a state does with its data, and why it goes where it goes."""

from flask import Blueprint, Response, request

from webapp.http.found import found, number
from webapp.http.services import services

blueprint = Blueprint("why", __name__)


@blueprint.get("/api/executions/<execution>/why")
def why(execution: str) -> Response:
    """Return what the rules of a Choice came to, and what would make each match."""
    sequence, thread, path = number("sequence", 0), request.args.get("thread", "0"), request.args.get("path")
    return found(execution, lambda: services().executions.why(execution, sequence, thread, path))


@blueprint.get("/api/executions/<execution>/retries")
def retries(execution: str) -> Response:
    """Return the calls of a state's last visit, and what its Retry and Catch made of their errors."""
    sequence, thread, path = number("sequence", 0), request.args.get("thread", "0"), request.args.get("path", "")
    return found(execution, lambda: services().executions.retries(execution, sequence, thread, path))


@blueprint.get("/api/executions/<execution>/flow")
def flow(execution: str) -> Response:
    """Return the stages of a state's last visit, from its input to its output, each beside what it changes."""
    sequence, thread, path = number("sequence", 0), request.args.get("thread", "0"), request.args.get("path", "")
    return found(execution, lambda: services().executions.flow(execution, sequence, thread, path))
