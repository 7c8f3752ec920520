"""The symbols of a file, for an editor's outline, and what can be folded."""

from collections.abc import Iterator
from dataclasses import dataclass

from webapp.asl import Document, Node
from webapp.language.navigate import Range
from webapp.language.source import Source
from webapp.language.spot import Site, inner_machines, states_of
from webapp.values import child_path


@dataclass(frozen=True, slots=True)
class Symbol:
    """A machine, state or branch: ``range`` is all of it, ``name_range`` its name."""

    name: str
    detail: str
    range: Range
    name_range: Range
    inner: tuple["Symbol", ...] = ()


def symbols(source: Source) -> tuple[Symbol, ...]:
    """Return the states of the file, those inside others below them; of several machines, each on its own."""
    found: list[Symbol] = []
    for pointer in source.machines:
        node = source.document.at(pointer)
        if node is None or node.kind != "object":
            continue
        states = tuple(_states(Site(node, "", None)))
        if len(source.machines) == 1:
            return states
        whole = Range(node.start, node.end)
        found.append(Symbol(pointer, "state machine", whole, Range(node.start, node.start), states))
    return tuple(found)


def folds(document: Document) -> Iterator[tuple[int, int]]:
    """Yield the first and last line, from 0, of every object and array over several lines."""
    if document.root is None:
        return
    for node in document.root.walk():
        if node.kind in ("object", "array") and not node.alias:
            first, last = document.position(node.start)[0], document.position(_last(document, node))[0]
            if document.format == "yaml":
                first -= 1 if first > 1 and document.text[node.start : node.start + 1] not in "{[" else 0
            if last > first:
                yield first - 1, last - 1


def _last(document: Document, node: Node) -> int:
    """Return the last place of a node that is no blank."""
    written = document.text[node.start : node.end].rstrip()
    return node.start + max(len(written) - 1, 0)


def _states(site: Site) -> Iterator[Symbol]:
    for member in states_of(site.node):
        path = child_path(site.path, member.key)
        kind = member.value.get("Type") if member.value is not None else None
        machines = tuple(inner_machines(member, path))
        inner = tuple(state for machine in machines for state in _states(machine))
        if len(machines) > 1:
            inner = tuple(_branch(index, machine) for index, machine in enumerate(machines))
        key = member.key_node
        end = max(member.end, member.value.end if member.value is not None else 0)
        detail = str(kind.value) if kind is not None else ""
        yield Symbol(member.key, detail, Range(member.start, end), Range(key.start, key.end), inner)


def _branch(index: int, site: Site) -> Symbol:
    whole = Range(site.node.start, site.node.end)
    return Symbol(f"Branch {index}", "", whole, Range(site.node.start, site.node.start), tuple(_states(site)))
