"""Large values as they are kept: each under its SHA-256, its own large members apart from it.

States hand the same large value on in ever new objects: ``{"payload": <200 KB>, "last": {…}}`` differs from the one
before in a few bytes. So a member above :data:`SHARED_BYTES` is kept as a value of its own, and in the text of the one
around it stands its hash between two :data:`SUBSTITUTE` characters, which no JSON text holds unescaped. Putting it back
is joining text.

What a value is cut into depends on the value alone, so that equal values have one hash. What has been encoded is
remembered by its identity, and neither encoded nor hashed again; values are never changed in place. Only the newest are
remembered, so that no memory is held for long.
"""

import hashlib
import json
import threading
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, Final

import msgspec

INLINE_BYTES: Final = 1024
"""So many bytes of JSON may a value take that is not kept by its hash."""

SHARED_BYTES: Final = 4096
"""So many may a member take that is kept with the value around it."""

SUBSTITUTE: Final = "\x1a"

_MOST_MEMBERS: Final = 64
_LEVELS: Final = 3
_MOST_REMEMBERED: Final = 64
_MOST_CHARACTERS: Final = 4_000_000


class Kept(msgspec.Struct, frozen=True):
    """How a value is kept: its ``text``, in which ``parts`` stand by their hashes; ``size`` is in bytes of the whole.

    A small value has no ``hash``: it stands where it is used.
    """

    text: str
    size: int
    hash: str | None = None
    parts: tuple["Kept", ...] = ()

    def payloads(self) -> Iterator[tuple[str, str]]:
        """Yield the texts to keep, with their hashes."""
        if self.hash is not None:
            yield self.hash, self.text
            for part in self.parts:
                yield from part.payloads()


class _Known(msgspec.Struct):
    """A value that was met, held so that its identity stays its own, and how it is kept so many levels deep."""

    value: Any
    by_levels: dict[int, Kept]
    characters: int = 0


class LargeValues:
    """Knows how values are kept, and remembers the large ones. Safe for several threads."""

    def __init__(self) -> None:
        self._known: dict[int, _Known] = {}
        self._characters = 0
        self._guard = threading.Lock()

    def kept(self, value: Any) -> Kept:
        """Return how ``value`` is kept."""
        with self._guard:
            return self._kept(value, _LEVELS)

    def knows(self, value: Any) -> bool:
        """Tell whether ``value``, or what is right inside it, has been met: then encoding it as a whole is a waste."""
        return bool(self._known) and (id(value) in self._known or self._knows_inside(value))

    def _knows_inside(self, value: Any) -> bool:
        kind = type(value)
        if (kind is not dict and kind is not list) or len(value) > _MOST_MEMBERS:
            return False
        return not self._known.keys().isdisjoint(map(id, value.values() if kind is dict else value))

    def _kept(self, value: Any, levels: int) -> Kept:
        known = self._known.get(id(value))
        if known is not None and levels in known.by_levels:
            return known.by_levels[levels]
        kept = self._cut(value, levels) if levels and self._knows_inside(value) else None
        if kept is None:
            text = json_bytes(value)
            if len(text) <= INLINE_BYTES:
                return Kept(text.decode(), len(text))
            kept = self._cut(value, levels) if levels and len(text) > SHARED_BYTES else None
            kept = kept or Kept(text.decode(), len(text), hash_of(text))
        if kept.size > SHARED_BYTES:
            self._remember(value, levels, kept)
        return kept

    def _cut(self, value: Any, levels: int) -> Kept | None:
        """Return how a value with large members is kept, ``None`` where it has none, or too many."""
        kind = type(value)
        if (kind is not dict and kind is not list) or len(value) > _MOST_MEMBERS:
            return None
        members = [self._kept(member, levels - 1) for member in (value.values() if kind is dict else value)]
        parts = tuple(member for member in members if member.size > SHARED_BYTES)
        if not parts:
            return None
        names = [f"{json_bytes(name).decode()}:" for name in value] if kind is dict else [""] * len(members)
        texts = (
            f"{SUBSTITUTE}{member.hash}{SUBSTITUTE}" if member.size > SHARED_BYTES else member.text
            for member in members
        )
        inside = ",".join(map("".join, zip(names, texts, strict=True)))
        text = f"{{{inside}}}" if kind is dict else f"[{inside}]"
        size = 1 + len(members) + sum(len(name.encode()) for name in names) + sum(member.size for member in members)
        return Kept(text, size, hash_of(text.encode()), parts)

    def _remember(self, value: Any, levels: int, kept: Kept) -> None:
        known = self._known.pop(id(value), None) or _Known(value, {})
        self._known[id(value)] = known  # the newest last
        # What has no large members is kept in one way, however deep it lies.
        known.by_levels |= {levels: kept} if kept.parts or not levels else dict.fromkeys(range(_LEVELS + 1), kept)
        known.characters += len(kept.text)
        self._characters += len(kept.text)
        while len(self._known) > _MOST_REMEMBERED or (self._characters > _MOST_CHARACTERS and len(self._known) > 1):
            self._characters -= self._known.pop(next(iter(self._known))).characters


@cache
def large_values() -> LargeValues:
    """Return what the whole program knows: the store meets a value first, and the page is told of it then."""
    return LargeValues()


def parts_of(texts: Iterable[str]) -> Iterator[str]:
    """Yield the hashes of the values that stand apart from the kept ``texts``."""
    for text in texts:
        if SUBSTITUTE in text:
            yield from text.split(SUBSTITUTE)[1::2]


def whole_text(key: str, payloads: Mapping[str, str]) -> str:
    """Return the JSON text of the value kept under ``key``; ``payloads`` must hold its parts too."""
    text = payloads[key]
    if SUBSTITUTE not in text:
        return text
    pieces = text.split(SUBSTITUTE)
    pieces[1::2] = [whole_text(part, payloads) for part in pieces[1::2]]
    return "".join(pieces)


def hash_of(text: bytes) -> str:
    """Return the name of a kept text."""
    return hashlib.sha256(text).hexdigest()


def json_bytes(value: Any) -> bytes:
    """Return ``value`` as JSON; what is no Unicode (a lone half of a surrogate pair) is escaped."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(value), separators=(",", ":")).encode()
