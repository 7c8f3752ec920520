"""The store in SQLite."""

import sqlite3
from pathlib import Path

import pytest

from tests.store.samples import a_document, an_event, an_execution, big_event
from tests.store.store_contract import StoreContract
from webapp.debugger import before
from webapp.store import SqlStore, Store


class TestSqlStore(StoreContract):
    def make(self, folder: Path) -> Store:
        return SqlStore.at(folder / "statewalk.db")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "statewalk.db"


def test_everything_is_there_after_opening_again(file: Path) -> None:
    store = SqlStore.at(file)
    document = a_document()
    store.documents.create(document)
    share, token = store.shares.create(document, now_ms=1)
    store.executions.create(an_execution())
    store.events.append("e1", 0, [an_event(1), big_event(2)])
    store.settings.set("a", "b")
    store.close()
    again = SqlStore.at(file)
    assert again.documents.get("d1") == document
    assert again.shares.find(token) == share
    assert again.events.read("e1") == [an_event(1), big_event(2)]
    assert again.settings.get("a") == "b"
    again.close()


def test_breakpoints_that_were_kept_as_paths_are_plain_ones(file: Path) -> None:
    store = SqlStore.at(file)
    store.documents.create(a_document())
    with sqlite3.connect(file) as connection:
        connection.execute("""update document set breakpoints = '["A","B"]', disabled_breakpoints = '["B"]'""")
    connection.close()
    found = store.documents.get("d1")
    assert found is not None
    assert found.breakpoints == (before("A"), before("B", enabled=False))
    store.close()


def test_a_token_is_not_in_the_database(file: Path) -> None:
    store = SqlStore.at(file)
    document = a_document()
    store.documents.create(document)
    _, token = store.shares.create(document, now_ms=1)
    store.close()
    assert token.encode() not in file.read_bytes()


def test_equal_texts_and_large_values_are_kept_once(file: Path) -> None:
    store = SqlStore.at(file)
    document = a_document(text="x" * 5000)
    store.documents.create(document)
    store.shares.create(document, now_ms=1)
    for number in range(3):
        store.executions.create(an_execution(id=f"e{number}", text="x" * 5000))
        store.events.append(f"e{number}", 0, [big_event(1), big_event(2)])
    payloads = store.usage().payloads
    store.close()
    assert payloads.count == 2


def test_pruning_takes_values_that_nothing_refers_to_and_gives_back_the_room(file: Path) -> None:
    store = SqlStore.at(file)
    store.documents.create(a_document())
    for number in range(20):
        store.executions.create(an_execution(id=f"e{number}"))
        store.events.append(f"e{number}", 0, [an_event(1, output="x" * 50_000 + str(number))], status="SUCCEEDED")
    before = store.usage()
    pruned = store.prune(keep=2)
    after = store.usage()
    store.close()
    assert (pruned.executions, pruned.payloads) == (18, 18)
    assert before.payloads.count == 21
    assert after.payloads.count == 3
    assert before.file_bytes
    assert after.file_bytes
    assert after.file_bytes < before.file_bytes / 3


def test_a_payload_of_a_definition_is_no_value_of_an_event(file: Path) -> None:
    store = SqlStore.at(file)
    store.documents.create(a_document())
    hash = store.revisions.of("d1")[0].sha256
    assert store.events.payload(hash) is None
    store.close()


def test_two_programs_share_one_database(file: Path) -> None:
    one, two = SqlStore.at(file), SqlStore.at(file)
    one.executions.create(an_execution())
    two.events.append("e1", 0, [an_event(1)])
    assert one.events.read("e1") == [an_event(1)]
    one.close()
    two.close()


def test_the_log_is_one_row_an_event_in_the_order_of_its_key(file: Path) -> None:
    store = SqlStore.at(file)
    store.executions.create(an_execution())
    store.events.append("e1", 0, [an_event(1), an_event(2)])
    store.close()
    with sqlite3.connect(file) as connection:
        rows = connection.execute("SELECT sequence, time_ms, type FROM event").fetchall()
        schema = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'event'").fetchone()[0]
    connection.close()
    assert rows == [(1, 1_700_000_000_001, "StateExited"), (2, 1_700_000_000_002, "StateExited")]
    assert "WITHOUT ROWID" in schema


def test_pruning_while_another_program_reads_still_deletes(file: Path) -> None:
    store = SqlStore.at(file)
    store.executions.create(an_execution())
    store.executions.update("e1", status="FAILED")
    other = sqlite3.connect(file)
    other.execute("BEGIN")
    assert other.execute("SELECT count(*) FROM execution").fetchone() == (1,)
    assert store.prune().executions == 1
    assert list(store.executions.list()) == []
    other.close()
    store.close()


def test_text_that_is_no_unicode_is_kept_with_a_replacement(file: Path) -> None:
    store = SqlStore.at(file)
    store.executions.create(an_execution(text="<\ud800>", input='"\ud800"'))
    store.events.append("e1", 0, [an_event(1)], status="FAILED", cause="\ud83d\ude80 \udc00")
    execution = store.executions.get("e1")
    store.close()
    assert execution
    assert (execution.text, execution.input, execution.cause) == ("<\ufffd>", '"\ufffd"', "\U0001f680 \ufffd")


def test_the_path_of_the_database_may_hold_anything(tmp_path: Path) -> None:
    folder = tmp_path / "100% ?a=b#c \u00fc"
    folder.mkdir()
    store = SqlStore.at(folder / "statewalk.db")
    store.settings.set("a", "b")
    store.close()
    assert (folder / "statewalk.db").exists()
