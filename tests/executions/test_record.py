"""The record: any moment of an execution is a few events away."""

from collections.abc import Iterator

import pytest

from tests.debugger.recordings import WORDS
from tests.executions.running import debugged
from tests.live.machines import loop
from webapp.engine import EMPTY, AnyEvent, TaskScheduled, fold
from webapp.executions.record import CHECKPOINT_EVERY, Record

RETRIED = {
    "StartAt": "Each",
    "States": {
        "Each": {
            "Type": "Map",
            "ItemProcessor": {
                "StartAt": "Call",
                "States": {"Call": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:1:function:f", "End": True}},
            },
            "End": True,
        }
    },
}


@pytest.fixture(scope="module")
def events() -> Iterator[tuple[AnyEvent, ...]]:
    """The events of a long execution: several checkpoints."""
    with debugged(loop(120), {"n": 0}, pause_at_start=False) as it:
        yield tuple(it.run.record.events)


def test_every_snapshot_is_the_fold_of_the_events_up_to_it(events: tuple[AnyEvent, ...]) -> None:
    record = Record(events)
    assert record.head == len(events) > 3 * CHECKPOINT_EVERY
    for sequence in [0, 1, CHECKPOINT_EVERY - 1, CHECKPOINT_EVERY, CHECKPOINT_EVERY + 1, 2 * CHECKPOINT_EVERY + 7]:
        assert record.snapshot_at(sequence) == fold(events[:sequence])
    assert record.snapshot_at(0) == EMPTY
    assert record.snapshot_at(record.head) == record.snapshot_at(record.head + 99) == record.snapshot == fold(events)


@pytest.mark.parametrize("size", [1, 5, 300])
def test_a_record_grows_piece_by_piece_to_the_same(events: tuple[AnyEvent, ...], size: int) -> None:
    record = Record()
    for first in range(0, len(events), size):
        some = events[first : first + size]
        record.extend(some, fold(some, record.snapshot))
    assert (record.snapshot, record.events) == (Record(events).snapshot, list(events))
    assert record.snapshot_at(301) == fold(events[:301])


def test_it_knows_of_each_thread_which_child_it_is() -> None:
    with debugged(WORDS, {"words": ["a", "b", "c"]}, pause_at_start=False) as it:
        children = it.run.record.children
        assert sorted((thread, child.index) for thread, child in children.items()) == [
            ("0.0", 0),
            ("0.1", 1),
            ("0.2", 2),
        ]


def test_it_counts_the_invocations_of_each_state_in_the_execution_and_in_the_iteration() -> None:
    with debugged(RETRIED, [1, 2, 3], mocks={"Call": {"Return": 0}}, pause_at_start=False) as it:
        scheduled = [event.sequence for event in it.run.record.events if isinstance(event, TaskScheduled)]
        assert [it.run.record.invocations[sequence] for sequence in scheduled] == [(0, 0), (1, 0), (2, 0)]
