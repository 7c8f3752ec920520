"""A file as the language service sees it. Whoever asks reads it: this package knows no kinds of files."""

from collections.abc import Callable
from dataclasses import dataclass

from webapp.asl import Document, Node
from webapp.language.spot import Spot, ground, steps_to


@dataclass(frozen=True, slots=True)
class Source:
    """A file: its text read, where its machines are, and what it knows besides.

    ``machines`` are JSON Pointers; ``placeholders`` each with its text and value, if that is known; ``functions`` the
    names of the file's Lambda functions.
    """

    document: Document
    machines: tuple[str, ...]
    placeholders: tuple[tuple[str, str | None], ...] = ()
    functions: tuple[str, ...] = ()

    def machine_at(self, offset: int) -> Node | None:
        """Return the machine around a place."""
        for pointer in self.machines:
            node = self.document.at(pointer)
            if node is not None and node.kind == "object" and node.start <= offset <= node.end:
                return node
        return None


Read = Callable[[str], Source]
"""From a text to what it is: completion asks for the text with the cursor's word filled in."""


@dataclass(frozen=True, slots=True)
class Here:
    """A place in a file: its machine, what it is there, and the string or key at it."""

    root: Node
    spot: Spot
    node: Node | None


def find_here(source: Source, offset: int) -> Here | None:
    """Return what stands at a place of a file; ``None`` outside its machines."""
    root = source.machine_at(offset)
    found = None if root is None else steps_to(root, offset)
    if root is None or found is None:
        return None
    steps, in_key = found
    node: Node | None = root
    if steps:
        last = steps[-1]
        node = last.member.key_node if in_key and last.member is not None else last.node
    return Here(root, ground(root, steps, in_key), node)
