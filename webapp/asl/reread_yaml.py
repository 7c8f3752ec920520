"""A YAML text read again after a change: only the members of a block whose lines changed.

What stands on the lines from one key of a block to another is read alone, with the member before it, since comments
count with what they follow, and with a key behind it at the same column, as one stands there. Where the whole says
otherwise than the part (anchors, merges, marks of documents), or no key follows in the block, the whole is read.
"""

import re
from collections.abc import Iterator
from typing import Final

from webapp.asl.nodes import Node
from webapp.asl.reread import MOST_TRIED, Change, Reread, adopted_members, change_between, with_inner
from webapp.asl.yaml_reader import read_yaml_block

_NOT_ALONE: Final = re.compile(r"&|<<|\ufeff|^(?:---|\.\.\.|%)|\r(?!\n)", re.MULTILINE)
_NO_BLOCK: Final = "{[&!*|>'\""


def reread_yaml(root: Node, before: str, text: str) -> Reread | None:
    """Return ``text`` read as a change of ``before``, whose ``root`` is known; see the module.

    The text before must be YAML without a problem, and hold no anchors.
    """
    change = change_between(before, text)
    if change.is_most_of(text) or "<<" in before:
        return None
    around = list(_blocks_around(root, change, before))
    for at in range(len(around) - 1, max(len(around) - MOST_TRIED, 0) - 1, -1):
        inner, depth = around[at][-1], len(around[at])
        found = _read(inner, change, before, text, depth)
        if found is None:
            continue
        new = found.root
        for outer in reversed(around[at][:-1]):
            new = with_inner(outer, inner, new, change.by)
            inner = outer
        return Reread(new, found.start, found.end)
    return None


def _read(block: Node, change: Change, before: str, text: str, depth: int) -> Reread | None:
    """Return ``block`` as it is now, and from where to where it was read again."""
    members = block.members
    first, last = 0, len(members)
    while first < last and members[first].end < change.start:
        first += 1
    first = max(first - 1, 0)
    while last > first and _line_start(before, members[last - 1].start) > change.end:
        last -= 1
    if first >= last or last == len(members) or before[members[last].start] == ":":
        return None  # nothing follows, or what could be the value of a key behind a question mark
    start, end = _line_start(before, members[first].start), _line_start(before, members[last].start)
    column = members[last].start - end
    if members[first].start - start != column or before[start : members[first].start].strip(" "):
        return None
    part = text[start : end + change.by]
    if _NOT_ALONE.search(part):
        return None
    read = read_yaml_block(part, column, depth)
    if read is None:
        return None
    again = adopted_members(members[first:last], before, [each.moved(start) for each in read], text)
    now = (*members[:first], *again, *[member.moved(change.by) for member in members[last:]])
    values = {member.key: None if member.value is None else member.value.value for member in now}
    if len(values) != len(now) or again[0].start != members[first].start:
        return None
    return Reread(Node("object", block.start, block.end + change.by, values, now), start, end + change.by)


def _blocks_around(root: Node, change: Change, before: str) -> Iterator[tuple[Node, ...]]:
    """Yield the objects in block style around ``change``, each behind what it stands in, from the outermost in."""
    way: tuple[Node, ...] = ()
    node: Node | None = root
    while node is not None and node.start < change.start and change.end <= node.end:
        if node.kind not in ("object", "array") or node.tag or node.alias:
            return
        way = (*way, node)
        if node.members and before[node.start] not in _NO_BLOCK:
            yield way
        inner = node.items or [member.value for member in node.members if member.value is not None]
        node = next((each for each in inner if each.start <= change.start and change.end <= each.end), None)


def _line_start(text: str, position: int) -> int:
    return text.rfind("\n", 0, position) + 1
