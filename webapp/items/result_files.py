"""The files that a ``ResultWriter`` writes: the results by how they ended, and a manifest that names the files."""

import json
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from webapp.engine import PendingWrite, shaped, transformation_of
from webapp.values import Json, json_text

_TYPES: Final = {"JSON": ("json", "application/json"), "JSONL": ("jsonl", "application/jsonl")}


class File(NamedTuple):
    """A file to write."""

    key: str
    body: bytes
    content_type: str


def result_files(work: PendingWrite) -> Iterator[File]:
    """Yield the files, the manifest last. AWS: timed out and stopped child executions stand among the failed ones."""
    writer = work.run.writer
    output_type = "JSONL" if writer is not None and writer.config.get("OutputType") == "JSONL" else "JSON"
    extension, content_type = _TYPES[output_type]
    transformation = transformation_of(writer)
    entries = {
        "FAILED": shaped((each for each in work.results if each.status != "SUCCEEDED"), transformation),
        "PENDING": [_not_started(work, data) for data in work.pending],
        "SUCCEEDED": shaped((each for each in work.results if each.status == "SUCCEEDED"), transformation),
    }
    named: dict[str, list[Json]] = {status: [] for status in entries}
    for status, found in entries.items():
        if found:
            file = File(f"{work.prefix}{status}_0.{extension}", _written(found, output_type), content_type)
            named[status].append({"Key": file.key, "Size": len(file.body)})
            yield file
    manifest = {"DestinationBucket": work.bucket, "MapRunArn": work.run.map_run_arn, "ResultFiles": named}
    yield File(f"{work.prefix}manifest.json", json.dumps(manifest, ensure_ascii=False).encode(), "application/json")


def _written(entries: Sequence[Json], output_type: str) -> bytes:
    if output_type == "JSONL":
        return "".join(f"{json_text(entry)}\n" for entry in entries).encode()
    return json_text(list(entries)).encode()


def _not_started(work: PendingWrite, data: Json) -> Json:
    return {
        "Input": json_text(data),
        "InputDetails": {"Included": True},
        "StateMachineArn": work.run.machine_arn,
        "Status": "PENDING",
    }
