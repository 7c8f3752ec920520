"""The route that tells what the data looks like on each transition."""

from pathlib import Path

from flask import Blueprint, Response

from webapp.documents import data_shapes
from webapp.executions import task_results
from webapp.http.bodies import json_response, read_body
from webapp.http.services import services
from webapp.messages import shapes as m

blueprint = Blueprint("shapes", __name__)

MOST_EVENTS = 20_000


@blueprint.post("/api/shapes")
def shapes() -> Response:
    """Tell what the data looks like on each transition of a text's machine, and which paths cannot exist there."""
    request, served = read_body(m.ShapesRequest), services().folder
    events = services().executions.recorded(request.execution, 0, MOST_EVENTS) if request.execution else ()
    results = task_results(events)
    if served is None or request.folder is None:
        return json_response(data_shapes(request, results))
    return json_response(data_shapes(request, results, served.beside(Path(request.folder))))
