"""Routes on texts: analyse, edit, the documents, the examples and the served folder."""

from pathlib import Path

from flask import Blueprint, Response

from webapp.documents import VersionMissing, analyse, edit_text, examples
from webapp.editing import EditRefused
from webapp.executions import CommandRefused
from webapp.formats import Neighbours, no_neighbours
from webapp.http.bodies import json_response, read_body
from webapp.http.errors import refusal
from webapp.http.server_timing import ServerTiming
from webapp.http.services import services
from webapp.messages import protocol as m
from webapp.store import NotFound, VersionConflict

blueprint = Blueprint("definitions", __name__)


@blueprint.post("/api/analyse")
def analyse_text() -> Response:
    """Analyse a text."""
    request, timing = read_body(m.AnalyseRequest), ServerTiming()
    return _timed(analyse(request, _beside(request.folder), timing.done), timing)


@blueprint.post("/api/edit")
def edit() -> Response:
    """Return the text edits of a gesture."""
    request, timing = read_body(m.EditRequest), ServerTiming()
    folder = request.analyse.folder if request.analyse is not None else None
    try:
        return _timed(edit_text(request, _beside(folder), timing.done), timing)
    except EditRefused as error:
        return refusal(422, "edit_refused", str(error))


def _beside(folder: str | None) -> Neighbours:
    """Return what reads the files beside those of ``folder``, where a folder is served."""
    served = services().folder
    return no_neighbours if served is None or folder is None else served.beside(Path(folder))


def _timed(message: m.Message, timing: ServerTiming) -> Response:
    response = json_response(message)
    timing.done("encode")
    return timing.on(response)


@blueprint.get("/api/examples")
def list_examples() -> Response:
    """List the bundled examples."""
    return json_response([m.ExampleRow(id=each.id, title=each.title, summary=each.summary) for each in examples()])


@blueprint.get("/api/documents")
def list_documents() -> Response:
    """List the documents, newest first."""
    return json_response(services().desk.rows())


@blueprint.post("/api/documents")
def new_document() -> Response:
    """Open a text, an example, or a file of the folder as a document."""
    at = services()
    try:
        return json_response(at.desk.open(read_body(m.NewDocument), at.folder), 201)
    except FileNotFoundError as error:
        return refusal(404, "no_such_file", str(error))


@blueprint.get("/api/documents/<document>")
def get_document(document: str) -> Response:
    """Return a document."""
    try:
        return json_response(services().desk.get(document, services().folder))
    except NotFound:
        return _not_found(document)


@blueprint.put("/api/documents/<document>")
def save_document(document: str) -> Response:
    """Save a document; 409 where somebody else saved it after the version that is named."""
    try:
        return json_response(services().desk.save(document, read_body(m.SaveDocument), services().folder))
    except NotFound:
        return _not_found(document)
    except VersionConflict as error:
        return refusal(409, "conflict", str(error))
    except VersionMissing as error:
        return refusal(400, "version_missing", str(error))


@blueprint.get("/api/folder")
def get_folder() -> Response:
    """Return the served folder's machines, null where no folder is served."""
    folder = services().folder
    return json_response(folder.view(services().executions.consent) if folder is not None else None)


@blueprint.post("/api/folder/consent")
def consent() -> Response:
    """Remember whether the code of a folder may run here."""
    at = services()
    body = read_body(m.ConsentRequest)
    try:
        at.executions.give_consent(body.folder, body.allow)
    except CommandRefused as error:
        return refusal(409, "refused", str(error))
    return Response(status=204)


def _not_found(document: str) -> Response:
    return refusal(404, "no_such_document", f"There is no document {document}.")
