import json
from pathlib import Path
from typing import Any

import pytest

from tests.items.test_result_files import work
from webapp.engine import CompleteWrite, FailRead, FailWrite, ItemSource, PendingRead, ProvideItems
from webapp.executions import LocalResult, prepare, run_locally
from webapp.executions.storing import Stored, store, store_command
from webapp.items import FolderBuckets, Items, Storage, storage_for
from webapp.tasks import MockBook

READER = {
    "Resource": "arn:aws:states:::s3:getObject",
    "Parameters": {"Bucket": "in", "Key": "orders.csv"},
    "ReaderConfig": {"InputType": "CSV"},
}
WRITER = {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "out", "Prefix": "jobs"}}
READ = PendingRead("0", 4, "M", ItemSource("arn:aws:states:::s3:getObject", {}, {}))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "in" / "orders.csv").write_text("id\n1\n2\n")
    return tmp_path


def ran(storage: Storage, **fields: Any) -> LocalResult:
    config = {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}
    processor = {"ProcessorConfig": config, "StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}}
    text = json.dumps(
        {"StartAt": "M", "States": {"M": {"Type": "Map", "ItemProcessor": processor, "End": True, **fields}}}
    )
    prepared = prepare(text, None, None, {}, "[1, 2]")
    return run_locally(prepared, MockBook.load({}), "virtual", None, storage=storage)


def test_an_execution_reads_its_items_and_writes_its_results(folder: Path) -> None:
    result = ran(Storage(FolderBuckets(folder)), ItemReader=READER, ResultWriter=WRITER)
    output: Any = result.snapshot.output
    manifest = json.loads((folder / "out" / output["ResultWriterDetails"]["Key"]).read_text())
    (written,) = manifest["ResultFiles"]["SUCCEEDED"]
    entries = json.loads((folder / "out" / written["Key"]).read_text())
    assert [json.loads(entry["Output"]) for entry in entries] == [{"id": "1"}, {"id": "2"}]


def test_what_cannot_be_read_or_written_fails_the_execution_with_the_cause(folder: Path) -> None:
    (folder / "in" / "orders.csv").write_text("id,id\n1,2\n")
    read = ran(Storage(FolderBuckets(folder)), ItemReader=READER).snapshot
    assert (read.error, read.cause) == ("States.ItemReaderFailed", "CSV headers cannot contain duplicates.")
    (folder / "out").rmdir()
    written = ran(Storage(FolderBuckets(folder)), ResultWriter=WRITER).snapshot
    assert written.error == "States.ResultWriterFailed"
    assert (written.cause or "").startswith("The bucket out does not exist")


def test_without_a_place_to_read_from_the_cause_says_what_to_set(tmp_path: Path) -> None:
    failed = ran(storage_for(None, {"HOME": str(tmp_path)}), ItemReader=READER).snapshot
    assert failed.error == "States.ItemReaderFailed"
    assert "STATEWALK_S3_FOLDER" in (failed.cause or "")


def test_a_fault_of_our_own_is_told_to_the_execution_and_raised() -> None:
    class Broken(Storage):
        def read(self, source: ItemSource) -> Items:
            raise ZeroDivisionError("broken")

    told: list[Stored] = []
    with pytest.raises(ZeroDivisionError):
        store(Broken(FolderBuckets(Path("/nowhere"))), READ, told.append)
    assert told == [Stored(READ, cause="ZeroDivisionError: broken")]


def test_each_outcome_has_its_command() -> None:
    items = Items([1], ["a"], (("S3://b/k", 1),))
    assert store_command(Stored(READ, items), 5, 6) == ProvideItems("0", 4, [1], 5, ["a"], (("S3://b/k", 1),))
    assert store_command(Stored(READ, cause="no"), 5, 6) == FailRead("0", 4, "States.ItemReaderFailed", "no", 5, 6)
    write = work({})
    assert store_command(Stored(write), 5, 6) == CompleteWrite("0", 9, 5, 6)
    assert store_command(Stored(write, cause="no"), 5, 6) == FailWrite("0", 9, "States.ResultWriterFailed", "no", 5, 6)
