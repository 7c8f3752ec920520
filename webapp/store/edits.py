"""The edits of a document's text: which ones a save makes, and which are kept. What both stores do alike."""

from collections.abc import Iterable, Sequence
from typing import Final

from webapp.store.records import Document, Edit
from webapp.store.stores import MAX_EDITS, MAX_EDITS_CHARACTERS
from webapp.values import TextChanges, difference

TRIM_EVERY: Final = 50
KEPT_BY_THEMSELVES: Final = frozenset({"id", "version", "edits", "created_ms", "cases", "source_sha"})
"""The fields of a document that no save changes."""


def edits_of(before: Document, after: Document, client: str, changes: Sequence[TextChanges]) -> tuple[Edit, ...]:
    """Return the edits that made the text of ``after``: ``changes``, or else what differs."""
    if not changes and before.text != after.text:
        changes = [difference(before.text, after.text)]
    return tuple(Edit(before.edits + place, client, each) for place, each in enumerate(changes, 1))


def oldest_kept(edits: Iterable[tuple[int, int]]) -> int:
    """Return the number of the oldest edit to keep, of numbers and sizes, the newest first."""
    oldest, characters = 0, 0
    for place, (number, size) in enumerate(edits, 1):
        characters += size
        if place > 1 and (place > MAX_EDITS or characters > MAX_EDITS_CHARACTERS):
            return oldest
        oldest = number
    return oldest
