"""Laws of the moves in a record: what a fresh fold shows is shown, and going back and forward ends there again."""

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.chance import play
from tests.engine.driving import Run
from tests.engine.machines import machine_of
from tests.engine.random_machines import RESOURCE, machines
from webapp.asl import Machine
from webapp.debugger import Breakpoints, Hits, Into, Out, Over, Position, StopRule, breakpoints_of, find_stop
from webapp.engine import CommandRefused, Entered, Snapshot, StateEntered, fold
from webapp.executions import moves
from webapp.executions.record import Record
from webapp.executions.session import Stance
from webapp.expressions import IN_PROCESS

Definition = dict[str, Any]
ACTIONS = ("over", "into", "out", "back", "back", "back", "forward", "reverse")


@dataclass
class Walk:
    """A debugger that moves in the record of an execution that is over, as a run does."""

    machine: Machine
    record: Record
    stance: Stance

    def take(self, action: str) -> None:
        """Move; raise ``CommandRefused`` where there is nowhere to go."""
        here = self.stance.position
        match action:
            case "back":
                self.stance = moves.back(self.machine, self.record, self.stance, IN_PROCESS)
            case "forward":
                self.stance = moves.forward(self.record, self.stance)
            case "reverse":
                hits = Hits(self.machine, self.record, IN_PROCESS)
                self.stance = moves.reverse(self.record, self.stance, hits)
            case "over":
                self._go(Over(here.thread))
            case "out":
                self._go(Out(here.thread))
            case _:
                within = moves.into(self.machine, self.record, here, here.thread, None, IN_PROCESS)
                if within is None:
                    self._go(Into(here.thread))
                else:
                    self.stance = self.stance.stopped("step", within)

    def _go(self, rule: StopRule) -> None:
        moving = self.stance.moving(rule)
        after, record = self.stance.position.sequence, self.record
        found = find_stop(record.events, after, rule, Breakpoints(self.stance.breakpoints), record.children)
        if found is None:
            raise CommandRefused("the record ends before that")
        if found.kind == "end":
            self.stance = moving.stopped("end", moves.end_position(record))
        else:
            self.stance = moving.stopped(found.kind, found.position)

    def shown(self, snapshot: Snapshot | None = None) -> Any:
        """Return all that is shown where it stands: of the record's snapshot, or of ``snapshot``."""
        position = self.stance.position
        snapshot = snapshot or self.record.snapshot_at(position.sequence)
        thread = snapshot.threads.get(position.thread)
        return position, thread, moves.stages_at(self.machine, snapshot, position.thread, IN_PROCESS), snapshot


def walk_of(definition: Definition, run: Run) -> Walk:
    paths = {event.path for event in run.events if isinstance(event, StateEntered)}
    breakpoints = breakpoints_of(sorted(paths)[::3])
    stance = Stance(paused=True, position=Position(1), breakpoints=breakpoints)
    return Walk(machine_of(definition), Record(run.events), stance)


@given(machines(), st.integers(0, 2**32), st.lists(st.sampled_from(ACTIONS), max_size=40))
@settings(max_examples=60)
def test_wherever_one_steps_the_scopes_are_those_of_a_fresh_fold(
    definition: Definition, seed: int, actions: list[str]
) -> None:
    walk = walk_of(definition, play(Run(machine_of(definition)), seed))
    for action in actions:
        try:
            walk.take(action)
        except CommandRefused:
            continue
        position = walk.stance.position
        assert walk.shown() == walk.shown(fold(walk.record.events[: position.sequence]))
        assert walk.stance.reason == "end" or position.thread in walk.record.snapshot_at(position.sequence).threads


@given(machines(), st.integers(0, 2**32), st.lists(st.sampled_from(ACTIONS), max_size=30), st.integers(1, 12))
@settings(max_examples=60)
def test_going_back_and_as_often_forward_ends_at_the_same_place(
    definition: Definition, seed: int, actions: list[str], times: int
) -> None:
    walk = walk_of(definition, play(Run(machine_of(definition)), seed))
    for action in actions:
        try:
            walk.take(action)
        except CommandRefused:
            continue
    before, taken = walk.shown(), 0
    for _ in range(times):
        try:
            walk.take("back")
        except CommandRefused:
            break
        taken += 1
    for _ in range(taken):
        walk.take("forward")
    assert walk.shown() == before


@given(machines(), st.integers(0, 2**32), st.lists(st.sampled_from(["over", "into", "out"]), max_size=25))
@settings(max_examples=60)
def test_stepping_back_goes_through_the_very_stops_that_one_stepped_through(
    definition: Definition, seed: int, actions: list[str]
) -> None:
    walk = walk_of(definition, play(Run(machine_of(definition)), seed))
    stops = [walk.shown()]
    for action in actions:
        try:
            walk.take(action)
        except CommandRefused:
            continue
        stops.append(walk.shown())
    for stop in reversed(stops[:-1]):
        walk.take("back")
        assert walk.shown() == stop


def test_back_over_a_retry_and_a_caught_error_goes_to_where_the_state_was_entered() -> None:
    task: Definition = {
        "Type": "Task",
        "Resource": RESOURCE,
        "Retry": [{"ErrorEquals": ["Busy"], "MaxAttempts": 1}],
        "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}],
        "End": True,
    }
    states = {"Set": {"Type": "Pass", "Assign": {"n": 1}, "Next": "Work"}, "Work": task}
    machine = {"StartAt": "Set", "States": {**states, "Caught": {"Type": "Pass", "Assign": {"n": 2}, "End": True}}}
    run = Run(machine_of(machine), {"Work": {"0-5": {"Throw": {"Error": "Busy", "Cause": ""}}}}).start({}).finish()
    walk = walk_of(machine, run)
    entered = [event.sequence for event in run.events if isinstance(event, StateEntered)]
    walk.stance = walk.stance.stopped("seek", Position(entered[-1]))
    seen = []
    for _ in range(2):
        walk.take("back")
        position, thread, _, _ = walk.shown()
        assert thread.phase == Entered()
        seen.append((position.sequence, dict(thread.variables)))
    assert seen == [(entered[1], {"n": 1}), (entered[0], {})]


@pytest.mark.parametrize("by", [["into", "into", "over"], ["over"]], ids=["through its stages", "over it"])
def test_back_from_the_state_after_goes_to_where_one_was(by: list[str]) -> None:
    chain = {"First": {"Type": "Pass", "Parameters": {"a.$": "$"}, "Next": "Last"}, "Last": {"Type": "Succeed"}}
    machine = {"StartAt": "First", "States": chain}
    walk = walk_of(machine, Run(machine_of(machine)).start({}).finish())
    walk.take("forward")
    stops = []
    for action in by:
        stops.append(walk.stance.position)
        walk.take(action)
    walk.take("back")
    assert walk.stance.position == stops[-1]


def test_reverse_continue_from_a_stage_goes_to_the_breakpoint_of_that_state() -> None:
    chain = {"First": {"Type": "Pass", "Parameters": {"a.$": "$"}, "Next": "Last"}, "Last": {"Type": "Succeed"}}
    machine = {"StartAt": "First", "States": chain}
    walk = walk_of(machine, Run(machine_of(machine)).start({}).finish())
    walk.stance = Stance(paused=True, position=Position(2, "0", 1), breakpoints=breakpoints_of(["First"]))
    walk.take("reverse")
    assert (walk.stance.position, walk.stance.reason) == (Position(2), "breakpoint")
