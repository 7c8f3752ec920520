"""From YAML text to nodes, by tree-sitter.

tree-sitter sees a *mask*: one ASCII character for every character of the text, so that its byte offsets are code
points. Its scanner keeps one number for each level of block nesting in a buffer of fixed size and does not look where
that ends, so a text that could nest too deeply is refused before.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, cast

from tree_sitter import Language, Parser
from tree_sitter import Node as Syntax
from tree_sitter_yaml import language

from webapp.asl import yaml_scalars
from webapp.asl.nodes import MAX_DEPTH, Kind, Member, Node, too_deep_at
from webapp.asl.problems import Problem
from webapp.asl.references import tagged_text
from webapp.asl.yaml_errors import syntax_errors
from webapp.values import Json, join_pointer

MAX_BLOCK_DEPTH: Final = 200
MAX_VALUES: Final = 1_000_000
MOST_ALONE: Final = 60
"""How deep values may nest in a part of a text that is read alone: far from where nesting is a problem."""
_NEXT_KEY: Final = "\N{WHITE SQUARE}:"

_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_SUSPICIOUS = re.compile(r"^ {80}|(?:[-?:][ \t]+){20}", re.MULTILINE)
_INDICATORS = re.compile(r"( *)((?:[-?:][ \t]+)*)")
_SCALARS: Final = ("plain_scalar", "single_quote_scalar", "double_quote_scalar", "block_scalar")
_SEQUENCES: Final = ("block_sequence", "flow_sequence")
_COLLECTIONS: Final = frozenset((*_SEQUENCES, "block_mapping", "flow_mapping", "flow_pair", "ERROR"))
_CONTENT: Final = (_COLLECTIONS - {"ERROR"}) | {*_SCALARS, "alias"}


class _Anchor(NamedTuple):
    """What an anchor names, how many values that is with aliases resolved, and how deep it goes."""

    node: Node
    values: int
    height: int


_UNFINISHED: Final = _Anchor(Node("error", 0, 0), 0, 0)


class _Entry(NamedTuple):
    """A pair of a mapping, or an item of a sequence, which has no key."""

    outer: Syntax
    key: Syntax | None
    value: Syntax | None


def read_yaml(text: str) -> tuple[Node | None, bool, list[Problem]]:
    """Return the root of the first document, whether the text is YAML, and the problems of the text."""
    reader = _Reader(text)
    return reader.root, reader.readable, reader.problems


def read_yaml_block(text: str, column: int, depth: int) -> tuple[Member, ...] | None:
    """Return the members that the lines ``text`` are, whose keys stand at ``column``, ``depth`` levels down.

    ``None`` where these lines are something else, or have a problem, though a key follows at that column.
    """
    reader = _Reader(f"{text}{' ' * column}{_NEXT_KEY}\n")
    root = reader.root
    if root is None or reader.problems or not reader.readable or reader.deepest + depth > MOST_ALONE:
        return None
    if root.kind != "object" or root.tag or root.alias or not root.members or root.start >= len(text):
        return None
    *members, last = root.members
    is_next = last.key == _NEXT_KEY[:-1] and last.start == len(text) + column
    at_column = (
        bool(members) and members[0].start == root.start and root.start - text.rfind("\n", 0, root.start) - 1 == column
    )
    return tuple(members) if is_next and at_column and text[root.start] not in "{[" else None


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.problems: list[Problem] = []
        self.root: Node | None = None
        self.readable = False
        self.trail: list[str | int] = []
        self.anchors: dict[str, _Anchor] = {}
        self.values = 0
        self.deepest = 0
        self.reported: set[str] = set()
        self.mask = mask = self._mask()
        place = 0 if _nests_too_deeply(mask) else too_deep_at(mask)
        if place >= 0:
            self._report_depth(place, len(text))
            return
        tree = Parser(Language(language())).parse(mask.encode("ascii"))
        self.root = self._document(tree.root_node)
        errors = syntax_errors(text, tree.root_node)
        self.readable = not errors and self.root is not None
        self.problems[:0] = errors

    def _mask(self) -> str:
        mask = self.text
        if not mask.isascii():
            if mask[0] == "\ufeff":
                mask = "\n" + mask[1:]
            mask = _NOT_ASCII.sub("x", mask)
        return mask

    def _document(self, stream: Syntax) -> Node | None:
        documents = [child for child in stream.named_children if child.type == "document"]
        for extra in documents[1:2]:
            self._report("SEVERAL_DOCUMENTS", "Only the first YAML document is read.", extra.start_byte, extra.end_byte)
        for document in documents[:1]:
            for child in document.named_children:
                if child.type in ("block_node", "flow_node"):
                    return self._value(child, 1, -1)
        for child in (stream, *stream.named_children):
            if child.type == "ERROR" and any(pair.type == "block_mapping_pair" for pair in child.named_children):
                return self._value(child, 1, -1)
        return None

    def _value(self, syntax: Syntax, depth: int, outer_start: int) -> Node:
        """Return the node of a ``block_node`` or ``flow_node``; one call per level of nesting.

        ``outer_start`` is where the entry of the collection starts that it stands in; -1 for the root.
        """
        start, end = syntax.start_byte, syntax.end_byte
        if depth > self.deepest:
            self.deepest = depth
        self.values += 1
        if depth > MAX_DEPTH:
            self._report_depth(start, end)
            return Node("error", start, end)
        anchor, tag, content = self._properties(syntax)
        if anchor:
            self.anchors[anchor] = _UNFINISHED
        kind = "" if content is None else content.type
        deepest, self.deepest = self.deepest, depth
        before = self.values
        if content is not None and kind in _COLLECTIONS:
            members: list[Member] = []
            is_sequence = kind in _SEQUENCES
            for index, entry in enumerate(_entries(content)):
                outer, value = entry.outer, entry.value
                outer_from, outer_to = outer.start_byte, outer.end_byte
                key_node = self._key(entry, depth)
                key = _key_text(key_node)
                self.trail.append(index if is_sequence else key)
                if value is None:
                    value_node = Node("null", outer_to, outer_to)
                else:
                    value_node = self._value(value, depth + 1, outer_from)
                self.trail.pop()
                members.append(Member(key, key_node, value_node, outer_from, outer_to))
            node = self._collection(kind, start, end, members)
        else:
            node = self._leaf(start, end, content, tag, depth, outer_start)
        if tag:
            node = self._tagged(node, tag)
        if anchor:
            self.anchors[anchor] = _Anchor(node, self.values - before, self.deepest - depth)
        if deepest > self.deepest:
            self.deepest = deepest
        return node

    def _collection(self, kind: str, start: int, end: int, members: list[Member]) -> Node:
        if kind not in _SEQUENCES:
            return self._object(start, end, members)
        items = tuple(member.value for member in members if member.value is not None)
        return Node("array", start, end, [item.value for item in items], items=items)

    def _leaf(self, start: int, end: int, content: Syntax | None, tag: str, depth: int, outer_start: int) -> Node:
        if content is None:
            return Node("string", start, end, "") if tag in ("!", "!!str") else Node("null", start, end)
        if content.type == "alias":
            return self._alias(start, end, content, depth)
        return self._scalar(start, end, content, outer_start, tag)

    def _properties(self, syntax: Syntax) -> tuple[str, str, Syntax | None]:
        """Return anchor, tag and content of a node."""
        if syntax.type in _CONTENT or syntax.type == "ERROR":
            return "", "", syntax
        anchor = tag = ""
        for child in syntax.named_children:
            match child.type:
                case "anchor":
                    anchor = self.text[child.start_byte + 1 : child.end_byte]
                case "tag":
                    tag = self.text[child.start_byte : child.end_byte]
                case kind if kind in _CONTENT:
                    return anchor, tag, child
        return anchor, tag, None

    def _key(self, entry: "_Entry", depth: int) -> Node:
        if entry.key is None:
            return Node("null", entry.outer.start_byte, entry.outer.start_byte)
        node = self._value(entry.key, depth + 1, 0)
        if node.kind in ("object", "array"):
            self._report("KEY_IS_NO_TEXT", "A key must be text.", node.start, node.end)
        elif node.kind in ("number", "boolean", "null") and node.end > node.start and not node.alias:
            return Node("string", node.start, node.end, self.text[node.start : node.end])
        return node

    def _object(self, start: int, end: int, members: list[Member]) -> Node:
        """Return the object with what ``<<`` merges into it, which never replaces a key of its own."""
        values: dict[str, Json] = {}
        merged: list[Member] = []
        for member in members:
            if member.key == "<<" and self.text[member.key_node.start] == "<":
                merged.extend(self._merged(member))
                continue
            if member.key in values:
                self.trail.append(member.key)
                key_node = member.key_node
                self._report(
                    "DUPLICATE_KEY", f'The key "{member.key}" stands here twice.', key_node.start, key_node.end
                )
                self.trail.pop()
            values[member.key] = None if member.value is None else member.value.value
        kept = [member for member in members if member.key in values]
        for member in merged:
            if member.key not in values:
                values[member.key] = None if member.value is None else member.value.value
                kept.append(member)
        return Node("object", start, end, values, tuple(kept))

    def _merged(self, member: Member) -> list[Member]:
        value = member.value
        sources = () if value is None else value.items if value.kind == "array" else (value,)
        found = []
        for source in sources:
            if source.kind != "object":
                self._report("BAD_MERGE", "Only an object can be merged by <<.", source.start, source.end)
            for inner in source.members:
                found.append(Member(inner.key, inner.key_node, inner.value, inner.start, inner.end, merged=True))
        return found

    def _alias(self, start: int, end: int, content: Syntax, depth: int) -> Node:
        name = self.text[content.start_byte + 1 : content.end_byte]
        if name not in self.anchors:
            self._report("UNKNOWN_ALIAS", f"No anchor &{name} stands before this alias.", start, end)
            return Node("error", start, end, alias=True)
        target = self.anchors[name]
        if target is _UNFINISHED:
            self._report("UNKNOWN_ALIAS", f"The alias *{name} stands inside what it names.", start, end)
            return Node("error", start, end, alias=True)
        self.values += target.values
        self.deepest = max(self.deepest, depth + target.height)
        if depth + target.height > MAX_DEPTH:
            self._report_depth(start, end)
            return Node("error", start, end, alias=True)
        if self.values > MAX_VALUES:
            self._report_once("TOO_MANY_VALUES", f"Aliases repeat this to more than {MAX_VALUES:,} values.", start, end)
            return Node("error", start, end, alias=True)
        node = target.node
        return Node(node.kind, start, end, node.value, node.members, node.items, node.tag, alias=True)

    def _scalar(self, start: int, end: int, content: Syntax, outer_start: int, tag: str) -> Node:
        text = self.text[content.start_byte : content.end_byte]
        value: Json
        match content.type:
            case "single_quote_scalar":
                value = yaml_scalars.single_quoted(text)
            case "double_quote_scalar":
                value = yaml_scalars.double_quoted(text)
            case "block_scalar":
                indent = max(outer_start - self.mask.rfind("\n", 0, max(outer_start, 0)) - 1, 0)
                value = yaml_scalars.block(self.text, content.start_byte, content.end_byte, indent)
            case _ if tag:
                value = yaml_scalars.plain_text(text)
            case _:
                value = yaml_scalars.plain(text)
        if isinstance(value, str) and not value.isascii():
            value = _SURROGATE.sub("\ufffd", value)
        return Node(_kind(value), start, end, value)

    def _tagged(self, node: Node, tag: str) -> Node:
        """Return ``node`` as its tag says: ``!!str`` and its like give the type, a local tag a reference as text.

        A tag that says what is seen anyway, ``!!map`` or ``!!seq``, is none.
        """
        value: Json
        if tag in ("!!map", "!!seq") and node.kind in ("object", "array"):
            return node
        if tag.startswith("!!") or tag == "!":
            if node.kind != "string" or tag in ("!", "!!str", "!!binary", "!!timestamp"):
                return Node(node.kind, node.start, node.end, node.value, node.members, node.items, tag, node.alias)
            value = yaml_scalars.plain(cast(str, node.value).strip())
            return Node(_kind(value), node.start, node.end, value, tag=tag)
        value = tagged_text(tag[1:], node.value)
        return Node("string", node.start, node.end, value, node.members, node.items, tag, node.alias)

    def _report_depth(self, start: int, end: int) -> None:
        message = f"Values may nest at most {MAX_DEPTH} levels deep; what is deeper is not read."
        self._report_once("NESTED_TOO_DEEPLY", message, start, end)

    def _report_once(self, code: str, message: str, start: int, end: int) -> None:
        if code not in self.reported:
            self._report(code, message, start, end)
        self.reported.add(code)

    def _report(self, code: str, message: str, start: int, end: int) -> None:
        self.problems.append(Problem(code, message, "error", join_pointer("", *self.trail), start, end))


def _entries(content: Syntax) -> Iterator[_Entry]:
    """Yield what stands in a collection: ``{a}`` has a key alone, ``[a: b]`` an item that is a mapping of one pair."""
    if content.type == "flow_pair":
        yield _Entry(content, content.child_by_field_name("key"), content.child_by_field_name("value"))
        return
    is_sequence = content.type in _SEQUENCES
    for child in content.named_children:
        match child.type:
            case "block_sequence_item":
                inner = (part for part in child.named_children if part.type in ("block_node", "flow_node"))
                yield _Entry(child, None, next(inner, None))
            case "flow_node" | "flow_pair" if is_sequence:
                yield _Entry(child, None, child)
            case "block_mapping_pair" | "flow_pair":
                yield _Entry(child, child.child_by_field_name("key"), child.child_by_field_name("value"))
            case "flow_node":
                yield _Entry(child, child, None)


def _key_text(node: Node) -> str:
    return node.value if isinstance(node.value, str) else "null" if node.value is None else str(node.value)


def _kind(value: Json) -> Kind:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case _:
            return "string"


def _nests_too_deeply(mask: str) -> bool:
    """Return whether blocks could nest deeper than :data:`MAX_BLOCK_DEPTH`: two levels for each column to the right."""
    if not _SUSPICIOUS.search(mask):
        return False
    columns: list[int] = []
    for line in mask.splitlines():
        match = _INDICATORS.match(line)
        if match is None or not line.strip():
            continue
        column = len(match[1])
        while columns and columns[-1] >= column:
            columns.pop()
        columns.append(column)
        if 2 * (len(columns) + len(match[2].split())) > MAX_BLOCK_DEPTH:
            return True
        for indicator in re.finditer(r"\S", match[2]):
            columns.append(column + indicator.end())
    return False
