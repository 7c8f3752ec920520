"""Placeholders in texts: ``${source:address, fallback}`` and ``#{AWS::AccountId}``, which may nest.

What is not known stays visible as it is written.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from webapp.formats.host import Variable
from webapp.values import Json

Lookup = Callable[[str], Variable | None]
"""From one source such as ``self:service`` to what is known of it, its own placeholders resolved."""

_LAST_RESORT: Final = {"opt:stage": "sls:stage", "opt:region": "aws:region"}
_OPENING = re.compile(r"[$#]\{")
_MOST_CHARACTERS: Final = 65_536
_DEEPEST: Final = 20


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A placeholder in a text; ``inner`` is what stands between its braces."""

    start: int
    end: int
    inner: str


def find_placeholders(text: str) -> Iterator[Placeholder]:
    """Yield the outermost placeholders of ``text``."""
    place = 0
    while (start := _next_start(text, place)) >= 0:
        end = _closing(text, start + 2)
        if end < 0:
            return
        yield Placeholder(start, end + 1, text[start + 2 : end])
        place = end + 1


def resolve_text(text: str, lookup: Lookup, depth: int = 0) -> str:
    """Return ``text`` with what ``lookup`` knows put in place of its placeholders; too large a text stays."""
    parts: list[str] = []
    place = 0
    for found in find_placeholders(text):
        variable = resolve_placeholder(found.inner, lookup, depth) if depth < _DEEPEST else None
        value = None if variable is None else text_of(variable.value)
        parts += (text[place : found.start], text[found.start : found.end] if value is None else value)
        place = found.end
    resolved = "".join((*parts, text[place:]))
    return resolved if len(resolved) <= _MOST_CHARACTERS else text


def resolve_placeholder(inner: str, lookup: Lookup, depth: int = 0) -> Variable | None:
    """Return what ``inner`` means: the first of its alternatives that is known, best one with nothing open in it."""
    found = lookup(inner.strip())
    if found is not None:
        return found
    partly: Variable | None = None
    alternatives = _alternatives(inner)
    for alternative in alternatives:
        source = resolve_text(alternative, lookup, depth + 1) if "{" in alternative else alternative
        found = _literal(source) or lookup(source)
        if found is not None and not is_open(found.value):
            return found
        partly = partly or found
    return partly or lookup(_LAST_RESORT.get(alternatives[0], ""))


def is_open(value: Json) -> bool:
    """Return whether ``value`` is a text with a placeholder in it."""
    return isinstance(value, str) and any(True for _ in find_placeholders(value))


def head(inner: str) -> str:
    """Return the first alternative between the braces: the name under which a value may be given."""
    return next(iter(_alternatives(inner)), inner.strip())


def text_of(value: Json) -> str | None:
    """Return a scalar as text; an object, array or null has none."""
    match value:
        case bool():
            return "true" if value else "false"
        case str() | int() | float():
            return str(value)
        case _:
            return None


def _literal(source: str) -> Variable | None:
    """Return a quoted text or a number that stands as a fallback."""
    if len(source) >= 2 and source[0] in "'\"" and source[-1] == source[0]:
        return Variable(source[1:-1], "default")
    if source in ("true", "false") or source.lstrip("-").replace(".", "", 1).isdecimal():
        return Variable(source, "default")
    return None


def _alternatives(inner: str) -> tuple[str, ...]:
    """Return the parts between commas that stand in no brackets and no quotes."""
    parts, depth, quote, start = [], 0, "", 0
    for place, character in enumerate(inner):
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character in "({":
            depth += 1
        elif character in ")}":
            depth -= 1
        elif character == "," and depth == 0:
            parts.append(inner[start:place])
            start = place + 1
    return tuple(part.strip() for part in (*parts, inner[start:]))


def _next_start(text: str, place: int) -> int:
    found = _OPENING.search(text, place)
    return -1 if found is None else found.start()


def _closing(text: str, place: int) -> int:
    """Return where the brace closes that was opened before ``place``."""
    depth = 0
    for index in range(place, len(text)):
        if text[index] == "{":
            depth += 1
        elif text[index] == "}":
            if depth == 0:
                return index
            depth -= 1
    return -1
