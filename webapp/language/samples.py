"""What a state's input looks like: the example input, led through the states before it.

Nothing is run. A Pass gives what it says, ``ResultPath`` puts things where it says, and what a Task answers is not
known: ``{}``, which suggests nothing. Of several ways to a state, the members of all are kept.
"""

from collections.abc import Mapping
from typing import Final

from webapp.expressions import ExpressionError, Scope, compile_path, compile_reference_path, is_jsonata
from webapp.language.functions import CONTEXT
from webapp.values import Absent, Json

UNKNOWN: Final[Json] = {}
_MOST_STATES: Final = 2_000
_ANSWERS: Final[Mapping[str, Json]] = {
    "arn:aws:states:::lambda:invoke": {"ExecutedVersion": "$LATEST", "Payload": {}, "StatusCode": 200},
    "arn:aws:states:::sqs:sendMessage": {"MD5OfMessageBody": "", "MessageId": ""},
    "arn:aws:states:::sns:publish": {"MessageId": ""},
    "arn:aws:states:::states:startExecution": {"ExecutionArn": "", "StartDate": ""},
}
_ERROR: Final[Json] = {"Error": "States.TaskFailed", "Cause": ""}


def input_of(machines: list[tuple[Json, str]], example: Json | Absent) -> Json:
    """Return a sample of the input of a state.

    ``machines`` are the values of the machines around it, from the outermost, each with the name of its state that
    leads to the place.
    """
    sample: Json = UNKNOWN if isinstance(example, Absent) else example
    for depth, (machine, name) in enumerate(machines):
        sample = _inputs(machine, sample).get(name, UNKNOWN)
        if depth + 1 < len(machines):
            sample = _inner_input(_state(machine, name), sample)
    return sample


def output_of(state: Json, sample: Json) -> Json:
    """Return a sample of what a state gives for an input like ``sample``."""
    if not isinstance(state, dict):
        return sample
    if _is_jsonata(state):
        return _jsonata_output(state, sample)
    effective = _path(state.get("InputPath", "$"), sample)
    result = result_of(state, effective)
    if "ResultSelector" in state:
        result = _template(state["ResultSelector"], result)
    if state.get("Type") in ("Task", "Parallel", "Map", "Pass"):
        result = _put(sample, state.get("ResultPath", "$"), result)
    return _path(state.get("OutputPath", "$"), result)


def result_of(state: Json, effective: Json) -> Json:
    """Return a sample of the result of a state's work, before ``ResultSelector``."""
    if not isinstance(state, dict):
        return UNKNOWN
    match state.get("Type"):
        case "Pass" if "Result" in state:
            return state["Result"]
        case "Pass":
            return _template(state["Parameters"], effective) if "Parameters" in state else effective
        case "Task":
            resource = state.get("Resource")
            return _ANSWERS.get(resource.partition(".")[0], UNKNOWN) if isinstance(resource, str) else UNKNOWN
        case "Map" | "Parallel":
            return [UNKNOWN]
        case _:
            return effective


def merged(first: Json, second: Json) -> Json:
    """Return the members of both samples."""
    if isinstance(first, dict) and isinstance(second, dict):
        both = {name: merged(value, second[name]) if name in second else value for name, value in first.items()}
        return both | {name: value for name, value in second.items() if name not in first}
    return second if first in ({}, [], None) else first


def _inputs(machine: Json, sample: Json) -> Mapping[str, Json]:
    """Return a sample of the input of each state that can be reached."""
    states = machine.get("States") if isinstance(machine, dict) else None
    start = machine.get("StartAt") if isinstance(machine, dict) else None
    if not isinstance(states, dict) or not isinstance(start, str):
        return {}
    found: dict[str, Json] = {}
    waiting: list[tuple[str, Json]] = [(start, sample)]
    for _ in range(_MOST_STATES):
        if not waiting:
            break
        name, value = waiting.pop(0)
        if name in found:
            found[name] = merged(found[name], value)
            continue
        found[name] = value
        state = states.get(name)
        if isinstance(state, dict):
            waiting += _moves(state, value)
    return found


