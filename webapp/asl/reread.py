"""A JSON text read again after a change: only the elements that changed, in the innermost brackets where they are some.

What follows them moves. What does not change keeps its plain values, the very same objects, so that whoever remembers
what came of a value finds it again. A change that is not inside brackets, or leaves a mistake, is not for here:
then the whole is read.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from typing import Final, NamedTuple

from webapp.asl.json_reader import read_json_part
from webapp.asl.nodes import Member, Node
from webapp.values import Json

BLANKS: Final = " \t\r\n"
MOST_TRIED: Final = 3
"""In how many brackets around a change it is tried to be read, from the innermost out."""


class Change(NamedTuple):
    """``start`` to ``end`` of the text before was replaced; the text is ``by`` characters longer than it was."""

    start: int
    end: int
    by: int

    def is_most_of(self, text: str) -> bool:
        """Return whether ``text``, the one after the change, is rather another text than a changed one."""
        return 4 * (self.end + self.by - self.start) > 3 * len(text)


def change_between(before: str, after: str) -> Change:
    """Return the smallest change that makes one text of the other."""
    most = min(len(before), len(after))
    start = _most_common(lambda known, length: before[known:length] == after[known:length], most)
    rest, end_before, end_after = most - start, len(before), len(after)
    tail = _most_common(
        lambda known, length: (
            before[end_before - length : end_before - known] == after[end_after - length : end_after - known]
        ),
        rest,
    )
    return Change(start, end_before - tail, end_after - end_before)


class Reread(NamedTuple):
    """``root`` is that of the text after the change, of which ``start`` to ``end`` was read again."""

    root: Node
    start: int
    end: int


def reread(root: Node, before: str, text: str) -> Reread | None:
    """Return ``text`` read as a change of ``before``, whose ``root`` is known; see the module.

    The text before must be JSON without a problem.
    """
    change = change_between(before, text)
    around = [] if change.is_most_of(text) else list(_around(root, change))
    # A state put behind another differs from the end of the one to the end of the other: inside the one, no value.
    for depth in range(len(around), max(len(around) - MOST_TRIED, 0), -1):
        inner = around[depth - 1]
        stretch = _stretch(inner, change)
        new = _read(inner, stretch, before, text, change.by, depth)
        if new is not None:
            for outer in reversed(around[: depth - 1]):
                new = with_inner(outer, inner, new, change.by)
                inner = outer
            return Reread(new, stretch.start, stretch.end + change.by)
    return None


def adopt(before: Node, old: str, after: Node, text: str) -> Node:
    """Return ``after`` with the very values of ``before`` where the texts, ``text`` and ``old``, are the same.

    Both must have been read without a problem, and hold no aliases.
    """
    if before.kind != after.kind or before.tag or after.tag:
        return after
    if after.items:
        items = [
            item if known is None else _adopted(known, old, item, text)
            for known, item in zip_longest(before.items[: len(after.items)], after.items)
        ]
        value: Json = [item.value for item in items]
        return Node("array", after.start, after.end, value, items=tuple(items))
    if not after.members:
        return after
    members = adopted_members(before.members, old, after.members, text)
    values: Json = {member.key: None if member.value is None else member.value.value for member in members}
    return Node("object", after.start, after.end, values, tuple(members))


def adopted_members(before: Iterable[Member], old: str, after: Iterable[Member], text: str) -> list[Member]:
    """Return the members ``after`` with the very values of those ``before`` where the texts are the same."""
    there = {member.key: member for member in before}
    return [_adopted_member(there.get(member.key), old, member, text) for member in after]


def _adopted(before: Node, old: str, after: Node, text: str) -> Node:
    if _is_same(before, old, after, text):
        return before.moved(after.start - before.start)
    return adopt(before, old, after, text)


def _adopted_member(before: Member | None, old: str, after: Member, text: str) -> Member:
    if before is None or before.value is None or after.value is None:
        return after
    if _is_same(before, old, after, text):
        return before.moved(after.start - before.start)
    return Member(after.key, after.key_node, adopt(before.value, old, after.value, text), after.start, after.end)


def _is_same(before: Node | Member, old: str, after: Node | Member, text: str) -> bool:
    """Return whether the texts are the same and begin at the same column, which counts for what follows in YAML."""
    if before.end - before.start != after.end - after.start:
        return False
    columns = before.start - old.rfind("\n", 0, before.start), after.start - text.rfind("\n", 0, after.start)
    return columns[0] == columns[1] and old[before.start : before.end] == text[after.start : after.end]


class _Stretch(NamedTuple):
    """``start`` to ``end`` holds the elements of an object or array that changed: those from ``first`` to ``last``."""

    start: int
    end: int
    first: int
    last: int


def _stretch(container: Node, change: Change) -> _Stretch:
    """Return the elements that ``change`` is in, up to those that do not even touch it."""
    elements = container.members or container.items
    first, last = 0, len(elements)
    while first < last and elements[first].end < change.start:
        first += 1
    while last > first and elements[last - 1].start > change.end:
        last -= 1
    start = elements[first - 1].end if first else container.start + 1
    end = elements[last].start if last < len(elements) else container.end - 1
    return _Stretch(start, end, first, last)


def _read(container: Node, stretch: _Stretch, before: str, text: str, by: int, depth: int) -> Node | None:
    """Return ``container`` as it is now; ``None`` where the changed elements cannot be read alone."""
    start, end, first, last = stretch
    is_object = container.kind == "object"
    elements = container.members or container.items
    alone = _between_commas(text[start : end + by], comma_before=first > 0, comma_after=last < len(elements))
    if alone is None:
        return None
    known = {before[member.start : member.end]: member for member in container.members[first:last]}
    read = read_json_part(f"{{{alone}}}" if is_object else f"[{alone}]", depth, known)
    if read is None:
        return None
    read = read.moved(start - 1)
    after_start, after_end = container.start, container.end + by
    if not is_object:
        items = (*container.items[:first], *read.items, *[item.moved(by) for item in container.items[last:]])
        return Node("array", after_start, after_end, [item.value for item in items], items=items)
    members = (*container.members[:first], *read.members, *[member.moved(by) for member in container.members[last:]])
    values = {member.key: None if member.value is None else member.value.value for member in members}
    return Node("object", after_start, after_end, values, members) if len(values) == len(members) else None


def _between_commas(text: str, *, comma_before: bool, comma_after: bool) -> str | None:
    """Return ``text``, which stands between elements, with blanks for the commas to these; ``None`` without them."""
    inside = text.strip(BLANKS)
    if inside in ("", ","):
        return " " * len(text) if (inside == ",") == (comma_before and comma_after) else None
    first, last = len(text) - len(text.lstrip(BLANKS)), len(text.rstrip(BLANKS)) - 1
    if (comma_before and text[first] != ",") or (comma_after and text[last] != ","):
        return None
    start, end = first + comma_before, last + (not comma_after)
    if not text[start:end].strip(BLANKS):
        return None
    return " " * start + text[start:end] + " " * (len(text) - end)


def _around(root: Node, change: Change) -> Iterator[Node]:
    """Yield the objects and arrays whose brackets stand around ``change``, from the outermost in."""
    node: Node | None = root
    while node is not None and node.start < change.start and change.end < node.end:
        if node.kind not in ("object", "array"):
            return
        yield node
        inner = node.items or [member.value for member in node.members if member.value is not None]
        node = next((each for each in inner if each.start <= change.start and change.end <= each.end), None)


def with_inner(outer: Node, before: Node, after: Node, by: int) -> Node:
    """Return ``outer`` with ``after`` in the place of ``before``, which is ``by`` characters longer."""
    value: Json
    if outer.kind == "array":
        items = [_placed(item, before, after, by) for item in outer.items]
        value = [item.value for item in items]
        return Node("array", outer.start, outer.end + by, value, items=tuple(items))
    members: list[Member] = []
    value = dict(outer.value) if isinstance(outer.value, dict) else {}
    for member in outer.members:
        if member.value is before:
            value[member.key] = after.value
            members.append(Member(member.key, member.key_node, after, member.start, member.end + by))
        else:
            members.append(member if member.start < before.start else member.moved(by))
    return Node("object", outer.start, outer.end + by, value, tuple(members))


def _placed(item: Node, before: Node, after: Node, by: int) -> Node:
    if item is before:
        return after
    return item if item.start < before.start else item.moved(by)


def _most_common(same: Callable[[int, int], bool], most: int) -> int:
    """Return how many characters agree, of ``most``; ``same`` compares a stretch, and what comes before agrees."""
    known = 0
    while known < most:
        middle = (known + most + 1) // 2
        if same(known, middle):
            known = middle
        else:
            most = middle - 1
    return known
