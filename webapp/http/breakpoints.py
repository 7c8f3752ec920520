"""The routes of breakpoints: which an execution has, and where they hit in its record."""

from flask import Blueprint, Response

from webapp.http.bodies import read_body
from webapp.http.found import found
from webapp.http.services import services
from webapp.messages import protocol as m

blueprint = Blueprint("breakpoints", __name__)


@blueprint.post("/api/executions/<execution>/breakpoints")
def set_breakpoints(execution: str) -> Response:
    """Set the breakpoints of an execution."""
    body = read_body(m.BreakpointsRequest)
    return found(execution, lambda: services().executions.set_breakpoints(execution, body.breakpoints))


@blueprint.get("/api/executions/<execution>/hits")
def hits(execution: str) -> Response:
    """Return where the breakpoints of an execution hit in its record, and what its logpoints say."""
    return found(execution, lambda: services().executions.hits(execution))
