from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.items.moto_server import moto_server
from webapp.items import ItemsFailed
from webapp.items.s3 import NOT_SET_UP, S3Buckets, has_credentials, is_set_up


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with moto_server() as url:
        yield url


@pytest.fixture
def buckets(url: str, monkeypatch: pytest.MonkeyPatch) -> S3Buckets:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    found = S3Buckets({"AWS_ENDPOINT_URL_S3": url, "HOME": "/nowhere"})
    client: Any = found._client()
    client.create_bucket(Bucket="orders")
    return found


def test_objects_are_written_read_and_listed(buckets: S3Buckets) -> None:
    buckets.put("orders", "in/a.json", b"[1]", "application/json")
    buckets.put("orders", "in/b.json", b"[22]", "application/json")
    assert buckets.get("orders", "in/b.json") == b"[22]"
    listed = list(buckets.list("orders", "in/"))
    assert [(each.key, each.size, each.storage_class) for each in listed] == [
        ("in/a.json", 3, "STANDARD"),
        ("in/b.json", 4, "STANDARD"),
    ]
    assert listed[0].etag.startswith('"')
    assert isinstance(listed[0].modified_s, int)


def test_an_old_version_of_an_object_can_be_read(buckets: S3Buckets) -> None:
    client: Any = buckets._client()
    client.put_bucket_versioning(Bucket="orders", VersioningConfiguration={"Status": "Enabled"})
    old = client.put_object(Bucket="orders", Key="v", Body=b"old")["VersionId"]
    buckets.put("orders", "v", b"new", "text/plain")
    assert buckets.get("orders", "v", old) == b"old"


def test_what_is_not_there_fails_in_s3s_words(buckets: S3Buckets) -> None:
    with pytest.raises(
        ItemsFailed, match=r"The specified key does not exist\. .*Status Code: 404; Error Code: NoSuchKey"
    ):
        buckets.get("orders", "none")
    with pytest.raises(ItemsFailed, match="The specified bucket does not exist"):
        list(buckets.list("none", ""))


def test_a_server_that_is_not_there_fails_without_a_long_wait() -> None:
    gone = S3Buckets({"AWS_ENDPOINT_URL_S3": "http://127.0.0.1:9", "HOME": "/nowhere"})
    with pytest.raises(ItemsFailed, match="S3://b/k cannot be reached"):
        gone.get("b", "k")


def test_without_any_setting_nobody_is_asked(tmp_path: Path) -> None:
    with pytest.raises(ItemsFailed) as failed:
        S3Buckets({"HOME": str(tmp_path)}).get("b", "k")
    assert str(failed.value) == NOT_SET_UP
    assert "STATEWALK_S3_FOLDER" in NOT_SET_UP


def test_credentials_are_looked_for_where_boto3_does(tmp_path: Path) -> None:
    nothing = {"HOME": str(tmp_path)}
    assert not is_set_up(nothing)
    assert is_set_up(nothing | {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"})
    assert not has_credentials(nothing | {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"})
    assert has_credentials(nothing | {"AWS_PROFILE": "dev"})
    (tmp_path / ".aws").mkdir()
    (tmp_path / ".aws" / "credentials").write_text("[default]\n")
    assert has_credentials(nothing)
