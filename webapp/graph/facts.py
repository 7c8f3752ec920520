"""What can be told of a machine from its graph alone, by networkx: what is reached, loops, dominators, ways through it.

Ways through a machine do not go back: the transitions that lead back in a loop are left out, found in the order of the
text. So the longest way and the number of ways are those of a graph without loops, and large ones take no longer.
"""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from webapp.asl.model import Machine, inner_machines, walk
from webapp.graph.build import transitions
from webapp.values import END, START, child_path

if TYPE_CHECKING:
    import networkx as nx

MOST_PATHS: Final = 100
MOST_STATES: Final = 10_000  # in all paths together


def facts(machine: Machine) -> dict[str, Any]:
    """Return what can be told of ``machine``, with states by their paths.

    ``reachable`` and ``unreachable`` are the states of all levels; ``loops`` are groups of states that reach each
    other. ``dominators`` has for each reachable state the nearest one that every way to it passes, ``None`` for the
    first: from entry to entry it leads to all of them. ``longest_path`` and ``paths`` (their ``count``, and the
    ``first`` of them) lead from the start to an end; ``inner`` has the same of each machine inside, which is named by
    the path before its states.
    """
    levels = [_Level(path, holder, inner) for path, holder, inner in _machines(machine)]
    reached: set[str] = set()
    for level in levels:
        if level.holder is None or level.holder in reached:
            reached |= level.reached
    ways = [level.ways() for level in levels]
    return {
        "reachable": [placed.path for placed in walk(machine) if placed.path in reached],
        "unreachable": [placed.path for placed in walk(machine) if placed.path not in reached],
        "loops": [loop for level in levels for loop in level.loops()],
        "dominators": {state: before for level in levels for state, before in level.dominators() if state in reached},
        **ways[0],
        "inner": [{"path": level.path, **found} for level, found in zip(levels[1:], ways[1:], strict=True)],
    }


def _machines(machine: Machine) -> Iterator[tuple[str, str | None, Machine]]:
    """Yield each machine with the path before its states and the path of the state that holds it, outer ones first."""
    yield "", None, machine
    for placed in walk(machine):
        for path, inner in inner_machines(placed.state, placed.path):
            yield path, placed.path, inner


class _Level:
    """One machine as a graph from START to END, without what stands inside its states."""

    def __init__(self, path: str, holder: str | None, machine: Machine) -> None:
        # Imported here: it takes longer to load than most commands take to run.
        import networkx as nx

        self.path, self.holder = path, holder
        self.graph: nx.DiGraph[str] = nx.DiGraph()
        self.graph.add_nodes_from((START, *(child_path(path, name) for name in machine.states), END))
        if machine.start_at in machine.states:
            self.graph.add_edge(START, child_path(path, str(machine.start_at)))
        for name, state in machine.states.items():
            for transition in transitions(state):
                if transition.target is None:
                    self.graph.add_edge(child_path(path, name), END)
                elif transition.target in machine.states:
                    self.graph.add_edge(child_path(path, name), child_path(path, transition.target))
        self.reached = nx.descendants(self.graph, START) - {END}

    def loops(self) -> Iterator[list[str]]:
        """Yield the states of each loop, in the order of the text."""
        import networkx as nx

        order = {state: index for index, state in enumerate(self.graph)}
        groups = (sorted(group, key=order.__getitem__) for group in nx.strongly_connected_components(self.graph))
        loops = (group for group in groups if len(group) > 1 or self.graph.has_edge(group[0], group[0]))
        yield from sorted(loops, key=lambda group: order[group[0]])

    def dominators(self) -> Iterator[tuple[str, str | None]]:
        """Yield each state with the nearest one before it that cannot be avoided; the first has that of its holder."""
        import networkx as nx

        nearest = nx.immediate_dominators(self.graph, START)
        for state in self.graph:
            if state in self.reached:
                yield state, self.holder if nearest[state] == START else nearest[state]

    def ways(self) -> dict[str, Any]:
        """Return the longest way, how many there are, and the first of them."""
        import networkx as nx

        forward = self._without_ways_back()
        useful = nx.ancestors(forward, END)
        if START not in useful:
            return {"longest_path": [], "paths": {"count": 0, "first": []}}
        forward = forward.subgraph([node for node in forward if node in useful or node == END]).copy()
        order = list(nx.lexicographical_topological_sort(forward, key=_position(forward)))
        counts = dict.fromkeys(forward, 0) | {END: 1}
        for node in reversed(order[:-1]):
            counts[node] = sum(counts[after] for after in forward.successors(node))
        longest = nx.dag_longest_path(forward, topo_order=order)
        most = max(1, min(MOST_PATHS, MOST_STATES // len(forward)))
        first = islice(_paths(forward), most)
        return {"longest_path": longest[1:-1], "paths": {"count": counts[START], "first": list(first)}}

    def _without_ways_back(self) -> "nx.DiGraph[str]":
        """Return what is reached from START, without the transitions to a state that the way has come through."""
        import networkx as nx

        forward: nx.DiGraph[str] = nx.DiGraph()
        forward.add_nodes_from((START, END))
        open_nodes, done = {START}, set[str]()
        stack = [(START, iter(tuple(self.graph.successors(START))))]
        while stack:
            node, following = stack[-1]
            target = next(following, None)
            if target is None:
                stack.pop()
                open_nodes.discard(node)
                done.add(node)
            elif target not in open_nodes:
                forward.add_edge(node, target)
                if target not in done:
                    open_nodes.add(target)
                    stack.append((target, iter(tuple(self.graph.successors(target)))))
        return forward


def _position(graph: "nx.DiGraph[str]") -> Any:
    return {node: index for index, node in enumerate(graph)}.__getitem__


def _paths(graph: "nx.DiGraph[str]") -> Iterator[list[str]]:
    """Yield the ways from START to END; every node of ``graph`` lies on one, so none is searched in vain."""
    way = [START]
    stack = [iter(tuple(graph.successors(START)))]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
            way.pop()
        elif node == END:
            yield way[1:]
        else:
            way.append(node)
            stack.append(iter(tuple(graph.successors(node))))
