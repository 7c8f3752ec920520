r"""Changes of a text, written as CodeMirror writes its change sets in JSON.

A list over the whole text before: ``5`` keeps five units, ``[5]`` deletes five, ``[5, "a", "b"]`` puts the lines ``a``
and ``b`` in their place. Units are those of UTF-16, and a ``"\r"`` is a character of its line as any other, so that
whoever counts so gets the text back byte for byte.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

TextChanges = list[int | list[int | str]]

_MOST_COMPARED: Final = 1_000_000
"""Lines before times lines after that are compared one by one; where there are more, one replacement holds them all."""

_Replaced = tuple[int, int, str]
"""From one character to another of the text before, and what is there instead."""


class ChangesRefused(ValueError):
    """The changes are not of this text, or what they make is no text; the message says which."""


def apply_changes(text: str, changes: TextChanges) -> str:
    """Return ``text`` after ``changes``; raise :class:`ChangesRefused`."""
    units = text.encode("utf-16-le", "surrogatepass")
    parts: list[bytes] = []
    at = 0
    for change in changes:
        length, lines = (change, None) if isinstance(change, int) else _read(change)
        if length < 0:
            raise ChangesRefused(f"a change cannot be of {length} units")
        end = at + 2 * length
        parts.append(units[at:end] if lines is None else "\n".join(lines).encode("utf-16-le", "surrogatepass"))
        at = end
    if at != len(units):
        raise ChangesRefused(f"the changes are of a text of {at // 2} units, this one has {len(units) // 2}")
    try:
        return b"".join(parts).decode("utf-16-le")
    except UnicodeDecodeError:
        raise ChangesRefused("the changes leave half a character") from None


def difference(before: str, after: str) -> TextChanges:
    """Return changes that make ``after`` of ``before``: small ones, since somebody may be typing beside them."""
    changes: TextChanges = []
    at = 0
    for start, end, new in _replaced(before, after):
        if start > at:
            changes.append(units_of(before[at:start]))
        changes.append([units_of(before[start:end]), *(new.split("\n") if new else ())])
        at = end
    if at < len(before):
        changes.append(units_of(before[at:]))
    return changes


def units_of(text: str) -> int:
    """Return the length of a text in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _read(change: list[int | str]) -> tuple[int, list[str]]:
    match change:
        case [int(length), *lines] if all(isinstance(line, str) for line in lines):
            return length, [line for line in lines if isinstance(line, str)]
    raise ChangesRefused("a change is a number, or a list of a number and lines")


def _replaced(before: str, after: str) -> Iterator[_Replaced]:
    """Yield what differs, by lines, and within those by characters."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    first, last = _same_ends(old, new)
    old_middle, new_middle = old[first : len(old) - last], new[first : len(new) - last]
    at = sum(map(len, old[:first]))
    for start, end, new_start, new_end in _blocks(old_middle, new_middle):
        place = at + sum(map(len, old_middle[:start]))
        yield _trimmed(place, "".join(old_middle[start:end]), "".join(new_middle[new_start:new_end]))


def _blocks(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    if len(old) * len(new) > _MOST_COMPARED or not (old and new):
        if old or new:
            yield 0, len(old), 0, len(new)
        return
    for kind, *block in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield block[0], block[1], block[2], block[3]


def _trimmed(place: int, old: str, new: str) -> _Replaced:
    """Leave what both begin and end with as it is; a line end stays in one piece."""
    first, last = _same_ends(old, new)
    if first and old[first - 1] == "\r" and "\n" in (old[first : first + 1], new[first : first + 1]):
        first -= 1
    if last and old[-last] == "\n" and "\r" in (old[-last - 1 : -last], new[-last - 1 : -last]):
        last -= 1
    return place + first, place + len(old) - last, new[first : len(new) - last]


def _same_ends(old: list[str] | str, new: list[str] | str) -> tuple[int, int]:
    """Return how many items are the same at the beginning, and how many of the others at the end."""
    most = min(len(old), len(new))
    first = next((index for index in range(most) if old[index] != new[index]), most)
    rest = most - first
    last = next((index for index in range(rest) if old[-1 - index] != new[-1 - index]), rest)
    return first, last
