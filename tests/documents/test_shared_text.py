"""One text that several pages change."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from webapp.documents.desk import DocumentDesk
from webapp.documents.folder import Folder
from webapp.documents.folder_files import FolderFiles
from webapp.documents.shared_text import MAX_TEXT_CHARACTERS, SharedTexts
from webapp.messages import protocol as p
from webapp.messages import together as m
from webapp.store import MemoryStore, NotFound, SqlStore, Store
from webapp.values import ChangesRefused, TextChanges, apply_changes


class Place:
    """A store with a document."""

    def __init__(self, store: Store, text: str = "one") -> None:
        files = FolderFiles(store, None)
        self.store = store
        self.texts = SharedTexts(store, files)
        self.desk = DocumentDesk(store, files)
        self.id = self.desk.open(p.NewDocument(text=text), None).id

    @property
    def text(self) -> str:
        """The document's text."""
        return self.desk.get(self.id).text

    def push(self, version: int, *changes: TextChanges, client: str = "page") -> m.EditsView:
        """Push changes."""
        return self.texts.push(self.id, m.PushEdits(version=version, client=client, changes=list(changes)))


@pytest.fixture
def place() -> Place:
    """A document in memory."""
    return Place(MemoryStore())


def test_changes_of_the_newest_text_are_taken(place: Place) -> None:
    assert place.push(0, [3, [0, " two"]], [[3, "1"], 4]) == m.EditsView(version=2, accepted=True)
    assert place.text == "1 two"
    assert place.desk.get(place.id).edits == 2


def test_who_was_not_first_is_told_what_is_newer_and_changes_nothing(place: Place) -> None:
    place.push(0, [3, [0, "!"]], client="first")
    answer = place.push(0, [[3, "other"]], client="second")
    assert answer == m.EditsView(version=1, edits=(m.EditView(number=1, client="first", changes=[3, [0, "!"]]),))
    assert place.text == "one!"


def test_what_was_pushed_once_is_known_when_it_is_pushed_again(place: Place) -> None:
    place.push(0, [3, [0, "!"]])
    answer = place.push(0, [3, [0, "!"]])
    assert [edit.client for edit in answer.edits] == ["page"]
    assert place.text == "one!"


def test_a_save_of_the_whole_text_is_an_edit_for_those_who_follow(place: Place) -> None:
    version = place.desk.get(place.id).version
    place.desk.save(place.id, p.SaveDocument(version=version, text="one and two"))
    answer = place.texts.after(place.id, 0)
    assert apply_changes("one", answer.edits[0].changes) == "one and two"


def test_changes_of_another_text_are_refused(place: Place) -> None:
    with pytest.raises(ChangesRefused, match="of 4 units"):
        place.push(0, [4])
    with pytest.raises(ChangesRefused, match="longer than"):
        place.push(0, [3, [0, "x" * MAX_TEXT_CHARACTERS]])
    assert place.text == "one"


def test_a_version_that_nobody_has_made_is_not_known(place: Place) -> None:
    assert place.push(5, [3]) == m.EditsView(version=0, known=False)
    assert place.texts.after(place.id, 1).known is False


def test_no_document_no_text(place: Place) -> None:
    for ask in (
        lambda: place.texts.push("x", m.PushEdits(version=0, client="", changes=[])),
        lambda: place.texts.after("x", 0),
        lambda: place.texts.join("x", m.JoinAnew(base="", text=""), None),
    ):
        with pytest.raises(NotFound):
            ask()


def test_a_text_from_away_is_merged_line_by_line(place: Place) -> None:
    place = Place(MemoryStore(), "one\ntwo\nthree\n")
    place.push(0, [[3, "1"], 11])
    joined = place.texts.join(place.id, m.JoinAnew(base="one\ntwo\nthree\n", text="one\ntwo\n3\n"), None)
    assert joined.merged == "1\ntwo\n3\n"
    assert joined.document.edits == 1
    assert place.text == "1\ntwo\nthree\n", "nothing is saved"
    both = place.texts.join(place.id, m.JoinAnew(base="one\ntwo\nthree\n", text="uno\ntwo\nthree\n"), None)
    assert both.merged is None


def test_pages_that_push_at_once_lose_nothing(tmp_path: Path) -> None:
    store = SqlStore.at(tmp_path / "statewalk.db")
    place = Place(store, "")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda name: type_often(place, name), "abcd"))
    text = place.text
    assert sorted(text) == sorted("abcd" * 20)
    edits = place.texts.after(place.id, 0).edits
    replayed = ""
    for edit in edits:
        replayed = apply_changes(replayed, edit.changes)
    assert replayed == text
    store.close()


def type_often(place: Place, name: str) -> None:
    """Put a letter in at many places, each time in the newest text."""
    done, version, text = 0, 0, ""
    while done < 20:
        at = done * 7 % (len(text) + 1)
        changes: TextChanges = [at, [0, name], len(text) - at]
        answer = place.texts.push(place.id, m.PushEdits(version=version, client=name, changes=[changes]))
        if answer.accepted:
            done += 1
            version, text = answer.version, apply_changes(text, changes)
            continue
        for edit in answer.edits:
            text = apply_changes(text, edit.changes)
        version = answer.version


@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_is_written_with_each_push_unless_the_folder_is_only_read(tmp_path: Path, read_only: bool) -> None:
    file = tmp_path / "a.asl.json"
    before = '{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}\n'
    file.write_text(before)
    store, folder = MemoryStore(), Folder(tmp_path)
    files = FolderFiles(store, folder, read_only=read_only)
    id = DocumentDesk(store, files).open(p.NewDocument(folder_file="a.asl.json"), folder).id
    texts = SharedTexts(store, files)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: push_at_the_end(texts, id, len(before), number), range(8)))
    document = store.documents.get(id)
    assert document is not None
    assert sorted(document.text[len(before) :]) == sorted("01234567")
    assert file.read_text() == (before if read_only else document.text)
    assert files.view(id).state == ("unsaved" if read_only else "same")


def push_at_the_end(texts: SharedTexts, id: str, length: int, number: int) -> None:
    """Push one digit, until it is taken."""
    version = 0
    while True:
        changes: TextChanges = [length + version, [0, str(number)]]
        answer = texts.push(id, m.PushEdits(version=version, client=str(number), changes=[changes]))
        if answer.accepted:
            return
        version = answer.version
