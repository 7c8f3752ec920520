"""The event log survives its writer."""

import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.samples import LARGE, an_event, an_execution, big_event
from webapp.store import SqlStore
from webapp.store.codec import encode, references
from webapp.values import json_text

BATCH = 7
WRITER = f"""
import sys
from pathlib import Path
from tests.store.samples import an_event, an_execution, big_event
from webapp.store import SqlStore

store = SqlStore.at(Path(sys.argv[1]))
store.executions.create(an_execution())
head = 0
while True:
    events = [(big_event if number % 3 == 0 else an_event)(number) for number in range(head + 1, head + {BATCH} + 1)]
    store.events.append("e1", head, events, session=str(head + {BATCH}))
    head += {BATCH}
    print(head, flush=True)
"""


@pytest.mark.parametrize("acknowledged", [BATCH, 30 * BATCH, 100 * BATCH])
def test_after_kill_9_the_log_has_no_gap_and_no_torn_batch(tmp_path: Path, acknowledged: int) -> None:
    file = tmp_path / "statewalk.db"
    root = Path(__file__).parents[2]
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(file)], stdout=subprocess.PIPE, text=True, cwd=root)
    assert writer.stdout
    with writer:
        for line in writer.stdout:
            if int(line) >= acknowledged:
                break
        writer.send_signal(signal.SIGKILL)

    store = SqlStore.at(file)
    execution = store.executions.get("e1")
    events = store.events.read("e1")
    store.close()
    assert execution
    assert execution.head == len(events)
    assert execution.session == str(len(events))
    assert len(events) >= acknowledged
    assert len(events) % BATCH == 0
    assert events == [(big_event if number % 3 == 0 else an_event)(number) for number in range(1, len(events) + 1)]
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


def test_an_execution_goes_on_where_its_log_ends(tmp_path: Path) -> None:
    store = SqlStore.at(tmp_path / "statewalk.db")
    store.executions.create(an_execution())
    store.events.append("e1", 0, [an_event(1)])
    store.close()
    again = SqlStore.at(tmp_path / "statewalk.db")
    again.events.append("e1", again.events.head("e1"), [an_event(2)])
    assert again.events.head("e1") == 2
    again.close()


def test_more_large_values_than_one_statement_may_name_are_read(tmp_path: Path) -> None:
    store = SqlStore.at(tmp_path / "statewalk.db")
    store.executions.create(an_execution())
    events = [an_event(number, output=f"{number}" * 2000) for number in range(1, 1200)]
    store.events.append("e1", 0, events)
    assert store.events.read("e1") == events
    store.close()


def test_members_that_many_events_share_are_kept_once(tmp_path: Path) -> None:
    store = SqlStore.at(tmp_path / "statewalk.db")
    for id in ("e1", "e2"):
        store.executions.create(an_execution(id=id))
        store.events.append(
            id, 0, [an_event(number, output={"payload": [LARGE] * 9, "n": number}) for number in range(1, 101)]
        )
    shared, definition = 1, 1
    assert store.usage().payloads.count == 100 + shared + definition
    store.executions.delete("e1")
    store.prune()
    assert store.events.read("e2")[99] == an_event(100, output={"payload": [LARGE] * 9, "n": 100})
    store.close()


def test_a_large_value_that_was_kept_whole_is_read(tmp_path: Path) -> None:
    file = tmp_path / "statewalk.db"
    store = SqlStore.at(file)
    store.executions.create(an_execution())
    event = an_event(1, output={"payload": [LARGE] * 9, "n": 1})
    store.events.append("e1", 0, [event])
    (hash,) = references(encode(event).data)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE payload SET text = ? WHERE hash = ?", [json_text(event.output), hash])
    connection.close()
    assert store.events.read("e1") == [event]
    assert store.events.payload(hash) == json_text(event.output)
    store.close()
