"""The data flow of one visit of a state, from its input to its output, each stage beside the one that it changes.

Stages are computed from the record as it stood; what was recorded itself (the arguments of a call, the output, what
was assigned) is taken from the record, so that chance shows what it drew.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from webapp.asl import Machine, State, walk
from webapp.engine import (
    AnyEvent,
    MapStateSucceeded,
    ParallelStateSucceeded,
    RetryStarted,
    Snapshot,
    Stage,
    StateEntered,
    StateExited,
    TaskScheduled,
    TaskSucceeded,
    ValueEdited,
    WaitEnded,
    stages_after,
    stages_before,
)
from webapp.expressions import Evaluator
from webapp.values import ABSENT, Absent, Json

INPUT: Final = "Input"
VARIABLES: Final = "Variables"
CATCH: Final = "Catch"

_BASES: Final[Mapping[str, tuple[str, ...]]] = {
    "InputPath": (INPUT,),
    "Parameters": ("InputPath", INPUT),
    "Arguments": (INPUT,),
    "ItemsPath": ("InputPath", INPUT),
    "ItemReader": ("InputPath", INPUT),
    "Items": (INPUT,),
    "ResultSelector": ("Result",),
    "ResultPath": (INPUT,),
    "OutputPath": ("ResultPath", "InputPath", INPUT),
    "Output": ("Result", INPUT),
    "Assign": (VARIABLES,),
    CATCH: (INPUT,),
}
_ARGUMENTS: Final = ("Parameters", "Arguments")
_OUTPUTS: Final = ("OutputPath", "Output", CATCH)
_FINISHING = TaskSucceeded | MapStateSucceeded | ParallelStateSucceeded | WaitEnded


class FlowStage(NamedTuple):
    """A stage, ``expression`` as the definition has it (:data:`ABSENT` without one), ``base`` what it changes."""

    name: str
    expression: Json | Absent
    base: str | None
    value: Json
    error: str | None = None


class Flow(NamedTuple):
    """The stages of a visit that began with event ``entered``; ``variables`` as they were when it began."""

    entered: int
    stages: tuple[FlowStage, ...]
    variables: Json


def flow_of(
    machine: Machine,
    events: Sequence[AnyEvent],
    snapshot_at: Callable[[int], Snapshot],
    thread: str,
    path: str,
    evaluator: Evaluator,
) -> Flow | None:
    """Return the data flow of the last visit of ``path`` by ``thread`` in ``events``, ``None`` without one."""
    visit = _last_visit(events, thread, path)
    state = next((placed.state for placed in walk(machine) if placed.path == path), None)
    if not visit or state is None:
        return None
    begun = max(event.sequence for event in visit if isinstance(event, StateEntered | RetryStarted) or _is_input(event))
    standing = snapshot_at(begun)
    at = standing.threads[thread]
    stages = [Stage(INPUT, at.input), *stages_before(machine, standing, thread, evaluator)]
    finished = [event for event in visit if event.sequence > begun and _finishes(event)]
    if finished:
        stages += stages_after(machine, snapshot_at(finished[-1].sequence), thread, evaluator)
    shown = flow_stages(state, stages, [event for event in visit if event.sequence >= begun])
    return Flow(visit[0].sequence, shown, dict(at.variables))


def flow_stages(state: State, stages: Sequence[Stage], visit: Sequence[AnyEvent]) -> tuple[FlowStage, ...]:
    """Return ``stages`` of a visit of ``state``, with what its events ``visit`` recorded, as a data flow has them."""
    recorded = _as_recorded(stages, visit, state.raw)
    names = [stage.name for stage in recorded]
    return tuple(
        FlowStage(stage.name, _expression(state, stage.name), _base(stage.name, names), stage.value, stage.error)
        for stage in recorded
    )


def _last_visit(events: Sequence[AnyEvent], thread: str, path: str) -> list[AnyEvent]:
    visit: list[AnyEvent] = []
    for event in reversed(events):
        if event.thread != thread or getattr(event, "path", path) != path:
            continue
        visit.append(event)
        if isinstance(event, StateEntered):
            return visit[::-1]
    return []


def _is_input(event: AnyEvent) -> bool:
    return isinstance(event, ValueEdited) and event.target == "input"


def _finishes(event: AnyEvent) -> bool:
    return isinstance(event, _FINISHING) or (isinstance(event, ValueEdited) and event.target == "result")


def _as_recorded(stages: Sequence[Stage], visit: Sequence[AnyEvent], raw: Mapping[str, Json]) -> list[Stage]:
    """Return ``stages`` with the values that the record has, and the output of a catcher where one was taken."""
    recorded: dict[str, Any] = {}
    caught: list[Stage] = []
    for event in visit:
        match event:
            case TaskScheduled():
                recorded |= dict.fromkeys(_ARGUMENTS, event.parameters)
            case StateExited(caught=None):
                recorded |= dict.fromkeys(_same_as_output(raw), event.output)
                if event.assigned:
                    recorded["Assign"] = event.assigned
            case StateExited():
                caught = [Stage(CATCH, event.output)]
                caught += [Stage("Assign", event.assigned)] if event.assigned else []
            case _:
                pass
    kept = [each for each in stages if not caught or each.name not in (*_OUTPUTS, "ResultPath", "Assign")]
    told = [Stage(each.name, recorded[each.name]) if each.name in recorded else each for each in kept]
    return told + caught


def _same_as_output(raw: Mapping[str, Json]) -> tuple[str, ...]:
    """Return the stages whose value is the output, since no field after them changes it."""
    if "OutputPath" in raw:
        return _OUTPUTS
    if "ResultPath" in raw:
        return (*_OUTPUTS, "ResultPath")
    return (*_OUTPUTS, "ResultPath", "ResultSelector" if "ResultSelector" in raw else "Parameters")


def _base(name: str, names: Sequence[str]) -> str | None:
    return next((base for base in _BASES.get(name, ()) if base in names or base == VARIABLES), None)


def _expression(state: State, name: str) -> Json | Absent:
    return state.raw.get(name, ABSENT)
