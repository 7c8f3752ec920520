"""Manifests: files that name the files in which the items are."""

import csv
import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from webapp.items.buckets import ItemsFailed
from webapp.items.text import decoded
from webapp.values import JsonTextError, parse_json


class Inventory(NamedTuple):
    """An S3 inventory: the format of its files, the names of their columns, and where they are."""

    format: str
    headers: list[str]
    bucket: str
    keys: list[str]


def read_inventory(body: bytes) -> Inventory:
    """Return what an S3 inventory's ``manifest.json`` says."""
    try:
        manifest = parse_json(decoded(body))
    except JsonTextError as error:
        raise ItemsFailed(f"The manifest of an S3 inventory is JSON, and this is none: {error}") from None
    if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), list):
        raise ItemsFailed("The manifest of an S3 inventory has an array 'files', and this has none.")
    described: dict[str, Any] = manifest
    return Inventory(
        format=str(described.get("fileFormat", "CSV")).upper(),
        headers=[name.strip() for name in str(described.get("fileSchema", "")).split(",")],
        bucket=str(described.get("destinationBucket", "")).rpartition(":")[2],
        keys=[str(each["key"]) for each in described["files"] if isinstance(each, dict) and "key" in each],
    )


def read_athena_manifest(body: bytes) -> Iterator[tuple[str, str]]:
    """Yield (bucket, key) of each file that Athena's data manifest lists, one URI a line."""
    for row in csv.reader(io.StringIO(decoded(body))):
        uri = row[0].strip() if row else ""
        if not uri:
            continue
        bucket, slash, key = uri.partition("://")[2].partition("/")
        if not uri.lower().startswith("s3://") or not slash or not key:
            raise ItemsFailed(
                f'Athena\'s data manifest lists files as s3://BUCKET/KEY, and this is none: "{uri[:200]}"'
            )
        yield bucket, key
