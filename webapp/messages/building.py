"""Messages for building a definition: states copied as text."""

from typing import Literal

from webapp.messages.protocol import Message, Request


class CopyRequest(Request, frozen=True, kw_only=True):
    """Ask for the states at ``paths``, all of one container, as a text of their own."""

    text: str
    format: Literal["json", "yaml"] | None = None
    file_name: str | None = None
    machine: str = ""
    paths: list[str]


class CopyResponse(Message, frozen=True, kw_only=True):
    """A machine of the copied states, in the format of their document, for the clipboard; ``paste_states`` reads it."""

    text: str
    format: Literal["json", "yaml"]
    names: list[str]
