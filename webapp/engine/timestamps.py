"""Times of an execution as AWS writes them."""

from datetime import UTC, datetime, timedelta
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def format_timestamp(time_ms: int) -> str:
    """Return ``time_ms`` as ISO 8601 in UTC; AWS: zeros at the end of the fraction are dropped."""
    moment = _EPOCH + timedelta(milliseconds=time_ms)
    fraction = f".{time_ms % 1000:03}".rstrip("0").rstrip(".")
    return f"{moment:%Y-%m-%dT%H:%M:%S}{fraction}Z"
