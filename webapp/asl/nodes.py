"""The values of a text with their places: what the JSON and the YAML reader make alike."""

import re
from collections.abc import Iterator
from typing import Final, Literal

import msgspec

from webapp.values import Json, split_pointer

Kind = Literal["object", "array", "string", "number", "boolean", "null", "error"]

MAX_DEPTH: Final = 300
"""How deep values may nest: what is deeper is a problem, so that whoever recurses over a document may do so."""


MAX_BRACKETS: Final = 3000
"""How deep brackets may nest for a text to be read at all: of a broken one, the rest takes tree-sitter far longer."""

_BRACKETS: Final = re.compile(r'"(?:[^"\\\r\n]|\\.)*"|([\[{])|[\]}]', re.DOTALL)


def too_deep_at(text: str) -> int:
    """Return where brackets outside of strings nest deeper than :data:`MAX_BRACKETS`; -1 where they do not."""
    if text.count("[") + text.count("{") <= MAX_BRACKETS:
        return -1
    depth = 0
    for found in _BRACKETS.finditer(text):
        if found[1]:
            depth += 1
            if depth > MAX_BRACKETS:
                return found.start()
        elif found[0] in "]}":
            depth = max(depth - 1, 0)
    return -1


class Node(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A value and where it stands: ``start`` and ``end`` are code points of the text.

    ``value`` is the plain value: the last of duplicate keys wins, aliases are resolved. A YAML value with a local tag
    (``!Sub``) is a string that shows the reference as ``${…}``; ``tag`` names the tag, and ``members`` or ``items`` are
    those of the tagged value. An alias has its own ``start`` and ``end`` and the members of what it stands for.
    """

    kind: Kind
    start: int
    end: int
    value: Json = None
    members: tuple["Member", ...] = ()
    items: tuple["Node", ...] = ()
    tag: str = ""
    alias: bool = False

    def member(self, key: str) -> "Member | None":
        """Return the member that counts for ``key``: the last of duplicates."""
        for member in reversed(self.members):
            if member.key == key:
                return member
        return None

    def get(self, key: str) -> "Node | None":
        """Return the value of ``key``, if this is an object that has it."""
        for member in reversed(self.members):
            if member.key == key:
                return member.value
        return None

    def at(self, pointer: str) -> "Node | None":
        """Return the node at ``pointer``, from here."""
        node: Node | None = self
        for token in split_pointer(pointer):
            if node is None:
                return None
            node = node._item(token) if node.items else node.get(token)
        return node

    def walk(self) -> Iterator["Node"]:
        """Yield this node and all below, in the order of the text; what an alias stands for is not entered."""
        waiting: list[Node] = [self]
        while waiting:
            node = waiting.pop()
            yield node
            if not node.alias:
                inner = node.items or tuple(m.value for m in node.members if m.value is not None and not m.merged)
                waiting.extend(reversed(inner))

    def moved(self, by: int) -> "Node":
        """Return this node and all below ``by`` characters further on; the plain values are the same objects."""
        if not by:
            return self
        start, end = self.start + by, self.end + by
        members = tuple([member.moved(by) for member in self.members]) if self.members else ()
        items = tuple([item.moved(by) for item in self.items]) if self.items else ()
        return Node(self.kind, start, end, self.value, members, items, self.tag, self.alias)

    def _item(self, token: str) -> "Node | None":
        if not token.isascii() or not token.isdecimal() or int(token) >= len(self.items):
            return None
        return self.items[int(token)]


class Member(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A key and its value. ``value`` is ``None`` where the text breaks off; ``merged``: a YAML ``<<`` made it."""

    key: str
    key_node: Node
    value: Node | None
    start: int
    end: int
    merged: bool = False

    def moved(self, by: int) -> "Member":
        """Return this member ``by`` characters further on."""
        if not by:
            return self
        value = None if self.value is None else self.value.moved(by)
        return Member(self.key, self.key_node.moved(by), value, self.start + by, self.end + by, self.merged)
