"""Variables: where each is assigned, where it is read, and which may have a value in a state.

A variable lives in the machine that assigns it; the machines inside may read it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from webapp.asl import Node
from webapp.language.spot import Site, all_sites, inner_machines, states_of
from webapp.values import child_path

_READ: Final = re.compile(r"(?<![\w$.])\$([^\W\d]\w*)")
_NOT_VARIABLES: Final = frozenset({"states"})


@dataclass(frozen=True, slots=True)
class Assignment:
    """One place where a variable gets its value; ``key`` is the member's key, ``site`` the machine."""

    name: str
    site: Site
    state_name: str
    state_path: str
    key: Node
    value: Node | None


def assignments(site: Site) -> Iterator[Assignment]:
    """Yield the assignments of the states of one machine, not of those inside it."""
    for member in states_of(site.node):
        path = child_path(site.path, member.key)
        for holder in _assigning(member.value):
            assign = holder.get("Assign")
            for each in assign.members if assign is not None else ():
                name = each.key.removesuffix(".$")
                yield Assignment(name, site, member.key, path, each.key_node, each.value)


def visible(sites: tuple[Site, ...], state_name: str) -> dict[str, tuple[Assignment, bool]]:
    """Return the variables that may be read in a state of the innermost of ``sites``, with an assignment of each.

    The second member says whether some way leads from an assignment to the state.
    """
    found: dict[str, tuple[Assignment, bool]] = {}
    for depth, site in enumerate(reversed(sites)):
        target = state_name if depth == 0 else _state_holding(site, sites[len(sites) - depth])
        before = _states_before(site.node, target)
        for each in assignments(site):
            leads = each.state_name in before
            if each.name not in found or (leads and not found[each.name][1]):
                found[each.name] = (each, leads)
    return found


def assigned_in(sites: tuple[Site, ...], name: str) -> tuple[Site, list[Assignment]] | None:
    """Return the innermost of ``sites`` that assigns ``name``, with the assignments."""
    for site in reversed(sites):
        found = [each for each in assignments(site) if each.name == name]
        if found:
            return site, found
    return None


def reads(text: str, site: Site, name: str) -> Iterator[tuple[int, int]]:
    """Yield where ``$name`` stands in the strings of a machine: start and end of the name without its ``$``."""
    for node in site.node.walk():
        if node.kind == "string" and f"${name}" in text[node.start : node.end]:
            for start, end, read in names_in(text, node):
                if read == name:
                    yield start, end


def names_in(text: str, node: Node) -> Iterator[tuple[int, int, str]]:
    """Yield the variables that a string reads: start, end and name, without the ``$``; functions are none."""
    source = text[node.start : node.end]
    for match in _READ.finditer(source):
        if match[1] not in _NOT_VARIABLES and source[match.end() : match.end() + 1] != "(":
            yield node.start + match.start(1), node.start + match.end(1), match[1]


def site_of(root: Node, path: str) -> Site | None:
    """Return the machine whose states' paths begin with ``path``."""
    return next((site for site in all_sites(root) if site.path == path), None)


def _assigning(state: Node | None) -> Iterator[Node]:
    if state is None:
        return
    yield state
    for name in ("Choices", "Catch"):
        entries = state.get(name)
        yield from entries.items if entries is not None else ()


def _states_before(machine: Node, target: str) -> set[str]:
    """Return the states from which some way leads to ``target``, itself only if it lies on a loop."""
    leads: dict[str, list[str]] = {}
    for member in states_of(machine):
        for name in targets_of(member.value):
            leads.setdefault(name, []).append(member.key)
    found: set[str] = set()
    waiting = list(leads.get(target, []))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += leads.get(name, [])
    return found


def targets_of(state: Node | None) -> Iterator[str]:
    """Yield the names of the states that a state leads to."""
    for node in target_nodes(state):
        yield str(node.value)


def target_nodes(state: Node | None) -> Iterator[Node]:
    """Yield the strings of a state that name others: Next, Default, and Next of rules and catchers."""
    if state is None:
        return
    holders = [state]
    for name in ("Choices", "Catch"):
        entries = state.get(name)
        holders += entries.items if entries is not None else ()
    for holder in holders:
        for name in ("Next", "Default"):
            node = holder.get(name)
            if node is not None and node.kind == "string":
                yield node


def _state_holding(site: Site, inner: Site) -> str:
    for member in states_of(site.node):
        path = child_path(site.path, member.key)
        if path == inner.holder and any(each.node is inner.node for each in inner_machines(member, path)):
            return member.key
    return ""
