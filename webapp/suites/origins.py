"""Where a value of a run came from: the execution's input, or the answer to a Task.

A place in the input of a state is followed back through the data flow of the states before it: ``InputPath``,
``Parameters``, ``ResultSelector``, ``ResultPath``, ``OutputPath``, or ``Arguments`` and ``Output``; out of iterations
and branches, and into those whose results it was taken from. What is computed, or a constant, has no origin.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from webapp.asl import Machine, MapState, ParallelState, PassState, PlacedState, QueryLanguage, TaskState, walk
from webapp.debugger import ROOT, parent_of
from webapp.engine import (
    AnyEvent,
    BranchStarted,
    ChildExecutionStarted,
    MapIterationStarted,
    StateEntered,
    StateExited,
    TaskScheduled,
)
from webapp.executions import Record
from webapp.expressions import ExpressionError, compile_reference_path
from webapp.suites.needs import Need
from webapp.values import Absent, Json

Keys = tuple[str | int, ...]

_STATES_PATH: Final = re.compile(r"\{%\s*\$states\.(input|result)((?:\.\w+|\.`[^`]+`|\[\d+\])*)\s*%\}")
_STEP: Final = re.compile(r"\.(\w+)|\.`([^`]+)`|\[(\d+)\]")
_ITEM: Final = "$$.Map.Item.Value"
_MOST_STEPS: Final = 500


@dataclass(frozen=True, slots=True)
class Origin:
    """A place in the execution's input, or, with ``task``, in its answer to that invocation of a Task."""

    keys: Keys
    task: str | None = None
    invocation: int = 0


