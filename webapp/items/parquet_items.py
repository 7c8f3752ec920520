"""Items in Parquet, read with pyarrow, which is installed only where somebody needs it."""

import base64
import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from webapp.items.buckets import ItemsFailed
from webapp.values import Json

HOW_TO_INSTALL: Final = "pip install 'statewalk[parquet]'"
_ROWS_AT_ONCE: Final = 4096


def read_parquet(body: bytes) -> Iterator[Json]:
    """Yield the rows as objects. Times become ISO 8601, decimals numbers, bytes Base64."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise ItemsFailed(f"Parquet files are read with pyarrow, which is not installed: {HOW_TO_INSTALL}") from None
    try:
        for batch in pyarrow.parquet.ParquetFile(io.BytesIO(body)).iter_batches(_ROWS_AT_ONCE):
            for row in batch.to_pylist():
                yield _json_of(row)
    except (pyarrow.ArrowException, OSError) as error:
        raise ItemsFailed(f"The file is no Parquet: {error}") from None


def _json_of(value: Any) -> Json:
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if value == value and abs(value) != float("inf") else str(value)
        case dict():
            return {str(name): _json_of(member) for name, member in value.items()}
        case list() | tuple():
            return [_json_of(element) for element in value]
        case datetime() | date() | time():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case bytes():
            return base64.b64encode(value).decode()
        case _:
            return str(value)
