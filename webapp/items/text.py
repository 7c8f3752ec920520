"""Text out of the bytes of an object."""

import gzip
import zlib

from webapp.items.buckets import ItemsFailed

_GZIP = b"\x1f\x8b"


def decoded(body: bytes) -> str:
    """Return the text, which is UTF-8, with or without a byte order mark."""
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ItemsFailed(f"The file is no text in UTF-8: {error.reason} at byte {error.start}.") from None


def unpacked(body: bytes) -> bytes:
    """Return the content of a file that may be compressed with gzip, as inventories and Athena's results are."""
    if not body.startswith(_GZIP):
        return body
    try:
        return gzip.decompress(body)
    except (OSError, EOFError, zlib.error) as error:
        raise ItemsFailed(f"The file begins like gzip, but cannot be unpacked: {error}") from None
