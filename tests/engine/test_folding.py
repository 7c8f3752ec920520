"""Laws of the fold: any prefix folds, and an execution goes on from any of them."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cases.test_cases import CASES, FOLDER
from tests.cases.test_cases import play as play_case
from tests.engine.chance import go_on, play
from tests.engine.driving import Run
from tests.engine.machines import machine_of
from tests.engine.random_machines import machines
from webapp.engine import EMPTY, evolve, fold
from webapp.engine.snapshot import owner_of

Definition = dict[str, Any]


@given(machines(), st.integers(0, 2**32))
def test_folding_all_events_is_folding_the_rest_from_any_snapshot(definition: Definition, seed: int) -> None:
    run = play(Run(machine_of(definition)), seed)
    snapshot = EMPTY
    for at, event in enumerate(run.events):
        if at % 7 == 0:
            assert fold(run.events[at:], snapshot) == run.snapshot
        snapshot = evolve(snapshot, event)
    assert snapshot == run.snapshot


@given(machines(), st.integers(0, 2**32), st.integers(1, 200))
@settings(max_examples=50)
def test_an_execution_cut_anywhere_goes_on_to_an_end(definition: Definition, seed: int, cut: int) -> None:
    run = play(Run(machine_of(definition)), seed)
    rest = Run(run.machine)
    rest.events = run.events[: min(cut, len(run.events))]
    rest.snapshot = fold(rest.events)
    rest.now_ms = rest.snapshot.time_ms
    go_on(rest, seed + 1)
    assert rest.snapshot.status in ("SUCCEEDED", "FAILED")


@pytest.mark.parametrize("name", CASES)
def test_sequences_and_ids_of_a_case_have_no_gaps(name: str) -> None:
    run = play_case(FOLDER / name)
    assert [event.sequence for event in run.events] == list(range(1, len(run.events) + 1))
    ids = [event.id for event in run.events if event.id]
    assert ids == list(range(1, len(ids) + 1))


@given(machines(), st.integers(0, 2**32))
def test_sequences_and_ids_have_no_gaps_and_predecessors_come_before(definition: Definition, seed: int) -> None:
    events = play(Run(machine_of(definition)), seed).events
    assert [event.sequence for event in events] == list(range(1, len(events) + 1))
    for execution in {owner_of(event.thread) for event in events}:  # the children of map runs count by themselves
        own = [event for event in events if owner_of(event.thread) == execution]
        ids = [event.id for event in own if event.id]
        assert ids == list(range(1, len(ids) + 1))
        last = 0
        for event in own:
            assert 0 <= event.previous_id <= last
            last = event.id or last


def test_evolve_leaves_the_old_snapshot_as_it_was() -> None:
    run = Run(machine_of({"StartAt": "A", "States": {"A": {"Type": "Succeed"}}})).start({"n": 1})
    before = fold(run.events)
    run.finish()
    assert fold(run.events[:1]) == before
