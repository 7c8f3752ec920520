"""What one state makes of data of a known shape: what its work is given, and what leaves it on each way out.

It follows ``engine/dataflow.py`` and ``engine/states`` field by field. A state whose work is inside it (Map, Parallel)
is looked at twice: as it is entered, and as its work is done.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

import msgspec

from webapp.asl import (
    Catcher,
    ChoiceState,
    FailState,
    JsonataCondition,
    MapState,
    ParallelState,
    PassState,
    State,
    SucceedState,
    TaskState,
    UnknownState,
    WaitState,
)
from webapp.expressions import is_intrinsic
from webapp.shapes.conditions import View, split
from webapp.shapes.context import context_of
from webapp.shapes.fields import evaluated
from webapp.shapes.jsonata import Roots
from webapp.shapes.known import exactly
from webapp.shapes.notation import kinds_in
from webapp.shapes.paths import Miss
from webapp.shapes.shape import (
    ANYTHING,
    NEVER,
    NULL,
    STRING,
    DataShape,
    FieldShape,
    Origin,
    array_of,
    is_never,
    items_of,
    joined,
    object_of,
)
from webapp.shapes.sight import Sight, Tokens
from webapp.values import ABSENT, Absent, Json

WayKind = Literal["start", "next", "end", "choice", "default", "catch"]


class Way(msgspec.Struct, frozen=True, eq=False):
    """One way out of a state: ``target`` is the state's name, ``None`` the end of its machine."""

    kind: WayKind
    target: str | None
    index: int | None
    data: DataShape
    variables: DataShape


@dataclass(slots=True)
class Visit:
    """A state being looked at.

    ``effective`` is the input after InputPath, ``given`` what its work gets, ``inner`` what each machine inside it
    starts with, and ``item`` what an iteration is about.
    """

    state: State
    is_jsonata: bool
    raw: DataShape
    sight: Sight
    execution: DataShape
    effective: DataShape = NEVER
    given: DataShape = NEVER
    result: DataShape | None = None
    inner: DataShape = NEVER
    item: DataShape | None = None
    ways: list[Way] = field(default_factory=list)

    def roots(self, result: DataShape | None = None, error: DataShape | None = None) -> Roots:
        """Return what the state's JSONata reads."""
        return Roots(self.raw, result, error, self.sight.context, self.sight.variables)

    def leave(
        self, kind: WayKind, target: str | None, data: DataShape, variables: DataShape, at: int | None = None
    ) -> None:
        """Add a way out; a transition that names no state is none."""
        if target is not None or kind == "end":
            self.ways.append(Way(kind, target, at, data, variables))


def enter(visit: Visit, result: DataShape | None) -> None:
    """Look at a state as it is entered; ``result`` is what a Task is known to give."""
    visit.effective = visit.raw
    match visit.state:
        case FailState():
            _fail(visit, visit.state)
            visit.leave("end", None, NEVER, visit.sight.variables)
        case UnknownState():
            _move(visit, ANYTHING, visit.sight.variables)
        case ChoiceState():
            _choose(visit, visit.state)
        case PassState():
            _pass(visit, visit.state)
        case WaitState():
            _wait(visit, visit.state)
        case SucceedState():
            data = _effective(visit)
            visit.given = data
            visit.leave("end", None, _output(visit, data, None), visit.sight.variables)
        case TaskState():
            visit.given = _arguments(visit)
            _task_fields(visit, visit.state)
            _catch(visit, visit.state.catch)
            finish(visit, ANYTHING if result is None else result)
        case ParallelState():
            visit.given = visit.inner = _arguments(visit)
            _catch(visit, visit.state.catch)
        case MapState():
            _iterate(visit, visit.state)
            _catch(visit, visit.state.catch)


def finish(visit: Visit, result: DataShape) -> None:
    """Look at a state whose work has given ``result``."""
    if is_never(visit.raw):
        result = NEVER
    visit.result = result
    state, sight = visit.state, visit.sight
    if visit.is_jsonata:
        _move(visit, _output(visit, result, result), _assigned(visit, state, result, ("Assign",)))
        return
    selector = getattr(state, "result_selector", ABSENT)
    selected = result if isinstance(selector, Absent) else sight.fill(selector, result, ("ResultSelector",))
    merged = sight.put(getattr(state, "result_path", "$"), visit.raw, selected, ("ResultPath",))
    data = NEVER if is_never(result) else sight.select(getattr(state, "output_path", "$"), merged, "OutputPath")
    _move(visit, data, _assigned(visit, state, result, ("Assign",)))


