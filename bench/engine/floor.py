"""The floor: the least that CPython needs for the loop of Pass and Choice with a full history.

Every state is compiled once into a closure that knows where to go; an event is a tuple of all that a history shows (id,
predecessor, time, type, name, data), whose data is shared and not copied. Nothing here can pause, fail, store or be
debugged, and it knows the fields of this one machine only; so this is no interpreter, but what one is measured against.
"""

import re
import time
from collections.abc import Callable, Mapping
from typing import Any

Event = tuple[int, int, int, str, str | None, Any]
Work = Callable[[Any], tuple[Any, str | None]]
Getter = Callable[[Any], Any]


def run_floor(definition: Mapping[str, Any], data: Any) -> tuple[Any, list[Event]]:
    """Return the output and the events."""
    plans = {name: (state["Type"], _compile(state)) for name, state in definition["States"].items()}
    now = time.time_ns
    events: list[Event] = [(1, 0, now(), "ExecutionStarted", None, data)]
    append = events.append
    name: str | None = definition["StartAt"]
    id, previous = 1, 0
    steps = {name: (name, f"{kind}StateEntered", f"{kind}StateExited", work) for name, (kind, work) in plans.items()}
    while name is not None:
        name, entered, exited, work = steps[name]
        id += 1
        append((id, previous, now(), entered, name, data))
        data, following = work(data)
        append((id + 1, id, now(), exited, name, data))
        id = previous = id + 1
        name = following
    append((id + 1, id, now(), "ExecutionSucceeded", None, data))
    return data, events


def _compile(state: Mapping[str, Any]) -> Work:
    match state["Type"]:
        case "Pass":
            return _pass(state)
        case "Choice":
            return _choice(state)
        case "Succeed":
            return lambda data: (data, None)
        case kind:
            raise ValueError(f"the floor has no {kind} state")


def _pass(state: Mapping[str, Any]) -> Work:
    following = state.get("Next")
    if "Parameters" not in state:
        return lambda data: (data, following)
    fields = [(key[:-2], _getter(text)) for key, text in state["Parameters"].items()]
    return lambda data: ({key: get(data) for key, get in fields}, following)


def _choice(state: Mapping[str, Any]) -> Work:
    (rule,) = state["Choices"]
    left, right = _getter(rule["Variable"]), _getter(rule["NumericLessThanPath"])
    following, default = rule["Next"], state["Default"]
    return lambda data: (data, following if left(data) < right(data) else default)


def _getter(text: str) -> Getter:
    if added := re.fullmatch(r"States\.MathAdd\((\$\.\w+), (\d+)\)", text):
        inner, amount = _getter(added[1]), int(added[2])
        return lambda data: inner(data) + amount
    key = text.removeprefix("$.")
    return lambda data: data[key]
