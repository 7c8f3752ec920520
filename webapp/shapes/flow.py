"""The shapes of the data that flows through a machine: from state to state until nothing new arrives anywhere.

Each state is looked at with all that may enter it; what leaves it is joined into what enters the next. States are taken
in the order of the ways through the machine, so that without loops each is looked at once. Around a loop, what enters a
state is widened from the third time on, and so the loop ends.
"""

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import msgspec

from webapp.asl import Machine, MapState, ParallelState, QueryLanguage, State, inner_machines
from webapp.shapes.context import context_of
from webapp.shapes.map_state import map_result
from webapp.shapes.shape import (
    ANYTHING,
    EMPTY_OBJECT,
    NEVER,
    DataShape,
    array_of,
    is_never,
    joined,
    widened,
)
from webapp.shapes.sight import Mark, Sight
from webapp.shapes.states import enter, finish
from webapp.shapes.visit import Visit, Way
from webapp.values import END, START, child_path, parent_path

_PATIENCE: Final = 3
"""How often a state is looked at before what enters it is widened."""
_LOOKS: Final = 60
"""How often a state may be looked at on average: a bound that no definition is known to reach."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known from outside: the input of an execution, and what Tasks give, by their paths."""

    input: DataShape = ANYTHING
    results: Mapping[str, DataShape] = field(default_factory=dict)


class FlowingShape(msgspec.Struct, frozen=True, eq=False):
    """What flows on a transition, which is named as in the graph; ``index`` is that of the rule or catcher."""

    source: str
    target: str
    kind: str
    index: int | None
    data: DataShape
    variables: DataShape


class StateShapes(msgspec.Struct, frozen=True, eq=False):
    """What enters a state, that after InputPath, what its work is given and gives; ``NEVER`` where nothing does."""

    input: DataShape
    variables: DataShape
    context: DataShape
    effective: DataShape
    given: DataShape
    result: DataShape
    item: DataShape | None = None


@dataclass(frozen=True, slots=True)
class MachineShapes:
    """All of it. ``marks`` are the paths that cannot exist; ``complete`` is false where the analysis gave up."""

    transitions: tuple[FlowingShape, ...]
    states: Mapping[str, StateShapes]
    marks: tuple[Mark, ...]
    complete: bool = True


def machine_shapes(machine: Machine, knowledge: Knowledge) -> MachineShapes:
    """Return the shapes of the data in ``machine``."""
    run = _Run(machine, knowledge)
    if not run.settle():
        return MachineShapes((), {}, (), complete=False)
    return MachineShapes(tuple(run.transitions()), run.states(), tuple(run.marks()))


@dataclass(slots=True)
class _Spot:
    """A state and what has come to it so far."""

    path: str
    prefix: str
    state: State
    is_jsonata: bool
    input: DataShape = NEVER
    variables: DataShape = NEVER
    looks: int = 0
    entered: Visit | None = None
    finished: Visit | None = None


@dataclass(slots=True)
class _Scope:
    """A machine: what its states see as context, and what its ends give. ``holder`` is the state that it is in."""

    machine: Machine
    holder: str | None
    execution: DataShape = NEVER
    item: DataShape | None = None
    context: DataShape = NEVER
    output: DataShape = NEVER


