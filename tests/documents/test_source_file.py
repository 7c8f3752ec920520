"""Writing a file as a whole."""

import os
from pathlib import Path

import pytest

from webapp.documents.source_file import (
    SourceChanged,
    SourceUnreadable,
    SourceUnwritable,
    create_source,
    fingerprint,
    overwrite_source,
    read_source,
    write_source,
)


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


def test_a_file_that_is_write_protected_stays_so(file: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(SourceUnwritable, match="write-protected"):
        write_source(file, "[]", fingerprint("{}\r\n"))
    assert read_source(file) == "{}\r\n"


def test_what_is_no_text_is_told_and_never_taken_for_missing(file: Path) -> None:
    file.write_bytes(b"\xff\xfe{}")
    with pytest.raises(SourceUnreadable, match="no UTF-8"):
        read_source(file)
    with pytest.raises(SourceChanged):
        write_source(file, "[]", fingerprint("{}\r\n"))
    overwrite_source(file, "[]")
    assert read_source(file) == "[]"


def test_a_pipe_in_the_place_of_the_file_is_not_waited_for(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(SourceUnreadable, match="no file any more"):
        read_source(file)
    with pytest.raises(SourceChanged):
        write_source(file, "[]", fingerprint("{}\r\n"))
    with pytest.raises(SourceUnwritable):
        overwrite_source(file, "[]")


def test_a_file_that_was_taken_away_is_made_anew_once(file: Path) -> None:
    path = file.parent / "gone" / "b.json"
    create_source(path, "[]")
    with pytest.raises(SourceChanged):
        create_source(path, "{}")
    assert read_source(path) == "[]"
    assert read_source(path / "below") is None
