"""A gesture done in steps, each on the text that the step before left, handed out as one set of edits.

Whatever the surgery made of a step is read back: were it no text any more, or did it say anything else than what was
wanted, the gesture would be refused and the text left alone.
"""

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import TypeVar

from webapp.asl.nodes import Node
from webapp.asl.text import Document, read_text
from webapp.editing.clipping import Clipping
from webapp.editing.commands import TransitionRef
from webapp.editing.comments import comments_of
from webapp.editing.definition import Definition
from webapp.editing.draft import Draft, same
from webapp.editing.edits import EditRefused, Replacement, apply, composed
from webapp.editing.moves import MovedPath, Moves
from webapp.editing.style import Style, detect
from webapp.editing.surgery import clip, edits_of
from webapp.editing.trail import Step, moves_of
from webapp.values import Json

UNSAFE = "This cannot be changed here without rewriting more of the file; edit the text."

UNCOVERED = 'A YAML "<<" would bring another value in the place of what goes here; edit the text.'

_NOTHING = {
    "json": re.compile(r"(?:\s|//[^\r\n]*+|(?>/\*.*?\*/)|\ufeff)*+", re.DOTALL),
    "yaml": re.compile(r"(?:\s|#[^\r\n]*+|^---(?=\s|\Z)|\ufeff)*+", re.MULTILINE),
}

T = TypeVar("T")


class Steps:
    """The text as the steps so far have left it. ``edits`` lead there from the first text, whose style is kept.

    ``selection``, ``notes`` and ``copies`` are for the answer: see :class:`webapp.editing.edits.Edited`. ``told`` are
    transitions that were written afresh elsewhere.
    """

    def __init__(self, document: Document, pointer: str, *, is_inside: bool = False) -> None:
        """Raise :class:`EditRefused` where no machine stands at ``pointer``."""
        self._is_inside = is_inside
        self.first = document
        self.edits: tuple[Replacement, ...] = ()
        self.notes: list[str] = []
        self.selection: tuple[str, ...] = ()
        self.document = document
        self.pointer = pointer
        root = machine_node(document, pointer)
        self.definition = Definition(document, root, is_inside=is_inside)
        self.told: dict[TransitionRef, TransitionRef] = {}
        self.copies: tuple[MovedPath, ...] = ()
        self._began = self.definition
        self._trail: list[Step] = []
        self.style: Style = detect(document, root)

    def take(self, step: Callable[[Definition], T]) -> T:
        """Do what ``step`` drafts, and return what it returns."""
        definition = self.definition
        answer = step(definition)
        if not definition.draft.touched():
            return answer
        edits, after = self._checked(definition)
        self._trail.append(Step(definition.root, definition.draft))
        self.edits = composed(self.first.text, self.edits, edits)
        self.document = after
        self.definition = Definition(after, machine_node(after, self.pointer), is_inside=self._is_inside)
        return answer

    @property
    def moves(self) -> Moves:
        """Return where what was in the machine is now."""
        return moves_of(self._began, self._trail, self.definition, self.told)

    def note(self, note: str) -> None:
        """Say something about what was done, once."""
        if note not in self.notes:
            self.notes.append(note)

    def clip(self, container: Node, element: str | int) -> Clipping:
        """Return a member or an item of the text as it stands, to be put elsewhere."""
        return clip(self.document, self.style, container, element)

    def lost_comments(self) -> int:
        """Return how many comments of the first text the steps have taken away."""
        return (Counter(comments_of(self.first)) - Counter(comments_of(self.document))).total()

    def note_lost_comments(self) -> None:
        """Say how many comments a gesture has taken away that should have taken none."""
        lost = self.lost_comments()
        if lost:
            self.note(f"{lost} {'comment' if lost == 1 else 'comments'} could not be kept at the new place.")

    def _checked(self, definition: Definition) -> tuple[tuple[Replacement, ...], Document]:
        document, draft = self.document, definition.draft
        wanted = draft.wanted(document.root) if document.root is not None else None
        try:
            edits = edits_of(document, draft, self.style)
            return edits, checked(document, edits, wanted)
        except EditRefused as refused:
            if refused.message == UNSAFE and _uncovers(document, draft):
                raise EditRefused(UNCOVERED) from None
            if refused.message != UNSAFE or not draft.forget_clippings():
                raise
        edits = edits_of(document, draft, self.style)
        return edits, checked(document, edits, wanted)


def _uncovers(document: Document, draft: Draft) -> bool:
    """Return whether something is removed from an object that a YAML ``<<`` brings values into."""
    removed = (plan.node for plan in draft.plans.values() if any(slot.removed for slot in plan.slots))
    return document.format == "yaml" and any("<<" in document.text[node.start : node.end] for node in removed)


def machine_node(document: Document, pointer: str) -> Node:
    """Return the machine at ``pointer``, or what stands in its place and may become one."""
    check_readable(document)
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


def is_empty(document: Document) -> bool:
    """Return whether a text holds nothing but comments."""
    return document.root is None and _NOTHING[document.format].fullmatch(document.text) is not None


def check_readable(document: Document) -> None:
    """Refuse a text with a mistake, by its place."""
    if document.readable:
        return
    first = next((p for p in document.problems if p.severity == "error"), None)
    line, column = document.position(first.start) if first is not None else (1, 1)
    why = first.message if first is not None else "this is no readable text"
    raise EditRefused(f"Line {line}, column {column}: {why} The text must be readable before it is edited here.")


def checked(document: Document, edits: tuple[Replacement, ...], wanted: Json) -> Document:
    """Return the text after ``edits``; raise :class:`EditRefused` where it does not say what is ``wanted``."""
    if any(left.end > right.start for left, right in pairwise(edits)):
        raise EditRefused(UNSAFE)
    after = read_text(apply(document.text, edits), document.format)
    if not after.readable or after.root is None or not same(after.root.value, wanted):
        raise EditRefused(UNSAFE)
    return after
