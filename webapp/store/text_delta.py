"""A text as what differs from another one, small where the two have most in common. Pure.

Both ends that they share are only counted; what is between them is compressed with the other's as the dictionary, so
that a name that changed in ten places costs little more than one that changed in one.
"""

import struct
import zlib
from typing import Final

_COUNTS: Final = struct.Struct(">II")
_WINDOW: Final = 32_768
"""How far back the compression looks."""


def delta(base: str, text: str) -> bytes:
    """Return what :func:`restored` needs beside ``base`` to give ``text``."""
    old, new = base.encode(), text.encode()
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    packer = zlib.compressobj(9, zdict=_dictionary(old, head, tail))
    return _COUNTS.pack(head, tail) + packer.compress(new[head : len(new) - tail]) + packer.flush()


def restored(base: str, found: bytes) -> str:
    """Return the text whose ``delta`` from ``base`` is ``found``."""
    old = base.encode()
    head, tail = _COUNTS.unpack_from(found)
    unpacker = zlib.decompressobj(zdict=_dictionary(old, head, tail))
    middle = unpacker.decompress(found[_COUNTS.size :]) + unpacker.flush()
    return (old[:head] + middle + old[len(old) - tail :]).decode()


def _dictionary(old: bytes, head: int, tail: int) -> bytes:
    """Return what stood between the shared ends, with some of them around it, at most as long as is looked at."""
    start, end = max(0, head - _WINDOW // 4), len(old) - max(0, tail - _WINDOW // 4)
    return old[start:end][:_WINDOW]


def _common(left: bytes, right: bytes) -> int:
    """Return how many bytes both start with."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
