"""A state machine from what a file gives as its definition: an object, a text, or a reference to another file."""

import re
from dataclasses import replace

from webapp.asl import Document, MachineType, Node, Parsed, Place, Problem, parse, read_text
from webapp.asl.nodes import Member
from webapp.formats.embedded import Embedded, MappedText, Piece
from webapp.formats.host import Host, HostMachine, Neighbours, UnreadableMachine
from webapp.formats.scalars import mapped_text
from webapp.values import join_pointer

_LOOKS_LIKE_ONE = re.compile(r"StartAt|States\b|^\s*\{", re.MULTILINE)
_NOWHERE = Node("null", 0, 0)


def parse_machine(host: Host, machine: HostMachine, type: MachineType | None = None) -> Parsed:
    """Return the machine parsed; offsets of problems and places are those of the host file, pointers the machine's.

    ``type`` stands in where the file does not say one.
    """
    embedded, type = machine.embedded, machine.type or type or "STANDARD"
    if embedded is None:
        return parse(host.document, machine.pointer, type)
    parsed = parse(embedded.document, embedded.pointer, type)
    places = embedded.places
    return Parsed(
        parsed.machine,
        tuple(_problem(problem, places) for problem in parsed.problems),
        {path: _place(place, places) for path, place in parsed.places.items()},
    )


def machine_document(host: Host, machine: HostMachine) -> Document:
    """Return the document that the machine's definition is written in."""
    return host.document if machine.embedded is None else machine.embedded.document


def text_machine(name: str, pointer: str, mapped: MappedText, type: MachineType | None) -> HostMachine:
    """Return the machine that a text inside the file defines."""
    document = read_text(mapped.text)
    return HostMachine(name, pointer, document.root or _NOWHERE, Embedded(document, mapped), type)


def looks_like_definition(text: str) -> bool:
    """Return whether a string is meant as a definition, and is no name or reference."""
    return bool(_LOOKS_LIKE_ONE.search(text))


def neighbour_machine(
    name: str, pointer: str, reference: Node, path: str, address: str, read: Neighbours, type: MachineType | None = None
) -> HostMachine | UnreadableMachine:
    """Return the machine in the neighbouring file ``path``, at the pointer ``address`` of it.

    What stands there may be the definition, an object with it as its ``definition``, or a text.
    """
    text = read(path)
    if text is None:
        reason = f"The definition stands in {path}, which is not here to read."
        return UnreadableMachine(name, pointer, reason, reference, "warning", path)
    document = read_text(text, None, path)
    inside = definition_at(document, name, address)
    if inside is None:
        return UnreadableMachine(name, pointer, f"There is no definition at {address} of {path}.", reference)
    written = document if inside.embedded is None else inside.embedded.document
    within = inside.pointer if inside.embedded is None else ""
    places = MappedText((Piece(written.text, reference.start, reference.end),))
    found = Embedded(written, places, within, path, inside.pointer)
    return HostMachine(name, pointer, inside.root, found, type)


def definition_at(document: Document, name: str, pointer: str) -> HostMachine | None:
    """Return the machine at ``pointer``: the definition itself, an object with it as its ``definition``, or a text."""
    node = document.at(pointer)
    if node is not None and node.kind == "object" and node.get("definition") is not None:
        node, pointer = node.get("definition"), join_pointer(pointer, "definition")
    if node is not None and node.kind == "string" and pointer:
        return string_machine(name, pointer, document, node) if looks_like_definition(str(node.value)) else None
    if node is None and (pointer and document.readable):
        return None
    return HostMachine(name, pointer, node or _NOWHERE)


def string_machine(
    name: str, pointer: str, document: Document, node: Node, type: MachineType | None = None
) -> HostMachine:
    """Return the machine that a string of the file defines."""
    return text_machine(name, pointer, mapped_text(document, node), type)


def machine_type(value: object) -> MachineType | None:
    """Return a type as files write it, in any case."""
    match str(value).upper():
        case "EXPRESS":
            return "EXPRESS"
        case "STANDARD":
            return "STANDARD"
        case _:
            return None


def _problem(problem: Problem, places: MappedText) -> Problem:
    start, end = places.span(problem.start, problem.end)
    return replace(problem, start=start, end=end)


def _place(place: Place, places: MappedText) -> Place:
    """Return ``place`` with its own offsets in the file; those of what it holds stay those of the text."""
    member = place.member
    start, end = places.span(member.start, member.end)
    key_node, node = _moved(member.key_node, places), _moved(place.node, places)
    return Place(
        place.path, place.name, place.pointer, node, Member(member.key, key_node, node, start, end), place.inner
    )


def _moved(node: Node, places: MappedText) -> Node:
    start, end = places.span(node.start, node.end)
    return Node(node.kind, start, end, node.value, node.members, node.items, node.tag, node.alias)
