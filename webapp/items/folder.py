"""A folder in place of S3: a bucket is a folder in it, a key the path inside. Nothing outside is ever touched."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from webapp.items.buckets import ItemsFailed, Listed


class FolderBuckets:
    """The buckets in ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    def get(self, bucket: str, key: str, version: str | None = None) -> bytes:
        """Return a file's content; there is one version of each."""
        if version is not None:
            raise ItemsFailed(f"{self.folder} keeps no versions of objects: leave out VersionId.")
        file = self._file(bucket, key)
        try:
            return file.read_bytes()
        except OSError as error:
            raise ItemsFailed(f"S3://{bucket}/{key} cannot be read: {file}: {error.strerror}") from None

    def list(self, bucket: str, prefix: str) -> Iterator[Listed]:
        """Yield the files, in the order of their keys as S3 has it: by their bytes."""
        root = self._bucket(bucket)
        if not root.is_dir():
            raise ItemsFailed(f"The bucket {bucket} does not exist: there is no folder {root}.")
        keyed = {file.relative_to(root).as_posix(): file for file in root.rglob("*") if self._is_inside(file, root)}
        for key in sorted(keyed, key=str.encode):
            if key.startswith(prefix):
                yield _listed(key, keyed[key])

    def put(self, bucket: str, key: str, body: bytes, content_type: str) -> None:
        """Write a file; the bucket must be there."""
        file = self._file(bucket, key)
        if not self._bucket(bucket).is_dir():
            raise ItemsFailed(f"The bucket {bucket} does not exist: there is no folder {self._bucket(bucket)}.")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)
        except OSError as error:
            raise ItemsFailed(f"S3://{bucket}/{key} cannot be written: {file}: {error.strerror}") from None

    def _bucket(self, bucket: str) -> Path:
        root = self.folder / bucket
        if not bucket or "\0" in bucket or Path(bucket).name != bucket or root.resolve().parent != self.folder:
            raise ItemsFailed(f'"{bucket}" is no name of a bucket.')
        return root.resolve()

    def _file(self, bucket: str, key: str) -> Path:
        root = self._bucket(bucket)
        parts = key.split("/")
        if not key or "\0" in key or "\\" in key or any(part in ("", ".", "..") for part in parts):
            raise ItemsFailed(f'The key "{key}" is no path inside a folder.')
        file = root.joinpath(*parts).resolve()
        if not file.is_relative_to(root):  # a link leads out of the folder
            raise ItemsFailed(f'The key "{key}" leads out of {root}.')
        return file

    @staticmethod
    def _is_inside(file: Path, root: Path) -> bool:
        return file.is_file() and file.resolve().is_relative_to(root)


def _listed(key: str, file: Path) -> Listed:
    status = file.stat()
    digest = hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()  # S3's ETag of a small object
    return Listed(key, status.st_size, f'"{digest}"', int(status.st_mtime))
