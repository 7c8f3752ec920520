"""Share links: made and revoked with the start-up token, opened by anybody who has the link."""

import msgspec
from flask import Blueprint, Response, request

from webapp.documents import NothingToDraw, analyse, drawing, layout_of
from webapp.executions import ShareNotFound, ShareRevoked
from webapp.graph import Arrangement, Direction
from webapp.http.bodies import json_response, picture_response, read_body
from webapp.http.errors import refusal
from webapp.http.pages import page
from webapp.http.services import services
from webapp.messages import protocol as m
from webapp.store import NotFound, Share

blueprint = Blueprint("shares", __name__)


@blueprint.get("/api/shares")
def list_shares() -> Response:
    """List the links, newest first; their tokens are not kept."""
    return json_response(services().shares.rows())


@blueprint.post("/api/shares")
def new_share() -> Response:
    """Make a link to a document's graph as it is now; 422 where there is nothing to draw."""
    at = services()
    body = read_body(m.NewShare)
    try:
        document = at.desk.get(body.document)
        layout_of(document.text, None, document.machine, document.values)
        return json_response(at.shares.make(body.document), 201)
    except NotFound:
        return refusal(404, "no_such_document", "There is no such document.")
    except NothingToDraw as error:
        return refusal(422, "nothing_to_draw", f"There is nothing to share yet: {error}")


@blueprint.delete("/api/shares/<share>")
def revoke_share(share: str) -> Response:
    """Revoke a link: from now on it answers 410."""
    try:
        services().shares.revoke(share)
    except ShareNotFound:
        return refusal(404, "no_such_share", "There is no such link.")
    return Response(status=204)


@blueprint.get("/s/<token>")
def page_of_share(token: str) -> Response:
    """Serve the read-only page."""
    found = _find(token)
    if isinstance(found, Response):
        return found
    boot = {"title": found.title, "graph": msgspec.to_builtins(_graph(found)), "address": f"/s/{token}"}
    response = page("shared.html", "static/src/shared.tsx", boot)
    response.headers["X-Robots-Tag"] = "noindex, noimageindex, nofollow"
    return response


@blueprint.get("/s/<token>.json")
def drawn(token: str) -> Response:
    """Serve the graph drawn another way: ``direction=right``, and ``collapsed``, once for each container's path."""
    found = _find(token)
    return found if isinstance(found, Response) else json_response(_graph(found))


@blueprint.get("/s/<token>.svg")
def picture(token: str) -> Response:
    """Serve the picture."""
    found = _find(token)
    if isinstance(found, Response):
        return found
    try:
        svg = drawing(found.text, found.machine, found.title, found.values, arrangement=_asked())
    except NothingToDraw as error:
        return refusal(404, "nothing_to_draw", f"There is nothing to draw: {error}")
    response = picture_response(svg)
    response.headers["X-Robots-Tag"] = "noindex, noimageindex, nofollow"
    return response


def _find(token: str) -> Share | Response:
    try:
        return services().shares.find(token)
    except ShareRevoked:
        return refusal(410, "revoked", "This link was revoked.")
    except ShareNotFound:
        return refusal(404, "no_such_share", "There is no such link.")


def _graph(share: Share) -> m.Graph | None:
    asked = _asked()
    question = m.AnalyseRequest(
        text=share.text,
        format=share.format,
        machine=share.machine,
        values=dict(share.values),
        direction=asked.direction,
        collapsed=list(asked.collapsed),
    )
    return analyse(question).graph


def _asked() -> Arrangement:
    direction: Direction = "right" if request.args.get("direction") == "right" else "down"
    return Arrangement(direction, frozenset(request.args.getlist("collapsed")))
