"""Stubs to fill in: whole states, whole machines, and the value that a field begins with."""

import json
from collections.abc import Mapping
from typing import Final, NamedTuple

from webapp.asl import Field, Format, Shape
from webapp.language.items import Draft, quoted


class Stop(NamedTuple):
    """A place to fill in, and what stands there at first; ``bare`` for what is no string."""

    text: str = ""
    bare: bool = False


Stub = Mapping[str, "Stub"] | list["Stub"] | Stop | str | bool | int

_NEXT: Final[Stub] = Stop()
STATE_SNIPPETS: Final[Mapping[str, tuple[str, Mapping[str, Stub]]]] = {
    "Task": ("A call of a service or function", {"Type": "Task", "Resource": Stop(), "Next": _NEXT}),
    "Task: Lambda function": (
        "Invokes a function, with retries",
        {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke",
            "Parameters": {"FunctionName": Stop(), "Payload.$": "$"},
            "Retry": [
                {
                    "ErrorEquals": ["Lambda.ServiceException", "Lambda.TooManyRequestsException"],
                    "IntervalSeconds": 1,
                    "MaxAttempts": 3,
                    "BackoffRate": 2,
                }
            ],
            "Next": _NEXT,
        },
    ),
    "Pass": ("Passes its input on, or a fixed result", {"Type": "Pass", "Next": _NEXT}),
    "Choice": (
        "Decides where to go",
        {
            "Type": "Choice",
            "Choices": [{"Variable": Stop("$.value"), "StringEquals": Stop(), "Next": Stop()}],
            "Default": Stop(),
        },
    ),
    "Wait": ("Waits", {"Type": "Wait", "Seconds": Stop("5", bare=True), "Next": _NEXT}),
    "Succeed": ("Ends well", {"Type": "Succeed"}),
    "Fail": ("Ends with an error", {"Type": "Fail", "Error": Stop("Error"), "Cause": Stop()}),
    "Parallel": (
        "Runs branches side by side",
        {
            "Type": "Parallel",
            "Branches": [{"StartAt": Stop("First"), "States": {"First": {"Type": "Pass", "End": True}}}],
            "Next": _NEXT,
        },
    ),
    "Map": (
        "Runs its states for each item",
        {
            "Type": "Map",
            "ItemsPath": Stop("$.items"),
            "ItemProcessor": {"StartAt": Stop("Item"), "States": {"Item": {"Type": "Pass", "End": True}}},
            "Next": _NEXT,
        },
    ),
}
_JSONATA_CHANGES: Final[Mapping[str, Mapping[str, Stub]]] = {
    "Task: Lambda function": {
        "Arguments": {"FunctionName": Stop(), "Payload": "{% $states.input %}"},
        "Output": "{% $states.result.Payload %}",
    },
    "Choice": {"Choices": [{"Condition": Stop("{% $states.input.value = 1 %}"), "Next": Stop()}]},
    "Map": {"Items": Stop("{% $states.input.items %}")},
}
_USUAL: Final = {
    "MaxAttempts": "3",
    "BackoffRate": "2",
    "TimeoutSeconds": "60",
    "HeartbeatSeconds": "30",
    "Seconds": "5",
}
MACHINE: Final[Mapping[str, Stub]] = {
    "Comment": Stop("What it does"),
    "StartAt": Stop("First"),
    "States": {Stop("First"): {"Type": "Pass", "End": True}},  # type: ignore[dict-item]
}


def state_stub(label: str, *, jsonata: bool) -> Mapping[str, Stub]:
    """Return the fields of a state snippet in the query language of its machine."""
    fields = dict(STATE_SNIPPETS[label][1])
    if not jsonata or label not in _JSONATA_CHANGES:
        return fields
    after = fields.pop("Next", None)
    for name in ("Parameters", "ItemsPath"):
        fields.pop(name, None)
    changed = fields | dict(_JSONATA_CHANGES[label])
    return changed if after is None else changed | {"Next": after}


