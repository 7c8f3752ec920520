"""From an evaluated ``ItemReader`` to its items: which objects to get, and in which format they are."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final

from webapp.engine import ItemSource
from webapp.items.buckets import Buckets, Items, ItemsFailed, Listed
from webapp.items.csv_items import read_csv
from webapp.items.json_items import read_json, read_json_lines
from webapp.items.manifests import read_athena_manifest, read_inventory
from webapp.items.parquet_items import read_parquet
from webapp.items.text import unpacked
from webapp.values import Json

FORMATS: Final = ("CSV", "JSON", "JSONL", "PARQUET")


def read_items(source: ItemSource, buckets: Buckets) -> Items:
    """Return the items; ``MaxItems`` 0 is all of them."""
    limit = source.config.get("MaxItems") or None
    if limit is not None and limit < 0:
        raise ItemsFailed("field MaxItems must be positive")
    action = source.resource.rpartition(":")[2]
    match action[:1].lower() + action[1:]:
        case "getObject":
            return _from_object(source, buckets, limit)
        case "listObjectsV2":
            return _from_listing(source, buckets, limit)
        case _:
            raise ItemsFailed(
                f"ItemReader cannot call {source.resource}: it reads by s3:getObject or s3:listObjectsV2."
            )


def _from_object(source: ItemSource, buckets: Buckets, limit: int | None) -> Items:
    bucket, key = _argument(source, "Bucket"), _argument(source, "Key")
    version = source.arguments.get("VersionId")
    body = buckets.get(bucket, key, None if version is None else str(version))
    manifest = source.config.get("ManifestType")
    input_type = source.config.get("InputType")
    if manifest == "ATHENA_DATA":
        return _joined(_from_athena(source, buckets, body), limit)
    if manifest == "S3_INVENTORY" or (manifest is None and input_type == "MANIFEST"):
        return _joined(_from_inventory(buckets, body), limit)
    if manifest is not None:
        raise ItemsFailed(f'ManifestType "{manifest}" is none of [ATHENA_DATA, S3_INVENTORY].')
    return _limited(_in_format(body, source), limit, _uri(bucket, key))


def _from_listing(source: ItemSource, buckets: Buckets, limit: int | None) -> Items:
    bucket = _argument(source, "Bucket")
    listed = buckets.list(bucket, str(source.arguments.get("Prefix") or ""))
    match source.config.get("Transformation", "NONE"):
        case "NONE":
            items = [_described(each) for each in islice(listed, limit)]
            return Items(items, None, ((f"S3://{bucket}", len(items)),))
        case "LOAD_AND_FLATTEN":
            files = (each.key for each in listed if not each.key.endswith("/"))
            return _joined(((_uri(bucket, key), _in_format(buckets.get(bucket, key), source)) for key in files), limit)
        case other:
            raise ItemsFailed(f'Transformation "{other}" is none of [NONE, LOAD_AND_FLATTEN].')


def _in_format(body: bytes, source: ItemSource) -> Items | Iterator[Json]:
    config = source.config
    match config.get("InputType"):
        case "CSV":
            return read_csv(body, config)
        case "JSON":
            return read_json(body, config.get("ItemsPointer"), accepts_objects=source.accepts_objects)
        case "JSONL":
            return read_json_lines(body)
        case "PARQUET":
            return read_parquet(body)
        case None:
            raise ItemsFailed(f"ReaderConfig.InputType is required: one of [{', '.join(FORMATS)}].")
        case other:
            raise ItemsFailed(f'InputType "{other}" is none of [{", ".join(FORMATS)}].')


Part = tuple[str, Items | Iterator[Json]]


def _from_athena(source: ItemSource, buckets: Buckets, body: bytes) -> Iterator[Part]:
    for bucket, key in read_athena_manifest(body):
        yield _uri(bucket, key), _in_format(unpacked(buckets.get(bucket, key)), source)


def _from_inventory(buckets: Buckets, body: bytes) -> Iterator[Part]:
    inventory = read_inventory(body)
    for key in inventory.keys:
        listed = unpacked(buckets.get(inventory.bucket, key))
        yield _uri(inventory.bucket, key), _of_inventory(listed, inventory.format, inventory.headers)


def _of_inventory(body: bytes, format: str, headers: list[str]) -> Iterator[Json]:
    match format:
        case "CSV":
            config: Mapping[str, Any] = {"CSVHeaderLocation": "GIVEN", "CSVHeaders": headers}
            return read_csv(body, config)
        case "PARQUET":
            return read_parquet(body)
        case _:
            raise ItemsFailed(f"An S3 inventory in the format {format} cannot be read: choose CSV or Parquet.")


def _limited(found: Items | Iterator[Json], limit: int | None, uri: str) -> Items:
    if isinstance(found, Items):
        items, keys = found.items[:limit], found.keys[:limit] if found.keys is not None else None
    else:
        items, keys = list(islice(found, limit)), None
    return Items(items, keys, ((uri, len(items)),))


def _joined(parts: Iterable[Part], limit: int | None) -> Items:
    """Return the items of all parts, one after the other, of no more parts than are needed."""
    items: list[Json] = []
    sources: list[tuple[str, int]] = []
    for uri, found in parts:
        part = _limited(found, None if limit is None else limit - len(items), uri)
        items.extend(part.items)
        sources.extend(part.sources)
        if limit is not None and len(items) >= limit:
            break
    return Items(items, None, tuple(sources))


def _described(listed: Listed) -> Json:
    return {
        "Etag": listed.etag,
        "Key": listed.key,
        "LastModified": listed.modified_s,
        "Size": listed.size,
        "StorageClass": listed.storage_class,
    }


def _argument(source: ItemSource, name: str) -> str:
    value = source.arguments.get(name)
    if not isinstance(value, str) or not value:
        raise ItemsFailed(f"ItemReader needs the text {name} in its Parameters or Arguments.")
    return value


def _uri(bucket: str, key: str) -> str:
    return f"S3://{bucket}/{key}"
