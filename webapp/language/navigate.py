"""From a name to what it names, and to every place that names it: states and variables."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from webapp.asl import Node, Shape
from webapp.language.source import Here, Source, find_here
from webapp.language.spot import Site, all_sites, states_of
from webapp.language.variables import assigned_in, assignments, names_in, reads, target_nodes
from webapp.values import child_path


@dataclass(frozen=True, slots=True)
class Range:
    """A part of the text, in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """What a name at a place means: a state or a variable, where it is made and where else it is named.

    ``at`` is the name under the cursor; ``path`` the state's. Of a variable, the ranges hold the name without ``$``.
    """

    kind: Literal["state", "variable"]
    name: str
    at: Range
    definitions: tuple[Range, ...]
    uses: tuple[Range, ...]
    path: str = ""


def named_at(source: Source, offset: int) -> Named | None:
    """Return what the name at a place means; ``None`` where no state and no variable is named."""
    here = find_here(source, offset)
    if here is None or here.node is None:
        return None
    spot, node, text = here.spot, here.node, source.document.text
    if spot.names_state:
        return _state(here, text, str(node.value), node)
    if spot.field is None:
        return None
    if spot.field.shape == Shape.STATE and not spot.inner and not spot.in_key and node.kind == "string":
        return _state(here, text, str(node.value), node)
    if spot.in_key and spot.field.shape == Shape.VARIABLES and len(spot.inner) == 1:
        name = str(node.value).removesuffix(".$")
        return _variable(here, text, name, _inner_range(text, node, name))
    if node.kind == "string" and not spot.in_key:
        for start, end, name in names_in(text, node):
            if start - 1 <= offset <= end:
                return _variable(here, text, name, Range(start, end))
    return None


def _state(here: Here, text: str, name: str, node: Node) -> Named | None:
    site = here.spot.sites[-1]
    found = next((member for member in states_of(site.node) if member.key == name), None)
    if found is None:
        return None
    uses = tuple(_inner_range(text, each, name) for each in _uses_of_state(site, name))
    made = (_inner_range(text, found.key_node, name),)
    return Named("state", name, _inner_range(text, node, name), made, uses, child_path(site.path, name))


def _uses_of_state(site: Site, name: str) -> Iterator[Node]:
    start = site.node.get("StartAt")
    if start is not None and start.value == name:
        yield start
    for member in states_of(site.node):
        yield from (node for node in target_nodes(member.value) if node.value == name)


def _variable(here: Here, text: str, name: str, at: Range) -> Named | None:
    assigned = assigned_in(here.spot.sites, name)
    if assigned is None:
        return None
    site, found = assigned
    made = tuple(_inner_range(text, each.key, name) for each in found)
    uses = tuple(Range(start, end) for start, end in reads(text, site, name) if not _is_other(site, start, name))
    return Named("variable", name, at, made, uses)


def _is_other(site: Site, place: int, name: str) -> bool:
    """Return whether a place lies in an inner machine that has a variable of the same name."""
    for inner in all_sites(site.node):
        around = inner.node is not site.node and inner.node.start <= place < inner.node.end
        if around and any(each.name == name for each in assignments(inner)):
            return True
    return False


def _inner_range(text: str, node: Node, name: str) -> Range:
    """Return where a name stands inside its quotes; of ``name.$``, without the ending."""
    start = node.start + (text[node.start : node.start + 1] in ("'", '"'))
    written = text[start : node.end]
    if written.startswith(name):
        return Range(start, start + len(name))
    return Range(start, node.end - (start > node.start))
