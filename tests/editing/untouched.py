"""What an edit leaves alone: the text of every element whose value stays, its order, and the comments around."""

import re
from collections import Counter
from dataclasses import dataclass

from webapp.asl.nodes import Member, Node
from webapp.asl.text import Document
from webapp.editing.blocks import content_end
from webapp.editing.comments import comment_spans
from webapp.editing.draft import same
from webapp.editing.style import own_members

_COMMENT = re.compile(r"(?://|#) (?:note|tail) \d+")


@dataclass(frozen=True, slots=True)
class Text:
    """A value as it is written, with its comments and without."""

    written: str
    bare: str


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What says the same and is written otherwise."""

    was: Text
    now: Text


@dataclass(frozen=True, slots=True)
class Reordered:
    """The members of an object that stand in another order."""

    was: tuple[str, ...]
    now: tuple[str, ...]


Change = Rewritten | Reordered


def changed_elsewhere(before: Document, after: Document) -> list[Change]:
    """Return what was rewritten although its value is the same."""
    if before.root is None or after.root is None:
        return []
    found: list[Change] = []
    _compare(before, before.root, after, after.root, found)
    return found


def lost_comments(before: Document, after: Document) -> Counter[str]:
    """Return the comments that an edit took away."""
    return Counter(_COMMENT.findall(before.text)) - Counter(_COMMENT.findall(after.text))


def new_comments(before: Document, after: Document) -> Counter[str]:
    """Return the comments that came twice."""
    return Counter(_COMMENT.findall(after.text)) - Counter(_COMMENT.findall(before.text))


def _compare(before: Document, old: Node, after: Document, new: Node, found: list[Change]) -> None:
    if same(old.value, new.value):
        if _source(before, old) != _source(after, new):
            found.append(Rewritten(_text(before, old), _text(after, new)))
        return
    if old.kind == new.kind == "object":
        _compare_members(before, old, after, new, found)
    elif old.kind == new.kind == "array" and len(old.items) == len(new.items):
        for left_item, right_item in zip(old.items, new.items, strict=True):
            _compare(before, left_item, after, right_item, found)


def _compare_members(before: Document, old: Node, after: Document, new: Node, found: list[Change]) -> None:
    mine, theirs = _by_key(old), _by_key(new)
    kept = [key for key in mine if key in theirs]
    if kept != [key for key in theirs if key in mine]:
        found.append(Reordered(tuple(mine), tuple(theirs)))
    for key in kept:
        left, right = mine[key].value, theirs[key].value
        if left is not None and right is not None:
            _compare(before, left, after, right, found)


def _by_key(node: Node) -> dict[str, Member]:
    return {member.key: member for member in own_members(node)}


def _text(document: Document, node: Node) -> Text:
    bare, position = "", node.start
    end = content_end(document.text, node)
    for start, comment_end in comment_spans(document):
        if node.start <= start < end:
            bare, position = bare + document.text[position:start], comment_end
    return Text(_source(document, node), bare + document.text[position:end])


def _source(document: Document, node: Node) -> str:
    return document.text[node.start : content_end(document.text, node)]