@dataclass(slots=True)
class Origins:
    """Follows values of one run of ``machine`` back."""

    machine: Machine
    record: Record
    _places: Mapping[str, PlacedState] = field(init=False)
    _flows: Mapping[str, list[AnyEvent]] = field(init=False)
    _starts: Mapping[str, AnyEvent] = field(init=False)

    def __post_init__(self) -> None:
        """Sort the events by their flows."""
        self._places = {placed.path: placed for placed in walk(self.machine)}
        flows: dict[str, list[AnyEvent]] = defaultdict(list)
        starts: dict[str, AnyEvent] = {}
        for event in self.record.events:
            flows[event.thread].append(event)
            if isinstance(event, MapIterationStarted | BranchStarted | ChildExecutionStarted):
                starts[event.thread] = event
        self._flows, self._starts = flows, starts

    def of_input(self, entered: StateEntered, keys: Keys) -> list[Origin]:
        """Return where what stands at ``keys`` of the raw input of a state came from; the likeliest first."""
        found: list[Origin] = []
        waiting: list[tuple[StateEntered, Keys]] = [(entered, keys)]
        for _ in range(_MOST_STEPS):
            if not waiting:
                break
            for step in self._before(*waiting.pop(0)):
                if isinstance(step, Origin):
                    found.append(step)
                else:
                    waiting.append(step)
        return list(dict.fromkeys(found))

    def of_result(self, entered: StateEntered, text: str) -> list[Origin]:
        """Return where what the path ``text`` finds in the last answer to the Task that was entered came from."""
        read = _states_keys(text)
        keys = read[1] if read is not None else _keys(text)
        asked = [event for event in self._flows[entered.thread] if isinstance(event, TaskScheduled)]
        mine = [event for event in asked if event.path == entered.path and event.sequence > entered.sequence]
        if keys is None or not mine:
            return []
        return [Origin(keys, entered.path, self.record.invocations[mine[-1].sequence].in_execution)]

    def of_need(self, entered: StateEntered, need: Need) -> list[Origin]:
        """Return where what a state needs would have to come from."""
        if need.of_result:
            return self.of_result(entered, need.path)
        places = self.raw_keys(entered.path, need.path, ())
        return [origin for keys in places for origin in self.of_input(entered, keys)]

    def _before(self, entered: StateEntered, keys: Keys) -> Iterator["Origin | tuple[StateEntered, Keys]"]:
        """Yield what stands behind the raw input of the state: an origin, or the raw input of an earlier one."""
        before = [event for event in self._flows[entered.thread] if event.sequence < entered.sequence]
        left = next((event for event in reversed(before) if isinstance(event, StateExited)), None)
        if left is not None:
            yield from self._output(left, keys)
        elif entered.thread == ROOT:
            yield Origin(keys)
        else:
            yield from self._container(entered.thread, keys)

    def _container(self, thread: str, keys: Keys) -> Iterator["Origin | tuple[StateEntered, Keys]"]:
        """Yield what the first input of an iteration or a branch was made of."""
        parent, start = parent_of(thread), self._starts.get(thread)
        if parent is None or start is None:
            return
        holder = self._entered_before(parent, start.sequence)
        state = self._places[holder.path].state if holder is not None else None
        if holder is None:
            return
        if isinstance(state, ParallelState):
            template = state.arguments if self._is_jsonata(holder.path) else state.parameters
            yield from ((holder, each) for each in self._through(holder.path, template, keys))
        elif isinstance(state, MapState) and isinstance(start, MapIterationStarted | ChildExecutionStarted):
            index = start.first if isinstance(start, ChildExecutionStarted) else start.index
            yield from ((holder, each) for each in self._item(holder.path, state, index, keys))

    def _item(self, path: str, state: MapState, index: int, keys: Keys) -> Iterator[Keys]:
        selector = state.item_selector
        items = self.items_keys(path, state)
        if isinstance(selector, Absent):
            if items is not None:
                yield (*items, index, *keys)
            return
        found = _in_template(selector, keys)
        if found is None or not isinstance(found[0], str):
            return
        text, rest = str(found[0]), found[1]
        if text.startswith(_ITEM) and items is not None:
            inside = _keys("$" + text.removeprefix(_ITEM))
            yield from () if inside is None else ((*items, index, *inside, *rest),)
        elif re.fullmatch(r"\{%\s*\$states\.context\.Map\.Item\.Value\s*%\}", text) and items is not None:
            yield (*items, index, *rest)
        else:
            yield from self.raw_keys(path, text, rest)

    def items_keys(self, path: str, state: MapState) -> Keys | None:
        """Return where in the Map's raw input its items stand, ``None`` where they are computed."""
        if self._is_jsonata(path):
            if isinstance(state.items, Absent):
                return ()
            read = _states_keys(state.items)
            return read[1] if read is not None and read[0] == "input" else None
        inside = _keys(state.items_path or "$")
        through = self._input_path(path)
        return None if inside is None or through is None else (*through, *inside)

    def _output(self, left: StateExited, keys: Keys) -> Iterator["Origin | tuple[StateEntered, Keys]"]:
        """Yield what stands behind ``keys`` of the output of the state that was left."""
        entered = self._entered_before(left.thread, left.sequence)
        placed = self._places.get(left.path)
        if entered is None or placed is None:
            return
        if left.caught is not None:
            yield entered, keys
        elif self._is_jsonata(left.path):
            yield from self._jsonata_output(left, entered, placed, keys)
        else:
            yield from self._jsonpath_output(left, entered, placed, keys)

    def _jsonata_output(
        self, left: StateExited, entered: StateEntered, placed: PlacedState, keys: Keys
    ) -> Iterator["Origin | tuple[StateEntered, Keys]"]:
        output = getattr(placed.state, "output", None)
        if output is None or isinstance(output, Absent):
            works = isinstance(placed.state, TaskState | MapState | ParallelState)
            yield from self._result(left, placed, keys) if works else ((entered, keys),)
            return
        found = _in_template(output, keys)
        read = _states_keys(found[0]) if found is not None else None
        if found is None or read is None:
            return
        whose, inside = read
        if whose == "input":
            yield entered, (*inside, *found[1])
        else:
            yield from self._result(left, placed, (*inside, *found[1]))

    def _jsonpath_output(
        self, left: StateExited, entered: StateEntered, placed: PlacedState, keys: Keys
    ) -> Iterator["Origin | tuple[StateEntered, Keys]"]:
        state = placed.state
        out = _keys(getattr(state, "output_path", "$") or "$")
        if out is None or getattr(state, "output_path", "$") is None:
            return
        keys = (*out, *keys)
        if not isinstance(state, TaskState | MapState | ParallelState | PassState):
            yield from self._input(entered, keys)
            return
        if state.result_path is None:
            yield from self._input(entered, keys)
            return
        place = _keys(state.result_path)
        if place is None:
            return
        if keys[: len(place)] != place:
            yield from self._input(entered, keys)
            return
        rest = keys[len(place) :]
        if isinstance(state, PassState):
            if isinstance(state.result, Absent):
                yield from ((entered, each) for each in self._through(left.path, state.parameters, rest))
            return
        if isinstance(state.result_selector, Absent):
            yield from self._result(left, placed, rest)
            return
        found = _in_template(state.result_selector, rest)
        inside = _keys(found[0]) if found is not None and isinstance(found[0], str) else None
        if found is not None and inside is not None:
            yield from self._result(left, placed, (*inside, *found[1]))

    def _input(self, entered: StateEntered, keys: Keys) -> Iterator["tuple[StateEntered, Keys]"]:
        """Yield the place in the raw input: with and without ``InputPath``, for AWS merges into either."""
        through = self._input_path(entered.path)
        if through:
            yield entered, (*through, *keys)
        yield entered, keys

    def _result(
        self, left: StateExited, placed: PlacedState, keys: Keys
    ) -> Iterator["Origin | tuple[StateEntered, Keys]"]:
        """Yield what stands behind ``keys`` of what the state's work gave."""
        if isinstance(placed.state, TaskState):
            mine = self._flows[left.thread]
            for event in reversed([event for event in mine if event.sequence < left.sequence]):
                if isinstance(event, TaskScheduled) and event.path == left.path:
                    yield Origin(keys, left.path, self.record.invocations[event.sequence].in_execution)
                    return
            return
        if not keys or not isinstance(keys[0], int):
            return
        for thread, start in self._starts.items():
            index = getattr(start, "index", None)
            is_mine = getattr(start, "path", None) == left.path and parent_of(thread) == left.thread
            if is_mine and index == keys[0] and start.sequence < left.sequence:
                ended = next((e for e in reversed(self._flows[thread]) if isinstance(e, StateExited)), None)
                yield from () if ended is None else self._output(ended, keys[1:])

    def _through(self, path: str, template: Json | Absent, keys: Keys) -> Iterator[Keys]:
        """Yield the places in the raw input that ``keys`` of ``Parameters`` or ``Arguments`` are taken from."""
        if isinstance(template, Absent):
            through = () if self._is_jsonata(path) else self._input_path(path)
            yield from () if through is None else ((*through, *keys),)
            return
        found = _in_template(template, keys)
        if found is not None and isinstance(found[0], str):
            yield from self.raw_keys(path, found[0], found[1])

    def raw_keys(self, path: str, text: str, rest: Keys) -> Iterator[Keys]:
        """Yield where in the raw input of the state at ``path`` its path ``text``, and ``rest`` in that, leads."""
        read = _states_keys(text)
        if read is not None and read[0] == "input":
            yield (*read[1], *rest)
            return
        inside, through = _keys(text), self._input_path(path)
        if inside is not None and through is not None and not self._is_jsonata(path):
            yield (*through, *inside, *rest)

    def _input_path(self, path: str) -> Keys | None:
        text = getattr(self._places[path].state, "input_path", "$")
        return None if text is None else _keys(text)

    def _is_jsonata(self, path: str) -> bool:
        placed = self._places[path]
        language = placed.state.query_language or placed.machine.query_language or self.machine.query_language
        return language == QueryLanguage.JSONATA

    def _entered_before(self, thread: str, sequence: int) -> StateEntered | None:
        events = [event for event in self._flows[thread] if event.sequence < sequence]
        return next((event for event in reversed(events) if isinstance(event, StateEntered)), None)