# --- what goes in -----------------------------------------------------------------------------------------------


def _effective(visit: Visit) -> DataShape:
    if not visit.is_jsonata:
        visit.effective = visit.sight.select(getattr(visit.state, "input_path", "$"), visit.raw, "InputPath")
    return visit.effective


def _arguments(visit: Visit) -> DataShape:
    state = visit.state
    if visit.is_jsonata:
        arguments = getattr(state, "arguments", ABSENT)
        if isinstance(arguments, Absent):
            return visit.raw
        return evaluated(arguments, visit.roots(), visit.sight, ("Arguments",))
    data = _effective(visit)
    parameters = getattr(state, "parameters", ABSENT)
    return data if isinstance(parameters, Absent) else visit.sight.fill(parameters, data, ("Parameters",))


# --- what comes out ---------------------------------------------------------------------------------------------


def _move(visit: Visit, data: DataShape, variables: DataShape) -> None:
    following, is_end = getattr(visit.state, "next", None), getattr(visit.state, "end", False)
    if following is not None and not is_end:
        visit.leave("next", following, data, variables)
    elif is_end:
        visit.leave("end", None, data, variables)


def _output(visit: Visit, data: DataShape, result: DataShape | None) -> DataShape:
    """Return what ``Output`` or ``OutputPath`` makes of ``data``."""
    state = visit.state
    if not visit.is_jsonata:
        return visit.sight.select(getattr(state, "output_path", "$"), data, "OutputPath")
    output = getattr(state, "output", ABSENT)
    if isinstance(output, Absent) or is_never(data):
        return data
    return evaluated(output, visit.roots(result), visit.sight, ("Output",))


def _assigned(
    visit: Visit, owner: State | Catcher, data: DataShape, tokens: Tokens, error: DataShape | None = None
) -> DataShape:
    """Return the variables after the ``Assign`` of ``owner``; ``data`` is what ``$`` means in it."""
    return _with(visit, getattr(owner, "assign", None), data, tokens, error, visit.sight.variables)


def _with(
    visit: Visit,
    assign: Mapping[str, Json] | None,
    data: DataShape,
    tokens: Tokens,
    error: DataShape | None,
    before: DataShape,
) -> DataShape:
    if not assign or is_never(data):
        return before
    fields = dict(assign)
    if visit.is_jsonata:
        result = None if error is not None or isinstance(visit.state, ChoiceState | PassState) else data
        made = evaluated(fields, visit.roots(result, error), visit.sight, tokens)
    else:
        made = visit.sight.fill(fields, data, tokens)
    if made.object is None or before.object is None:
        return before
    return object_of({**before.object.fields, **made.object.fields}, open=before.object.open)


_ERROR_TEXT: Final = joined(STRING, NULL)


def _catch(visit: Visit, catchers: tuple[Catcher, ...]) -> None:
    origin = (Origin(visit.sight.path, "Catch"),)
    told = {"Error": FieldShape(_ERROR_TEXT, False, origin), "Cause": FieldShape(_ERROR_TEXT, False, origin)}
    error = NEVER if is_never(visit.raw) else object_of(told)
    for index, catcher in enumerate(catchers):
        at: Tokens = ("Catch", index)
        if visit.is_jsonata:
            data = error
            if not isinstance(catcher.output, Absent):
                data = evaluated(catcher.output, visit.roots(None, error), visit.sight, (*at, "Output"))
        else:
            data = visit.sight.put(catcher.result_path, visit.raw, error, (*at, "ResultPath"))
        variables = _assigned(visit, catcher, error, (*at, "Assign"), error)
        visit.leave("catch", catcher.next, data, variables, index)


# --- by type ----------------------------------------------------------------------------------------------------


def _pass(visit: Visit, state: PassState) -> None:
    if visit.is_jsonata:
        visit.given = visit.raw
        variables = _with(visit, state.assign, visit.raw, ("Assign",), None, visit.sight.variables)
        _move(visit, _output(visit, visit.raw, None), variables)
        return
    if isinstance(state.result, Absent):
        visit.given = _arguments(visit)
        finish(visit, visit.given)
    else:
        finish(visit, exactly(state.result, Origin(visit.sight.path, "Result")))


