"""How many bytes values take as JSON in UTF-8, which is what AWS counts against its quotas.

Encoding a small value takes a third of a microsecond. A large one is encoded once: an execution carries the same list
through a hundred states in a hundred new objects, so what has been measured is remembered by its identity, and an
object around it is summed up. Only the newest few large values are remembered, so that no memory is held for long.
"""

from typing import Final

import msgspec

from webapp.values.json import Json, json_text

_LARGE: Final = 4096
_MOST_REMEMBERED: Final = 24
_MOST_MEMBERS: Final = 64

_CONTAINERS: Final = (dict, list)

_encode = msgspec.json.Encoder().encode


def json_bytes(value: Json) -> int:
    """Return how many bytes ``value`` takes as compact JSON in UTF-8."""
    try:
        return len(_encode(value))
    except RecursionError:
        return _bytes_of_parts(value)
    except (UnicodeEncodeError, OverflowError):
        return len(json_text(value).encode("utf-8", "replace"))


def _bytes_of_parts(value: Json) -> int:
    """Return the bytes of a value that is nested deeper than an encoder goes."""
    total = 0
    waiting: list[Json] = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            total += max(2, 1 + len(part)) + sum(json_bytes(name) + 1 for name in part)
            waiting.extend(part.values())
        elif isinstance(part, list):
            total += max(2, 1 + len(part))
            waiting.extend(part)
        else:
            total += json_bytes(part)
    return total


class Sizes:
    """Measures values, and remembers large ones. For one thread only."""

    __slots__ = ("_known",)

    def __init__(self) -> None:
        self._known: dict[int, tuple[Json, int]] = {}

    def of(self, value: Json) -> int:
        """Return how many bytes ``value`` takes."""
        if self._known:
            summed = self._summed(value)
            if summed is not None:
                return summed
        size = json_bytes(value)
        if size >= _LARGE:
            self._remember(value, size)
        return size

    def exceed(self, value: Json, most: int) -> bool:
        """Return whether ``value`` takes more than ``most`` bytes."""
        if isinstance(value, _CONTAINERS):
            return self.of(value) > most
        return isinstance(value, str) and len(value) * 6 > most and json_bytes(value) > most

    def _summed(self, value: Json) -> int | None:
        """Return the size of a value that was measured, or of a small object around others."""
        known = self._known.get(id(value))
        if known is not None and known[0] is value:
            return known[1]
        if not isinstance(value, dict) or len(value) > _MOST_MEMBERS:
            return None
        if not any(id(member) in self._known for member in value.values()):
            return None
        return 1 + len(value) + sum(json_bytes(name) + 1 + self.of(member) for name, member in value.items())

    def _remember(self, value: Json, size: int) -> None:
        """Remember ``value`` and what is large right inside it, which often outlives it."""
        if isinstance(value, dict) and len(value) <= _MOST_MEMBERS:
            for member in value.values():
                if isinstance(member, dict | list | str) and (inner := json_bytes(member)) >= _LARGE:
                    self._keep(member, inner)
        self._keep(value, size)

    def _keep(self, value: Json, size: int) -> None:
        known = self._known
        known.pop(id(value), None)
        known[id(value)] = (value, size)
        while len(known) > _MOST_REMEMBERED:
            del known[next(iter(known))]
