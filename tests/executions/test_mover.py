"""Moving without a thread of its own, a store or a page: each step returns when it is taken."""

import itertools
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest

from webapp.debugger import Continue, Over, breakpoints_of
from webapp.engine import CommandRefused
from webapp.executions.answers import Given
from webapp.executions.bindings import Bindings
from webapp.executions.clock import VirtualClock
from webapp.executions.driver import Driver
from webapp.executions.identity import Identity, start_command
from webapp.executions.mover import Mover
from webapp.executions.preparation import prepare
from webapp.executions.record import Record
from webapp.executions.session import Stance
from webapp.tasks import MockBook

LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:f"
THREE = {
    "StartAt": "First",
    "States": {
        "First": {"Type": "Pass", "Next": "Pay"},
        "Pay": {"Type": "Task", "Resource": LAMBDA, "Next": "Last"},
        "Last": {"Type": "Pass", "End": True},
    },
}


@contextmanager
def moved(
    *breakpoints: str,
    mocks: dict[str, Any] | None = None,
    is_undisturbed: Callable[[], bool] = lambda: True,
    pause_at_start: bool = True,
) -> Iterator[Mover]:
    prepared = prepare(json.dumps(THREE), None, None, {}, "{}")
    bindings = Bindings(prepared.machine, prepared.host, MockBook.load(mocks or {}), None, why_no_code="no code.")
    with ThreadPoolExecutor(1) as executor:
        driver = Driver(
            prepared.machine, Record(), VirtualClock(0), bindings, itertools.count(), executor, lambda outcome: None
        )
        mover = Mover(driver, Stance(breakpoints=breakpoints_of(breakpoints)), is_undisturbed)
        mover.start(start_command(Identity.of("0" * 32, "machine"), prepared, 0), pause_at_start=pause_at_start)
        yield mover


def until_still(mover: Mover) -> str:
    """Move on as long as anything moves; return the state that the debugger then stands at."""
    while mover.is_moving and mover.take_step(100):
        pass
    return mover.record.snapshot_at(mover.position.sequence).threads["0"].name


def test_it_moves_by_the_rule_until_that_says_to_stop() -> None:
    with moved(mocks={"Pay": [{"Return": 1}]}) as mover:
        assert until_still(mover) == "First"
        mover.go(Over("0"))
        assert until_still(mover) == "Pay"
        mover.go(Continue())
        assert until_still(mover) == "Last"
        assert (mover.stance.reason, mover.is_over) == ("end", True)


def test_stepping_on_from_the_past_goes_through_the_record_first() -> None:
    with moved("Last", mocks={"Pay": [{"Return": 1}]}, pause_at_start=False) as mover:
        assert until_still(mover) == "Last"
        head = mover.record.head
        mover.seek(2, None)
        mover.go(Continue())
        assert until_still(mover) == "Last"
        assert (mover.stance.reason, mover.record.head) == ("breakpoint", head)


def test_a_task_that_nobody_answers_waits_for_the_one_who_is_asked() -> None:
    with moved(pause_at_start=False) as mover:
        assert until_still(mover) == "Pay"
        (scheduled,) = mover.driver.questions
        mover.answer(scheduled, Given("paid"))
        assert until_still(mover) == "Last"
        assert mover.record.snapshot.output == "paid"
        with pytest.raises(CommandRefused):
            mover.answer(scheduled, Given("again"))


def test_the_turn_grows_with_each_change_of_the_stance() -> None:
    with moved() as mover:
        until_still(mover)
        before = mover.turn
        mover.set_breakpoints(breakpoints_of(["Pay"]))
        assert mover.turn == before + 1


def test_a_stride_ends_where_somebody_wants_something_done() -> None:
    with moved(mocks={"Pay": [{"Return": 1}]}, is_undisturbed=lambda: False, pause_at_start=False) as mover:
        heads = []
        while mover.is_moving and mover.take_step(100):
            heads.append(mover.record.head)
        assert len(heads) > 5
        assert mover.is_over