class _Run:
    def __init__(self, machine: Machine, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._language = machine.query_language or QueryLanguage.JSONPATH
        self._spots: dict[str, _Spot] = {}
        self._scopes: dict[str, _Scope] = {}
        self._order: dict[tuple[str, bool], int] = {}
        self._tasks: list[tuple[str, bool]] = []
        self._place(machine)
        self._waiting: list[int] = []
        self._queued: set[int] = set()
        root = self._scopes[""]
        root.execution, root.context = knowledge.input, context_of(knowledge.input, None)

    # --- the order of work --------------------------------------------------------------------------------------

    def _place(self, machine: Machine) -> None:
        """Number every state: along the ways, what is inside a state between its entry and its end."""
        waiting: list[Iterator[tuple[str, bool]]] = [self._steps(machine, "", None)]
        while waiting:
            step = next(waiting[-1], None)
            if step is None:
                waiting.pop()
                continue
            self._order[step] = len(self._tasks)
            self._tasks.append(step)
            path, is_end = step
            if not is_end:
                inner = inner_machines(self._spots[path].state, path)
                waiting.extend(self._steps(each, prefix, path) for prefix, each in reversed(inner))

    def _steps(self, machine: Machine, prefix: str, holder: str | None) -> Iterator[tuple[str, bool]]:
        self._scopes[prefix] = _Scope(machine, holder)
        for name in _along_the_ways(machine):
            state, path = machine.states[name], child_path(prefix, name)
            is_jsonata = (state.query_language or self._language) is QueryLanguage.JSONATA
            self._spots[path] = _Spot(path, prefix, state, is_jsonata)
            yield path, False
            if isinstance(state, MapState | ParallelState):
                yield path, True

    def _queue(self, path: str, is_end: bool) -> None:
        number = self._order[path, is_end]
        if number not in self._queued:
            self._queued.add(number)
            heapq.heappush(self._waiting, number)

    def settle(self) -> bool:
        """Work until nothing new arrives; tell whether that came about."""
        start = self._scopes[""].machine.start_at
        if start is not None:
            self._arrive("", start, self._knowledge.input, EMPTY_OBJECT)
        left = _LOOKS * (len(self._tasks) + 10)
        while self._waiting and left > 0:
            left -= 1
            number = heapq.heappop(self._waiting)
            self._queued.discard(number)
            path, is_end = self._tasks[number]
            (self._finish if is_end else self._enter)(self._spots[path])
        return not self._waiting

    # --- the work -----------------------------------------------------------------------------------------------

    def _arrive(self, prefix: str, name: str, data: DataShape, variables: DataShape) -> None:
        """Have ``data`` enter the state ``name`` of the machine at ``prefix``."""
        spot = self._spots.get(child_path(prefix, name))
        if spot is None or is_never(data):
            return
        entering, held = joined(spot.input, data), joined(spot.variables, variables)
        if entering is spot.input and held is spot.variables:
            return
        if spot.looks >= _PATIENCE:
            entering, held = widened(spot.input, entering), widened(spot.variables, held)
        spot.input, spot.variables = entering, held
        self._queue(spot.path, False)

    def _visit(self, spot: _Spot) -> Visit:
        scope = self._scopes[spot.prefix]
        return Visit(
            spot.state,
            spot.is_jsonata,
            spot.input,
            Sight(spot.path, spot.variables, scope.context),
            scope.execution,
        )

    def _enter(self, spot: _Spot) -> None:
        spot.looks += 1
        visit = spot.entered = self._visit(spot)
        enter(visit, self._knowledge.results.get(spot.path))
        self._go(spot, visit)
        inner = inner_machines(spot.state, spot.path)
        if not inner:
            return
        for prefix, machine in inner:
            self._begin(spot, visit, prefix, machine)
        self._queue(spot.path, True)

    def _begin(self, spot: _Spot, visit: Visit, prefix: str, machine: Machine) -> None:
        """Have what a Map or Parallel gives its machine enter that."""
        outer, scope = self._scopes[spot.prefix], self._scopes[prefix]
        apart = isinstance(spot.state, MapState) and spot.state.is_distributed
        execution = joined(scope.execution, visit.inner if apart else outer.execution)
        item = outer.item if visit.item is None else None if apart else joined(scope.item or NEVER, visit.item)
        if execution is not scope.execution or item is not scope.item or is_never(scope.context):
            scope.execution, scope.item, scope.context = execution, item, context_of(execution, item)
            for name in machine.states:
                inside = self._spots.get(child_path(prefix, name))
                if inside is not None and inside.looks:
                    self._queue(inside.path, False)
        if machine.start_at is not None:
            self._arrive(prefix, machine.start_at, visit.inner, EMPTY_OBJECT if apart else spot.variables)

    def _finish(self, spot: _Spot) -> None:
        if spot.entered is None:
            return
        result = self._result(spot, spot.entered)
        visit = spot.finished = self._visit(spot)
        if not is_never(result):
            finish(visit, result)
            self._go(spot, visit)

    def _result(self, spot: _Spot, entered: Visit) -> DataShape:
        known = self._knowledge.results.get(spot.path)
        outputs = [self._scopes[prefix].output for prefix, _ in inner_machines(spot.state, spot.path)]
        if isinstance(spot.state, MapState):
            found = map_result(spot.state, outputs[0] if outputs else NEVER, spot.path)
        else:
            found = NEVER if any(map(is_never, outputs)) else array_of(NEVER, tuple(outputs))
        return found if known is None else joined(found, known)

    def _go(self, spot: _Spot, visit: Visit) -> None:
        """Have what leaves a state enter those that follow."""
        scope = self._scopes[spot.prefix]
        for way in visit.ways:
            if way.target is not None:
                self._arrive(spot.prefix, way.target, way.data, way.variables)
                continue
            output = joined(scope.output, way.data)
            if output is not scope.output:
                looks = spot.looks if scope.holder is None else self._spots[scope.holder].looks
                scope.output = widened(scope.output, output) if looks >= _PATIENCE else output
                if scope.holder is not None:
                    self._queue(scope.holder, True)

    # --- what was found -----------------------------------------------------------------------------------------

    def transitions(self) -> Iterator[FlowingShape]:
        """Yield what flows on each transition that something may flow on."""
        machine = self._scopes[""].machine
        if machine.start_at is not None and machine.start_at in machine.states:
            yield FlowingShape(
                START, child_path("", machine.start_at), "start", None, self._knowledge.input, EMPTY_OBJECT
            )
        for spot in self._spots.values():
            for visit in (spot.entered, spot.finished):
                for way in visit.ways if visit is not None else ():
                    yield self._flowing(spot, way)

    def _flowing(self, spot: _Spot, way: Way) -> FlowingShape:
        group = parent_path(spot.path)
        target = END if way.target is None else child_path(group, way.target)
        return FlowingShape(spot.path, target, way.kind, way.index, way.data, way.variables)

    def states(self) -> dict[str, StateShapes]:
        """Return the shapes of every state that something may enter."""
        found: dict[str, StateShapes] = {}
        for spot in self._spots.values():
            if spot.entered is not None:
                last = spot.finished or spot.entered
                found[spot.path] = StateShapes(
                    spot.input,
                    spot.variables,
                    spot.entered.sight.context,
                    spot.entered.effective,
                    spot.entered.given,
                    NEVER if last.result is None else last.result,
                    spot.entered.item,
                )
        return found

    def marks(self) -> Iterator[Mark]:
        """Yield the paths that cannot exist."""
        for spot in self._spots.values():
            for visit in (spot.entered, spot.finished):
                if visit is not None:
                    yield from visit.sight.marks


def _along_the_ways(machine: Machine) -> list[str]:
    """Return the states that the first one leads to, each as far as possible behind those that lead to it."""
    start = machine.start_at
    if start is None or start not in machine.states:
        return []
    seen, ended = {start}, list[str]()
    waiting = [(start, iter(_targets(machine.states[start])))]
    while waiting:
        name, targets = waiting[-1]
        following = next((each for each in targets if each in machine.states and each not in seen), None)
        if following is None:
            waiting.pop()
            ended.append(name)
        else:
            seen.add(following)
            waiting.append((following, iter(_targets(machine.states[following]))))
    return ended[::-1]


def _targets(state: State) -> list[str]:
    rules, catchers = getattr(state, "choices", ()), getattr(state, "catch", ())
    found = [getattr(state, "next", None), getattr(state, "default", None)]
    found += [each.next for each in (*rules, *catchers)]
    return [name for name in found if name is not None]
