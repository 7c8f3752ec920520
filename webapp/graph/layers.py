"""From ranks to layers: every long edge becomes a chain of bends, every label gets a place of its own."""

from collections.abc import Sequence
from itertools import pairwise

from webapp.graph.lanes import lane_edges
from webapp.graph.layered import Chain, ItemKind, Layered, LevelEdge, LevelNode
from webapp.graph.rank import find_loops, rank_nodes


def make_layers(nodes: list[LevelNode], edges: list[LevelEdge], entry: int | None) -> Layered:
    """Return the items of a connected machine by layer; the layers themselves are still empty."""
    is_loop = find_loops(len(nodes), edges, entry)
    ranks = rank_nodes(len(nodes), edges, is_loop, entry)
    between = _ranks_with_space_below(edges, is_loop, ranks)
    layer_of_rank, layer_below, layer_count = _number_layers(max(ranks, default=0), between)
    layered = Layered(nodes, edges, [[] for _ in range(layer_count)])
    for node, rank in zip(nodes, ranks, strict=True):
        half = node.width / 2
        layered.add_item(ItemKind.NODE, layer_of_rank[rank], half, half + node.loop_width, node.height)
    spans = [abs(layered.layer_of[edge.target] - layered.layer_of[edge.source]) for edge in edges]
    in_lane = lane_edges(spans)
    for number, edge in enumerate(edges):
        if number in in_lane:
            layered.chains.append(_lane_chain(layered, number, edge, layer_below.get(ranks[edge.source], 0)))
        elif is_loop[number]:
            above, below = layer_below[ranks[edge.target] - 1], layer_below[ranks[edge.source]]
            layered.chains.append(_loop_chain(layered, number, edge, above, below))
        else:
            layered.chains.append(_forward_chain(layered, number, edge, layer_below.get(ranks[edge.source])))
    _mark_sides(layered, entry)
    return layered


def _mark_sides(layered: Layered, entry: int | None) -> None:
    """Tell the chains of the main way, which runs from an entry without a Catch, from those at its side.

    The label of a Catch that goes far stays near the state.
    """
    outgoing: list[list[int]] = [[] for _ in layered.nodes]
    has_source = [False] * len(layered.nodes)
    for edge in layered.edges:
        has_source[edge.target] = True
        if not edge.is_side:
            outgoing[edge.source].append(edge.target)
    main = [node for node, led_to in enumerate(has_source) if node == entry or not led_to]
    reached = set(main)
    for node in main:
        for target in outgoing[node]:
            if target not in reached:
                reached.add(target)
                main.append(target)
    for chain in layered.chains:
        edge = layered.edges[chain.edge]
        chain.has_loose_label = edge.is_side and edge.label_width > 0 and not chain.is_loop and len(chain.items) > 3
        chain.is_side = edge.is_side or (edge.source not in reached and edge.target in reached)


def _ranks_with_space_below(edges: Sequence[LevelEdge], is_loop: Sequence[bool], ranks: Sequence[int]) -> set[int]:
    """Return the ranks below which labels stand or loops turn; -1 is the space above the first."""
    between: set[int] = set()
    for edge, loops in zip(edges, is_loop, strict=True):
        if loops:
            between.add(ranks[edge.source])
            between.add(ranks[edge.target] - 1)
        elif edge.label_width:
            between.add(ranks[edge.source])
    return between


def _number_layers(last_rank: int, between: set[int]) -> tuple[list[int], dict[int, int], int]:
    layer_of_rank: list[int] = []
    layer_below: dict[int, int] = {}
    count = 0
    for rank in range(-1, last_rank + 1):
        if rank >= 0:
            layer_of_rank.append(count)
            count += 1
        if rank in between:
            layer_below[rank] = count
            count += 1
    return layer_of_rank, layer_below, count


def _forward_chain(layered: Layered, number: int, edge: LevelEdge, label_layer: int | None) -> Chain:
    items = [edge.source]
    for layer in range(layered.layer_of[edge.source] + 1, layered.layer_of[edge.target]):
        if layer == label_layer and edge.label_width:
            half = edge.label_width / 2
            items.append(layered.add_item(ItemKind.LABEL, layer, half, half, edge.label_height))
        else:
            items.append(layered.add_item(ItemKind.BEND, layer, 0.0, 0.0, 0.0))
    items.append(edge.target)
    for upper, lower in pairwise(items):
        layered.join(upper, lower)
    return Chain(number, items)


def _lane_chain(layered: Layered, number: int, edge: LevelEdge, label_layer: int) -> Chain:
    items = [edge.source]
    if edge.label_width:
        half = edge.label_width / 2
        items.append(layered.add_item(ItemKind.LABEL, label_layer, half, half, edge.label_height))
        layered.join(edge.source, items[-1])
    return Chain(number, [*items, edge.target], is_lane=True)


def _loop_chain(layered: Layered, number: int, edge: LevelEdge, above: int, below: int) -> Chain:
    """Return the chain of a loop: a turn below the source, the column with its label, a turn above the target."""
    half, height = edge.label_width / 2, edge.label_height if edge.label_width else 0.0
    turn = layered.add_item(ItemKind.TURN, below, 0.0, 0.0, 0.0)
    items = [edge.source, turn]
    for layer in range(below - 1, above, -1):
        if layer == below - 1 and height:
            items.append(layered.add_item(ItemKind.LABEL, layer, half, half, height))
        else:
            items.append(layered.add_item(ItemKind.BEND, layer, 0.0, 0.0, 0.0))
    items.append(layered.add_item(ItemKind.TURN, above, 0.0, 0.0, 0.0))
    items.append(edge.target)
    layered.join(edge.source, turn)
    for lower, upper in pairwise(items[1:-1]):
        layered.join(upper, lower)
    layered.join(items[-2], edge.target)
    return Chain(number, items, is_loop=True)
