"""What a distributed Map reads its items from and writes its results to: S3, or a folder in its place.

One module for each format, pure functions of bytes; those that move bytes are ``s3`` and ``folder``. What goes wrong
here is an execution's error, with a cause that says what to do about it: :class:`ItemsFailed`.
"""

from webapp.items.buckets import Buckets, Items, ItemsFailed
from webapp.items.folder import FolderBuckets
from webapp.items.storage import Storage, storage_for

__all__ = ["Buckets", "FolderBuckets", "Items", "ItemsFailed", "Storage", "storage_for"]
