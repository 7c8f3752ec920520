"""The AWS API's own protocol, JSON 1.0: one route, the operation in a header, errors in AWS's form.

A page of another site cannot call it: a form sends no ``X-Amz-Target``, and a script may not without being allowed by
an answer that is never given. On loopback any credentials will do, since AWS's clients cannot hold our token; elsewhere
the access key is the token.
"""

import json
import logging
import re
import uuid
from typing import Any, Final

from flask import Blueprint, Response, request

from webapp.aws_api import AwsError, Caller
from webapp.http.services import services

log = logging.getLogger(__name__)

blueprint = Blueprint("aws", __name__)

TARGET_HEADER: Final = "X-Amz-Target"
TARGET_PREFIX: Final = "AWSStepFunctions."
CONTENT_TYPE: Final = "application/x-amz-json-1.0"

_CREDENTIAL: Final = re.compile(r"Credential=(?P<key>[^,\s]+)/\d{8}/(?P<region>[a-z0-9-]+)/[a-z0-9-]+/aws4_request")


@blueprint.post("/")
def operation() -> Response:
    """Answer an operation of AWS Step Functions."""
    target = request.headers.get(TARGET_HEADER, "")
    try:
        if not target.startswith(TARGET_PREFIX):
            raise AwsError(
                "UnknownOperationException", f"{TARGET_HEADER} is {target[:100]!r}: expected {TARGET_PREFIX}<Operation>"
            )
        answer = services().aws.answer(target.removeprefix(TARGET_PREFIX), _parameters(), _caller())
    except AwsError as error:
        return refused(400, error.code, error.message)
    except Exception as error:
        log.exception("unforeseen error in %s", target, exc_info=error)
        return refused(500, "InternalServerError", "Something went wrong inside Statewalk; the server's log says what.")
    return _response(answer, 200)


def refused(status: int, code: str, message: str) -> Response:
    """Return an error in AWS's form."""
    response = _response(json.dumps({"__type": code, "message": message}), status)
    response.headers["x-amzn-ErrorType"] = code
    return response


def access_key() -> str | None:
    """Return the access key that the request is signed with, ``None`` where it is not signed."""
    found = _CREDENTIAL.search(request.headers.get("Authorization", ""))
    return found["key"] if found else None


def _parameters() -> Any:
    body = request.get_data()
    try:
        return json.loads(body) if body else {}
    except (ValueError, RecursionError) as error:
        raise AwsError("SerializationException", f"the body is no JSON: {error}") from None


def _caller() -> Caller:
    found = _CREDENTIAL.search(request.headers.get("Authorization", ""))
    return Caller(region=found["region"]) if found else Caller()


def _response(text: str, status: int) -> Response:
    response = Response(text, status, content_type=CONTENT_TYPE)
    response.headers["x-amzn-RequestId"] = str(uuid.uuid4())  # noqa: TID251 - AWS's clients print it
    return response
