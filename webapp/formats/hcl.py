"""Terraform text as a document, with the pointers of Terraform's JSON syntax: ``/resource/TYPE/NAME/ATTRIBUTE``.

An expression that is no plain value is a string that shows it as ``${…}``; of a function call ``tag`` names the
function and ``items`` are the arguments. ``jsonencode`` of an object is that object.

tree-sitter sees a mask, as everywhere: one ASCII character for each of the text, so that byte offsets are code points.
"""

import re
from collections.abc import Iterator
from typing import Final

from tree_sitter import Language, Parser
from tree_sitter import Node as Syntax
from tree_sitter_hcl import language

from webapp.asl import MAX_DEPTH, Document, Member, Node, Problem
from webapp.values import Json

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|\$\$\{|%%\{", re.DOTALL)
_BRACKET = re.compile(r"[\[\](){}]")
_LETTERS: Final = {"n": "\n", "r": "\r", "t": "\t"}
_WRAPPERS: Final = ("expression", "literal_value", "collection_value", "template_expr")


def read_hcl(text: str) -> Document:
    """Return ``text`` as a document; what cannot be read of it is left out."""
    line_starts = (0, *(match.end() for match in _LINE_BREAK.finditer(text)))
    if _nests_too_deeply(text):
        problem = Problem("NESTED_TOO_DEEPLY", "This nests too deeply to be read.", "error", "", 0, len(text))
        return Document(text, "json", None, (problem,), False, line_starts)
    tree = Parser(Language(language())).parse(_NOT_ASCII.sub("x", text).encode("ascii"))
    reader = _Reader(text)
    root = reader.body(tree.root_node, _Part("", 0, len(text)))
    problems = tuple(_errors(tree.root_node))
    return Document(text, "json", root, problems, True, line_starts)


class _Part:
    """An object that blocks of the same name are gathered in."""

    def __init__(self, key: str, start: int, end: int) -> None:
        self.key_node = Node("string", start, end, key)
        self.start = start
        self.end = end
        self.parts: dict[str, _Part] = {}
        self.members: list[Member] = []

    def node(self) -> Node:
        inner = [Member(key, part.key_node, part.node(), part.start, part.end) for key, part in self.parts.items()]
        members = (*self.members, *inner)
        value = {member.key: None if member.value is None else member.value.value for member in members}
        return Node("object", self.start, self.end, value, members)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text

    def body(self, syntax: Syntax, part: _Part) -> Node:
        """Return the file: blocks of one level, whatever stands between them."""
        for child in _inside(syntax):
            if child.type == "block":
                self._block(child, part, 1)
        return part.node()

    def _block(self, block: Syntax, into: _Part, depth: int) -> None:
        for label in block.named_children:
            if label.type not in ("identifier", "string_lit"):
                break
            key = self._slice(label).strip('"')
            into = into.parts.setdefault(key, _Part(key, label.start_byte, block.end_byte))
            into.start, into.end = min(into.start, label.start_byte), max(into.end, block.end_byte)
        for child in _inside(block):
            if child.type == "attribute":
                into.members.append(self._attribute(child, depth + 1))
            elif child.type == "block" and depth < MAX_DEPTH:
                self._block(child, into, depth + 1)

    def _attribute(self, syntax: Syntax, depth: int) -> Member:
        key, value = syntax.named_children[0], syntax.named_children[-1]
        name = self._slice(key)
        key_node = Node("string", key.start_byte, key.end_byte, name)
        return Member(name, key_node, self._value(value, depth), syntax.start_byte, syntax.end_byte)

    def _value(self, syntax: Syntax, depth: int) -> Node:
        while syntax.type in _WRAPPERS and syntax.named_child_count == 1 and syntax.child_count == 1:
            syntax = syntax.named_children[0]
        start, end = syntax.start_byte, syntax.end_byte
        if depth > MAX_DEPTH:
            return Node("error", start, end)
        match syntax.type:
            case "object":
                return self._object(syntax, depth)
            case "tuple":
                items = tuple(
                    self._value(each, depth + 1) for each in syntax.named_children if each.type == "expression"
                )
                return Node("array", start, end, [item.value for item in items], items=items)
            case "string_lit" | "quoted_template":
                return Node("string", start, end, self._string(start + 1, end - 1))
            case "heredoc_template":
                return Node("string", start, end, self._slice(syntax), tag="heredoc")
            case "function_call":
                return self._call(syntax, depth)
            case _:
                return self._scalar(syntax)

    def _object(self, syntax: Syntax, depth: int) -> Node:
        members: list[Member] = []
        values: dict[str, Json] = {}
        for element in syntax.named_children:
            parts = [child for child in element.named_children if child.type == "expression"]
            if element.type != "object_elem" or len(parts) != 2:
                continue
            key_node = self._value(parts[0], depth + 1)
            written = self._slice(parts[0])
            key = written if written.isidentifier() else str(key_node.value)
            key_node = Node("string", key_node.start, key_node.end, key)
            value = self._value(parts[1], depth + 1)
            members.append(Member(key, key_node, value, element.start_byte, element.end_byte))
            values[key] = value.value
        return Node("object", syntax.start_byte, syntax.end_byte, values, tuple(members))

    def _call(self, syntax: Syntax, depth: int) -> Node:
        name = self._slice(syntax.named_children[0])
        arguments = [child for child in syntax.named_children if child.type == "function_arguments"]
        given = [self._value(each, depth + 1) for each in arguments[0].named_children] if arguments else []
        if name == "jsonencode" and given and given[0].kind == "object":
            return given[0]
        shown = "${" + self._slice(syntax) + "}"
        return Node("string", syntax.start_byte, syntax.end_byte, shown, items=tuple(given), tag=name)

    def _scalar(self, syntax: Syntax) -> Node:
        start, end, written = syntax.start_byte, syntax.end_byte, self._slice(syntax)
        match written:
            case "true" | "false":
                return Node("boolean", start, end, written == "true")
            case "null":
                return Node("null", start, end)
        if re.fullmatch(r"-?[0-9]{1,300}", written):
            return Node("number", start, end, int(written))
        if re.fullmatch(r"-?[0-9]{1,300}(\.[0-9]+)?([eE][-+]?[0-9]{1,2})?", written):
            return Node("number", start, end, float(written))
        return Node("string", start, end, "${" + written + "}", tag="expression")

    def _string(self, start: int, end: int) -> str:
        """Return the text of a quoted template; what it interpolates stays visible."""
        return _ESCAPE.sub(unescaped, self.text[start:end])

    def _slice(self, syntax: Syntax) -> str:
        return self.text[syntax.start_byte : syntax.end_byte]


def unescaped(found: re.Match[str]) -> str:
    """Return what an escape in a quoted template stands for."""
    if found[1] is None:
        return found[0][1:]
    if found[1][0] in "uU" and len(found[1]) > 1:
        point = int(found[1][1:], 16)
        return chr(point) if point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF else "\ufffd"
    return _LETTERS.get(found[1], found[1])


def _inside(syntax: Syntax) -> Iterator[Syntax]:
    """Yield the attributes and blocks of a body or block, also where the text around them is broken."""
    for child in syntax.named_children:
        if child.type in ("body", "ERROR"):
            yield from child.named_children
        else:
            yield child


def _errors(root: Syntax) -> Iterator[Problem]:
    """Yield the first place where the text is no Terraform."""
    waiting = [root] if root.has_error else []
    while waiting:
        node = waiting.pop()
        if node.type == "ERROR" or node.is_missing:
            end = min(node.end_byte, node.start_byte + 80)
            yield Problem("INVALID_TERRAFORM", "This is no Terraform configuration.", "error", "", node.start_byte, end)
            return
        waiting.extend(child for child in reversed(node.children) if child.has_error or child.is_missing)


def _nests_too_deeply(text: str) -> bool:
    """Return whether brackets could nest deeper than :data:`MAX_DEPTH`, those of templates included."""
    depth = 0
    for found in _BRACKET.finditer(text):
        depth = max(depth + (1 if found[0] in "{[(" else -1), 0)
        if depth > MAX_DEPTH:
            return True
    return False
