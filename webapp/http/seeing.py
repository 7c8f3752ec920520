"""Routes for looking at values: expressions evaluated where a thread stands."""

from flask import Blueprint, Response

from webapp.http.bodies import read_body
from webapp.http.found import found
from webapp.http.services import services
from webapp.messages import seeing as m

blueprint = Blueprint("seeing", __name__)


@blueprint.post("/api/executions/<execution>/evaluate")
def evaluate(execution: str) -> Response:
    """Evaluate expressions where a thread stands after an event: for each its value, or why it has none."""
    body = read_body(m.EvaluateRequest)
    return found(execution, lambda: services().executions.evaluate(execution, body))


@blueprint.post("/api/executions/<execution>/provenance")
def provenance(execution: str) -> Response:
    """Tell where a value comes from: which fields of which states wrote it, the newest first."""
    body = read_body(m.ValuePlace)
    return found(execution, lambda: services().executions.provenance(execution, body))
