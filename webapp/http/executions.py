"""Routes on executions: start, look, step, answer, edit."""

import msgspec
from flask import Blueprint, Response, request

from webapp.executions import CannotRun
from webapp.http.bodies import json_response, read_body
from webapp.http.errors import refusal
from webapp.http.found import found, number
from webapp.http.services import services
from webapp.messages import protocol as m
from webapp.values import Json

blueprint = Blueprint("executions", __name__)

MAX_EVENTS_A_PAGE = 5000


class _History(msgspec.Struct):
    """What GetExecutionHistory answers."""

    events: list[dict[str, Json]]


@blueprint.post("/api/executions")
def start() -> Response:
    """Start an execution."""
    try:
        return json_response(services().executions.start(read_body(m.StartRequest)), 201)
    except CannotRun as error:
        return refusal(422, "cannot_run", error.message, line=error.line, column=error.column, pointer=error.pointer)


@blueprint.get("/api/executions")
def list_executions() -> Response:
    """List the executions of a document, newest first."""
    return json_response(services().executions.rows(request.args.get("document")))


@blueprint.get("/api/executions/<execution>")
def get_execution(execution: str) -> Response:
    """Return an execution."""
    return found(execution, lambda: services().executions.view(execution))


@blueprint.delete("/api/executions/<execution>")
def delete_execution(execution: str) -> Response:
    """Delete an execution, and what was forked from it."""
    return found(execution, lambda: services().executions.deleting.delete(execution))


@blueprint.get("/api/executions/<execution>/events")
def events(execution: str) -> Response:
    """Return a page of events after a sequence."""
    after, limit = number("after", 0), number("limit", MAX_EVENTS_A_PAGE)
    return found(execution, lambda: services().executions.events(execution, after, min(limit, MAX_EVENTS_A_PAGE)))


@blueprint.get("/api/executions/<execution>/scopes")
def scopes(execution: str) -> Response:
    """Return what a thread shows after an event."""
    sequence, thread = number("sequence", 0), request.args.get("thread", "0")
    return found(execution, lambda: services().executions.scopes(execution, sequence, thread))


@blueprint.get("/api/executions/<execution>/history")
def history(execution: str) -> Response:
    """Return the history as AWS's GetExecutionHistory gives it."""
    return found(execution, lambda: _History(events=services().executions.history(execution)))


@blueprint.post("/api/executions/<execution>/control")
def control(execution: str) -> Response:
    """Continue, pause, step, stop or move the cursor."""
    body = read_body(m.ControlRequest)
    return found(execution, lambda: services().executions.control(execution, body))


@blueprint.post("/api/executions/<execution>/answer")
def answer(execution: str) -> Response:
    """Answer a Task that waits for a person."""
    body = read_body(m.AnswerRequest)
    return found(execution, lambda: services().executions.answer(execution, body))


@blueprint.post("/api/executions/<execution>/edit")
def edit(execution: str) -> Response:
    """Replace a value of the state where the execution is paused."""
    body = read_body(m.EditValueRequest)
    return found(execution, lambda: services().executions.edit(execution, body))


@blueprint.get("/api/values/<value_hash>")
def value(value_hash: str) -> Response:
    """Return a large value's JSON text."""
    text = services().executions.value(value_hash)
    if text is None:
        return refusal(404, "no_such_value", "This value is no longer kept.")
    return Response(text, mimetype="application/json")
