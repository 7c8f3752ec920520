"""``statewalk data``: what is kept, and how to be rid of it."""

import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.http.serving import serving
from webapp.cli.data import data

PASS = {"StartAt": "A", "States": {"A": {"Type": "Pass", "End": True}}}
TASK = {
    "StartAt": "A",
    "States": {"A": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": True}},
}


def called(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(data, ["--data-dir", str(folder), *arguments])


@pytest.fixture
def used(tmp_path: Path) -> Path:
    """A data folder with one ended execution and one that waits for a person."""
    folder = tmp_path / "data"
    with serving(folder) as at:
        at.until_still(at.start(PASS))
        at.until_still(at.start(TASK))
    return folder


def row(result: Result, kind: str) -> int:
    (line,) = (line for line in result.stdout.splitlines() if line.split()[:1] == [kind])
    return int(line.split()[1])


def test_the_place_and_the_numbers_are_shown(used: Path) -> None:
    result = called(used)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == str(used)
    assert (row(result, "documents"), row(result, "executions")) == (2, 2)


@pytest.mark.parametrize("arguments", [[], ["prune"]])
def test_looking_makes_no_folder(tmp_path: Path, arguments: list[str]) -> None:
    folder = tmp_path / "none"
    result = called(folder, *arguments)
    assert (result.exit_code, "nothing is kept yet" in result.stdout) == (0, True)
    assert not folder.exists()


def test_pruning_deletes_what_has_ended_long_ago_and_nothing_else(used: Path) -> None:
    assert "deleted 0 executions" in called(used, "prune").stdout
    assert "deleted 1 executions" in called(used, "prune", "--older-than", "0").stdout
    result = called(used)
    assert (row(result, "documents"), row(result, "executions")) == (2, 1)


def test_a_database_of_a_newer_version_is_refused(used: Path) -> None:
    with sqlite3.connect(used / "statewalk.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    result = called(used)
    assert result.exit_code == 2
    assert "has version 9999" in result.stderr


def test_a_folder_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    assert called(file).exit_code == 2
