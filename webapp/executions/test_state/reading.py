"""What an ItemReader makes of the data that a request says it has read.

The data is as it is at its source: the text of the object, in the format that the reader names, or the listing of a
bucket as an array of JSON. Of a manifest, or of all objects listed, it is the text of the one file with all the items.
"""

from collections.abc import Iterator

from webapp.engine import ITEM_READER_FAILED, FailRead, ItemSource, PendingRead, ProvideItems
from webapp.items import ItemsFailed, Storage
from webapp.items.buckets import Listed


def read_given(pending: PendingRead, data: str, time_ms: int, seed: int) -> ProvideItems | FailRead:
    """Return the command that gives a Map the items in ``data``, or that fails it as reading them would."""
    try:
        items = Storage(_OneObject(data.encode())).read(_as_one_object(pending.source))
    except ItemsFailed as failure:
        return FailRead(pending.thread, pending.scheduled, ITEM_READER_FAILED, str(failure), time_ms, seed)
    return ProvideItems(pending.thread, pending.scheduled, items.items, time_ms, items.keys, items.sources)


def _as_one_object(source: ItemSource) -> ItemSource:
    """Return ``source`` as the reading of one object that holds all items."""
    config = {name: value for name, value in source.config.items() if name not in ("ManifestType", "Transformation")}
    is_listing = source.resource.rpartition(":")[2].lower() == "listobjectsv2"
    if is_listing and source.config.get("Transformation", "NONE") == "NONE":
        config["InputType"] = "JSON"
    place = {
        "Bucket": str(source.arguments.get("Bucket") or "bucket"),
        "Key": str(source.arguments.get("Key") or "key"),
    }
    return ItemSource("arn:aws:states:::s3:getObject", place, config, source.accepts_objects)


class _OneObject:
    """Buckets that hold one object wherever one looks, and take none."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def get(self, bucket: str, key: str, version: str | None = None) -> bytes:
        return self._body

    def list(self, bucket: str, prefix: str) -> Iterator[Listed]:
        raise ItemsFailed(f"There is no listing of s3://{bucket}/{prefix} here.")

    def put(self, bucket: str, key: str, body: bytes, content_type: str) -> None:
        raise ItemsFailed(f"s3://{bucket}/{key} cannot be written here.")
