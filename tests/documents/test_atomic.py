"""Writing a file while others write it: nothing of theirs is lost, whole or in part."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from webapp.documents import atomic
from webapp.documents.atomic import NotExpected, create_file, replace_file
from webapp.documents.source_file import SourceChanged, fingerprint, read_source, write_source


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with a text."""
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    return path


def exchanged_after(monkeypatch: pytest.MonkeyPatch, write: Callable[[], object], on: int = 1) -> None:
    """Let somebody else do something in the instant before the files change places for the ``on``-th time."""
    real, calls = atomic._exchange, [0]

    def exchange(left: Path, right: Path) -> bool:
        calls[0] += 1
        if calls[0] == on:
            write()
        return real(left, right)

    monkeypatch.setattr(atomic, "_exchange", exchange)


def names(file: Path) -> list[str]:
    return sorted(each.name for each in file.parent.iterdir())


needs_exchange = pytest.mark.skipif(sys.platform != "linux", reason="files are exchanged in one step on Linux")


def test_a_file_gets_a_new_content_and_leaves_nothing_behind(file: Path) -> None:
    replace_file(file, b"new", b"old")
    assert (file.read_bytes(), names(file)) == (b"new", ["a.json"])


@pytest.mark.parametrize("exchanges", [True, False])
def test_another_content_stays(file: Path, exchanges: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not exchanges:
        monkeypatch.setattr(atomic, "_exchange", lambda left, right: False)
    with pytest.raises(NotExpected):
        replace_file(file, b"new", b"other")
    replace_file(file, b"new", b"old")
    assert (file.read_bytes(), names(file)) == (b"new", ["a.json"])
    file.unlink()
    with pytest.raises(NotExpected):
        replace_file(file, b"newer", b"new")
    assert names(file) == []


@needs_exchange
def test_what_is_written_in_the_last_instant_is_put_back(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    exchanged_after(monkeypatch, lambda: file.write_bytes(b"theirs"))
    with pytest.raises(NotExpected):
        replace_file(file, b"new", b"old")
    assert (file.read_bytes(), names(file)) == (b"theirs", ["a.json"])


@needs_exchange
def test_a_folder_that_takes_the_place_of_the_file_stays(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def become_a_folder() -> None:
        file.unlink()
        (file / "inside").mkdir(parents=True)

    exchanged_after(monkeypatch, become_a_folder)
    with pytest.raises(NotExpected):
        replace_file(file, b"new", b"old")
    assert (file / "inside").is_dir()


@needs_exchange
def test_what_is_written_between_the_exchanges_is_kept_under_another_name(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchanged_after(monkeypatch, lambda: file.write_bytes(b"theirs"))
    first = atomic._exchange

    def exchange(left: Path, right: Path) -> bool:
        done = first(left, right)
        if left.read_bytes() == b"theirs":
            right.write_bytes(b"later")
        return done

    monkeypatch.setattr(atomic, "_exchange", exchange)
    with pytest.raises(NotExpected):
        replace_file(file, b"new", b"old")
    assert (file.read_bytes(), file.with_name("a.json.kept").read_bytes()) == (b"theirs", b"later")


def test_a_file_is_made_only_where_there_is_none(tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    create_file(path, b"one")
    with pytest.raises(NotExpected):
        create_file(path, b"two")
    assert (path.read_bytes(), names(path)) == (b"one", ["new.json"])


def test_writers_at_the_same_time_lose_none_of_each_others_lines(file: Path) -> None:
    file.write_bytes(b"")

    def add(name: str) -> None:
        for number in range(40):
            while True:
                text = read_source(file) or ""
                try:
                    write_source(file, f"{text}{name} {number}\n", fingerprint(text))
                    break
                except SourceChanged:
                    continue

    writers = [threading.Thread(target=add, args=(name,)) for name in ("one", "two", "three")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    lines = (read_source(file) or "").splitlines()
    assert sorted(lines) == sorted(f"{name} {number}" for name in ("one", "two", "three") for number in range(40))


WRITING = """
import sys
from pathlib import Path
from webapp.documents.atomic import replace_file
path, size = Path(sys.argv[1]), 400_000
old = path.read_bytes()
for number in range(1_000_000):
    new = (str(number % 10) * size).encode()
    replace_file(path, new, old)
    old = new
    print(number, flush=True)
"""


def test_a_writer_that_is_killed_leaves_a_whole_file(file: Path) -> None:
    file.write_bytes(b"9" * 400_000)
    for lines in (1, 7):
        process = subprocess.Popen(
            [sys.executable, "-c", WRITING, str(file)], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]
        )
        assert process.stdout is not None
        for _ in range(lines):
            process.stdout.readline()
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        content = file.read_bytes()
        assert (len(content), len(set(content))) == (400_000, 1)
