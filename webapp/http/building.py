"""Routes for building a definition, beside ``/api/edit``."""

from flask import Blueprint, Response

from webapp.documents import convert_text, copy_text, palette
from webapp.editing import EditRefused
from webapp.http.bodies import json_response, read_body
from webapp.http.errors import refusal
from webapp.messages import building

blueprint = Blueprint("building", __name__)


@blueprint.post("/api/copy")
def copy() -> Response:
    """Return states as a text for the clipboard."""
    try:
        return json_response(copy_text(read_body(building.CopyRequest)))
    except EditRefused as error:
        return refusal(422, "edit_refused", str(error))


@blueprint.post("/api/convert")
def convert() -> Response:
    """Return a whole text in the other format, JSON or YAML."""
    try:
        return json_response(convert_text(read_body(building.ConvertRequest)))
    except EditRefused as error:
        return refusal(422, "edit_refused", str(error))


@blueprint.get("/api/palette")
def get_palette() -> Response:
    """Return what can be inserted ready-made, by group."""
    return json_response(palette())
