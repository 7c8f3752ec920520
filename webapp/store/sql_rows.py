"""Between records and rows: which columns hold JSON, and texts kept by their hash."""

import json
from collections.abc import Mapping
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Row

from webapp.debugger import Breakpoint, breakpoints_of
from webapp.store.database import Database
from webapp.store.records import Activity, Document, Execution, Share, StateMachine, sha256
from webapp.store.schema import payload

JSON_COLUMNS: Final = ("values", "mocks", "configuration", "tags")


def columns(record: Document | Share | Execution | StateMachine | Activity) -> dict[str, Any]:
    """Return the columns of a record."""
    found = {name: getattr(record, name) for name in type(record).__dataclass_fields__}
    if isinstance(record, Document):
        found["breakpoints"] = msgspec.json.encode(record.breakpoints).decode()
        found["disabled_breakpoints"] = "[]"
    return _storable(found)


def execution_columns(updates: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns that an update of an execution sets."""
    return _storable(dict(updates))


def fields(row: Row[Any]) -> dict[str, Any]:
    """Return the fields of the record that ``row`` holds."""
    found = dict(row._mapping)
    for name in JSON_COLUMNS:
        if name in found:
            found[name] = json.loads(found[name])
    if "breakpoints" in found:
        found["breakpoints"] = _breakpoints(found["breakpoints"], found.pop("disabled_breakpoints"))
    return found


def _breakpoints(text: str, disabled: str) -> tuple[Breakpoint, ...]:
    """Return the breakpoints of a document; once they were paths, and another column had those that are disabled."""
    paths = frozenset(msgspec.json.decode(disabled, type=list[str]))
    kept = breakpoints_of(msgspec.json.decode(text, type=list[Breakpoint | str]))
    return tuple(msgspec.structs.replace(each, enabled=False) if each.id in paths else each for each in kept)


def keep_text(database: Database, connection: Connection, text: str) -> str:
    """Keep a text under its SHA-256, once, and return that."""
    text = unicode(text)
    key = sha256(text)
    database.insert_rows(connection, payload, [payload_row(key, text)], skip_known=True)
    return key


def payload_row(key: str, text: str) -> tuple[str, int, str]:
    """Return the row of a text to keep under ``key``."""
    text = unicode(text)
    return key, len(text.encode()), text


def _storable(found: dict[str, Any]) -> dict[str, Any]:
    """Return columns that any database takes: JSON as text, and no text that is no Unicode."""
    for name, value in found.items():
        if name in JSON_COLUMNS:
            found[name] = json.dumps(value, separators=(",", ":"))
        elif isinstance(value, str):
            found[name] = unicode(value)
    return found


def unicode(text: str) -> str:
    """Return ``text`` with lone halves of surrogate pairs replaced: JSON may hold them, UTF-8 cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
