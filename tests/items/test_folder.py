from pathlib import Path

import pytest

from webapp.items import FolderBuckets, ItemsFailed


@pytest.fixture
def buckets(tmp_path: Path) -> FolderBuckets:
    (tmp_path / "buckets" / "orders" / "2026").mkdir(parents=True)
    (tmp_path / "buckets" / "orders" / "2026" / "b.csv").write_text("b")
    (tmp_path / "buckets" / "orders" / "a.csv").write_text("a")
    (tmp_path / "secret.txt").write_text("secret")
    return FolderBuckets(tmp_path / "buckets")


def test_a_bucket_is_a_sub_folder_and_a_key_the_path_inside(buckets: FolderBuckets) -> None:
    assert buckets.get("orders", "2026/b.csv") == b"b"
    buckets.put("orders", "new/c.json", b"[]", "application/json")
    assert buckets.get("orders", "new/c.json") == b"[]"


def test_objects_are_listed_by_their_keys_as_s3_describes_them(buckets: FolderBuckets) -> None:
    listed = list(buckets.list("orders", ""))
    assert [(each.key, each.size, each.storage_class) for each in listed] == [
        ("2026/b.csv", 1, "STANDARD"),
        ("a.csv", 1, "STANDARD"),
    ]
    assert listed[1].etag == '"0cc175b9c0f1b6a831c399e269772661"'
    assert [each.key for each in buckets.list("orders", "2026/")] == ["2026/b.csv"]


@pytest.mark.parametrize(
    "key", ["../../secret.txt", "..", "a/../../x", "/etc/passwd", "", "a//b", ".", "a\\..\\b", "\0"]
)
def test_no_key_leads_out_of_its_bucket(buckets: FolderBuckets, key: str) -> None:
    with pytest.raises(ItemsFailed, match="is no path inside a folder"):
        buckets.get("orders", key)
    with pytest.raises(ItemsFailed, match="is no path inside a folder"):
        buckets.put("orders", key, b"", "")


@pytest.mark.parametrize("bucket", ["..", ".", "", "../buckets/orders", "orders/2026", "/tmp", "\0"])
def test_no_bucket_leads_out_of_the_folder(buckets: FolderBuckets, bucket: str) -> None:
    with pytest.raises(ItemsFailed, match="is no name of a bucket"):
        buckets.get(bucket, "a.csv")
    with pytest.raises(ItemsFailed, match="is no name of a bucket"):
        list(buckets.list(bucket, ""))


def test_links_lead_nowhere(buckets: FolderBuckets, tmp_path: Path) -> None:
    (buckets.folder / "orders" / "link.txt").symlink_to(tmp_path / "secret.txt")
    (buckets.folder / "out").symlink_to(tmp_path)
    with pytest.raises(ItemsFailed, match="leads out of"):
        buckets.get("orders", "link.txt")
    with pytest.raises(ItemsFailed, match="is no name of a bucket"):
        buckets.get("out", "secret.txt")
    assert [each.key for each in buckets.list("orders", "l")] == []


def test_what_is_not_there_says_so(buckets: FolderBuckets) -> None:
    with pytest.raises(ItemsFailed, match=r"S3://orders/none\.csv cannot be read"):
        buckets.get("orders", "none.csv")
    with pytest.raises(ItemsFailed, match="The bucket none does not exist"):
        list(buckets.list("none", ""))
    with pytest.raises(ItemsFailed, match="The bucket none does not exist"):
        buckets.put("none", "a", b"", "")
    with pytest.raises(ItemsFailed, match="keeps no versions"):
        buckets.get("orders", "a.csv", "1")
