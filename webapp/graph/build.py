"""From the model to a networkx graph: a node for each state at every depth, an edge for each transition.

Whatever is missing or wrong in the definition, the graph is built: a transition to a state that does not exist draws
no edge. Only the root machine has the nodes ``#start`` and ``#end``; in a container the entry state stands at the top
(``is_entry``) and states that end simply end.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from webapp.asl.model import (
    ChoiceState,
    FailState,
    Machine,
    MapState,
    ParallelState,
    PlacedState,
    State,
    SucceedState,
    TaskState,
    inner_machines,
    type_name,
    walk,
)
from webapp.graph.captions import held_caption, state_caption
from webapp.graph.conditions import LABEL_LENGTH, rule_label, shorten
from webapp.values import END, START, child_path, parent_path

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class Transition:
    """A way out of a state: ``target`` is the name of a state, ``None`` the end of its machine."""

    kind: str
    target: str | None
    label: str = ""
    index: int | None = None


def build(machine: Machine, collapsed: Collection[str] = ()) -> "nx.MultiDiGraph[str]":
    """Return the graph of ``machine``, its nodes and edges in the order of the text, containers before what they hold.

    A node has ``name``, ``type``, ``subtitle``, ``parent`` (its container's id or ``None``), ``group`` (the path of its
    machine: ``""``, ``Map`` or ``Parallel/0``), ``groups`` (the machines that it holds itself) and ``is_entry``.
    The containers at the paths ``collapsed`` have no ``groups``: what they hold is left out, and ``holds`` tells of it.
    An edge has ``kind``, ``label``, ``index`` and ``order``, its place in the text (networkx lists edges by
    target); its key ``k`` numbers the edges of one pair.
    """
    # Imported here: it takes longer to load than a server that has nothing to draw yet takes to start.
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    _add_pseudo_node(graph, START, "Start")
    shown = list(_shown(machine, collapsed))
    for placed in shown:
        holds = held_caption(placed.state) if placed.path in collapsed else ""
        graph.add_node(
            placed.path,
            name=placed.state.name,
            type=type_name(placed.state),
            subtitle="Parallel" if holds and isinstance(placed.state, ParallelState) else state_caption(placed.state),
            parent=placed.container,
            group=parent_path(placed.path),
            groups=None if holds else _groups(placed.state, placed.path),
            is_entry=placed.machine.start_at == placed.state.name,
            holds=holds,
        )
    _add_pseudo_node(graph, END, "End")
    if machine.start_at is not None and machine.start_at in machine.states:
        graph.add_edge(START, child_path("", machine.start_at), key=0, kind="start", label="", index=None, order=-1)
    order = count()
    for placed in shown:
        _add_transitions(graph, placed.path, placed.machine, placed.state, order)
    if machine.states and graph.in_degree(END) == 0:
        graph.remove_node(END)
    return graph


def _shown(machine: Machine, collapsed: Collection[str]) -> Iterator[PlacedState]:
    """Yield what :func:`walk` does without the states inside of collapsed ones."""
    closed = set(collapsed)
    for placed in walk(machine):
        if placed.container is not None and placed.container in closed:
            closed.add(placed.path)
        else:
            yield placed


def _add_pseudo_node(graph: "nx.MultiDiGraph[str]", node: str, name: str) -> None:
    graph.add_node(
        node, name=name, type=name, subtitle="", parent=None, group="", groups=None, is_entry=False, holds=""
    )


def _groups(state: State, path: str) -> tuple[str, ...] | None:
    if not isinstance(state, ParallelState | MapState):
        return None
    return tuple(prefix for prefix, _ in inner_machines(state, path))


def _add_transitions(
    graph: "nx.MultiDiGraph[str]", path: str, machine: Machine, state: State, order: Iterator[int]
) -> None:
    group = parent_path(path)
    for transition in transitions(state):
        if transition.target is None:
            target = END
            if group:
                continue
        elif transition.target in machine.states:
            target = child_path(group, transition.target)
        else:
            continue
        key = len(graph.get_edge_data(path, target, default=()))
        attributes = {
            "kind": transition.kind,
            "label": shorten(" ".join(transition.label.split()), LABEL_LENGTH),
            "index": transition.index,
            "order": next(order),
        }
        graph.add_edge(path, target, key=key, **attributes)


def transitions(state: State) -> Iterator[Transition]:
    """Yield where ``state`` can go, in the order in which it is drawn; a target of ``None`` is the end."""
    if isinstance(state, ChoiceState):
        for index, rule in enumerate(state.choices):
            if rule.next is not None:
                yield Transition("choice", rule.next, rule_label(rule), index)
        if state.default is not None:
            yield Transition("default", state.default, "Default")
        return
    if isinstance(state, SucceedState | FailState):
        yield Transition("end", None)
        return
    if state.next is not None:
        yield Transition("next", state.next)
    elif state.end:
        yield Transition("end", None)
    if isinstance(state, TaskState | ParallelState | MapState):
        for index, catcher in enumerate(state.catch):
            if catcher.next is not None:
                label = f"Catch #{index + 1} {', '.join(catcher.error_equals)}".rstrip()
                yield Transition("catch", catcher.next, label, index)
