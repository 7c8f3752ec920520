"""Routes of the language service: what may stand at a place of a text, what is known of it, what it names."""

from flask import Blueprint, Response

from webapp.documents import field_completion, language
from webapp.editing import EditRefused
from webapp.http.bodies import json_response, read_body
from webapp.http.errors import refusal
from webapp.messages import field_completion as f
from webapp.messages import protocol as m

blueprint = Blueprint("language", __name__)


@blueprint.post("/api/complete")
def complete() -> Response:
    """Return what may stand at the cursor."""
    return json_response(language.complete_text(read_body(m.CompleteRequest)))


@blueprint.post("/api/complete_field")
def complete_field() -> Response:
    """Return what may stand at the cursor of a field of a form."""
    return json_response(field_completion.complete_field(read_body(f.CompleteFieldRequest)))


@blueprint.post("/api/hover")
def hover() -> Response:
    """Return what is known of a place in a text, null where nothing is."""
    return json_response(language.hover_text(read_body(m.HoverRequest)))


@blueprint.post("/api/definition")
def definition() -> Response:
    """Return where the state or variable named at a place is made: a list, empty where none is named."""
    found = language.find_name(read_body(m.PlaceRequest))
    return json_response([] if found is None else found.definitions)


@blueprint.post("/api/references")
def references() -> Response:
    """Return the state or variable named at a place, where it is made and used; null where none is named."""
    return json_response(language.find_name(read_body(m.PlaceRequest)))


@blueprint.post("/api/rename")
def rename() -> Response:
    """Return the edits that rename the state or variable named at a place."""
    try:
        return json_response(language.rename(read_body(m.RenameRequest)))
    except EditRefused as error:
        return refusal(422, "edit_refused", str(error))
