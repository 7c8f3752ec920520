"""What one state makes of data of a known shape: what its work is given, and what leaves it on each way out.

It follows ``engine/dataflow.py`` and ``engine/states`` field by field. A state whose work is inside it (Map, Parallel)
is looked at twice: as it is entered, and as its work is done.
"""

from collections.abc import Mapping
from typing import Final

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
from webapp.shapes.fields import evaluated
from webapp.shapes.known import exactly
from webapp.shapes.map_state import iterate
from webapp.shapes.shape import (
    ANYTHING,
    NEVER,
    NULL,
    STRING,
    DataShape,
    FieldShape,
    Origin,
    is_never,
    joined,
    object_of,
)
from webapp.shapes.sight import Sight, Tokens
from webapp.shapes.visit import Visit
from webapp.values import ABSENT, Absent, Json


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
            data = visit.effective_input()
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
            iterate(visit, visit.state)
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


def _arguments(visit: Visit) -> DataShape:
    state = visit.state
    if visit.is_jsonata:
        arguments = getattr(state, "arguments", ABSENT)
        if isinstance(arguments, Absent):
            return visit.raw
        return evaluated(arguments, visit.roots(), visit.sight, ("Arguments",))
    data = visit.effective_input()
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
    data = visit.given = visit.effective_input()
    if visit.is_jsonata:
        for name, written in (("Seconds", state.seconds), ("Timestamp", state.timestamp)):
            if isinstance(written, str):
                evaluated(written, visit.roots(), visit.sight, (name,))
    else:
        visit.look(data, SecondsPath=state.seconds_path, TimestampPath=state.timestamp_path)
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
        visit.look(data, **paths)
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


def _choose(visit: Visit, state: ChoiceState) -> None:
    if visit.is_jsonata:
        _choose_in_jsonata(visit, state)
        return
    data = visit.given = visit.effective_input()
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
