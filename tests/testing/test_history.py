"""The lazy history: a sequence whose length costs nothing."""

from unittest.mock import patch

from tests.testing.machines import CHECKOUT, ORDERS
from webapp.testing import TaskFailed, run
from webapp.testing import history as module


def test_the_length_is_known_without_making_events() -> None:
    result = run(CHECKOUT, {"total": 0})
    with patch.object(module, "execution_history", side_effect=AssertionError("made")):
        assert len(result.events) == 8
        assert repr(result.events) == "<history of 8 events>"


def test_events_are_numbered_from_one_whatever_is_internal() -> None:
    events = run(ORDERS, {"orders": [{"paid": True}]}, mocks={"Ship": [TaskFailed("Late"), "sent"]}).events
    assert [event["id"] for event in events] == list(range(1, len(events) + 1))
    assert [events[place]["id"] for place in range(len(events))] == list(range(1, len(events) + 1))


def test_slices_and_negative_places_are_those_of_a_list() -> None:
    events = run(CHECKOUT, {"total": 0}).events
    assert events[-1] == list(events)[-1]
    assert events[2:4] == list(events)[2:4]
    assert events[::-1] == list(reversed(list(events)))
    assert [event["type"] for event in events[:2]] == ["ExecutionStarted", "ChoiceStateEntered"]


def test_histories_are_equal_where_their_events_are() -> None:
    first, same, other = (run(CHECKOUT, {"total": 0}, seed=seed).events for seed in (0, 0, 1))
    assert first == same == list(first)
    assert first != run(CHECKOUT, {"total": -1}).events
    assert first != "history"
    assert len(other) == len(first)
