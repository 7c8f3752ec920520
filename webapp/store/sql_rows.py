"""Between records and rows: which columns hold JSON, and texts kept by their hash."""

import json
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, Row

from webapp.store.database import Database
from webapp.store.records import Document, Execution, Share, sha256
from webapp.store.schema import payload

JSON_COLUMNS: Final = ("values", "mocks", "breakpoints", "disabled_breakpoints")
LISTS: Final = ("breakpoints", "disabled_breakpoints")


def columns(record: Document | Share | Execution) -> dict[str, Any]:
    """Return the columns of a record."""
    found = {name: getattr(record, name) for name in type(record).__dataclass_fields__}
    return _with_json(found)


def execution_columns(updates: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns that an update of an execution sets."""
    return _with_json(dict(updates))


def fields(row: Row[Any]) -> dict[str, Any]:
    """Return the fields of the record that ``row`` holds."""
    found = dict(row._mapping)
    for name in JSON_COLUMNS:
        if name in found:
            found[name] = json.loads(found[name])
    for name in LISTS:
        if name in found:
            found[name] = tuple(found[name])
    return found


def keep_text(database: Database, connection: Connection, text: str, key: str | None = None) -> str:
    """Keep a text under its SHA-256, once, and return that."""
    key = key or sha256(text)
    size = len(text.encode("utf-8", "surrogatepass"))
    connection.execute(database.insert_new(payload), {"hash": key, "size": size, "text": text})
    return key


def _with_json(found: dict[str, Any]) -> dict[str, Any]:
    for name in JSON_COLUMNS:
        if name in found:
            # Escaped to ASCII, so that no text in it can be one that the database refuses.
            found[name] = json.dumps(found[name], separators=(",", ":"))
    return found
