"""Messages for building a definition: states copied as text, texts in the other format, what there is ready-made."""

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


class ConvertRequest(Request, frozen=True, kw_only=True):
    """Ask for a whole text in the format ``to``."""

    text: str
    format: Literal["json", "yaml"] | None = None
    file_name: str | None = None
    to: Literal["json", "yaml"]


class ConvertResponse(Message, frozen=True, kw_only=True):
    """The text in the other format, what its file may be called, and what was lost."""

    text: str
    format: Literal["json", "yaml"]
    file_name: str | None
    comments_lost: int
    notes: list[str]


class PaletteItem(Message, frozen=True, kw_only=True):
    """Something to insert: ``id`` is the ``template`` of ``insert_state``, ``icon`` a state type, a service as in
    ``resource``, or the name of a pattern.
    """

    id: str
    name: str
    summary: str
    icon: str
    kind: Literal["state", "action", "pattern"]
    resource: str = ""


class PaletteGroup(Message, frozen=True, kw_only=True):
    name: str
    items: list[PaletteItem]


class Palette(Message, frozen=True, kw_only=True):
    """All that can be inserted, in the order to show it in."""

    groups: list[PaletteGroup]
