"""Reads and writes for distributed Maps: the one thing that drivers ask."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from webapp.engine import ItemSource, PendingWrite
from webapp.items.buckets import Buckets, Items, ItemsFailed
from webapp.items.folder import FolderBuckets
from webapp.items.reading import read_items
from webapp.items.result_files import result_files
from webapp.items.s3 import S3Buckets

FOLDER: Final = "STATEWALK_S3_FOLDER"


class Storage:
    """Reads items from, and writes results to, ``buckets``. Both may take long, and run in any thread."""

    def __init__(self, buckets: Buckets) -> None:
        """Touch nothing yet."""
        self._buckets = buckets

    def read(self, source: ItemSource) -> Items:
        """Return the items; raise :class:`ItemsFailed`."""
        return read_items(source, self._buckets)

    def write(self, work: PendingWrite) -> None:
        """Write the results; raise :class:`ItemsFailed`."""
        if not work.bucket:
            raise ItemsFailed("ResultWriter needs the text Bucket in its Parameters or Arguments.")
        action = (work.run.writer.resource if work.run.writer is not None else "").rpartition(":")[2]
        if action.lower() != "putobject":
            raise ItemsFailed(f"ResultWriter cannot call {action}: it writes by s3:putObject.")
        for file in result_files(work):
            self._buckets.put(work.bucket, file.key, file.body, file.content_type)


def storage_for(folder: Path | None = None, environment: Mapping[str, str] = os.environ) -> Storage:
    """Return what reads and writes in ``folder`` or that of ``STATEWALK_S3_FOLDER``, in S3 where there is neither."""
    named = environment.get(FOLDER)
    if folder is None and named:
        folder = Path(named)
    return Storage(S3Buckets(environment) if folder is None else FolderBuckets(folder))
