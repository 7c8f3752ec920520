"""The protocol of what holds objects in buckets, what is read from it, and how it fails."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from webapp.values import Json


class ItemsFailed(Exception):
    """Items could not be read, or results not written; the message is the execution's ``Cause``."""


@dataclass(frozen=True, slots=True)
class Items:
    """What an ``ItemReader`` gives.

    ``keys`` name the items where they are the members of an object, ``sources`` say where they are from, as (URI, how
    many of them).
    """

    items: list[Json]
    keys: list[str] | None = None
    sources: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """An object in a listing; ``modified_s`` are seconds since the epoch."""

    key: str
    size: int
    etag: str
    modified_s: int
    storage_class: str = "STANDARD"


class Buckets(Protocol):
    """Holds objects. Every method raises :class:`ItemsFailed` where it cannot do what it is for."""

    def get(self, bucket: str, key: str, version: str | None = None) -> bytes:
        """Return the content of an object."""
        ...

    def list(self, bucket: str, prefix: str) -> Iterator[Listed]:
        """Yield the objects whose keys begin with ``prefix``, in the order of their keys."""
        ...

    def put(self, bucket: str, key: str, body: bytes, content_type: str) -> None:
        """Write an object."""
        ...
