"""What a refused request is answered."""

from webapp.messages.message import Message


class ErrorBody(Message, frozen=True, kw_only=True):
    """Every refusal: what was wrong, and what to do about it."""

    code: str
    message: str
    line: int | None = None
    column: int | None = None
    pointer: str | None = None


class ErrorResponse(Message, frozen=True, kw_only=True):
    error: ErrorBody
