"""Which items stand exactly below each other: long lines are straight, and so is the main way from state to state.

Items aligned with one another form a *block* with one x. A state is aligned with at most one line above and one below;
of several equal lines the middle one is taken, of two none, so that a fork stays symmetric.
"""

from bisect import bisect_left, insort
from itertools import pairwise

from webapp.graph.layered import Chain, ItemKind, Layered


def make_blocks(layered: Layered, position: list[int]) -> list[int]:
    """Return for each item the number of its block; blocks never cross each other."""
    block_of = list(range(len(layered.kinds)))
    below, above = _main_lines(layered, position)
    wanted: list[tuple[int, int, int]] = []
    for chain in layered.chains:
        if not chain.is_lane:
            wanted += _wanted(layered, chain, below, above)
    wanted.sort(key=lambda entry: entry[0])
    accepted: list[list[tuple[int, int]]] = [[] for _ in layered.layers]
    for _, upper, lower in wanted:
        if _accept(accepted[layered.layer_of[upper]], position[upper], position[lower]):
            _merge(block_of, upper, lower)
    return [_root(block_of, item) for item in range(len(block_of))]


def _main_lines(layered: Layered, position: list[int]) -> tuple[dict[int, int], dict[int, int]]:
    """Return the chain that leaves each state straight down, and the one that reaches it straight from above."""
    leaving: dict[int, list[Chain]] = {}
    reaching: dict[int, list[Chain]] = {}
    for chain in layered.chains:
        if not chain.is_loop and not chain.is_lane:
            leaving.setdefault(chain.items[0], []).append(chain)
            reaching.setdefault(chain.items[-1], []).append(chain)
    below: dict[int, int] = {}
    above: dict[int, int] = {}
    for node, chains in leaving.items():
        chains.sort(key=lambda chain: position[chain.items[1]])
        _choose(below, node, chains)
    for node, chains in reaching.items():
        chains.sort(key=lambda chain: position[chain.items[-2]])
        _choose(above, node, chains)
    return below, above


def _choose(chosen: dict[int, int], node: int, chains: list[Chain]) -> None:
    main = [chain for chain in chains if not chain.is_side] or chains
    if len(main) > 1:
        shortest = min(len(chain.items) for chain in main)
        short = [chain for chain in main if len(chain.items) == shortest]
        if len(main) % 2 == 0 or len(short) == 1:
            main = short
    if len(main) % 2:
        chosen[node] = main[len(main) // 2].edge


def _wanted(layered: Layered, chain: Chain, below: dict[int, int], above: dict[int, int]) -> list[tuple[int, int, int]]:
    """Return the segments of ``chain`` that want to be upright: (urgency, upper, lower)."""
    items = chain.items
    is_side = chain.is_side
    if chain.is_loop:
        return [(3, upper, lower) for lower, upper in pairwise(items[1:-1])]
    leaves = below.get(items[0]) == chain.edge
    reaches = above.get(items[-1]) == chain.edge
    if len(items) == 2:
        return [(0, items[0], items[1])] if leaves and reaches else []
    inner = [(2 if is_side else 1, upper, lower) for upper, lower in pairwise(items[1:-1])]
    if chain.has_loose_label:
        del inner[0]
    if leaves:
        inner.append((2, items[0], items[1]))
    if reaches:
        inner.append((2, items[-2], items[-1]))
    return inner


def _accept(accepted: list[tuple[int, int]], upper: int, lower: int) -> bool:
    place = bisect_left(accepted, (upper, -1))
    if place < len(accepted) and (accepted[place][0] == upper or accepted[place][1] <= lower):
        return False
    if place and accepted[place - 1][1] >= lower:
        return False
    insort(accepted, (upper, lower))
    return True


def _root(block_of: list[int], item: int) -> int:
    while block_of[item] != item:
        block_of[item] = item = block_of[block_of[item]]
    return item


def _merge(block_of: list[int], upper: int, lower: int) -> None:
    first, second = sorted((_root(block_of, upper), _root(block_of, lower)))
    block_of[second] = first


def is_line(kind: ItemKind) -> bool:
    """Tell whether an item is a point of a line, not a thing with a width."""
    return kind in (ItemKind.BEND, ItemKind.TURN)
