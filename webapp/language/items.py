"""What completion offers, and how it is written: as JSON or YAML, with or without the quotes that are there."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from webapp.asl import Format
from webapp.language.cursor import Cursor

Kind = Literal[
    "field", "state", "value", "variable", "function", "property", "resource", "error", "snippet", "placeholder"
]

_PLAIN: Final = re.compile(r"[A-Za-z_$][\w.$/-]*(?: [\w./-]+)*|[A-Za-z_][\w./:-]*[\w/]")
_LETTERS: Final = 2
_WORDS: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to insert.

    ``insert`` is the text as it is put in, ``stops`` the ranges in it to fill in one after the other, an empty range
    being a place to type. Lines after the first are indented like the line they are put in. ``rank`` orders, the least
    first; ``again`` asks for completion once more after it was put in.
    """

    label: str
    kind: Kind
    insert: str
    detail: str = ""
    about: str = ""
    rank: int = 5
    stops: tuple[tuple[int, int], ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Completions:
    """What may stand in place of ``start`` to ``end``; ``comma_at`` is where a comma has to be put as well."""

    start: int
    end: int
    items: tuple[Item, ...] = ()
    comma_at: int | None = None


@dataclass(slots=True)
class Draft:
    """A text with stops in the making."""

    text: str = ""
    stops: list[tuple[int, int]] = field(default_factory=list)

    def add(self, text: str) -> "Draft":
        """Append."""
        self.text += text
        return self

    def stop(self, text: str = "") -> "Draft":
        """Append a stop."""
        self.stops.append((len(self.text), len(self.text) + len(text)))
        return self.add(text)

    def extend(self, other: "Draft") -> "Draft":
        """Append another one."""
        self.stops += [(start + len(self.text), end + len(self.text)) for start, end in other.stops]
        return self.add(other.text)


def text_value(value: str, cursor: Cursor, form: Format) -> str:
    """Return the string ``value`` as it is put in at the cursor, in place of what stands inside its quotes."""
    match cursor.style:
        case "double":
            return json.dumps(value, ensure_ascii=False)[1:-1] + ("" if cursor.closed else '"')
        case "single":
            return value.replace("'", "''") + ("" if cursor.closed else "'")
        case "block":
            return value
        case _:
            return cursor.lead + quoted(value, form) + (", " if cursor.tail else "")


def word_value(value: str, cursor: Cursor) -> str:
    """Return a number, ``true`` or ``null`` as it is put in."""
    return cursor.lead + value + ("," if cursor.tail else "")


def quoted(value: str, form: Format) -> str:
    """Return a string as it stands in a text; in YAML without quotes where none are needed."""
    if form == "yaml" and _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    return json.dumps(value, ensure_ascii=False)


def key_draft(name: str, value: Draft, cursor: Cursor, form: Format, *, spread: bool = False) -> Draft:
    """Return a key with its value, as it is put in at the cursor; where a value follows already, the key alone.

    ``spread``: in YAML the value begins on the next line.
    """
    written = json.dumps(name, ensure_ascii=False)[1:-1]
    if cursor.has_colon:
        return Draft(text_value(name, cursor, form))
    match cursor.style:
        case "double" | "single":
            start = written + ('"' if cursor.style == "double" else "'")
        case _:
            start = quoted(name, form)
    draft = Draft(cursor.lead + start + (":" if form == "yaml" and spread else ": "))
    draft.extend(value)
    return draft.add("," if cursor.tail else "")


def end_of_key(cursor: Cursor) -> int:
    """Return where the range ends that a key replaces: behind its quote, unless a value follows."""
    return cursor.end + (cursor.closed and not cursor.has_colon)


def ranked(items: Sequence[Item], typed: str) -> tuple[Item, ...]:
    """Return the items that what is typed may mean, the likeliest first.

    First those that begin with it, then those that hold it; those that only have its letters in order where there is
    nothing else.
    """
    wanted = typed.lower()
    scored = [(_closeness(item.label.lower(), wanted), item.rank, place, item) for place, item in enumerate(items)]
    worst = 1 if any(closeness < _LETTERS for closeness, *_ in scored) else _LETTERS
    return tuple(item for closeness, _, _, item in sorted(scored, key=lambda each: each[:3]) if closeness <= worst)


def _closeness(label: str, wanted: str) -> int:
    if label.startswith(wanted):
        return 0
    if wanted in label:
        return 1
    letters = iter(label)
    return _LETTERS if all(letter in letters for letter in wanted) else _LETTERS + 1
