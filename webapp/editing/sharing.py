"""What a YAML anchor shares with its aliases is not edited: one gesture would change several places of the machine."""

import re

from webapp.asl.nodes import Node
from webapp.asl.text import Document
from webapp.editing.draft import Draft
from webapp.editing.edits import EditRefused

_ANCHOR = re.compile(r"(?<![^\s\[{,:-])&([^\s,\[\]{}]+)")


def check_sharing(document: Document, draft: Draft) -> None:
    """Refuse a draft that changes what an alias or a ``<<`` elsewhere repeats, or removes an anchor that one needs."""
    if document.format != "yaml" or document.root is None or not ("&" in document.text or "<<" in document.text):
        return
    aliases = [node for node in document.root.walk() if node.alias]
    shared = _shared_elements(document.root, aliases)
    if not aliases and not shared:
        return
    starts = {start for start, _ in shared}
    for plan in draft.plans.values():
        slots = [slot for slot in plan.slots if not slot.is_new]
        inside = any(start <= plan.node.start and plan.node.end <= end for start, end in shared)
        if inside or any(slot.start in starts for slot in slots):
            raise EditRefused(_message(document, plan.node.start))
        for slot in slots:
            if slot.removed:
                _check_anchors(document, aliases, slot.start, slot.end)
    for node, _ in draft.values.values():
        if any(start <= node.start and node.end <= end for start, end in shared):
            raise EditRefused(_message(document, node.start))
        _check_anchors(document, aliases, node.start, node.end)


def has_shared(document: Document, node: Node) -> bool:
    """Return whether ``node`` holds an anchor, an alias or what a ``<<`` brings."""
    inside = list(node.walk())
    if any(each.alias or any(member.merged for member in each.members) for each in inside):
        return True
    return _ANCHOR.search(document.text, max(node.start - 1, 0), node.end) is not None


def _shared_elements(root: Node, aliases: list[Node]) -> set[tuple[int, int]]:
    """Return the spans of all elements that stand once in the text and count in several places."""
    shared = {(member.start, member.end) for alias in aliases for member in alias.members}
    shared |= {(item.start, item.end) for alias in aliases for item in alias.items}
    for node in root.walk():
        shared |= {(member.start, member.end) for member in node.members if member.merged}
    return shared


def _check_anchors(document: Document, aliases: list[Node], start: int, end: int) -> None:
    text = document.text
    names = {match[1] for match in _ANCHOR.finditer(text[start:end])}
    for alias in aliases:
        if not start <= alias.start < end and text[alias.start + 1 : alias.end] in names:
            raise EditRefused(_message(document, start))


def _message(document: Document, start: int) -> str:
    line, _ = document.position(start)
    return f"Line {line} is shared by a YAML anchor and its aliases: a change would change other places. Edit the text."
