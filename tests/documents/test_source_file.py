"""Writing a file as a whole, and joining what two people changed."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.documents.source_file import (
    SourceChanged,
    SourceUnwritable,
    fingerprint,
    merge,
    read_source,
    write_source,
)

BASE = "a\nb\nc\nd\ne\n"
TEXTS = st.lists(st.sampled_from("abcd"), max_size=6).map(lambda names: "".join(f"{name}\n" for name in names))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with a text."""
    path = tmp_path / "a.asl.json"
    path.write_bytes(b"{}\r\n")
    path.chmod(0o640)
    return path


def test_a_file_keeps_its_rights_and_every_byte_of_the_text(file: Path) -> None:
    write_source(file, '{"é": 1}\r\n', fingerprint("{}\r\n"))
    assert file.read_bytes() == '{"é": 1}\r\n'.encode()
    assert file.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_a_link_stays_a_link(file: Path) -> None:
    link = file.with_name("link.json")
    link.symlink_to(file)
    write_source(link, "[]", fingerprint("{}\r\n"))
    assert link.is_symlink()
    assert read_source(file) == "[]"


def test_what_somebody_else_wrote_is_not_overwritten(file: Path) -> None:
    with pytest.raises(SourceChanged):
        write_source(file, "[]", fingerprint("something else"))
    file.unlink()
    with pytest.raises(SourceChanged):
        write_source(file, "[]", fingerprint("{}\r\n"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(file: Path) -> None:
    file.parent.chmod(0o500)
    with pytest.raises(SourceUnwritable, match="cannot be written"):
        write_source(file, "[]", fingerprint("{}\r\n"))


def test_a_text_that_is_no_unicode_is_refused_and_leaves_the_file(file: Path) -> None:
    with pytest.raises(SourceUnwritable):
        write_source(file, "\ud800", fingerprint("{}\r\n"))
    assert read_source(file) == "{}\r\n"


def test_changes_of_different_lines_are_joined() -> None:
    assert merge(BASE, BASE.replace("a", "A"), BASE.replace("e\n", "e\nf\n")) == "A\nb\nc\nd\ne\nf\n"


def test_the_same_change_made_twice_is_made_once() -> None:
    assert merge(BASE, BASE.replace("c", "C"), BASE.replace("c", "C")) == BASE.replace("c", "C")


def test_changes_of_the_same_or_touching_lines_are_nobodys_to_join() -> None:
    assert merge(BASE, BASE.replace("c", "C"), BASE.replace("c", "X")) is None
    assert merge(BASE, BASE.replace("c", "C"), BASE.replace("d", "D")) is None


@given(TEXTS, TEXTS)
def test_who_changed_nothing_gets_what_the_other_changed(base: str, changed: str) -> None:
    assert merge(base, base, changed) == changed
    assert merge(base, changed, base) == changed
    assert merge(base, changed, changed) == changed


@given(TEXTS, TEXTS, TEXTS)
def test_it_does_not_matter_who_is_who(base: str, one: str, other: str) -> None:
    assert merge(base, one, other) == merge(base, other, one)
