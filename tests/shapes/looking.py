"""Short words for tests: the shape that flows on a transition of a machine, as text."""

import json
from typing import Any

from webapp.asl import parse_text
from webapp.shapes import ANYTHING, Knowledge, MachineShapes, Origin, like, machine_shapes, notation

EXAMPLE = Origin("", "input")
UNKNOWN = object()


def look(states: dict[str, Any], data: Any = UNKNOWN, results: Any = None, **machine: Any) -> MachineShapes:
    """Return the shapes of states, the first of which begins, for an input such as ``data``."""
    definition = {"StartAt": next(iter(states)), "States": states, **machine}
    found = parse_text(json.dumps(definition)).machine
    assert found is not None
    known = {path: like(value, Origin(path, "mock")) for path, value in (results or {}).items()}
    return machine_shapes(found, Knowledge(ANYTHING if data is UNKNOWN else like(data, EXAMPLE), known))


def out(shapes: MachineShapes, state: str, kind: str = "", index: int | None = None) -> str:
    """Return what leaves a state on the way of that kind, on its only one by default."""
    found = [
        each
        for each in shapes.transitions
        if each.source == state and kind in ("", each.kind) and index in (None, each.index)
    ]
    (way,) = found
    return notation(way.data, 300)


def variables(shapes: MachineShapes, state: str) -> str:
    """Return the variables that a state is entered with."""
    return notation(shapes.states[state].variables, 300)


def said(shapes: MachineShapes) -> list[str]:
    """Return each marked path, where it stands and what is there."""
    return [
        f"{mark.path}.{'.'.join(map(str, mark.tokens))}: {mark.text} {mark.miss.head}: {mark.miss.reason}"
        for mark in shapes.marks
    ]


def alone(fields: dict[str, Any], data: Any = UNKNOWN, results: Any = None, **machine: Any) -> MachineShapes:
    """Look at one state ``S`` that goes on to ``Z``."""
    return look({"S": {"Next": "Z", **fields}, "Z": {"Type": "Succeed"}}, data, results, **machine)