def _wait(visit: Visit, state: WaitState) -> None:
    data = visit.given = _effective(visit)
    if visit.is_jsonata:
        for name, written in (("Seconds", state.seconds), ("Timestamp", state.timestamp)):
            if isinstance(written, str):
                evaluated(written, visit.roots(), visit.sight, (name,))
    else:
        _look(visit, data, SecondsPath=state.seconds_path, TimestampPath=state.timestamp_path)
    variables = _with(visit, state.assign, data, ("Assign",), None, visit.sight.variables)
    _move(visit, _output(visit, data, None), variables)


def _task_fields(visit: Visit, state: TaskState) -> None:
    if visit.is_jsonata:
        written = {
            "TimeoutSeconds": state.timeout_seconds,
            "HeartbeatSeconds": state.heartbeat_seconds,
            "Credentials": state.credentials,
        }
        for name, value in written.items():
            if not isinstance(value, Absent) and not isinstance(value, int | None):
                evaluated(value, visit.roots(), visit.sight, (name,))
        return
    paths = {"TimeoutSecondsPath": state.timeout_seconds_path, "HeartbeatSecondsPath": state.heartbeat_seconds_path}
    if any(paths.values()) or not isinstance(state.credentials, Absent):
        quiet = Sight(visit.sight.path, visit.sight.variables, visit.sight.context)
        data = quiet.select(state.input_path, visit.raw, "InputPath")
        _look(visit, data, **paths)
        if not isinstance(state.credentials, Absent):
            visit.sight.fill(state.credentials, data, ("Credentials",))


def _fail(visit: Visit, state: FailState) -> None:
    visit.given = visit.raw
    for name, written in (("Error", state.error), ("Cause", state.cause)):
        if visit.is_jsonata and written is not None:
            evaluated(written, visit.roots(), visit.sight, (name,))
    for name, path in (("ErrorPath", state.error_path), ("CausePath", state.cause_path)):
        if path is not None and not visit.is_jsonata:
            if is_intrinsic(path):
                visit.sight.call(path, visit.raw, (name,))
            else:
                visit.sight.follow(path, visit.raw, (name,))


def _look(visit: Visit, data: DataShape, **paths: str | None) -> None:
    """Follow paths for what they mark alone."""
    for name, path in paths.items():
        if path is not None:
            visit.sight.follow(path, data, (name,))


def _choose(visit: Visit, state: ChoiceState) -> None:
    if visit.is_jsonata:
        _choose_in_jsonata(visit, state)
        return
    data = visit.given = _effective(visit)
    view = View(data, visit.sight.variables)
    for index, rule in enumerate(state.choices):
        true, view = split(rule.condition, view, visit.sight, ("Choices", index))
        output = _select_quietly(visit, true.data)
        variables = _with(visit, rule.assign, true.data, ("Choices", index, "Assign"), None, true.variables)
        visit.leave("choice", rule.next, output, variables, index)
    output = visit.sight.select(state.output_path, view.data, "OutputPath")
    variables = _with(visit, state.assign, view.data, ("Assign",), None, view.variables)
    if state.default is not None:
        visit.leave("default", state.default, output, variables)


def _select_quietly(visit: Visit, data: DataShape) -> DataShape:
    """Return what ``OutputPath`` makes of the data of a rule; what is wrong with it is told once, for the state."""
    quiet = Sight(visit.sight.path, visit.sight.variables, visit.sight.context)
    return quiet.select(getattr(visit.state, "output_path", "$"), data, "OutputPath")


def _choose_in_jsonata(visit: Visit, state: ChoiceState) -> None:
    data = visit.given = visit.raw
    for index, rule in enumerate(state.choices):
        at: Tokens = ("Choices", index)
        if isinstance(rule.condition, JsonataCondition) and isinstance(rule.condition.expression, str):
            evaluated(rule.condition.expression, visit.roots(), visit.sight, (*at, "Condition"))
        output = data
        if not isinstance(rule.output, Absent):
            output = evaluated(rule.output, visit.roots(), visit.sight, (*at, "Output"))
        variables = _with(visit, rule.assign, data, (*at, "Assign"), None, visit.sight.variables)
        visit.leave("choice", rule.next, output, variables, index)
    variables = _with(visit, state.assign, data, ("Assign",), None, visit.sight.variables)
    if state.default is not None:
        visit.leave("default", state.default, _output(visit, data, None), variables)


