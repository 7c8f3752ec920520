"""Routes on the files that documents came from."""

from flask import Blueprint, Response

from webapp.documents import CannotMerge, SourceChanged, SourceUnwritable
from webapp.http.bodies import json_response, read_body
from webapp.http.errors import refusal
from webapp.http.services import services
from webapp.messages import sources as m
from webapp.store import NotFound

blueprint = Blueprint("sources", __name__)


@blueprint.get("/api/documents/<document>/source")
def get_source(document: str) -> Response:
    """Return how a document and the file that it came from stand to each other."""
    try:
        return json_response(services().files.view(document))
    except NotFound:
        return refusal(404, "no_such_document", f"There is no document {document}.")


@blueprint.post("/api/documents/<document>/source")
def resolve_source(document: str) -> Response:
    """Take the file's text, keep the document's, or merge both; 409 where they changed the same lines."""
    at = services()
    try:
        at.files.resolve(document, read_body(m.ResolveSource))
        return json_response(at.desk.get(document, at.folder))
    except NotFound:
        return refusal(404, "no_such_document", f"There is no document {document}.")
    except CannotMerge as error:
        return refusal(409, "cannot_merge", f"{error} was changed here and on disk, in the same lines: choose one.")
    except SourceChanged as error:
        return refusal(409, "source_changed", f"{error} has changed on disk once more, or is gone: look again.")
    except SourceUnwritable as error:
        return refusal(409, "source_unwritable", str(error))
