"""The versions of a document and what differs between them."""

import dataclasses
import json

import pytest

from webapp.documents.drawing import NothingToDraw
from webapp.documents.versions import Versions
from webapp.store import Document, MemoryStore, NotFound, Store

MINUTE_MS = 60_000


def definition(*names: str) -> str:
    """Return a chain of Pass states."""
    following = [*names[1:], None]
    states = {
        name: {"Type": "Pass", **({"Next": after} if after else {"End": True})}
        for name, after in zip(names, following, strict=True)
    }
    return json.dumps({"StartAt": names[0], "States": states})


@pytest.fixture
def store() -> Store:
    """A store with a document of two versions."""
    store = MemoryStore()
    document = Document(
        id="d",
        title="Shop",
        file_name="shop.asl.json",
        format="json",
        text=definition("A", "B"),
        created_ms=0,
        updated_ms=0,
    )
    store.documents.create(document)
    changed = dataclasses.replace(document, text=definition("A", "C", "B"), updated_ms=5 * MINUTE_MS)
    store.documents.save(changed)
    return store


def test_versions_are_told_newest_first(store: Store) -> None:
    rows = Versions(store).rows("d")
    assert [(row.number, row.saved_ms) for row in rows] == [(2, 5 * MINUTE_MS), (1, 0)]


def test_the_difference_is_that_of_the_machines(store: Store) -> None:
    found = Versions(store).difference("d", 1, None)
    assert (found.added, found.removed, found.problem) == (["C"], [], None)
    assert [(each.path, each.fields) for each in found.changed] == [("A", ["Next"])]


def test_the_picture_has_both(store: Store) -> None:
    assert "C: added" in Versions(store).picture("d", 1, 2, "light")


def test_a_text_that_is_no_machine_is_told_and_not_drawn(store: Store) -> None:
    document = store.documents.get("d")
    assert document is not None
    store.documents.save(dataclasses.replace(document, text="{", updated_ms=9 * MINUTE_MS))
    assert Versions(store).difference("d", 1, None).problem is not None
    with pytest.raises(NothingToDraw):
        Versions(store).picture("d", 1, None, "light")


def test_a_version_that_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(NotFound):
        Versions(store).text("d", 7)
    with pytest.raises(NotFound):
        Versions(store).rows("nowhere")
