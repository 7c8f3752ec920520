"""The way of data through one visit to a state, backwards: from its output or variables to its input and its work."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from webapp.asl.model import ChoiceState, MapState, ParallelState, PassState, TaskState
from webapp.debugger.flow_log import FlowLog, Visit
from webapp.debugger.readings import path_text
from webapp.debugger.template_trail import Documents, TemplateTrail, shown
from webapp.debugger.trails import MOST_READS, Kind, Place, Read, Step
from webapp.engine import Plan
from webapp.engine.events import (
    ChildExecutionStarted,
    ItemsRead,
    MapStateStarted,
    MapStateSucceeded,
    ParallelStateStarted,
    ParallelStateSucceeded,
    StateFailed,
    TaskFailed,
    TaskScheduled,
    TaskSucceeded,
    TaskTimedOut,
    ValueEdited,
)
from webapp.expressions import Keys, compile_reference_path, find_places, value_at
from webapp.values import ABSENT, Absent, Json

Worked = ValueEdited | TaskSucceeded | MapStateSucceeded | ParallelStateSucceeded


class Surroundings(Documents, Protocol):
    """What is around a visit."""

    def came_in(self, visit: Visit, keys: Keys) -> Step:
        """Return where the raw input of ``visit`` comes from."""
        ...


class StateTrail:
    """Answers for the places in one visit, of which ``plan`` is the state's."""

    def __init__(self, around: Surroundings, log: FlowLog, visit: Visit, plan: Plan) -> None:
        self._around = around
        self._log = log
        self._visit = visit
        self._plan = plan
        self._expressions = TemplateTrail(around, visit, plan.is_jsonata)
        self._hop = self._expressions.hop
        self._entered = visit.entered.sequence

    def step(self, place: Place) -> Step:
        """Return where the value at ``place`` comes from."""
        match place.kind:
            case "input":
                return self._input(place)
            case "InputPath":
                return self._through_path("InputPath", self._plan.input_path_text, place, "input", self._entered)
            case "Parameters":
                return self._given_to_work(place)
            case "Result":
                return self._result(place)
            case "ResultSelector":
                return self._selected_result(place)
            case "ResultPath":
                return self._merged(place)
            case "output":
                return self._output(place)
            case "assigned":
                return self._assigned(place)
            case "error":
                return self._error(place)
            case "items":
                return self._items(place)
            case "item":
                return self._item(place)
            case "child_input":
                return self._child_input(place)
            case _:
                return self._lost(place)

    def document(self, place: Place) -> Json | Absent:
        """Return the value that ``place`` leads into, as far as an event of the visit has it."""
        match place.kind:
            case "input":
                return self._raw_input(place.sequence)
            case "InputPath":
                return self._chosen_input(place.sequence)
            case "Parameters":
                scheduled, started = self._visit.last(TaskScheduled), self._visit.last(ParallelStateStarted)
                given: Json = scheduled.parameters if scheduled is not None else None
                return given if scheduled is not None else ABSENT if started is None else started.input
            case "Result":
                worked = self._worked(place.sequence)
                result: Json = worked.value if isinstance(worked, ValueEdited) else worked.output if worked else None
                return result if worked is not None else ABSENT
            case "ResultSelector" if self._plan.is_jsonata or self._plan.result_selector is None:
                return self.document(replace(place, kind="Result"))
            case "output":
                left = self._visit.left
                return ABSENT if left is None else left.output
            case "items":
                read, begun = self._visit.last(ItemsRead), self._visit.last(MapStateStarted)
                return read.items if read is not None else ABSENT if begun is None else begun.items
            case _:
                return ABSENT

    def _raw_input(self, until: int) -> Json:
        edited = self._edited("input", until)
        raw: Json = self._visit.entered.input if edited is None else edited.value
        return raw

    def _chosen_input(self, until: int) -> Json | Absent:
        text, raw = self._plan.input_path_text, self._raw_input(until)
        if self._plan.is_jsonata or text == "$":
            return raw
        path = None if text is None else path_text(text)
        if path is None or path.root != "$":
            return ABSENT
        found = find_places(path.steps, raw)
        return value_at(raw, found.places[0]) if found is not None and found.is_definite else ABSENT

    # --- the stages, from the last to the first -------------------------------------------------------------------

    def _output(self, place: Place) -> Step:
        plan, left, end = self._plan, self._visit.left, self._end(place)
        if left is not None and left.caught is not None:
            return self._caught(place, left.caught)
        if not plan.is_jsonata:
            source: Kind = "ResultPath" if self._has_result else "InputPath"
            return self._through_path("OutputPath", plan.output_path_text, place, source, end)
        template: Json | Absent = getattr(plan.state, "output", ABSENT)
        field: Keys = ("Output",)
        if left is not None and left.rule is not None and isinstance(plan.state, ChoiceState):
            template, field = plan.state.choices[left.rule].output, ("Choices", left.rule, "Output")
        result: Kind = "Result" if self._has_result and plan.type_name != "Pass" else "input"
        return self._expressions.template(template, field, place.keys, self._place(result, place), end)

    def _caught(self, place: Place, index: int) -> Step:
        catcher, error = self._plan.catch[index], self._place("error", place)
        if self._plan.is_jsonata:
            field: Keys = ("Catch", index, "Output")
            return self._expressions.template(catcher.output, field, place.keys, error, self._end(place))
        return self._placed(catcher.result_path, ("Catch", index, "ResultPath"), place, error)

    def _merged(self, place: Place) -> Step:
        if self._plan.is_jsonata or not self._has_result:
            return Step(None, self._place("Result", place).at(*place.keys))
        return self._placed(self._plan.result_path_text, ("ResultPath",), place, self._place("ResultSelector", place))

    def _placed(self, path: str | None, field: Keys, place: Place, source: Place) -> Step:
        """Return where a value comes from that a ResultPath wrote, as ``source``, into the input, or left in it."""
        raw, keys = self._place("input", place), place.keys
        if path is None:
            return Step(None, raw.at(*keys))
        if path == "$":
            return Step(None, source.at(*keys))
        target = compile_reference_path(path).keys
        if keys[: len(target)] == target:
            came_from = source.at(*keys[len(target) :])
            return Step(self._hop("placed", self._end(place), field, path, came_from), came_from)
        if target[: len(keys)] == keys:  # it holds what was written, and what was there before
            reads = (Read("the input", raw.at(*keys)), Read("the result", source))
            return Step(self._hop("built", self._end(place), field, path, reads=reads))
        return Step(None, raw.at(*keys))

    def _selected_result(self, place: Place) -> Step:
        template = ABSENT if self._plan.is_jsonata else getattr(self._plan.state, "result_selector", ABSENT)
        data, field = self._place("Result", place), ("ResultSelector",)
        return self._expressions.template(template, field, place.keys, data, self._end(place))

    def _result(self, place: Place) -> Step:
        state, worked = self._plan.state, self._worked(place.sequence)
        if isinstance(worked, ValueEdited):
            return Step(self._hop("edited", worked.sequence, came_from=place))
        if isinstance(worked, TaskSucceeded):
            reads = (Read("what the task was given", self._place("Parameters", place)),)
            return Step(self._hop("task", worked.sequence, ("Resource",), worked.resource, place, reads, worked.source))
        if worked is not None:
            return self._joined(place, worked.sequence)
        if isinstance(state, PassState) and not self._plan.is_jsonata:
            if not isinstance(state.result, Absent):
                return self._literal(state.result, ("Result",), place)
            data = self._place("InputPath", place)
            return self._expressions.template(state.parameters, ("Parameters",), place.keys, data, self._entered)
        return Step(None, self._place("InputPath", place).at(*place.keys))

    def _joined(self, place: Place, until: int) -> Step:
        """Return which child gave what stands in the array of the children's outputs."""
        ended, state = self._log.children(self._visit, until), self._plan.state
        word = "iteration" if isinstance(state, MapState) else "branch"
        if sorted(ended) != list(range(len(ended))) or (
            isinstance(state, MapState) and state.result_writer is not None
        ):
            return self._lost(place)
        if not place.keys:
            children = sorted(ended.items())[:MOST_READS]
            reads = [Read(f"{word} {index}", Place("output", each.thread, each.sequence)) for index, each in children]
            return Step(self._hop("joined", until, expression=word, reads=reads))
        index = place.keys[0]
        child = ended.get(index) if isinstance(index, int) else None
        if child is None:
            return self._lost(place)
        came_from = Place("output", child.thread, child.sequence, place.keys[1:])
        return Step(self._hop("joined", until, (), word, came_from, (), str(index)), came_from)

    def _given_to_work(self, place: Place) -> Step:
        field = "Arguments" if self._plan.is_jsonata else "Parameters"
        template: Json | Absent = getattr(self._plan.state, field.lower(), ABSENT)
        data = self._place("InputPath", place)
        return self._expressions.template(template, (field,), place.keys, data, self._entered)

    def _input(self, place: Place) -> Step:
        edited = self._edited("input", place.sequence)
        if edited is not None:
            return Step(self._hop("edited", edited.sequence, came_from=place))
        return self._around.came_in(self._visit, place.keys)

    # --- variables, errors, children ------------------------------------------------------------------------------

    def _assigned(self, place: Place) -> Step:
        plan, left = self._plan, self._visit.left
        if left is None:
            return self._lost(place)
        data = self._place("Result" if self._has_result else "InputPath", place)
        fields = plan.assign_fields
        field: Keys = ("Assign",)
        if left.caught is not None:
            fields, field = plan.catch[left.caught].assign, ("Catch", left.caught, "Assign")
            data = self._place("error", place)
        elif left.rule is not None and isinstance(plan.state, ChoiceState):
            fields, field = plan.state.choices[left.rule].assign, ("Choices", left.rule, "Assign")
        keys = (place.name, *place.keys)
        return self._expressions.template(dict(fields or {}), field, keys, data, left.sequence)

    def _error(self, place: Place) -> Step:
        failed = self._visit.last(StateFailed)
        first = self._visit.last(TaskFailed) or self._visit.last(TaskTimedOut) or failed
        sequence = first.sequence if first is not None else place.sequence
        return Step(self._hop("error", sequence, came_from=place, detail=(failed.error or "") if failed else ""))

    def _items(self, place: Place) -> Step:
        state = self._plan.state
        if not isinstance(state, MapState) or state.item_reader is not None:
            return self._lost(place)
        if self._plan.is_jsonata:
            data = self._place("input", place)
            return self._expressions.template(state.items, ("Items",), place.keys, data, self._entered)
        return self._through_path("ItemsPath", state.items_path or "$", place, "InputPath", self._entered)

    def _item(self, place: Place) -> Step:
        items = replace(place, kind="items", keys=(place.index or 0, *place.keys), index=None)
        return Step(self._hop("item", place.sequence, came_from=items, detail=str(place.index)), items)

    def _child_input(self, place: Place) -> Step:
        state, start = self._plan.state, self._log.events[place.sequence - 1]
        if isinstance(state, ParallelState):
            return Step(None, self._place("Parameters", place).at(*place.keys))
        if not isinstance(state, MapState) or state.item_batcher is not None:
            return self._lost(place)
        index = start.first if isinstance(start, ChildExecutionStarted) else place.index
        selector = self._plan.item_selector_field
        if isinstance(selector, Absent):
            return Step(None, replace(place, kind="item", index=index))
        data = self._place("input" if self._plan.is_jsonata else "InputPath", place)
        field: Keys = ("ItemSelector" if "ItemSelector" in state.raw else "Parameters",)
        expressions = TemplateTrail(self._around, self._visit, self._plan.is_jsonata, index)
        return expressions.template(selector, field, place.keys, data, place.sequence)

    def _through_path(self, field: str, text: str | None, place: Place, source: Kind, sequence: int) -> Step:
        data = self._place(source, place)
        if self._plan.is_jsonata or text == "$":
            return Step(None, data.at(*place.keys))
        if text is None:
            return Step(self._hop("literal", sequence, (field,), "null"))
        return self._expressions.expression(text, (field,), place.keys, data, sequence)

    def _literal(self, value: Json, field: Keys, place: Place) -> Step:
        found = value_at(value, place.keys)
        if isinstance(found, Absent):
            return self._lost(place)
        return Step(self._hop("literal", self._entered, (*field, *place.keys), shown(found)))

    # --- what is known of the visit -------------------------------------------------------------------------------

    @property
    def _has_result(self) -> bool:
        return isinstance(self._plan.state, TaskState | PassState | MapState | ParallelState)

    def _end(self, place: Place) -> int:
        return self._visit.left.sequence if self._visit.left is not None else place.sequence

    def _edited(self, target: str, until: int) -> ValueEdited | None:
        edits = (event for event in self._events_until(until) if isinstance(event, ValueEdited))
        return next((event for event in edits if event.target == target), None)

    def _worked(self, until: int) -> Worked | None:
        """Return what gave the state its result, the last time up to ``until``."""
        for event in self._events_until(until):
            if isinstance(event, Worked) and not (isinstance(event, ValueEdited) and event.target != "result"):
                return event
        return None

    def _events_until(self, until: int) -> Sequence[object]:
        """Return the events of the visit up to ``until``, the newest first."""
        return [event for event in reversed(self._visit.events) if event.sequence <= until]

    def _place(self, kind: Kind, place: Place) -> Place:
        """Return what ``kind`` names in this visit, whole."""
        return Place(kind, self._visit.thread, place.sequence)

    def _lost(self, place: Place) -> Step:
        return Step(self._hop("unknown", place.sequence, came_from=place))
