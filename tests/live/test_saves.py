"""What is told of a save."""

from dataclasses import dataclass, field, replace
from typing import Any

from tests.store.samples import a_document
from webapp.debugger import before
from webapp.live.saves import MAX_TOLD_CHARACTERS, SaveTeller
from webapp.messages.together import EditView, PartsSaved, TextEdited
from webapp.store import MemoryStore


@dataclass
class Room:
    """Pages that note what they are told."""

    empty: bool = False
    told: list[tuple[str, Any]] = field(default_factory=list)

    def is_empty(self, room: str) -> bool:
        assert room == "document:d1"
        return self.empty

    def emit(self, name: str, message: Any, room: str) -> None:
        assert room == "document:d1"
        self.told.append((name, message))


def told_of(empty: bool = False, **changes: Any) -> list[tuple[str, Any]]:
    """What is told when a document is saved with changes."""
    room, store = Room(empty), MemoryStore()
    store.documents.create(a_document(text="one"))
    store.documents.listen(SaveTeller(room).saved)
    store.documents.save(replace(a_document(text="one"), **changes))
    return room.told


def test_a_changed_text_is_told_as_an_edit() -> None:
    edit = EditView(number=1, client="", changes=[3, [0, "!"]])
    assert told_of(text="one!") == [("text_edited", TextEdited(document="d1", version=1, edits=(edit,)))]


def test_a_large_edit_is_to_be_fetched() -> None:
    assert told_of(text="x" * (MAX_TOLD_CHARACTERS + 1)) == [
        ("text_edited", TextEdited(document="d1", version=1, edits=()))
    ]


def test_of_the_parts_only_those_that_changed_are_told() -> None:
    told = told_of(breakpoints=(before("A"),), mocks={"A": {"result": "1"}}, machine="/M")
    assert [name for name, _ in told] == ["parts_saved"]
    message = told[0][1]
    assert isinstance(message, PartsSaved)
    assert (message.version, message.title, message.breakpoints) == (2, None, [before("A")])
    assert message.mocks is not None
    assert message.mocks["A"].result == "1"


def test_nothing_is_told_where_nobody_looks_or_nothing_changed() -> None:
    assert told_of(empty=True, text="two") == []
    assert told_of(updated_ms=9) == []
