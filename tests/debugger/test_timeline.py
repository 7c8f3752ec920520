"""Stepping back goes to the exact stop before, also across the border of a container."""

from tests.debugger.recordings import words
from tests.debugger.test_stepping import sequence_of
from webapp.debugger import Position, step_back


def test_a_stage_steps_back_to_the_stage_before_it() -> None:
    events = words()
    assert step_back(events, Position(3, "0", 2)) == Position(3, "0", 1)
    assert step_back(events, Position(3, "0", 0)) == Position(3, "0")


def test_the_first_state_of_an_iteration_steps_back_to_its_map() -> None:
    events = words()
    here = Position(sequence_of(events, "StateEntered", "MapWords/Mapper", "0.3"), "0.3")
    at_map = Position(sequence_of(events, "StateEntered", "MapWords", "0"), "0")
    assert step_back(events, here) == at_map


def test_a_state_steps_back_within_its_own_iteration() -> None:
    events = words()
    here = Position(sequence_of(events, "StateEntered", "MapWords/Trim", "0.2"), "0.2")
    assert step_back(events, here) == Position(sequence_of(events, "StateEntered", "MapWords/Mapper", "0.2"), "0.2")


def test_a_stop_in_the_container_steps_back_into_the_iteration_that_ended() -> None:
    events = words()
    here = Position(sequence_of(events, "MapIterationSucceeded", "MapWords", "0.2"), "0")
    assert step_back(events, here) == Position(sequence_of(events, "StateEntered", "MapWords/Trim", "0.2"), "0.2")


def test_the_state_after_a_map_steps_back_to_the_map() -> None:
    events = words()
    here = Position(sequence_of(events, "StateEntered", "Reduce", "0"), "0")
    assert step_back(events, here) == Position(sequence_of(events, "StateEntered", "MapWords", "0"), "0")


def test_the_first_state_steps_back_to_the_start_and_no_further() -> None:
    events = words()
    first = Position(sequence_of(events, "StateEntered", "Split", "0"), "0")
    assert step_back(events, first) == Position(1)
    assert step_back(events, Position(1)) is None
