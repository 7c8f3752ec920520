import json
from pathlib import Path

import pytest

from tests.items.test_result_files import result, work
from webapp.engine import ItemSource
from webapp.items import FolderBuckets, ItemsFailed, Storage, storage_for
from webapp.items.s3 import NOT_SET_UP


def test_a_folder_that_is_named_goes_before_the_one_of_the_environment(tmp_path: Path) -> None:
    for name in ("given", "named"):
        (tmp_path / name / "b").mkdir(parents=True)
        (tmp_path / name / "b" / "k").write_text(f'["{name}"]')
    source = ItemSource("arn:aws:states:::s3:getObject", {"Bucket": "b", "Key": "k"}, {"InputType": "JSON"})
    environment = {"STATEWALK_S3_FOLDER": str(tmp_path / "named"), "HOME": str(tmp_path)}
    assert storage_for(tmp_path / "given", environment).read(source).items == ["given"]
    assert storage_for(None, environment).read(source).items == ["named"]
    with pytest.raises(ItemsFailed) as failed:
        storage_for(None, {"HOME": str(tmp_path)}).read(source)
    assert str(failed.value) == NOT_SET_UP


def test_results_are_written_beside_their_manifest(tmp_path: Path) -> None:
    (tmp_path / "bucket").mkdir()
    Storage(FolderBuckets(tmp_path)).write(work({"Transformation": "COMPACT"}, result(0, output=1)))
    assert json.loads((tmp_path / "bucket/jobs/1/SUCCEEDED_0.json").read_text()) == [1]
    assert (tmp_path / "bucket/jobs/1/manifest.json").exists()


def test_a_bucket_that_is_not_there_fails_the_write(tmp_path: Path) -> None:
    with pytest.raises(ItemsFailed, match="The bucket bucket does not exist"):
        Storage(FolderBuckets(tmp_path)).write(work({}))
