"""One gesture: a document and a command in, the smallest text edits out.

Whatever the surgery made is read back before it is handed out: were it no text any more, or did it say anything else
than what was wanted, the gesture would be refused and the text left alone.
"""

import re
from itertools import pairwise
from typing import assert_never

from webapp.asl.nodes import Node
from webapp.asl.text import Document, read_text
from webapp.editing.add_branch import add_branch
from webapp.editing.commands import (
    AddBranch,
    Connect,
    DeleteState,
    Disconnect,
    EditCommand,
    InsertState,
    RenameState,
    SetField,
)
from webapp.editing.connect import connect, disconnect
from webapp.editing.definition import Definition
from webapp.editing.delete_state import delete_state
from webapp.editing.draft import same
from webapp.editing.edits import Edited, EditRefused, Replacement, apply
from webapp.editing.insert_state import first_text, insert_state
from webapp.editing.rename_state import rename_state
from webapp.editing.set_field import set_field
from webapp.editing.style import Style, detect
from webapp.editing.surgery import edits_of
from webapp.editing.writing import block, bracketed
from webapp.values import Json

UNSAFE = "This cannot be changed here without rewriting more of the file; edit the text."

_NOTHING = {
    "json": re.compile(r"(?:\s|//[^\r\n]*+|(?>/\*.*?\*/)|\ufeff)*+", re.DOTALL),
    "yaml": re.compile(r"(?:\s|#[^\r\n]*+|^---(?=\s|\Z)|\ufeff)*+", re.MULTILINE),
}


def edit(document: Document, machine_pointer: str, command: EditCommand) -> Edited:
    """Return the edits that do ``command`` to the machine at ``machine_pointer``, or raise :class:`EditRefused`."""
    if document.root is None and not machine_pointer and _NOTHING[document.format].fullmatch(document.text):
        return _edit_empty(document, command)
    definition = Definition(document, _machine(document, machine_pointer))
    select = _draft(definition, command)
    style = detect(document, definition.root)
    edits = edits_of(document, definition.draft, style)
    if document.root is not None:
        _check(document, edits, definition.draft.wanted(document.root))
    return Edited(edits, select)


def _draft(definition: Definition, command: EditCommand) -> str | None:
    """Draft ``command`` and return the state to select."""
    if definition.root.kind != "object" and not isinstance(command, InsertState):
        raise EditRefused("There is no machine here yet: insert a first state.")
    match command:
        case InsertState():
            return insert_state(definition, command)
        case DeleteState():
            return delete_state(definition, command)
        case RenameState():
            return rename_state(definition, command)
        case Connect():
            return connect(definition, command)
        case Disconnect():
            return disconnect(definition, command)
        case SetField():
            return set_field(definition, command)
        case AddBranch():
            return add_branch(definition, command)
        case _:
            assert_never(command)


def _machine(document: Document, pointer: str) -> Node:
    if not document.readable:
        first = next((p for p in document.problems if p.severity == "error"), None)
        line, column = document.position(first.start) if first is not None else (1, 1)
        why = first.message if first is not None else "this is no readable text"
        raise EditRefused(f"Line {line}, column {column}: {why} The text must be readable before it is edited here.")
    node = document.at(pointer)
    if node is None:
        raise EditRefused(f"Nothing stands at {pointer or 'the top of the text'}.")
    if node.alias or node.tag:
        raise EditRefused("This machine stands for something written elsewhere; edit the text.")
    if node.kind == "string":
        raise EditRefused("This machine is written as a string inside the file; edit the text.")
    if node.kind not in ("object", "null"):
        raise EditRefused("What stands here is no state machine; edit the text.")
    return node


def _edit_empty(document: Document, command: EditCommand) -> Edited:
    """Turn a text without a value into a complete machine, behind the comments that it may have."""
    if not isinstance(command, InsertState):
        raise EditRefused("The text is empty: insert a first state.")
    machine, select = first_text(command)
    text = document.text
    style = Style(document.format, newline="\r\n" if "\r\n" in text else "\n")
    new = bracketed(style, machine, spread=True, indent="") if style.format == "json" else block(style, machine, 0)
    lead = style.newline if text.strip() and not text.endswith("\n") else ""
    start = len(text) if text.strip() else 0
    edits = (Replacement(start, len(text), lead + new + style.newline),)
    _check(document, edits, machine)
    return Edited(edits, select)


def _check(document: Document, edits: tuple[Replacement, ...], wanted: Json) -> None:
    if any(left.end > right.start for left, right in pairwise(edits)):
        raise EditRefused(UNSAFE)
    after = read_text(apply(document.text, edits), document.format)
    if not after.readable or after.root is None or not same(after.root.value, wanted):
        raise EditRefused(UNSAFE)