def _moves(state: Mapping[str, Json], sample: Json) -> list[tuple[str, Json]]:
    output = output_of(dict(state), sample)
    moves = [(state[name], output) for name in ("Next", "Default") if name in state]
    moves += [(rule.get("Next"), output) for rule in _objects(state.get("Choices"))]
    for catcher in _objects(state.get("Catch")):
        caught = _put(sample, catcher.get("ResultPath", "$"), _ERROR)
        moves.append((catcher.get("Next"), caught))
    return [(name, value) for name, value in moves if isinstance(name, str)]


def _inner_input(state: Json, sample: Json) -> Json:
    """Return a sample of what the machines inside a state are given."""
    if not isinstance(state, dict):
        return UNKNOWN
    effective = sample if _is_jsonata(state) else _path(state.get("InputPath", "$"), sample)
    if state.get("Type") == "Parallel":
        return _template(state["Parameters"], effective) if "Parameters" in state else effective
    selector = state.get("ItemSelector", state.get("Parameters"))
    items = (
        _path(state.get("ItemsPath", "$"), effective)
        if not _is_jsonata(state)
        else _expression(state.get("Items"), sample)
    )
    item = items[0] if isinstance(items, list) and items else UNKNOWN
    return item if selector is None else _template(selector, effective, item)


def _jsonata_output(state: Mapping[str, Json], sample: Json) -> Json:
    if "Output" in state:
        return _jsonata_template(state["Output"], sample)
    return sample if state.get("Type") in ("Pass", "Wait", "Choice", "Succeed") else result_of(dict(state), sample)


def _jsonata_template(template: Json, sample: Json) -> Json:
    if isinstance(template, dict):
        return {name: _jsonata_template(value, sample) for name, value in template.items()}
    return _expression(template, sample) if isinstance(template, str) else template


def _expression(text: Json, sample: Json) -> Json:
    """Return what a plain ``{% $states.input.a.b %}`` gives; other expressions are not looked into."""
    if not isinstance(text, str) or not is_jsonata(text):
        return text
    inner = text[2:-2].strip()
    return _path("$" + inner.removeprefix("$states.input"), sample) if inner.startswith("$states.input") else UNKNOWN


def _template(template: Json, sample: Json, item: Json = UNKNOWN) -> Json:
    if isinstance(template, list):
        return [_template(each, sample, item) for each in template]
    if not isinstance(template, dict):
        return template
    return {
        name.removesuffix(".$"): _path(value, sample, item) if name.endswith(".$") else _template(value, sample, item)
        for name, value in template.items()
    }


def _path(path: Json, sample: Json, item: Json = UNKNOWN) -> Json:
    """Return what a path gives; ``{}`` where it gives nothing or is none."""
    if path == "$":
        return sample
    if not isinstance(path, str):
        return UNKNOWN
    context: Json = {**CONTEXT, "Map": {"Item": {"Index": 0, "Value": item}}}
    try:
        return compile_path(path).evaluate(Scope(sample, context, {}))
    except ExpressionError:
        return UNKNOWN


def _put(sample: Json, path: Json, result: Json) -> Json:
    if path is None:
        return sample
    if path == "$" or not isinstance(path, str):
        return result
    try:
        return compile_reference_path(path).write(sample, result)
    except ExpressionError:
        return sample


def _is_jsonata(state: Mapping[str, Json]) -> bool:
    return state.get("QueryLanguage") == "JSONata" or any(name in state for name in ("Output", "Arguments", "Items"))


def _state(machine: Json, name: str) -> Json:
    states = machine.get("States") if isinstance(machine, dict) else None
    return states.get(name) if isinstance(states, dict) else None


def _objects(value: Json) -> list[dict[str, Json]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
