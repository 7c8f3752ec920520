"""Which layer each state stands in: as high as its predecessors allow, and loops found first.

A loop is an edge back to a state on the way by which a walk from the entry, in the order of the text, came.
"""

from collections.abc import Sequence

from webapp.graph.layered import LevelEdge


def find_loops(count: int, edges: Sequence[LevelEdge], entry: int | None) -> list[bool]:
    """Return for each edge whether it goes against the flow; without those edges there is no cycle."""
    outgoing: list[list[int]] = [[] for _ in range(count)]
    entered = [False] * count
    for number, edge in enumerate(edges):
        outgoing[edge.source].append(number)
        entered[edge.target] = True
    roots = [] if entry is None else [entry]
    roots += [node for node in range(count) if not entered[node]]
    roots += range(count)
    is_loop = [False] * len(edges)
    on_way, done = [False] * count, [False] * count
    for root in roots:
        if not done[root]:
            _walk(root, outgoing, edges, is_loop, on_way, done)
    return is_loop


def _walk(
    root: int,
    outgoing: list[list[int]],
    edges: Sequence[LevelEdge],
    is_loop: list[bool],
    on_way: list[bool],
    done: list[bool],
) -> None:
    way = [(root, iter(outgoing[root]))]
    on_way[root] = done[root] = True
    while way:
        node, rest = way[-1]
        number = next(rest, None)
        if number is None:
            on_way[node] = False
            way.pop()
            continue
        target = edges[number].target
        if on_way[target]:
            is_loop[number] = True
        elif not done[target]:
            on_way[target] = done[target] = True
            way.append((target, iter(outgoing[target])))


def rank_nodes(count: int, edges: Sequence[LevelEdge], is_loop: Sequence[bool], entry: int | None) -> list[int]:
    """Return each state's rank, from 0; every edge but a loop goes to a higher rank."""
    ahead: list[list[int]] = [[] for _ in range(count)]
    behind: list[list[int]] = [[] for _ in range(count)]
    for edge, loops in zip(edges, is_loop, strict=True):
        if not loops:
            ahead[edge.source].append(edge.target)
            behind[edge.target].append(edge.source)
    ranks = [0] * count
    missing = [len(sources) for sources in behind]
    order = [node for node in range(count) if not missing[node]]
    for node in order:
        for target in ahead[node]:
            ranks[target] = max(ranks[target], ranks[node] + 1)
            missing[target] -= 1
            if not missing[target]:
                order.append(target)
    for node in reversed(order):
        if len(ahead[node]) > len(behind[node]) and node != entry:
            ranks[node] = min(ranks[target] for target in ahead[node]) - 1
    lowest = min(ranks, default=0)
    return [rank - lowest for rank in ranks]