def field_stub(field: Field) -> Stub:
    """Return the value that a field begins with."""
    match field.shape:
        case Shape.BOOLEAN:
            return Stop("true", bare=True)
        case Shape.INTEGER | Shape.NUMBER:
            usual = _USUAL.get(field.name) or str(int(field.minimum or 0))
            return Stop(usual, bare=True)
        case Shape.ERRORS | Shape.TEXTS:
            return [Stop()]
        case Shape.PARTS if field.part == "Branch":
            return [{"StartAt": Stop(), "States": Stop("{}", bare=True)}]
        case Shape.PARTS if field.part in ("Retrier", "Catcher"):
            rest: dict[str, Stub] = {"Next": Stop()} if field.part == "Catcher" else {}
            return [{"ErrorEquals": [Stop("States.ALL")], **rest}]
        case Shape.PARTS | Shape.LIST:
            return Stop("[]", bare=True)
        case Shape.MACHINE:
            return {"StartAt": Stop(), "States": Stop("{}", bare=True)}
        case Shape.STATES | Shape.PART | Shape.OBJECT | Shape.TEMPLATE | Shape.VARIABLES:
            return Stop("{}", bare=True)
        case Shape.ANY:
            return Stop("", bare=True)
        case _:
            return Stop()


def write(stub: Stub, form: Format, unit: str, depth: int = 0) -> Draft:
    """Return a stub as text whose later lines stand ``depth`` units deeper than the first."""
    if isinstance(stub, Stop):
        return _stop(stub, form)
    if isinstance(stub, Mapping):
        return _object(stub, form, unit, depth)
    if isinstance(stub, list):
        return _array(stub, form, unit, depth)
    return Draft(quoted(stub, form) if isinstance(stub, str) else json.dumps(stub))


def spreads(stub: Stub, form: Format) -> bool:
    """Return whether the stub begins on the line after its key."""
    return form == "yaml" and (isinstance(stub, Mapping) or (isinstance(stub, list) and not _is_short(stub)))


def _stop(stop: Stop, form: Format) -> Draft:
    if stop.text in ("{}", "[]"):
        return Draft(stop.text[0]).stop().add(stop.text[1])
    if stop.bare:
        return Draft().stop(stop.text)
    if form == "yaml" and (not stop.text or quoted(stop.text, form) == stop.text):
        return Draft().stop(stop.text)
    return Draft('"').stop(json.dumps(stop.text, ensure_ascii=False)[1:-1]).add('"')


def _is_short(stub: list[Stub]) -> bool:
    return all(not isinstance(item, Mapping | list) for item in stub)


def _object(stub: Mapping[str, Stub], form: Format, unit: str, depth: int) -> Draft:
    draft = Draft("{\n" if form == "json" else "")
    pad = unit * (depth + 1 if form == "json" else depth)
    for place, (name, value) in enumerate(stub.items()):
        if form == "json" or place:
            draft.add(pad)
        _key(draft, name, form)
        draft.add(":\n" + unit * (depth + 1) if spreads(value, form) else ": ")
        draft.extend(write(value, form, unit, depth + 1))
        last = place == len(stub) - 1
        draft.add("" if last and form == "yaml" else "\n" if last or form == "yaml" else ",\n")
    return draft.add(unit * depth + "}") if form == "json" else draft


def _key(draft: Draft, name: str, form: Format) -> None:
    if isinstance(name, Stop):
        draft.extend(_stop(name, form))
    else:
        draft.add(quoted(name, form))


def _array(stub: list[Stub], form: Format, unit: str, depth: int) -> Draft:
    if _is_short(stub):
        draft = Draft("[")
        for place, item in enumerate(stub):
            draft.add(", " if place else "").extend(write(item, "json", unit))
        return draft.add("]")
    draft = Draft("[\n" if form == "json" else "")
    for place, item in enumerate(stub):
        last = place == len(stub) - 1
        if form == "json":
            draft.add(unit * (depth + 1)).extend(write(item, form, unit, depth + 1)).add("\n" if last else ",\n")
        else:
            draft.add(("\n" + unit * depth if place else "") + "- ")
            inner = write(item, form, unit, 0)
            draft.extend(_hung(inner, unit * depth + "  "))
    return draft.add(unit * depth + "]") if form == "json" else draft


def _hung(draft: Draft, pad: str) -> Draft:
    """Return a draft whose later lines begin with ``pad``."""

    def moved(place: int) -> int:
        return place + len(pad) * draft.text.count("\n", 0, place)

    stops = [(moved(start), moved(end)) for start, end in draft.stops]
    return Draft(draft.text.replace("\n", "\n" + pad), stops)
