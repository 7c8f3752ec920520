"""Strides: the same events as step by step, however they are cut."""

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.engine.chance import play
from tests.engine.driving import Run
from tests.engine.machines import machine_of
from tests.engine.random_machines import machines
from webapp.engine import AnyEvent, advance_all, fold, ready_threads
from webapp.engine.decision import Stop
from webapp.engine.events import StateEntered

Definition = dict[str, Any]

DRAWN = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

MAP = {
    "StartAt": "Each",
    "States": {
        "Each": {
            "Type": "Map",
            "ItemProcessor": {
                "StartAt": "First",
                "States": {"First": {"Type": "Pass", "Next": "Last"}, "Last": {"Type": "Succeed"}},
            },
            "End": True,
        }
    },
}


def strides(limit: int, count: int = 4) -> list[tuple[AnyEvent, ...]]:
    """Advance a Map over ``count`` items to its end, at most ``limit`` events at a time or few more."""
    run = Run(machine_of(MAP)).start(list(range(count)))
    made, snapshot = [], run.snapshot
    while snapshot.status == "RUNNING":
        events, snapshot = advance_all(run.machine, snapshot, run.now_ms, 0, limit)
        made.append(events)
    return made


@given(st.integers(1, 60))
def test_an_execution_takes_the_same_course_however_it_is_cut(limit: int) -> None:
    in_one = strides(10_000)
    assert len(in_one) == 1
    assert [event for events in strides(limit) for event in events] == list(in_one[0])


@given(machines(), st.integers(0, 2**32))
def test_the_snapshot_after_a_stride_is_the_fold_of_its_events(definition: Definition, seed: int) -> None:
    run = Run(machine_of(definition))
    play(run, seed)
    begun = Run(run.machine).start(run.events[0].input if hasattr(run.events[0], "input") else {})
    events, snapshot = advance_all(run.machine, begun.snapshot, begun.now_ms, seed, 50)
    assert snapshot == fold(events, begun.snapshot)
    assert len(events) >= 50 or snapshot.status != "RUNNING" or not ready_threads(snapshot)


def test_a_stride_ends_after_the_step_in_which_it_is_told_to_stop() -> None:
    run = Run(machine_of(MAP)).start([1, 2, 3])
    seen: list[AnyEvent] = []

    def stop(event: AnyEvent) -> bool:
        seen.append(event)
        return isinstance(event, StateEntered) and event.name == "First"

    events, snapshot = advance_all(run.machine, run.snapshot, run.now_ms, 0, 10_000, stop)
    assert list(events) == seen
    assert isinstance(events[-1], StateEntered)
    assert events[-1].sequence == snapshot.sequence


def test_iterations_move_side_by_side() -> None:
    events = strides(10_000, 3)[0]
    entered = [(event.name, event.thread) for event in events if isinstance(event, StateEntered)]
    assert entered[1:] == [(name, f"0.{index}") for name in ("First", "Last") for index in range(3)]


@given(machines(), st.integers(1, 40))
def test_a_debugger_sees_the_course_that_is_taken_without_one(definition: Definition, limit: int) -> None:
    begun = Run(machine_of(definition)).start({})

    def course(stop: Stop | None) -> list[str]:
        made: list[AnyEvent] = []
        snapshot = begun.snapshot
        while snapshot.status == "RUNNING":
            events, snapshot = advance_all(begun.machine, snapshot, begun.now_ms, 0, limit, stop)
            made += events
            if not events:
                break
        # All but the ids that are drawn: each stride draws from its own seed.
        return [DRAWN.sub("(drawn)", repr(event)) for event in made]

    assert course(lambda event: event.sequence % 3 == 0) == course(None)
