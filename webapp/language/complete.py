"""Completion: what may stand at the cursor, by the field table and by what the file holds."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from webapp.asl import Format
from webapp.language.asked import Asked
from webapp.language.complete_keys import key_items
from webapp.language.complete_values import value_items
from webapp.language.cursor import MARK, Cursor, Filled
from webapp.language.items import Completions, Item, ranked
from webapp.language.json_cursor import fill_json, json_cursor
from webapp.language.snippets import MACHINE, write
from webapp.language.source import Here, Read, Source, find_here
from webapp.language.yaml_cursor import fill_yaml, yaml_cursor
from webapp.shapes import DataShape
from webapp.values import Absent, Json

_NO_RESULTS: Final[Mapping[str, DataShape]] = MappingProxyType({})
_INDENT: Final = re.compile(r"^( {1,8}|\t)\S", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Reading:
    source: Source
    here: Here
    at: int


def complete(
    text: str,
    form: Format,
    offset: int,
    read: Read,
    example: Json | Absent,
    results: Mapping[str, DataShape] = _NO_RESULTS,
) -> Completions:
    """Return what may stand at ``offset``.

    ``example`` is the example input and ``results`` what Tasks are known to give, by path: after them paths go.
    """
    cursor = json_cursor(text, offset) if form == "json" else yaml_cursor(text, offset)
    if not text.strip():
        return _whole_machine(form, offset)
    if cursor is None:
        return Completions(offset, offset)
    reading = _read(text, form, cursor, read)
    if reading is None:
        return Completions(offset, offset)
    if cursor.style == "block":
        start = reading.here.node.start if reading.here.node is not None else offset
        opening = text.find("{%", start, offset)
        cursor = replace(cursor, start=max(start, opening), end=offset, typed=text[max(start, opening) : offset])
    asked = Asked(cursor, form, reading.source, reading.here, _unit(text), example, results)
    if _is_key(asked):
        found = key_items(asked)
        found = replace(found, items=ranked(found.items, cursor.typed))
    else:
        found = value_items(asked)
    return replace(found, comma_at=cursor.comma_at, items=tuple(map(_unmarked, found.items)))


def _read(text: str, form: Format, cursor: Cursor, read: Read) -> _Reading | None:
    """Return the first way to fill the text in that can be read; else the first in which the cursor has a place."""
    best: _Reading | None = None
    for filled in _fills(text, form, cursor):
        source = read(filled.text)
        here = find_here(source, filled.at)
        if here is None:
            continue
        reading = _Reading(source, here, filled.at)
        if source.document.readable:
            return reading
        best = best or reading
    return best


def _fills(text: str, form: Format, cursor: Cursor) -> Iterator[Filled]:
    return fill_json(text, cursor) if form == "json" else fill_yaml(text, cursor)


def _is_key(asked: Asked) -> bool:
    """Return whether a key is wanted: also for a new item of an array of objects, as YAML begins one."""
    spot = asked.here.spot
    if spot.in_key:
        return True
    starts_object = spot.field is not None and bool(spot.field.part) and len(spot.inner) == 1
    return starts_object and asked.form == "yaml" and asked.cursor.style == "bare"


def _whole_machine(form: Format, offset: int) -> Completions:
    draft = write(MACHINE, form, "  ")
    item = Item("State machine", "snippet", draft.text, "StartAt and States", stops=tuple(draft.stops))
    return Completions(offset, offset, (item,))


def _unmarked(item: Item) -> Item:
    return item if MARK not in item.insert else replace(item, insert=item.insert.replace(MARK, ""))


def _unit(text: str) -> str:
    match = _INDENT.search(text)
    return match[1] if match is not None else "  "
