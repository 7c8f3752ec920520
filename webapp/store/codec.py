"""Events as the text of a row, and back, exactly.

An event is one JSON object as msgspec writes it: keys in order, integers of any size, floats to the last bit. Members
whose JSON takes more than a kilobyte are taken out and kept once, under their SHA-256; the row then begins with the
list of them (``{"~":{"output":["<hash>",<bytes>]},"type":…``). Putting them back is joining text, not parsing.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final

import msgspec

from webapp.engine.events import AnyEvent
from webapp.values import Json

INLINE_BYTES: Final = 1024
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
REFERENCES: Final = '{"~":'
VALUE_FIELDS: Final = frozenset({"input", "output", "parameters", "items", "pending", "value", "assigned"})


class Encoded(msgspec.Struct, frozen=True):
    """An event's row, and the large values that it refers to, by hash."""

    data: str
    payloads: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StoredValue:
    """A JSON value as it is shown: its ``text`` when small, else the ``hash`` to fetch it by. ``size`` is in bytes."""

    size: int
    text: str | None
    hash: str | None


def encode_all(events: Sequence[AnyEvent]) -> list[Encoded]:
    """Return the rows of ``events``. Nearly all are small, and written in one go."""
    try:
        lines = msgspec.json.Encoder().encode_lines(events).split(b"\n")
    except UnicodeEncodeError:
        return [encode(event) for event in events]
    return [
        Encoded(line.decode(), _NOTHING) if len(line) <= INLINE_BYTES else encode(event)
        for event, line in zip(events, lines, strict=False)  # a line ends with a break, so there is one part more
    ]


def encode(event: AnyEvent) -> Encoded:
    """Return the row of ``event``."""
    whole = _json_bytes(event)
    if len(whole) <= INLINE_BYTES:
        return Encoded(whole.decode(), _NOTHING)
    members, payloads, references = [], {}, {}
    for name, value in _members(event):
        text = _json_bytes(value)
        if len(text) > INLINE_BYTES:
            key = hash_of(text)
            payloads[key] = text.decode()
            references[name] = [key, len(text)]
        else:
            members.append(f'"{name}":{text.decode()}')
    if not references:
        return Encoded(whole.decode(), {})
    return Encoded(f"{REFERENCES}{_json_bytes(references).decode()},{','.join(members)}}}", payloads)


def decode(data: str, payloads: Mapping[str, str]) -> AnyEvent:
    """Return the event of a row; ``payloads`` must hold what :func:`references` names."""
    if data.startswith(REFERENCES):
        found, rest = _split(data)
        values = ",".join(f'"{name}":{payloads[key]}' for name, (key, _) in found.items())
        data = f"{{{values},{rest}"
    try:
        return _decoder().decode(data)
    except msgspec.ValidationError:
        raise
    except (msgspec.DecodeError, UnicodeError):
        # Text that is no Unicode (a lone half of a surrogate pair) came in escaped: only the standard library reads it.
        converted: AnyEvent = msgspec.convert(json.loads(data), AnyEvent)
        return converted


def references(data: str) -> tuple[str, ...]:
    """Return the hashes of the large values that a row refers to."""
    if not data.startswith(REFERENCES):
        return ()
    return tuple(key for key, _ in _split(data)[0].values())


def stored_value(value: Json) -> StoredValue:
    """Return how ``value`` is shown; its hash is the one that an event with this member has in the store."""
    text = _json_bytes(value)
    if len(text) <= INLINE_BYTES:
        return StoredValue(len(text), text.decode(), None)
    return StoredValue(len(text), None, hash_of(text))


def stored_values(event: AnyEvent) -> dict[str, StoredValue]:
    """Return the JSON members of an event (``input``, ``output``, …) as they are shown."""
    return {name: stored_value(value) for name, value in _members(event) if name in VALUE_FIELDS}


def value_text(value: Json) -> str:
    """Return the JSON text by which a large value is known: its SHA-256 is its hash."""
    return _json_bytes(value).decode()


def find_payload(events: Iterable[AnyEvent], hash: str) -> str | None:
    """Return the large value with this hash among the members of ``events``."""
    for event in events:
        text = encode(event).payloads.get(hash)
        if text is not None:
            return text
    return None


def hash_of(text: bytes) -> str:
    """Return the name of a payload."""
    return hashlib.sha256(text).hexdigest()


def _members(event: AnyEvent) -> list[tuple[str, Any]]:
    names = type(event).__struct_fields__
    return [("type", type(event).__struct_config__.tag), *((name, getattr(event, name)) for name in names)]


def _split(data: str) -> tuple[dict[str, list[Any]], str]:
    """Return the references at the start of a row, and its other members with the closing brace."""
    found, end = json.JSONDecoder().raw_decode(data, len(REFERENCES))
    return found, data[end + 1 :]


def _json_bytes(value: Any) -> bytes:
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(value), separators=(",", ":")).encode()


@cache
def _decoder() -> msgspec.json.Decoder[AnyEvent]:
    return msgspec.json.Decoder(AnyEvent)
