"""Two machines in one picture: the second as it is, and in its place what the first had beside it.

What was removed stands in the machine that it was in, under an id that no state of the second can have.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from webapp.asl import Machine
from webapp.graph.boxes import Layout
from webapp.graph.build import build
from webapp.graph.difference import Difference
from webapp.graph.layout import layout
from webapp.values import END, START, state_name

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]

Mark = Literal["added", "removed", "changed", "renamed"]
EdgeKey = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A picture, and what has become of its nodes, by id, and of its edges, by source, target and ``k``."""

    layout: Layout
    nodes: Mapping[str, Mark]
    edges: Mapping[EdgeKey, Mark]


def draw_difference(before: Machine, after: Machine, difference: Difference) -> Marked:
    """Return both machines in one picture."""
    graph, old = build(after), build(before)
    now = {START: START, END: END, **{path: new for new, path in difference.pairs.items()}}
    edges = dict(_added_edges(graph, old, now))
    nodes: dict[str, Mark] = dict.fromkeys(difference.added, "added")
    for each in difference.changed:
        nodes[each.path] = "renamed" if each.is_renamed else "changed"
    _add_removed_nodes(graph, old, now)
    nodes.update(dict.fromkeys((now[path] for path in difference.removed), "removed"))
    edges.update(_add_removed_edges(graph, old, now))
    return Marked(layout(graph), nodes, edges)


def _add_removed_nodes(graph: "Graph", old: "Graph", now: dict[str, str]) -> None:
    """Add the nodes of ``old`` that ``now`` has no node for, containers first, and extend ``now`` by them."""
    group_now = {"": ""}
    for node, data in old.nodes(data=True):
        here = now.get(node)
        if here is None:
            group = group_now[data["group"]]
            here = now[node] = f"{group}/~3{state_name(node)}" if node != END else END
            groups = (
                None if data["groups"] is None else tuple(f"{here}/{number}" for number in range(len(data["groups"])))
            )
            parent = now.get(data["parent"])
            graph.add_node(here, **{**data, "group": group, "groups": groups, "parent": parent, "is_entry": False})
        elif here not in graph:
            graph.add_node(here, **data)
        for number, group in enumerate(data["groups"] or ()):
            group_now[group] = _group_of(graph, here, number)


def _group_of(graph: "Graph", node: str, number: int) -> str:
    """Return the ``number``-th machine in ``node``, made where it has fewer by now."""
    groups = graph.nodes[node]["groups"] or ()
    if number >= len(groups):
        groups = (*groups, *(f"{node}/~3{index}" for index in range(len(groups), number + 1)))
        graph.nodes[node]["groups"] = groups
    group: str = groups[number]
    return group


def _added_edges(graph: "Graph", old: "Graph", now: Mapping[str, str]) -> Iterator[tuple[EdgeKey, Mark]]:
    known = _count(old, now)
    for source, target, k, data in graph.edges(keys=True, data=True):
        key = (source, target, data["kind"])
        if known[key] > 0:
            known[key] -= 1
        else:
            yield (source, target, k), "added"


def _add_removed_edges(graph: "Graph", old: "Graph", now: Mapping[str, str]) -> dict[EdgeKey, Mark]:
    known = _count(graph, {node: node for node in graph.nodes})
    removed: dict[EdgeKey, Mark] = {}
    for source, target, data in list(old.edges(data=True)):
        start, end = now[source], now[target]
        key = (start, end, data["kind"])
        if known[key] > 0:
            known[key] -= 1
        elif graph.nodes[start]["group"] == graph.nodes[end]["group"]:
            k = len(graph.get_edge_data(start, end, default=()))
            graph.add_edge(start, end, key=k, **data)
            removed[start, end, k] = "removed"
    return removed


def _count(graph: "Graph", now: Mapping[str, str]) -> Counter[tuple[str, str, str]]:
    return Counter(
        (now[source], now[target], data["kind"])
        for source, target, data in graph.edges(data=True)
        if source in now and target in now
    )
