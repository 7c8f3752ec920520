"""Routes on the versions of a document."""

from typing import Final

from flask import Blueprint, Response, request

from webapp.documents import NothingToDraw, Theme, change_of
from webapp.http.bodies import json_response, picture_response, read_body
from webapp.http.errors import refusal
from webapp.http.found import number
from webapp.http.services import services
from webapp.messages import protocol as p
from webapp.messages import versions as m
from webapp.store import NotFound

blueprint = Blueprint("versions", __name__)

_MOST_ROWS: Final = 500
_MOST_NOTES: Final = 20


@blueprint.get("/api/documents/<document>/versions")
def list_versions(document: str) -> Response:
    """List the versions of a document, newest first: ``limit`` of those ``before`` a number."""
    before, limit = number("before", 0) or None, number("limit", _MOST_ROWS)
    try:
        return json_response(services().versions.rows(document, before, max(1, min(limit, _MOST_ROWS))))
    except NotFound:
        return _missing(document)


@blueprint.post("/api/documents/<document>/versions")
def keep_version(document: str) -> Response:
    """Have the present text kept as saved by hand, or restored, and return it."""
    try:
        return json_response(services().versions.keep(document, change_of(read_body(p.SavedChange))))
    except NotFound:
        return _missing(document)


@blueprint.get("/api/documents/<document>/versions/notes")
def version_notes(document: str) -> Response:
    """Return what has changed in the versions with the ``numbers``, a few at a time, since the ones before them."""
    given = request.args.get("numbers", "").split(",")
    numbers = {int(each) for each in given[:_MOST_NOTES] if each.isascii() and each.isdecimal() and len(each) < 17}
    try:
        return json_response(services().versions.notes(document, numbers))
    except NotFound:
        return _missing(document)


@blueprint.get("/api/documents/<document>/versions/<int:version>")
def version_text(document: str, version: int) -> Response:
    """Return the text of a version."""
    try:
        return json_response(m.VersionText(number=version, text=services().versions.text(document, version)))
    except NotFound:
        return _missing(document)


@blueprint.put("/api/documents/<document>/versions/<int:version>")
def name_version(document: str, version: int) -> Response:
    """Name a version, which then stays for good, or take its name away."""
    try:
        services().versions.name(document, version, read_body(m.NameVersion).name)
    except NotFound:
        return _missing(document)
    return Response(status=204)


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
