"""The versions of a document and what differs between them."""

import dataclasses
import json

import pytest

from webapp.documents.drawing import NothingToDraw
from webapp.documents.versions import LARGEST_COMPARED, Versions
from webapp.store import Change, Document, MemoryStore, NotFound, Store

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


def test_what_has_changed_in_a_version_is_worked_out_once_and_kept(store: Store) -> None:
    versions = Versions(store)
    assert [(each.number, each.note) for each in versions.notes("d", {2})] == [(2, "added C")]
    assert [row.note for row in versions.rows("d")] == ["added C", ""]
    store.revisions.note("d", 2, "inserted a Pass")
    assert [each.note for each in versions.notes("d", {1, 2})] == ["inserted a Pass"]


def test_what_a_version_that_is_no_machine_has_changed_is_told_by_lines(store: Store) -> None:
    document = store.documents.get("d")
    assert document is not None
    store.documents.save(dataclasses.replace(document, text="{", updated_ms=9 * MINUTE_MS))
    assert [each.note for each in Versions(store).notes("d", {3})] == ["line 1"]


def test_of_a_large_text_only_the_lines_that_differ_are_told(store: Store) -> None:
    document = store.documents.get("d")
    assert document is not None
    large = document.text + "\n" * LARGEST_COMPARED
    store.documents.save(dataclasses.replace(document, text=large, updated_ms=9 * MINUTE_MS))
    assert [each.note for each in Versions(store).notes("d", {3})] == [f"lines 2 to {LARGEST_COMPARED}"]


def test_the_present_text_is_kept_as_saved_by_hand(store: Store) -> None:
    row = Versions(store).keep("d", Change("saved"))
    assert (row.number, row.kind) == (2, "saved")


def test_a_version_has_a_name_until_it_is_taken_away(store: Store) -> None:
    versions = Versions(store)
    versions.name("d", 1, " Before the sale ")
    assert versions.rows("d")[1].name == "Before the sale"
    versions.name("d", 1, "")
    assert versions.rows("d")[1].name is None
    with pytest.raises(NotFound):
        versions.name("d", 9, "Nothing")


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


def test_before_the_first_state_there_was_none(store: Store) -> None:
    document = store.documents.get("d")
    assert document is not None
    store.documents.save(dataclasses.replace(document, text="\n", updated_ms=9 * MINUTE_MS))
    number = Versions(store).rows("d")[0].number
    found = Versions(store).difference("d", number, 1)
    assert (found.added, found.removed, found.problem) == (["A", "B"], [], None)
    assert "A: added" in Versions(store).picture("d", number, 1, "light")
    assert "A: removed" in Versions(store).picture("d", 1, number, "light")


def test_a_version_that_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(NotFound):
        Versions(store).text("d", 7)
    with pytest.raises(NotFound):
        Versions(store).rows("nowhere")
