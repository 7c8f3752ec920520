"""What was saved of a document, told to the pages that show it.

A hint as everything on the socket: whoever misses some fetches what came after the last edit that it knows.
"""

from collections.abc import Mapping
from typing import Any, Final, Protocol

import msgspec

from webapp.documents import edit_views
from webapp.live.broadcaster import document_room
from webapp.messages import together as m
from webapp.messages.protocol import Mock
from webapp.store import Edit, Saved

MAX_TOLD_CHARACTERS: Final = 64_000
"""Edits of more text are fetched, so that a page that reads slowly does not fill the server's memory."""

_PARTS: Final = ("title", "values", "breakpoints", "input", "mocks")


class Pages(Protocol):
    """What is needed of Socket.IO."""

    def is_empty(self, room: str) -> bool:
        """Tell whether nobody listens in ``room``."""
        ...

    def emit(self, name: str, message: Any, room: str) -> None:
        """Send ``message`` to all in ``room``."""
        ...


class SaveTeller:
    """Listens to the store of documents."""

    def __init__(self, pages: Pages) -> None:
        """``pages`` are those of this server."""
        self._pages = pages

    def saved(self, saved: Saved) -> None:
        """Tell of a save."""
        room = document_room(saved.after.id)
        if self._pages.is_empty(room):
            return
        if saved.edits:
            self._pages.emit("text_edited", _edited(saved), room)
        parts = _changed_parts(saved)
        if parts:
            told = m.PartsSaved(document=saved.after.id, version=saved.after.version, **parts)
            self._pages.emit("parts_saved", told, room)


def _edited(saved: Saved) -> m.TextEdited:
    small = sum(map(_characters, saved.edits)) <= MAX_TOLD_CHARACTERS
    edits = edit_views(saved.edits) if small else ()
    return m.TextEdited(document=saved.after.id, version=saved.after.edits, edits=edits)


def _characters(edit: Edit) -> int:
    return sum(1 if isinstance(each, int) else sum(len(str(part)) + 1 for part in each) for each in edit.changes)


def _changed_parts(saved: Saved) -> Mapping[str, Any]:
    changed = {name for name in _PARTS if getattr(saved.before, name) != getattr(saved.after, name)}
    found = {name: getattr(saved.after, name) for name in _PARTS if name in changed}
    if "mocks" in found:
        found["mocks"] = msgspec.convert(found["mocks"], dict[str, Mock])
    return {name: list(value) if name == "breakpoints" else value for name, value in found.items()}
