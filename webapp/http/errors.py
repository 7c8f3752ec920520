"""The one place where exceptions become answers.

No stack trace reaches a user: what nobody foresaw is logged and named.
"""

import logging

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from webapp.http.bodies import BadBody, json_response
from webapp.http.pages import refused_page
from webapp.messages import protocol as m

log = logging.getLogger(__name__)


def refusal(status: int, code: str, message: str, **place: int | str | None) -> Response:
    """Return an :class:`ErrorResponse` with this status, as JSON, or as a page where one was asked for."""
    if request.accept_mimetypes.best_match(["application/json", "text/html"]) == "text/html":
        return refused_page(status, message)
    body = m.ErrorBody(code=code, message=message, **place)  # type: ignore[arg-type]
    return json_response(m.ErrorResponse(error=body), status)


def handle_errors(app: Flask) -> None:
    """Answer for every exception of ``app``."""

    @app.errorhandler(BadBody)
    def bad_body(error: BadBody) -> Response:
        return refusal(400, "bad_request", str(error))

    @app.errorhandler(RequestEntityTooLarge)
    def too_large(_error: RequestEntityTooLarge) -> Response:
        limit = (request.max_content_length or 0) / 1_000_000
        return refusal(413, "too_large", f"The request is larger than {limit:g} MB, the limit of this route.")

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> Response:
        code = (error.name or "error").lower().replace(" ", "_")
        return refusal(error.code or 500, code, error.description or error.name)

    @app.errorhandler(Exception)
    def unforeseen(error: Exception) -> Response:
        log.exception("unforeseen error in %s %s", request.method, request.path, exc_info=error)
        return refusal(500, "internal", "Something went wrong inside Statewalk; the server's log says what.")
