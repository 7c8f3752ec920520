"""Routes on the versions of a document."""

from flask import Blueprint, Response, request

from webapp.documents import NothingToDraw, Theme
from webapp.http.bodies import json_response, picture_response
from webapp.http.errors import refusal
from webapp.http.found import number
from webapp.http.services import services
from webapp.messages import versions as m
from webapp.store import NotFound

blueprint = Blueprint("versions", __name__)


@blueprint.get("/api/documents/<document>/versions")
def list_versions(document: str) -> Response:
    """List the versions of a document, newest first."""
    try:
        return json_response(services().versions.rows(document))
    except NotFound:
        return _missing(document)


@blueprint.get("/api/documents/<document>/versions/<int:version>")
def version_text(document: str, version: int) -> Response:
    """Return the text of a version."""
    try:
        return json_response(m.VersionText(number=version, text=services().versions.text(document, version)))
    except NotFound:
        return _missing(document)


@blueprint.get("/api/documents/<document>/difference")
def difference(document: str) -> Response:
    """Return what differs between the versions ``before`` and ``after``, which is the present text by default."""
    try:
        return json_response(services().versions.difference(document, number("before", 1), _after()))
    except NotFound:
        return _missing(document)


@blueprint.get("/api/documents/<document>/difference.svg")
def picture(document: str) -> Response:
    """Return both versions in one picture; ``theme`` is light, dark or auto."""
    asked = request.args.get("theme")
    theme: Theme = "light" if asked == "light" else "dark" if asked == "dark" else "auto"
    try:
        svg = services().versions.picture(document, number("before", 1), _after(), theme)
    except NotFound:
        return _missing(document)
    except NothingToDraw as error:
        return refusal(422, "nothing_to_draw", f"There is nothing to draw: {error}")
    return picture_response(svg)


def _after() -> int | None:
    return number("after", 0) or None


def _missing(document: str) -> Response:
    return refusal(404, "no_such_version", f"There is no such version of the document {document}.")
