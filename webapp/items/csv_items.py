"""Items in CSV: each row is an object of texts, named by the columns' headers.

AWS: nothing is a number or null. A cell that is missing is ``""``, one without a header is dropped, and two headers of
one name are an error. A row that is one blank cell is a row; an empty line is none.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from webapp.items.buckets import ItemsFailed
from webapp.items.text import decoded
from webapp.values import Json

DELIMITERS: Final[Mapping[str, str]] = {"COMMA": ",", "PIPE": "|", "SEMICOLON": ";", "SPACE": " ", "TAB": "\t"}
MOST_HEADER_BYTES: Final = 10 * 1024
MOST_CELL_CHARACTERS: Final = 8 * 1024 * 1024


def read_csv(body: bytes, config: Mapping[str, Any]) -> Iterator[Json]:
    """Yield the rows, as ``CSVHeaderLocation``, ``CSVHeaders`` and ``CSVDelimiter`` of ``ReaderConfig`` say."""
    rows = _rows(decoded(body), delimiter_of(config))
    headers = _headers(rows, config)
    empty = True
    for row in rows:
        empty = False
        yield _item(headers, row)
    if empty and config.get("CSVHeaderLocation", "FIRST_ROW") == "FIRST_ROW":
        raise ItemsFailed("The file contains only CSV headers.")


def delimiter_of(config: Mapping[str, Any]) -> str:
    """Return the character between cells."""
    name = config.get("CSVDelimiter", "COMMA")
    if name not in DELIMITERS:
        raise ItemsFailed(f'CSVDelimiter "{name}" is none of [{", ".join(DELIMITERS)}].')
    return DELIMITERS[name]


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(MOST_CELL_CHARACTERS)
    try:
        yield from (row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row)
    except csv.Error as error:
        raise ItemsFailed(f"The file is no CSV: {error}.") from None


def _headers(rows: Iterator[list[str]], config: Mapping[str, Any]) -> Sequence[str]:
    match config.get("CSVHeaderLocation", "FIRST_ROW"):
        case "FIRST_ROW":
            found = next(rows, None)
            if found is None:
                raise ItemsFailed("The CSV file is empty: there are no headers in its first row.")
            headers = found
        case "GIVEN":
            headers = [str(header) for header in config.get("CSVHeaders") or ()]
            if not headers:
                raise ItemsFailed("CSVHeaders are required where CSVHeaderLocation is GIVEN.")
        case other:
            raise ItemsFailed(f'CSVHeaderLocation "{other}" is none of [FIRST_ROW, GIVEN].')
    if len(set(headers)) < len(headers):
        raise ItemsFailed("CSV headers cannot contain duplicates.")
    if sum(len(header.encode()) for header in headers) > MOST_HEADER_BYTES:
        raise ItemsFailed("CSV headers cannot be larger than 10 KiB.")
    return headers


def _item(headers: Sequence[str], row: Sequence[str]) -> Json:
    return {header: row[at] if at < len(row) else "" for at, header in enumerate(headers)}
