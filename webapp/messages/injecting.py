"""Messages on answers that a person gives a Task by hand."""

from typing import Literal

from webapp.messages.protocol import Request


class InjectRequest(Request, frozen=True, kw_only=True):
    """Answer the Task that ``thread`` is in: at once where it waits, else when its ``attempt`` is scheduled.

    ``result`` is JSON text; ``error`` goes with ``cause``. ``heartbeat`` says that a waiting task is still worked on.
    ``withdraw`` takes back what was given for an attempt to come. ``attempt`` is by default the one that comes next.
    """

    thread: str
    kind: Literal["result", "error", "timeout", "heartbeat_timeout", "heartbeat", "withdraw"]
    attempt: int | None = None
    result: str = "null"
    error: str | None = None
    cause: str | None = None
