import json

import pytest

from webapp.items import ItemsFailed
from webapp.items.manifests import Inventory, read_athena_manifest, read_inventory


def test_an_inventory_names_its_files_and_their_columns() -> None:
    manifest = {
        "sourceBucket": "source",
        "destinationBucket": "arn:aws:s3:::listed",
        "fileFormat": "CSV",
        "fileSchema": "Bucket, Key, Size",
        "files": [{"key": "data/1.csv.gz", "size": 1}, {"key": "data/2.csv.gz"}],
    }
    expected = Inventory("CSV", ["Bucket", "Key", "Size"], "listed", ["data/1.csv.gz", "data/2.csv.gz"])
    assert read_inventory(json.dumps(manifest).encode()) == expected


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"files": 1}'])
def test_what_is_no_inventory_says_so(body: bytes) -> None:
    with pytest.raises(ItemsFailed, match="The manifest of an S3 inventory"):
        read_inventory(body)


def test_athenas_manifest_lists_files() -> None:
    body = b"s3://bucket/a/1.gz\n\ns3://bucket/a/2.gz\n"
    assert list(read_athena_manifest(body)) == [("bucket", "a/1.gz"), ("bucket", "a/2.gz")]


@pytest.mark.parametrize("line", [b"bucket/a", b"s3://bucket", b"https://bucket/a"])
def test_a_line_that_names_no_file_is_refused(line: bytes) -> None:
    with pytest.raises(ItemsFailed, match="s3://BUCKET/KEY"):
        list(read_athena_manifest(line))
