import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from webapp.engine import ItemSource
from webapp.items import FolderBuckets, Items, ItemsFailed
from webapp.items.reading import read_items


@pytest.fixture
def buckets(tmp_path: Path) -> FolderBuckets:
    (tmp_path / "b").mkdir()
    found = FolderBuckets(tmp_path)
    found.put("b", "in/1.json", b"[1, 2]", "")
    found.put("b", "in/2.json", b"[3]", "")
    return found


def source(action: str = "getObject", config: dict[str, Any] | None = None, **arguments: Any) -> ItemSource:
    return ItemSource(f"arn:aws:states:::s3:{action}", {"Bucket": "b", **arguments}, config or {})


def test_an_object_is_read_in_its_format_and_named_as_the_source(buckets: FolderBuckets) -> None:
    read = read_items(source(config={"InputType": "JSON"}, Key="in/1.json"), buckets)
    assert read == Items([1, 2], None, (("S3://b/in/1.json", 2),))


@pytest.mark.parametrize(("limit", "items"), [(1, [1]), (0, [1, 2]), (99, [1, 2])])
def test_max_items_limits_them_and_0_does_not(buckets: FolderBuckets, limit: int, items: list[int]) -> None:
    config = {"InputType": "JSON", "MaxItems": limit}
    assert read_items(source(config=config, Key="in/1.json"), buckets).items == items


def test_a_negative_limit_is_refused(buckets: FolderBuckets) -> None:
    with pytest.raises(ItemsFailed, match=r"^field MaxItems must be positive$"):
        read_items(source(config={"InputType": "JSON", "MaxItems": -1}, Key="in/1.json"), buckets)


def test_a_listing_gives_what_s3_tells_of_each_object(buckets: FolderBuckets) -> None:
    read = read_items(source("listObjectsV2", Prefix="in/"), buckets)
    first: Any = read.items[0]
    assert list(first) == ["Etag", "Key", "LastModified", "Size", "StorageClass"]
    assert (first["Key"], first["Size"]) == ("in/1.json", 6)
    assert read.sources == (("S3://b", 2),)


def test_listed_objects_can_be_read_themselves_one_after_the_other(buckets: FolderBuckets) -> None:
    config = {"Transformation": "LOAD_AND_FLATTEN", "InputType": "JSON"}
    read = read_items(source("listObjectsV2", config), buckets)
    assert read == Items([1, 2, 3], None, (("S3://b/in/1.json", 2), ("S3://b/in/2.json", 1)))
    limited = read_items(source("listObjectsV2", config | {"MaxItems": 1}), buckets)
    assert limited == Items([1], None, (("S3://b/in/1.json", 1),))


def test_an_inventory_leads_to_what_it_lists(buckets: FolderBuckets) -> None:
    manifest = {
        "destinationBucket": "arn:aws:s3:::b",
        "fileFormat": "CSV",
        "fileSchema": "Bucket, Key",
        "files": [{"key": "inv/1.csv.gz"}],
    }
    buckets.put("b", "inv/manifest.json", json.dumps(manifest).encode(), "")
    buckets.put("b", "inv/1.csv.gz", gzip.compress(b'"src","x"\n"src","y"\n'), "")
    for config in ({"InputType": "MANIFEST"}, {"ManifestType": "S3_INVENTORY"}):
        read = read_items(source(config=config, Key="inv/manifest.json"), buckets)
        assert read.items == [{"Bucket": "src", "Key": "x"}, {"Bucket": "src", "Key": "y"}]


def test_athenas_manifest_leads_to_files_in_a_format(buckets: FolderBuckets) -> None:
    buckets.put("b", "out.csv", b"s3://b/1.gz\ns3://b/2\n", "")
    buckets.put("b", "1.gz", gzip.compress(b'{"a": 1}\n'), "")
    buckets.put("b", "2", b'{"a": 2}\n', "")
    read = read_items(source(config={"ManifestType": "ATHENA_DATA", "InputType": "JSONL"}, Key="out.csv"), buckets)
    assert read.items == [{"a": 1}, {"a": 2}]


@pytest.mark.parametrize(
    ("action", "config", "arguments", "cause"),
    [
        ("putObject", {}, {}, "it reads by s3:getObject or s3:listObjectsV2"),
        ("getObject", {}, {"Key": "in/1.json"}, "ReaderConfig.InputType is required"),
        ("getObject", {"InputType": "XML"}, {"Key": "in/1.json"}, 'InputType "XML" is none of'),
        ("getObject", {"InputType": "JSON"}, {}, "needs the text Key"),
        ("getObject", {"InputType": "JSON"}, {"Key": 1}, "needs the text Key"),
        ("getObject", {"ManifestType": "HIVE"}, {"Key": "in/1.json"}, 'ManifestType "HIVE" is none of'),
        ("listObjectsV2", {"Transformation": "ZIP"}, {}, 'Transformation "ZIP" is none of'),
    ],
)
def test_what_cannot_be_read_says_why(
    buckets: FolderBuckets, action: str, config: dict[str, Any], arguments: dict[str, Any], cause: str
) -> None:
    with pytest.raises(ItemsFailed, match=cause):
        read_items(source(action, config, **arguments), buckets)
