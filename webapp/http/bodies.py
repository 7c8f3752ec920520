"""Request bodies into messages, and messages into responses."""

from collections.abc import Sequence
from typing import TypeVar

import msgspec
from flask import Response, request

T = TypeVar("T")


class BadBody(ValueError):
    """The body is not what the route takes; the message says where."""


def read_body(kind: type[T]) -> T:
    """Return the request's JSON body as a ``kind``; raise :class:`BadBody`."""
    if request.mimetype != "application/json":
        raise BadBody("expected a body of type application/json")
    try:
        return msgspec.json.decode(request.get_data(), type=kind)
    except msgspec.ValidationError as error:
        raise BadBody(f"the body does not fit: {error}") from None
    except msgspec.DecodeError as error:
        raise BadBody(f"the body is no JSON: {error}") from None
    except RecursionError:
        raise BadBody("the body is nested too deeply") from None


def picture_response(svg: str) -> Response:
    """Return an SVG that may load nothing and run nothing."""
    response = Response(svg, mimetype="image/svg+xml")
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
    return response


def json_response(message: msgspec.Struct | Sequence[msgspec.Struct] | None, status: int = 200) -> Response:
    """Return ``message`` as JSON."""
    return Response(msgspec.json.encode(message), status, mimetype="application/json")