# --- Map --------------------------------------------------------------------------------------------------------


def is_distributed(state: MapState) -> bool:
    """Return whether the iterations are executions of their own."""
    config = state.item_processor.processor_config if state.item_processor is not None else None
    return (config or {}).get("Mode") == "DISTRIBUTED"


def _iterate(visit: Visit, state: MapState) -> None:
    data = visit.given = _effective(visit)
    visit.item = item = _items(visit, state, data)
    selected = item
    sight = visit.sight
    if not isinstance(state.item_selector, Absent):
        name = "ItemSelector" if "ItemSelector" in state.raw else "Parameters"
        inner = Sight(sight.path, sight.variables, context_of(visit.execution, item))
        if is_never(item):
            selected = NEVER
        elif visit.is_jsonata:
            roots = visit.roots()._replace(context=inner.context)
            selected = evaluated(state.item_selector, roots, inner, (name,))
        else:
            selected = inner.fill(state.item_selector, data, (name,))
        sight.marks += inner.marks
    visit.inner = _batched(visit, state, data, selected)
    if not visit.is_jsonata:
        _look(
            visit,
            data,
            MaxConcurrencyPath=state.max_concurrency_path,
            ToleratedFailureCountPath=state.tolerated_failure_count_path,
            ToleratedFailurePercentagePath=state.tolerated_failure_percentage_path,
        )


def _items(visit: Visit, state: MapState, data: DataShape) -> DataShape:
    """Return the shape of an item."""
    if is_never(data):
        return NEVER
    if is_distributed(state) and state.item_reader is not None:
        return ANYTHING
    if visit.is_jsonata:
        found = (
            data if isinstance(state.items, Absent) else evaluated(state.items, visit.roots(), visit.sight, ("Items",))
        )
        if is_distributed(state) and found.object is not None:
            return ANYTHING
        return items_of(found)
    found = visit.sight.follow(state.items_path or "$", data, ("ItemsPath",))
    if found.array is None and not found.is_anything and not is_never(found):
        tokens: Tokens = ("ItemsPath",) if state.items_path is not None else ()
        visit.sight.mark(
            tokens, state.items_path or "$", Miss(0, f"it is {kinds_in(found)}", "", head="is no array here")
        )
        return ANYTHING
    return items_of(found)


def _batched(visit: Visit, state: MapState, data: DataShape, item: DataShape) -> DataShape:
    if state.item_batcher is None or not is_distributed(state) or is_never(item):
        return item
    origin = (Origin(visit.sight.path, "ItemBatcher"),)
    fields = {"Items": FieldShape(array_of(item, (), 1), False, origin)}
    template = state.item_batcher.get("BatchInput")
    if template is not None:
        at: Tokens = ("ItemBatcher", "BatchInput")
        made = (
            evaluated(template, visit.roots(), visit.sight, at)
            if visit.is_jsonata
            else visit.sight.fill(template, data, at)
        )
        fields = {"BatchInput": FieldShape(made, False, origin), **fields}
    batched = object_of(fields)
    limited = any(name.endswith("Path") or type(value) is int for name, value in state.item_batcher.items())
    return batched if limited else joined(batched, item)


def map_result(state: MapState, output: DataShape, path: str) -> DataShape:
    """Return what a Map gives whose iterations give ``output``."""
    if not is_distributed(state):
        return array_of(output)
    writer = state.result_writer
    tolerates = any("Tolerated" in name for name in state.raw)
    if writer is None:
        return array_of(ANYTHING if tolerates else output)
    if writer.get("Resource"):
        origin = (Origin(path, "ResultWriter"),)
        place = object_of({name: FieldShape(STRING, False, origin) for name in ("Bucket", "Key")})
        told = {"MapRunArn": FieldShape(STRING, False, origin), "ResultWriterDetails": FieldShape(place, False, origin)}
        return object_of(told)
    return ANYTHING
