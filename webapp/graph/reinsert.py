"""Take a run of items out of the layers and put it back where it crosses least.

A run is a line's bends, or a row of states each of which leads only to the next: items of consecutive layers, from the
top down. With all else fixed, the best way of the run through the gaps of the layers is a shortest path, computed layer
by layer. Among equally good ways the one nearest to the present one is taken, so that pictures stay as they are.
"""

from collections.abc import Sequence
from itertools import accumulate

from webapp.graph.layered import ItemKind, Layered

_NUDGE = 1e-4


def movable_runs(layered: Layered) -> list[list[int]]:
    """Return the runs worth moving: the free part of each chain, each single state, each row of states."""
    runs: list[list[int]] = []
    for chain in layered.chains:
        free = chain.items[1:-1]
        if free and not chain.is_lane:
            runs.append(sorted(free, key=lambda item: layered.layer_of[item]))
    for node in range(len(layered.nodes)):
        row = _row_from(layered, node)
        runs.append([node])
        if len(row) > 1:
            runs.append(row)
    return runs


def _row_from(layered: Layered, node: int) -> list[int]:
    """Return ``node`` with the bends above it and what hangs on it alone, while one way leads there and one on."""
    row = [node]
    while len(layered.up[row[0]]) == 1:
        above = layered.up[row[0]][0]
        if layered.kinds[above] is ItemKind.NODE or len(layered.down[above]) != 1:
            break
        row.insert(0, above)
    while len(layered.down[row[-1]]) == 1:
        below = layered.down[row[-1]][0]
        if len(layered.up[below]) != 1:
            break
        row.append(below)
    return row


def reinsert(layered: Layered, run: Sequence[int]) -> int:
    """Move ``run`` to where it crosses least and return how many crossings that removed."""
    members = set(run)
    first = layered.layer_of[run[0]]
    last = first + len(run) - 1
    rest: dict[int, list[int]] = {}
    position: dict[int, int] = {}
    present: list[int] = []
    for layer in range(max(first - 1, 0), min(last + 2, len(layered.layers))):
        items = layered.layers[layer]
        if first <= layer <= last:
            present.append(items.index(run[layer - first]))
            items = [item for item in items if item not in members]
        rest[layer] = items
        for place, item in enumerate(items):
            position[item] = place
    reached, tables = _shortest_ways(layered, run, first, rest, position, present)
    now = _cost_of(layered, run, first, rest, position, present)
    cheapest = min(reached[-1])
    gain = now - int(cheapest)
    if gain <= 0:
        return 0
    slot = reached[-1].index(cheapest)
    for step in range(len(run) - 1, -1, -1):
        layered.layers[first + step] = [*rest[first + step][:slot], run[step], *rest[first + step][slot:]]
        if step:
            ways = [cost + row[slot] for cost, row in zip(reached[step - 1], tables[step - 1], strict=True)]
            slot = ways.index(min(ways))
    return gain


def _shortest_ways(
    layered: Layered,
    run: Sequence[int],
    first: int,
    rest: dict[int, list[int]],
    position: dict[int, int],
    present: Sequence[int],
) -> tuple[list[list[float]], list[list[list[int]]]]:
    """Return for each step the least cost of coming to each slot, and the costs of the links between the steps."""
    members = set(run)
    reached: list[list[float]] = []
    tables: list[list[list[int]]] = []
    for step, item in enumerate(run):
        layer = first + step
        slots = len(rest[layer]) + 1
        own = _attachment_costs(layered, item, layer, rest, position, members, slots)
        here = [cost + _NUDGE * abs(slot - present[step]) for slot, cost in enumerate(own)]
        if step:
            table = _link_costs(_segments(layered, layer - 1, rest, position, members), len(reached[-1]), slots)
            tables.append(table)
            ways = [[cost + link for link in row] for cost, row in zip(reached[-1], table, strict=True)]
            here = [min(column) + cost for column, cost in zip(zip(*ways, strict=True), here, strict=True)]
        reached.append(here)
    return reached, tables


def _cost_of(
    layered: Layered,
    run: Sequence[int],
    first: int,
    rest: dict[int, list[int]],
    position: dict[int, int],
    slots: Sequence[int],
) -> int:
    members = set(run)
    total = 0
    for step, item in enumerate(run):
        layer = first + step
        total += _attachment_costs(layered, item, layer, rest, position, members, len(rest[layer]) + 1)[slots[step]]
        if step:
            above, here = slots[step - 1], slots[step]
            for upper, lower in _segments(layered, layer - 1, rest, position, members):
                total += (upper < above) != (lower < here)
    return total


def _segments(
    layered: Layered, layer: int, rest: dict[int, list[int]], position: dict[int, int], members: set[int]
) -> list[tuple[int, int]]:
    return [
        (position[item], position[other])
        for item in rest[layer]
        for other in layered.down[item]
        if other not in members
    ]


def _attachment_costs(
    layered: Layered,
    item: int,
    layer: int,
    rest: dict[int, list[int]],
    position: dict[int, int],
    members: set[int],
    slots: int,
) -> list[int]:
    """Return, for each slot of ``item``, how many segments its lines to items outside the run would cross."""
    costs = [0] * slots
    above = [position[other] for other in layered.up[item] if other not in members]
    below = [position[other] for other in layered.down[item] if other not in members]
    if above:
        _add_crossings(
            costs, above, [(here, there) for there, here in _segments(layered, layer - 1, rest, position, members)]
        )
    if below:
        _add_crossings(costs, below, _segments(layered, layer, rest, position, members))
    return costs


def _add_crossings(costs: list[int], ends: Sequence[int], segments: Sequence[tuple[int, int]]) -> None:
    """Add to each slot the segments (place in this layer, place in the other) that lines from it to ``ends`` cross."""
    steps = [0] * (len(costs) + 1)
    for end in ends:
        for here, there in segments:
            if there < end:
                steps[0] += 1
                steps[here + 1] -= 1
            elif there > end:
                steps[here + 1] += 1
    running = 0
    for slot in range(len(costs)):
        running += steps[slot]
        costs[slot] += running


def _link_costs(segments: Sequence[tuple[int, int]], slots_above: int, slots_below: int) -> list[list[int]]:
    """Return for each pair of slots how many segments a line between them crosses."""
    width = slots_below + 1
    table: list[list[int]] = []
    changes: list[list[int]] = [[] for _ in range(slots_above)]
    row_steps = [0] * width
    for upper, lower in segments:
        changes[upper].append(lower)
        row_steps[lower + 1] += 1
    for slot in range(slots_above):
        table.append(list(accumulate(row_steps[:-1])))
        for lower in changes[slot]:
            row_steps[lower + 1] -= 2
            row_steps[0] += 1
    return table
