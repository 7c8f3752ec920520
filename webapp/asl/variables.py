"""Where variables are assigned and read: ``Assign``, ``$name`` in paths and intrinsic functions, and in JSONata."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from webapp.asl.fields import Field, Shape
from webapp.asl.model import QueryLanguage
from webapp.asl.nodes import Member, Node
from webapp.asl.parts import Part, is_open
from webapp.expressions import ExpressionSyntaxError, is_jsonata, read_jsonata

_PATHS: Final = (Shape.PATH, Shape.REFERENCE_PATH, Shape.TEXT_PATH)
_TEMPLATES: Final = (Shape.TEMPLATE, Shape.VARIABLES)
_QUOTED_OR_VARIABLE = re.compile(r"'(?:[^'\\]|\\.)*'|(?<![\w$])\$([^\W\d][\w·]*)", re.DOTALL)
_PATH_VARIABLE = re.compile(r"\$([^\W\d][\w·]*)")


@dataclass(frozen=True, slots=True, eq=False)
class VariableRead:
    """A variable that is read: in ``field`` of ``part``, at ``tokens`` below it, at character ``index`` of ``node``.

    ``called`` says that JSONata uses it as a function.
    """

    name: str
    part: Part
    field: Field
    tokens: tuple[str | int, ...]
    node: Node
    index: int
    called: bool = False


def assigned(part: Part) -> dict[str, Member] | None:
    """Return the variables that the ``Assign`` of ``part`` sets, each with its member; ``None`` where they are open."""
    assign = part.node.get("Assign")
    if assign is None:
        return {}
    if is_open(assign):
        return None
    cut = "" if part.language == QueryLanguage.JSONATA else ".$"
    return {member.key.removesuffix(cut): member for member in assign.members}


def reads(part: Part) -> Iterator[VariableRead]:
    """Yield the variables that the fields of ``part`` read, in the order of the text."""
    for field, value in part.fields():
        if part.language == QueryLanguage.JSONATA:
            if field.expression or field.shape in _TEMPLATES:
                yield from _in_jsonata(part, field, value)
        elif field.shape in _PATHS:
            if value.kind == "string" and not is_open(value):
                yield from _in_text(part, field, (), value)
        elif field.shape in _TEMPLATES:
            yield from _in_template(part, field, value)


def inside(node: Node) -> Iterator[tuple[Node, tuple[str | int, ...], str]]:
    """Yield the values in ``node`` with the way to each and its last key; references of the file are not entered."""
    waiting: list[tuple[Node, tuple[str | int, ...], str]] = [(node, (), "")]
    while waiting:
        found = waiting.pop()
        inner, tokens, _ = found
        if is_open(inner):
            continue
        yield found
        below = [(item, (*tokens, index), "") for index, item in enumerate(inner.items)]
        below += [(each.value, (*tokens, each.key), each.key) for each in inner.members if each.value is not None]
        waiting.extend(reversed(below))


def _in_jsonata(part: Part, field: Field, value: Node) -> Iterator[VariableRead]:
    for node, tokens, _ in inside(value):
        text = str(node.value)
        if node.kind != "string" or not is_jsonata(text):
            continue
        try:
            uses = read_jsonata(text[2:-2]).uses
        except ExpressionSyntaxError:
            continue
        for use in uses:
            if use.kind == "variable":
                yield VariableRead(use.name, part, field, tokens, node, use.column + 1, use.called)


def _in_template(part: Part, field: Field, value: Node) -> Iterator[VariableRead]:
    for node, tokens, key in inside(value):
        if node.kind == "string" and key.endswith(".$"):
            yield from _in_text(part, field, tokens, node)


def _in_text(part: Part, field: Field, tokens: tuple[str | int, ...], node: Node) -> Iterator[VariableRead]:
    text = str(node.value)
    if text.startswith("$"):
        path = _PATH_VARIABLE.match(text)
        if path:
            yield VariableRead(path[1], part, field, tokens, node, 0)
        return
    for found in _QUOTED_OR_VARIABLE.finditer(text):
        if found[1]:
            yield VariableRead(found[1], part, field, tokens, node, found.start())
