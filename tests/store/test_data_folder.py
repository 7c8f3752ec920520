"""The private folder."""

import os
from pathlib import Path

import pytest

from webapp.store import DataFolderUnusable, default_path, open_data_folder, open_store


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_a_new_folder_is_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folder = open_data_folder(tmp_path / "a" / "b")
        open_store(folder).close()
    finally:
        os.umask(before)
    assert _mode(folder.path) == 0o700
    assert _mode(folder.database) == 0o600


def test_looser_permissions_are_tightened(tmp_path: Path) -> None:
    loose = tmp_path / "loose"
    loose.mkdir()
    loose.chmod(0o755)
    assert _mode(open_data_folder(loose).path) == 0o700


def test_the_variable_names_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATEWALK_DATA_DIR", str(tmp_path / "given"))
    assert default_path() == tmp_path / "given"
    assert open_data_folder().path == tmp_path / "given"


def test_without_it_the_users_own_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STATEWALK_DATA_DIR", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert default_path().is_relative_to(tmp_path)
    assert default_path().name == "statewalk"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DataFolderUnusable, match=r"file/data.*cannot be used.*--data-dir"):
        open_data_folder(tmp_path / "file" / "data")


def test_its_size_counts_all_files(tmp_path: Path) -> None:
    folder = open_data_folder(tmp_path / "data")
    (folder.path / "below").mkdir()
    (folder.path / "below" / "file").write_bytes(b"12345")
    assert folder.size_bytes() == 5
