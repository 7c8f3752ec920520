"""Two ways to write a state, run on the same data: the same outcome, or the first difference."""

from dataclasses import dataclass

from webapp.asl import parse_text
from webapp.editing.edits import EditRefused
from webapp.engine import (
    EMPTY,
    Advance,
    AnyEvent,
    CommandRefused,
    CompleteTask,
    ExecutionFailed,
    ExecutionSucceeded,
    FireTimer,
    PendingTask,
    PendingTimer,
    Start,
    StateEntered,
    TaskScheduled,
    decide,
    evolve,
    pending_work,
)
from webapp.engine.snapshot import ROOT
from webapp.values import Json, json_text

MAX_STEPS = 40
_NOW_MS = 1_767_268_800_000
_ARN = "arn:aws:states:us-east-1:123456789012"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a state: what it asked of its service, where it went, and its output or its failure."""

    asked: Json
    went: tuple[str, ...]
    output: Json
    failure: tuple[str | None, str | None] | None
    waited_ms: int

    def told(self) -> str:
        """Return it in words."""
        if self.failure is not None:
            return f"failed with {self.failure[0] or 'an error'}"
        asked = f"asked {json_text(self.asked)}, " if self.asked is not None else ""
        return f"{asked}gave {json_text(self.output)}"


def outcome_of(name: str, state: dict[str, Json], targets: set[str], given: Json, result: Json) -> Outcome:
    """Return what comes of ``state``, without its retriers, on the input ``given``; ``result`` answers a Task."""
    states: dict[str, Json] = {name: {key: value for key, value in state.items() if key != "Retry"}}
    states |= {target: {"Type": "Succeed"} for target in targets if target != name}
    parsed = parse_text(json_text({"StartAt": name, "States": states}), "json")
    if parsed.machine is None:
        raise EditRefused(f'"{name}" cannot be run by itself: mend its problems first.')
    machine, snapshot, events = parsed.machine, EMPTY, list[AnyEvent]()
    command: Start | Advance | CompleteTask | FireTimer = Start(
        _NOW_MS, given, f"{_ARN}:execution:m:e", "e", f"{_ARN}:stateMachine:m", "m", "arn:aws:iam::123456789012:role/r"
    )
    for step in range(MAX_STEPS):
        try:
            decided = decide(machine, snapshot, command)
        except CommandRefused as refused:
            raise EditRefused(f'"{name}" cannot be run by itself: {refused}') from None
        for event in decided:
            snapshot = evolve(snapshot, event)
        events.extend(decided)
        if any(isinstance(event, ExecutionSucceeded | ExecutionFailed) for event in decided):
            return _outcome(events, name)
        command = Advance(ROOT, snapshot.time_ms, step)
        for pending in pending_work(snapshot):
            if isinstance(pending, PendingTask):
                command = CompleteTask(ROOT, pending.scheduled, result, snapshot.time_ms, step)
                break
            if isinstance(pending, PendingTimer) and pending.kind == "wait":
                command = FireTimer(ROOT, pending.until_ms, step)
    raise EditRefused(f'"{name}" does not come to an end within {MAX_STEPS} steps on {json_text(given)}.')


def _outcome(events: list[AnyEvent], name: str) -> Outcome:
    asked = next((event.parameters for event in events if isinstance(event, TaskScheduled)), None)
    went = tuple(event.name for event in events if isinstance(event, StateEntered) and event.name != name)
    last = events[-1]
    time_ms = last.time_ms - _NOW_MS
    if isinstance(last, ExecutionFailed):
        return Outcome(asked, went, None, (last.error, last.cause), time_ms)
    return Outcome(asked, went, last.output if isinstance(last, ExecutionSucceeded) else None, None, time_ms)
