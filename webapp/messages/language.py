"""Messages of the language service: completion, hover, names."""

from typing import Literal

from webapp.messages.documents import Mock
from webapp.messages.message import Message, Request


class PlaceRequest(Request, frozen=True, kw_only=True):
    """Ask what stands at ``offset`` of a text."""

    text: str
    offset: int
    format: Literal["json", "yaml"] | None = None
    file_name: str | None = None
    values: dict[str, str] = {}


class CompleteRequest(PlaceRequest, frozen=True, kw_only=True):
    """Ask what may stand at the cursor; ``input`` is the JSON text of an example input, after which paths go, as they
    go after ``mocks``."""

    input: str | None = None
    mocks: "dict[str, Mock]" = {}


class HoverRequest(PlaceRequest, frozen=True, kw_only=True):
    """Ask what is known of a place; with ``problems`` also what is wrong there."""

    problems: bool = True


class RenameRequest(PlaceRequest, frozen=True, kw_only=True):
    """Give the state or variable at ``offset`` another name."""

    name: str


class TextSpan(Message, frozen=True, kw_only=True):
    start: int
    end: int


class CompletionItem(Message, frozen=True, kw_only=True):
    """One thing to insert. ``stops`` are the ranges of ``insert`` to fill in, one after the other; its later lines are
    to be indented like the line that it is put in; ``again``: ask again once it is in."""

    label: str
    kind: Literal[
        "field", "state", "value", "variable", "function", "property", "resource", "error", "snippet", "placeholder"
    ]
    insert: str
    detail: str = ""
    about: str = ""
    stops: list[tuple[int, int]] = []
    again: bool = False


class Completions(Message, frozen=True, kw_only=True):
    """What may replace ``start`` to ``end``, the likeliest first; a comma is to be put at ``comma_at`` as well."""

    start: int
    end: int
    items: list[CompletionItem]
    comma_at: int | None = None


class HoverView(Message, frozen=True, kw_only=True):
    """What is known of ``start`` to ``end``, in Markdown."""

    start: int
    end: int
    text: str


class NameView(Message, frozen=True, kw_only=True):
    """The state or variable named at a place: ``at`` is its name there, ``path`` the state's, ``machine`` a pointer."""

    kind: Literal["state", "variable"]
    name: str
    machine: str
    path: str
    at: TextSpan
    definitions: list[TextSpan]
    uses: list[TextSpan]
