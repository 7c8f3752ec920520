"""Messages on what an execution has recorded."""

from typing import Any

from webapp.messages.message import Message


class ValueText(Message, frozen=True, kw_only=True):
    """A JSON value in an event: its ``text`` when small, else only ``hash``, to be fetched from
    ``/api/values/<hash>``."""

    size: int
    text: str | None = None
    hash: str | None = None


class EventView(Message, frozen=True, kw_only=True):
    """An event on its way to the page. ``type`` is our name, ``aws_type`` AWS's (``""`` for an internal one).
    ``values`` holds the JSON members (``input``, ``output``, ``parameters``, …); ``details`` the small ones, as the
    event class names them. ``recorded_ms`` is when it was really recorded, where that was kept; the execution was held
    for ``held_ms`` just before: paused by the debugger, or waiting for a person."""

    sequence: int
    id: int
    previous_id: int
    time_ms: int
    thread: str
    type: str
    aws_type: str
    path: str = ""
    details: dict[str, Any] = {}
    values: dict[str, ValueText] = {}
    recorded_ms: int | None = None
    held_ms: int = 0


class EventPage(Message, frozen=True, kw_only=True):
    events: list[EventView]
    head: int
    status: str
