"""From JSON text to nodes: tree-sitter gives the tree, the standard parser says whether and where it is no JSON.

tree-sitter sees a *mask* of the text: one ASCII character for every character, so that its byte offsets are code
points, a bare ``${placeholder}`` as a string of the same length, and no ``+`` in an exponent, which its grammar does
not know. Values are read from the text itself.
"""

import json
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tree_sitter import Language, Parser
from tree_sitter import Node as Syntax
from tree_sitter_json import language

from webapp.asl.json_errors import SYNTAX_CODE, syntax_errors
from webapp.asl.nodes import MAX_DEPTH, Member, Node, too_deep_at
from webapp.asl.problems import Problem, Severity
from webapp.values import Json, join_pointer

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,400})(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_SIGNED_EXPONENT = re.compile(r"(?<=[0-9][eE])\+(?=[0-9])")
_TOKENS = re.compile(
    r'"(?:[^"\\\r\n]|\\.)*"?'  # where one is not closed, nothing behind it on its line is a placeholder or a comment
    r"|//[^\r\n]*|/\*.*?(?:\*/|\Z)"
    r'|\$\{(?:[^{}"]|"(?:[^"\\\r\n]|\\.)*"|\{(?:[^{}"]|"(?:[^"\\\r\n]|\\.)*"){0,1000}\}){0,1000}\}[\w.+-]*',
    re.DOTALL,
)
_WORDS: Final[dict[str, Json]] = {"true": True, "false": False, "null": None}


def read_json(text: str) -> tuple[Node | None, bool, list[Problem]]:
    """Return the root, whether the text is JSON (placeholders and comments aside), and the problems of the text."""
    reader = _Reader(text)
    return reader.root, reader.readable, reader.problems


def read_json_part(text: str, depth: int, known: Mapping[str, Member]) -> Node | None:
    """Return the object or array that ``text`` is, ``depth`` levels inside a document; ``None`` where it has a problem.

    ``known`` are members that were read before, by their texts: those of the outermost object are not read again.
    """
    reader = _Reader(text, depth, known)
    root = reader.root
    if root is None or reader.problems or not reader.readable or (root.start, root.end) != (0, len(text)):
        return None
    return root


class _Reader:
    def __init__(self, text: str, depth: int = 1, known: Mapping[str, Member] = MappingProxyType({})) -> None:
        self.text = text
        self.depth = depth
        self.known = known
        self.problems: list[Problem] = []
        self.trail: list[str | int] = []
        self.too_deep = False
        mask = self._mask()
        self.root: Node | None = None
        self.readable = False
        place = too_deep_at(mask)
        if place >= 0:
            self._report_depth(place, len(text))
            return
        tree = Parser(Language(language())).parse(mask.encode("ascii"))
        self.root = self._root(tree.root_node)
        errors = syntax_errors(text, mask, tree.root_node)
        self.readable = not errors and self.root is not None
        self.problems[:0] = errors

    def _mask(self) -> str:
        mask = self.text
        if not mask.isascii():
            if mask[0] == "\ufeff":
                mask = " " + mask[1:]
            mask = _NOT_ASCII.sub("x", mask)
        mask = _SIGNED_EXPONENT.sub("0", mask)
        if "${" in mask or "//" in mask or "/*" in mask:
            mask = _TOKENS.sub(self._masked, mask)
        return mask

    def _masked(self, match: re.Match[str]) -> str:
        token = match[0]
        if token[0] == "$":
            return '"' + "x" * (len(token) - 2) + '"'
        if token[0] == "/":
            self._report(SYNTAX_CODE, "JSON has no comments.", "error", match.start(), match.end())
            return "".join(character if character in "\r\n" else " " for character in token)
        return token

    def _root(self, document: Syntax) -> Node | None:
        if document.type == "ERROR" and any(child.type == "pair" for child in document.named_children):
            return self._container(document, self.depth)
        for child in document.named_children:
            if child.type in ("object", "array"):
                return self._container(child, self.depth)
            if child.type not in ("comment", "ERROR"):
                return self._scalar(child, child.type)
        return None

    def _container(self, syntax: Syntax, depth: int) -> Node:
        """Return the object or array; one call per level of nesting."""
        start, end = syntax.start_byte, syntax.end_byte
        if depth > MAX_DEPTH:
            self._report_depth(start, end)
            return Node("error", start, end)
        if syntax.type == "array":
            items: list[Node] = []
            for child in syntax.named_children:
                if (kind := child.type) in ("comment", "ERROR") or child.is_missing:
                    continue
                self.trail.append(len(items))
                items.append(
                    self._container(child, depth + 1) if kind in ("object", "array") else self._scalar(child, kind)
                )
                self.trail.pop()
            return Node("array", start, end, [item.value for item in items], items=tuple(items))
        members: list[Member] = []
        values: dict[str, Json] = {}
        for pair in syntax.named_children:
            if pair.type != "pair":
                continue
            if depth == self.depth and (member := self._known(pair)) is not None:
                members.append(member)
                values[member.key] = None if member.value is None else member.value.value
                continue
            parts = pair.children
            key_node = self._scalar(parts[0], parts[0].type)
            key = str(key_node.value)
            self.trail.append(key)
            if key in values:
                self._report(
                    "DUPLICATE_KEY", f'The key "{key}" stands here twice.', "error", key_node.start, key_node.end
                )
            value: Node | None = None
            if len(parts) == 3 and not parts[2].is_missing:
                kind = parts[2].type
                if kind in ("object", "array"):
                    value = self._container(parts[2], depth + 1)
                else:
                    value = self._scalar(parts[2], kind)
            self.trail.pop()
            members.append(Member(key, key_node, value, pair.start_byte, pair.end_byte))
            values[key] = None if value is None else value.value
        return Node("object", start, end, values, tuple(members))

    def _known(self, pair: Syntax) -> Member | None:
        """Return the member that ``pair`` is, if it was read before; a text of its own takes part once."""
        member = self.known.get(self.text[pair.start_byte : pair.end_byte]) if self.known else None
        return None if member is None else member.moved(pair.start_byte - member.start)

    def _scalar(self, syntax: Syntax, kind: str) -> Node:
        start, end = syntax.start_byte, syntax.end_byte
        text = self.text[start:end]
        if kind == "string":
            return Node("string", start, end, self._string(text, start, end))
        if kind == "number":
            return self._number(text, start, end)
        if kind in _WORDS:
            return Node("null" if kind == "null" else "boolean", start, end, _WORDS[kind])
        return Node("error", start, end, text)

    def _string(self, text: str, start: int, end: int) -> str:
        if text[:1] != '"':
            return text
        if "\\" not in text:
            return text[1:-1]
        try:
            value = str(json.loads(text))
        except ValueError:
            return text[1:-1]
        if any("\ud800" <= character <= "\udfff" for character in value):
            self._report("LONE_SURROGATE", "Half a surrogate pair is no character.", "error", start, end)
            value = "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in value)
        return value

    def _number(self, text: str, start: int, end: int) -> Node:
        match = _NUMBER.fullmatch(text)
        if match:
            number = float(text) if match[1] or match[2] else int(text)
            if abs(number) != float("inf"):
                return Node("number", start, end, number)
        self._report("NUMBER_OUT_OF_RANGE", f"{text[:40]} is no number that can be kept.", "error", start, end)
        return Node("error", start, end)

    def _report_depth(self, start: int, end: int) -> None:
        if not self.too_deep:
            message = f"Values may nest at most {MAX_DEPTH} levels deep; what is deeper is not read."
            self._report("NESTED_TOO_DEEPLY", message, "error", start, end)
        self.too_deep = True

    def _report(self, code: str, message: str, severity: Severity, start: int, end: int) -> None:
        pointer = join_pointer("", *self.trail)
        self.problems.append(Problem(code, message, severity, pointer, start, end))
