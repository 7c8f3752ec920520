"""What the routes on executions share: an execution that is not there or refuses, and numbers in the address."""

from collections.abc import Callable
from typing import TypeVar

import msgspec
from flask import Response, request

from webapp.executions import CannotRun, CommandRefused, ExecutionNotFound
from webapp.http.bodies import BadBody, json_response
from webapp.http.errors import refusal

LARGEST_NUMBER = 2**53

Answer = TypeVar("Answer", bound=msgspec.Struct)


def found(execution: str, action: Callable[[], Answer], status: int = 200) -> Response:
    """Return what ``action`` answers, or why ``execution`` does not do it."""
    try:
        return json_response(action(), status)
    except ExecutionNotFound:
        return refusal(404, "no_such_execution", f"There is no execution {execution}.")
    except CommandRefused as error:
        return refusal(409, "refused", str(error))
    except CannotRun as error:
        return refusal(422, "cannot_run", error.message, line=error.line, column=error.column, pointer=error.pointer)


def number(name: str, default: int) -> int:
    """Return the whole number ``name`` of the query; raise :class:`BadBody` where it is none."""
    text = request.args.get(name, str(default))
    if not (text.isascii() and text.isdecimal() and len(text) < 17 and int(text) < LARGEST_NUMBER):
        raise BadBody(f"{name} is {text[:100]!r}: expected a whole number")
    return int(text)
