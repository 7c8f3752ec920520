"""Edits of a definition that is text inside a file: computed on that text, written as edits of the file, read back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from webapp.asl import Document, read_text
from webapp.editing import EditCommand, Edited, EditRefused, Replacement, apply, edit, same
from webapp.formats import CannotWrite, Change, Host, HostMachine, TextInFile, text_in_file
from webapp.values import Json, split_pointer

UNSAFE = (
    "This cannot be written into the text that the definition is in its file without changing what else stands there; "
    "edit the text."
)


class Inside:
    """A definition that is text inside a file. ``read`` reads a changed text as the same file."""

    def __init__(self, host: Host, machine: HostMachine, read: Callable[[str], Host]) -> None:
        """Raise :class:`EditRefused` where the definition cannot be edited in its place."""
        self._host = host
        self._read = read
        self._machine = machine
        try:
            self._text: TextInFile = text_in_file(host, machine)
        except CannotWrite as error:
            raise EditRefused(str(error)) from None

    @property
    def document(self) -> Document:
        """Return the text of the definition."""
        return self._text.document

    def edit(self, command: EditCommand) -> Edited:
        """Return the edits of the file that do ``command``."""
        self._check_readable()
        found = edit(self.document, "", command, is_inside=True)
        return replace(found, edits=self.written(found.edits))

    def written(self, edits: Sequence[Replacement]) -> tuple[Replacement, ...]:
        """Return edits of the text as edits of the file; raise :class:`EditRefused` where they would say otherwise."""
        changes = [Change(each.start, each.end, each.insert) for each in edits]
        try:
            outer = tuple(Replacement(*change) for change in self._text.written(changes))
        except CannotWrite as error:
            raise EditRefused(str(error)) from None
        self._check(apply(self.document.text, edits), outer)
        return outer

    def _check_readable(self) -> None:
        """Refuse a text with a mistake, by its place in the file."""
        first = next((each for each in self.document.problems if each.severity == "error"), None)
        if not self.document.readable and first is not None:
            line, column = self._host.document.position(self._text.places.start(first.start))
            raise EditRefused(
                f"Line {line}, column {column}: {first.message} The text must be readable before it is edited here."
            )

    def _check(self, wanted: str, edits: tuple[Replacement, ...]) -> None:
        document = self._host.document
        after = self._read(apply(document.text, edits))
        inner = read_text(wanted, self.document.format)
        found = next((each for each in after.machines if each.pointer == self._machine.pointer), None)
        if (
            any(left.end > right.start for left, right in pairwise(edits))
            or found is None
            or found.embedded is None
            or not found.embedded.document.readable
            or found.embedded.document.root is None
            or inner.root is None
            or not same(found.embedded.document.root.value, inner.root.value)
            or not same(_rest(document, self._machine.pointer), _rest(after.document, self._machine.pointer))
        ):
            raise EditRefused(UNSAFE)


def _rest(document: Document, pointer: str) -> Json:
    """Return what a file says besides its definition at ``pointer``."""
    return None if document.root is None else _without(document.root.value, split_pointer(pointer))


def _without(value: Json, tokens: Sequence[str]) -> Json:
    if not tokens:
        return None
    head, *rest = tokens
    if isinstance(value, dict):
        return {key: _without(item, rest) if key == head else item for key, item in value.items()}
    if isinstance(value, list):
        return [_without(item, rest) if str(index) == head else item for index, item in enumerate(value)]
    return value