def _in_template(template: Json, keys: Keys) -> tuple[Json, Keys] | None:
    """Return what a payload template says at ``keys``, and the keys that are left inside of what that leads to."""
    rest = keys
    while rest:
        if isinstance(template, str):
            return template, rest
        if isinstance(template, dict) and isinstance(rest[0], str):
            dynamic = template.get(f"{rest[0]}.$")
            if dynamic is not None:
                return dynamic, rest[1:]
            if rest[0] not in template:
                return None
            template, rest = template[rest[0]], rest[1:]
        elif isinstance(template, list) and isinstance(rest[0], int) and rest[0] < len(template):
            template, rest = template[rest[0]], rest[1:]
        else:
            return None
    return (template, ()) if isinstance(template, str) and template.startswith(("$", "{%")) else None


def _states_keys(value: Json) -> tuple[str, Keys] | None:
    """Return what ``{% $states.input.a[0] %}`` leads to: ``input`` or ``result``, and the keys in it."""
    found = _STATES_PATH.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        return None
    steps = _STEP.findall(found[2])
    return found[1], tuple(int(index) if index else name or quoted for name, quoted, index in steps)


def _keys(path: str) -> Keys | None:
    """Return the keys of a reference path into the data, ``None`` where it is none."""
    try:
        compiled = compile_reference_path(path)
    except ExpressionError:
        return None
    return tuple(compiled.keys) if compiled.root == "$" else None
