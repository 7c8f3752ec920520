"""First orders inside the layers: by a walk along the edges, as a careful person would draw a tree.

The walk goes by the order of the text, so that a small change of the text is a small change of the picture. Two more
ways of walking are worth a try where lines cross: error handling on the left, or what leads back up on the left.
"""

from collections.abc import Sequence
from enum import Enum, auto

from webapp.graph.layered import Chain, Layered


class Seed(Enum):
    """How the walk chooses among the ways out of a state."""

    TEXT = auto()
    CATCH_FIRST = auto()
    LOOPS_FIRST = auto()


def seed_layers(layered: Layered, entry: int | None, seed: Seed) -> None:
    """Fill ``layered.layers``."""
    for layer in layered.layers:
        layer.clear()
    outgoing, roots = _ways(layered, entry)
    if seed is Seed.CATCH_FIRST:
        for chains in outgoing:
            chains.sort(key=lambda chain: not layered.edges[chain.edge].is_side)
    elif seed is Seed.LOOPS_FIRST:
        highest = _highest_return(layered, outgoing)
        for chains in outgoing:
            chains.sort(key=lambda chain: not _returns(layered, chain, highest))
    seen = [False] * len(layered.nodes)
    for root in roots:
        if not seen[root]:
            _walk(root, layered, outgoing, seen, seed)


def _ways(layered: Layered, entry: int | None) -> tuple[list[list[Chain]], list[int]]:
    """Return the chains that leave each state, and the states to walk from."""
    outgoing: list[list[Chain]] = [[] for _ in layered.nodes]
    has_source = [False] * len(layered.nodes)
    for chain in layered.chains:
        outgoing[chain.items[0]].append(chain)
        if not chain.is_loop:
            has_source[chain.items[-1]] = True
    roots = [] if entry is None else [entry]
    roots += [node for node in range(len(layered.nodes)) if not has_source[node]]
    return outgoing, [*roots, *range(len(layered.nodes))]


def _highest_return(layered: Layered, outgoing: Sequence[Sequence[Chain]]) -> list[int]:
    """Return for each state the highest layer to which a loop leads from it or from a state that it leads to."""
    highest = [len(layered.layers)] * len(layered.nodes)
    for node in sorted(range(len(layered.nodes)), key=lambda node: -layered.layer_of[node]):
        for chain in outgoing[node]:
            target = chain.items[-1]
            highest[node] = min(highest[node], layered.layer_of[target] if chain.is_loop else highest[target])
    return highest


def _returns(layered: Layered, chain: Chain, highest: Sequence[int]) -> bool:
    """Tell whether the way leads back to its source or to a state above it."""
    return chain.is_loop or highest[chain.items[-1]] <= layered.layer_of[chain.items[0]]


def _walk(root: int, layered: Layered, outgoing: Sequence[Sequence[Chain]], seen: list[bool], seed: Seed) -> None:
    seen[root] = True
    layered.layers[layered.layer_of[root]].append(root)
    way = [iter(outgoing[root])]
    while way:
        chain = next(way[-1], None)
        if chain is None:
            way.pop()
            continue
        turns_left = chain.is_loop and (seed is Seed.LOOPS_FIRST or _starts_on_left(chain, outgoing[chain.items[0]]))
        for item in chain.items[1:-1]:
            layer = layered.layers[layered.layer_of[item]]
            layer.insert(0 if turns_left else len(layer), item)
        target = chain.items[-1]
        if not seen[target]:
            seen[target] = True
            layered.layers[layered.layer_of[target]].append(target)
            way.append(iter(outgoing[target]))


def _starts_on_left(chain: Chain, siblings: Sequence[Chain]) -> bool:
    """Tell whether a loop is the first way out of its state, before ways that go on."""
    return siblings[0] is chain and any(not other.is_loop for other in siblings)
