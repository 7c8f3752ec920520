"""Routes on a text that several pages change at once."""

from typing import Final

from flask import Blueprint, Response, request

from webapp.http.bodies import json_response, read_body
from webapp.http.errors import refusal
from webapp.http.found import number
from webapp.http.services import services
from webapp.messages import together as m
from webapp.store import NotFound
from webapp.values import ChangesRefused

MAX_JOIN_BYTES: Final = 5_000_000
"""Twice the largest text, and then some."""

blueprint = Blueprint("together", __name__)


@blueprint.post("/api/documents/<document>/edits")
def push_edits(document: str) -> Response:
    """Change the text of a document, or be told what others have changed; 422 for changes of another text."""
    try:
        return json_response(services().texts.push(document, read_body(m.PushEdits)))
    except NotFound:
        return _not_found(document)
    except ChangesRefused as error:
        return refusal(422, "changes_refused", f"The text cannot be changed so: {error}.")


@blueprint.get("/api/documents/<document>/edits")
def edits_after(document: str) -> Response:
    """Return the edits of the text of a document after number ``after``."""
    try:
        return json_response(services().texts.after(document, number("after", 0)))
    except NotFound:
        return _not_found(document)


@blueprint.post("/api/documents/<document>/join")
def join_anew(document: str) -> Response:
    """Merge a text that was changed away from here with what the document has now; nothing is saved."""
    at = services()
    request.max_content_length = MAX_JOIN_BYTES
    try:
        return json_response(at.texts.join(document, read_body(m.JoinAnew), at.folder))
    except NotFound:
        return _not_found(document)


def _not_found(document: str) -> Response:
    return refusal(404, "no_such_document", f"There is no document {document}.")
