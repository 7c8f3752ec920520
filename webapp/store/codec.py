"""Events as the text of a row, and back, exactly.

An event is one JSON object as msgspec writes it: keys in order, integers of any size, floats to the last bit. Members
whose JSON takes more than a kilobyte are taken out and kept once, under their SHA-256; the row then begins with the
list of them (``{"~":{"output":["<hash>",<bytes>]},"type":…``). Putting them back is joining text, not parsing. How the
large values themselves are kept is told in :mod:`webapp.store.large_values`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Final

import msgspec

from webapp.engine.events import AnyEvent
from webapp.store.large_values import INLINE_BYTES, LargeValues, json_bytes, large_values, whole_text
from webapp.values import Json

REFERENCES: Final = '{"~":'
VALUE_FIELDS: Final = frozenset({"input", "output", "parameters", "items", "pending", "value", "assigned"})
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class Encoded(msgspec.Struct, frozen=True):
    """An event's row, and the large values that it refers to, by hash, with the parts that they refer to."""

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
    large = large_values()
    apart = {event.sequence: _with_values_apart(event, large) for event in events if _knows_values_of(event, large)}
    lines = iter(_lines([event for event in events if event.sequence not in apart] if apart else events))
    return [apart.get(event.sequence) or _encoded(event, next(lines)) for event in events]


def encode(event: AnyEvent) -> Encoded:
    """Return the row of ``event``."""
    return _encoded(event, json_bytes(event))


def decode(data: str, payloads: Mapping[str, str]) -> AnyEvent:
    """Return the event of a row; ``payloads`` must hold what :func:`references` names, and the parts of that."""
    if data.startswith(REFERENCES):
        found, rest = _split(data)
        values = ",".join(f'"{name}":{whole_text(key, payloads)}' for name, (key, _) in found.items())
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
    kept = large_values().kept(value)
    return StoredValue(kept.size, kept.text if kept.hash is None else None, kept.hash)


def stored_values(event: AnyEvent) -> dict[str, StoredValue]:
    """Return the JSON members of an event (``input``, ``output``, …) as they are shown."""
    return {name: stored_value(getattr(event, name)) for name in _value_fields(type(event))}


def find_payload(events: Iterable[AnyEvent], hash: str) -> str | None:
    """Return the large value with this hash among the members of ``events``."""
    for event in events:
        payloads = encode(event).payloads
        if hash in payloads:
            return whole_text(hash, payloads)
    return None


def _lines(events: Sequence[AnyEvent]) -> list[bytes]:
    try:
        return msgspec.json.Encoder().encode_lines(events).split(b"\n")
    except UnicodeEncodeError:
        return [json_bytes(event) for event in events]


def _encoded(event: AnyEvent, whole: bytes) -> Encoded:
    if len(whole) > INLINE_BYTES:
        apart = _with_values_apart(event, large_values())
        if apart.payloads:
            return apart
    return Encoded(whole.decode(), _NOTHING)


def _knows_values_of(event: AnyEvent, large: LargeValues) -> bool:
    for name in _value_fields(type(event)):  # noqa: SIM110 - `any` of a generator takes twice as long
        if large.knows(getattr(event, name)):
            return True
    return False


def _with_values_apart(event: AnyEvent, large: LargeValues) -> Encoded:
    """Return the row in which large members stand by their hashes."""
    members: list[str] = []
    payloads: dict[str, str] = {}
    references: dict[str, tuple[str, int]] = {}
    for name, value in _members(event):
        kept = large.kept(value)
        if kept.hash is not None:
            payloads.update(kept.payloads())
            references[name] = kept.hash, kept.size
        else:
            members.append(f'"{name}":{kept.text}')
    return Encoded(f"{REFERENCES}{json_bytes(references).decode()},{','.join(members)}}}", payloads)


def _members(event: AnyEvent) -> list[tuple[str, Any]]:
    names = type(event).__struct_fields__
    return [("type", type(event).__struct_config__.tag), *((name, getattr(event, name)) for name in names)]


@cache
def _value_fields(kind: type[AnyEvent]) -> tuple[str, ...]:
    return tuple(name for name in kind.__struct_fields__ if name in VALUE_FIELDS)


def _split(data: str) -> tuple[dict[str, list[Any]], str]:
    """Return the references at the start of a row, and its other members with the closing brace."""
    found, end = json.JSONDecoder().raw_decode(data, len(REFERENCES))
    return found, data[end + 1 :]


@cache
def _decoder() -> msgspec.json.Decoder[AnyEvent]:
    return msgspec.json.Decoder(AnyEvent)
