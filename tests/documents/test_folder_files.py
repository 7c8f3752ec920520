"""Documents and their files in the served folder."""

import dataclasses
import json
from pathlib import Path

import pytest

from webapp.documents.desk import DocumentDesk
from webapp.documents.folder import Folder
from webapp.documents.folder_files import CannotMerge, FolderFiles
from webapp.documents.source_file import SourceChanged, SourceUnwritable
from webapp.messages import protocol as p
from webapp.messages import sources as m
from webapp.store import MemoryStore

TEXT = json.dumps({"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}, indent=2) + "\n"


class Place:
    """A folder with one file, opened as a document."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.file = folder / "a.asl.json"
        self.file.write_text(TEXT)
        self.store = MemoryStore()
        self.folder = Folder(folder)
        self.files = FolderFiles(self.store, self.folder, read_only=read_only)
        self.desk = DocumentDesk(self.store, self.files)
        self.id = self.desk.open(p.NewDocument(folder_file="a.asl.json"), self.folder).id

    @property
    def text(self) -> str:
        """The document's text."""
        return self.desk.get(self.id).text

    def save(self, text: str) -> None:
        """Save the document."""
        version = self.desk.get(self.id).version
        self.desk.save(self.id, p.SaveDocument(version=version, text=text), self.folder)

    def resolve(self, how: str) -> None:
        """Bring both together."""
        self.files.resolve(self.id, m.ResolveSource(how=how))  # type: ignore[arg-type]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Such a folder."""
    return Place(tmp_path)


def test_a_save_writes_the_file(place: Place) -> None:
    place.save(TEXT.replace("Succeed", "Pass"))
    assert place.file.read_text() == TEXT.replace("Succeed", "Pass")
    assert place.files.view(place.id).state == "same"


def test_a_save_never_overwrites_what_somebody_else_wrote(place: Place) -> None:
    place.file.write_text(TEXT + "\n")
    place.save(TEXT.replace("Succeed", "Pass"))
    assert place.file.read_text() == TEXT + "\n"
    view = place.files.view(place.id)
    assert (view.state, view.edited, view.text) == ("changed", True, TEXT + "\n")
    assert place.text == TEXT.replace("Succeed", "Pass"), "and what was typed is stored all the same"


def test_a_change_outside_is_told_and_can_be_taken(place: Place) -> None:
    place.file.write_text(TEXT + "\n")
    view = place.files.view(place.id)
    assert (view.state, view.edited) == ("changed", False)
    place.resolve("take")
    assert place.text == TEXT + "\n"
    assert place.files.view(place.id).state == "same"


def test_changes_of_different_lines_are_merged(place: Place) -> None:
    place.file.write_text(TEXT.replace("{\n  ", '{\n  "Comment": "c",\n  ', 1))
    place.save(TEXT.replace("Succeed", "Pass"))
    place.resolve("merge")
    assert place.text == place.file.read_text()
    assert "Comment" in place.text
    assert "Pass" in place.text


def test_changes_of_the_same_line_are_asked_about(place: Place) -> None:
    place.file.write_text(TEXT.replace("Succeed", "Fail"))
    place.save(TEXT.replace("Succeed", "Pass"))
    with pytest.raises(CannotMerge):
        place.resolve("merge")
    place.resolve("keep")
    assert "Pass" in place.file.read_text()


def test_a_file_that_was_taken_away_is_missing_until_it_is_kept(place: Place) -> None:
    place.file.unlink()
    assert place.files.view(place.id).state == "missing"
    with pytest.raises(SourceChanged):
        place.resolve("take")
    place.resolve("keep")
    assert place.file.read_text() == TEXT


def test_a_crash_between_document_and_file_is_mended_by_the_next_look(place: Place) -> None:
    document = place.store.documents.get(place.id)
    assert document is not None
    place.store.documents.save(dataclasses.replace(document, text="{}"))
    assert place.files.view(place.id).problem is None
    assert place.file.read_text() == "{}"


def test_nothing_is_written_where_the_folder_is_only_to_be_read(tmp_path: Path) -> None:
    place = Place(tmp_path, read_only=True)
    place.save("{}")
    assert place.file.read_text() == TEXT
    view = place.files.view(place.id)
    assert (view.state, view.problem) == ("unsaved", "the server was started with --read-only")


def test_a_document_of_no_file_has_none(place: Place) -> None:
    other = place.desk.open(p.NewDocument(text="{}"), place.folder)
    assert place.files.view(other.id).state == "none"


def test_what_somebody_decided_is_about_the_file_that_they_saw(place: Place) -> None:
    place.file.write_text(TEXT.replace("Succeed", "Fail"))
    place.save(TEXT.replace("Succeed", "Pass"))
    seen = place.files.view(place.id).seen
    place.file.write_text(TEXT.replace("Succeed", "Wait"))
    for how in ("keep", "take"):
        with pytest.raises(SourceChanged):
            place.files.resolve(place.id, m.ResolveSource(how=how, seen=seen))
    assert "Wait" in place.file.read_text()
    place.files.resolve(place.id, m.ResolveSource(how="keep", seen=place.files.view(place.id).seen))
    assert "Pass" in place.file.read_text()


def test_a_file_that_came_back_is_not_overwritten_by_who_thinks_it_gone(place: Place) -> None:
    place.file.unlink()
    assert place.files.view(place.id).seen == ""
    place.file.write_text("{}")
    with pytest.raises(SourceChanged):
        place.files.resolve(place.id, m.ResolveSource(how="keep", seen=""))
    assert place.file.read_text() == "{}"


def test_what_is_no_text_is_told_and_overwritten_only_on_demand(place: Place) -> None:
    place.file.write_bytes(b"\xff\xfe")
    place.save(TEXT.replace("Succeed", "Pass"))
    view = place.files.view(place.id)
    assert (view.state, view.problem) == ("unreadable", "it is no UTF-8 text any more")
    assert place.file.read_bytes() == b"\xff\xfe"
    for how in ("take", "merge"):
        with pytest.raises(SourceUnwritable):
            place.resolve(how)
    place.resolve("keep")
    assert "Pass" in place.file.read_text()
    assert place.files.view(place.id).state == "same"


def test_a_write_protected_file_is_told_and_written_once_it_may_be(place: Place) -> None:
    place.file.chmod(0o444)
    place.save(TEXT.replace("Succeed", "Pass"))
    view = place.files.view(place.id)
    assert (view.state, view.problem) == ("unsaved", "a.asl.json cannot be written: it is write-protected")
    place.file.chmod(0o644)
    assert place.files.view(place.id).state == "unsaved", "with nothing to say: it is written now"
    assert "Pass" in place.file.read_text()
    assert place.files.view(place.id).state == "same"


def test_a_link_out_of_the_folder_is_not_followed(place: Place, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "a.asl.json"
    outside.write_text(TEXT)
    place.file.unlink()
    place.file.symlink_to(outside)
    place.save(TEXT.replace("Succeed", "Pass"))
    view = place.files.view(place.id)
    assert (view.state, view.problem) == ("unsaved", "it is a link out of the served folder now")
    with pytest.raises(SourceUnwritable):
        place.resolve("keep")
    assert outside.read_text() == TEXT


def test_a_link_inside_the_folder_stays_one(place: Place) -> None:
    real = place.file.with_name("real.asl.json")
    place.file.rename(real)
    place.file.symlink_to(real)
    place.save(TEXT.replace("Succeed", "Pass"))
    assert place.file.is_symlink()
    assert "Pass" in real.read_text()


def test_a_folder_that_was_moved_away_leaves_the_document(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    place = Place(tmp_path / "here")
    (tmp_path / "here").rename(tmp_path / "there")
    place.save(TEXT.replace("Succeed", "Pass"))
    assert place.files.view(place.id).state == "missing"
    assert "Pass" in place.text
    (tmp_path / "there").rename(tmp_path / "here")
    place.files.view(place.id)
    assert "Pass" in place.file.read_text(), "and it is written when the folder is back"


def test_other_line_ends_on_disk_are_joined_with_what_was_typed(place: Place) -> None:
    place.file.write_bytes(TEXT.replace("\n", "\r\n").encode())
    place.save(TEXT.replace("Succeed", "Pass"))
    place.resolve("merge")
    assert place.file.read_bytes() == TEXT.replace("Succeed", "Pass").replace("\n", "\r\n").encode()
