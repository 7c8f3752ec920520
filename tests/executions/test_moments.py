"""When events were really recorded, and what an execution was held for."""

import pytest

from tests.executions.running import debugged
from webapp.debugger import Continue
from webapp.executions.clock import RealClock
from webapp.executions.moments import Moments
from webapp.store import Moment

LOOP = {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Pass", "End": True}}}


class Wall:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now_ms = 1000

    def __call__(self) -> int:
        return self.now_ms


def test_events_recorded_at_the_same_time_share_a_moment() -> None:
    wall = Wall()
    moments = Moments(real_ms=wall)
    moments.note(1)
    moments.note(4)
    wall.now_ms = 1007
    moments.note(9)
    assert moments.after(0) == [Moment(1, 1000), Moment(9, 1007)]
    assert [moments.of(sequence) for sequence in (1, 8, 9, 99)] == [
        Moment(1, 1000),
        Moment(1, 1000),
        Moment(9, 1007),
        Moment(9, 1007),
    ]
    assert moments.of(0) is None
    assert (moments.after(1), moments.until(8)) == ([Moment(9, 1007)], [Moment(1, 1000)])


def test_what_an_execution_was_held_for_is_told_with_the_next_event() -> None:
    wall = Wall()
    moments = Moments(real_ms=wall)
    moments.note(1)
    wall.now_ms = 1010
    moments.hold()
    moments.hold()
    wall.now_ms = 61_010
    moments.let_go()
    wall.now_ms = 61_015
    moments.note(2)
    moments.note(3)
    assert moments.after(1) == [Moment(2, 61_015, held_ms=60_000)]


def test_what_is_recorded_while_it_is_held_tells_so_far_and_the_next_the_rest() -> None:
    wall = Wall()
    moments = Moments(real_ms=wall)
    moments.hold()
    wall.now_ms = 1500
    moments.note(1)
    wall.now_ms = 1600
    moments.let_go()
    moments.note(2)
    assert moments.after(0) == [Moment(1, 1500, held_ms=500), Moment(2, 1600, held_ms=100)]


def test_one_that_is_loaded_was_held_since_its_last_event() -> None:
    wall = Wall()
    moments = Moments([Moment(1, 400), Moment(3, 500)], real_ms=wall)
    moments.let_go()
    moments.note(4)
    assert moments.after(3) == [Moment(4, 1000, held_ms=500)]


def test_a_persons_answer_ends_a_hold_since_the_last_event() -> None:
    wall = Wall()
    moments = Moments(real_ms=wall)
    moments.note(1)
    wall.now_ms = 9000
    moments.was_held()
    moments.note(2)
    assert moments.after(1) == [Moment(2, 9000, held_ms=8000)]


def test_a_clock_that_is_put_back_makes_no_negative_hold() -> None:
    wall = Wall()
    moments = Moments(real_ms=wall)
    moments.hold()
    wall.now_ms = 10
    moments.let_go()
    moments.note(1)
    assert moments.after(0) == [Moment(1, 10)]


def test_a_pause_in_the_debugger_is_a_hold_and_running_through_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    wall = Wall()
    monkeypatch.setattr(RealClock, "now_ms", lambda _: wall.now_ms)
    with debugged(LOOP, breakpoints=["B"], pause_at_start=False) as it:
        head = it.run.record.head
        assert it.run.record.moments.after(0) == [Moment(1, 1000)]
        wall.now_ms = 5000
        it.run.step_back()
        wall.now_ms = 65_000
        it.run.go(Continue())
        it.watch.until_paused(it.run)
        assert it.run.record.head == head, "it went through the record only"
        wall.now_ms = 66_000
        it.run.go(Continue())
        assert it.still().run.is_over
        assert it.run.record.moments.after(head) == [Moment(head + 1, 66_000, held_ms=65_000)]


def test_the_moments_of_a_fork_are_those_of_what_it_copied() -> None:
    with debugged(LOOP, pause_at_start=False) as it:
        record = it.run.record
        copied = [moment for moment in record.moments.after(0) if moment.first <= 2]
        assert copied
        assert record.prefix(2).moments.after(0) == copied
