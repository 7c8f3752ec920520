"""Ways through a state machine to a point of its coverage, the shortest first.

A route is the points that a run has to come by, in order: which rule of each Choice, which catcher of a state that must
fail, ``next`` of all others. The containers around a state have routes of their own, before those inside.
"""

from collections.abc import Iterator, Mapping
from heapq import heappop, heappush
from itertools import count, islice, zip_longest
from typing import Final

from webapp.asl.model import ChoiceState, Machine, MapState, ParallelState, PlacedState, State, TaskState, walk
from webapp.debugger.coverage import Point, next_of
from webapp.values import child_path, parent_path

Route = tuple[Point, ...]

MOST_ROUTES: Final = 6
_MOST_STEPS: Final = 20_000
_COST_OF_FAILING: Final = 5
"""A way by a catcher is taken where it is shorter by so many states."""


def routes_to(machine: Machine, target: Point) -> list[Route]:
    """Return routes that end with ``target``; none where no transition leads to its state."""
    places = {placed.path: placed for placed in walk(machine)}
    levels = []
    path: str | None = target.path
    while path is not None:
        placed = places.get(path)
        if placed is None:
            return []
        levels.append(list(islice(_ways(placed), MOST_ROUTES)))
        path = placed.container
        if path is not None:
            levels.append([(Point(path, "state"),)])
    if not all(levels):
        return []
    shortest = [ways[0] for ways in levels]
    routes = []
    for ways in zip_longest(*levels):
        chosen = [way if way is not None else short for way, short in zip(ways, shortest, strict=True)]
        routes.append((*(point for way in reversed(chosen) for point in way), target))
    return routes


def transitions_of(path: str, state: State) -> Iterator[tuple[Point, str]]:
    """Yield the ways out of ``state``, each with the name of the state that it leads to."""
    if isinstance(state, ChoiceState):
        for index, rule in enumerate(state.choices):
            if rule.next is not None:
                yield Point(path, "true", index), rule.next
        if state.default is not None:
            yield Point(path, "default"), state.default
        return
    following = next_of(state)
    if following is not None:
        yield Point(path, "next"), following
    if isinstance(state, TaskState | ParallelState | MapState):
        for index, catcher in enumerate(state.catch):
            if catcher.next is not None:
                yield Point(path, "caught", index), catcher.next


def _ways(placed: PlacedState) -> Iterator[Route]:
    """Yield the ways from the start of the state's own machine to it, without going round; the cheapest first."""
    states: Mapping[str, State] = placed.machine.states
    around = parent_path(placed.path)
    if placed.machine.start_at not in states:
        return
    ties = count()
    waiting: list[tuple[int, int, str, Route, frozenset[str]]] = []
    heappush(waiting, (0, next(ties), str(placed.machine.start_at), (), frozenset()))
    for _ in range(_MOST_STEPS):
        if not waiting:
            return
        cost, _tie, name, route, seen = heappop(waiting)
        if name == placed.state.name:
            yield route
            continue
        for point, following in transitions_of(child_path(around, name), states[name]):
            if following in states and following not in seen and following != name:
                more = _COST_OF_FAILING if point.kind == "caught" else 1
                heappush(waiting, (cost + more, next(ties), following, (*route, point), seen | {name}))
