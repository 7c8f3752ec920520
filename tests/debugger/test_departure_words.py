"""A departure in one sentence."""

from webapp.debugger.departure import Departure
from webapp.debugger.departure_words import describe_departure
from webapp.engine import AnyEvent, StateExited, StateFailed


def left(to: str | None, output: object = None) -> AnyEvent:
    return StateExited(
        sequence=3,
        id=3,
        previous_id=2,
        time_ms=1,
        thread="0",
        path="A",
        name="A",
        state_type="Pass",
        output=output,
        next=to,
    )


def failed() -> AnyEvent:
    return StateFailed(sequence=3, id=0, previous_id=2, time_ms=1, thread="0", path="A", error="Bad", cause="it rained")


def says(before: tuple[AnyEvent, ...], after: tuple[AnyEvent, ...]) -> str:
    return describe_departure(Departure(2, "0", "A", before, after))


def test_where_it_goes_is_told_before_what_it_gives() -> None:
    assert says((left("B", 1),), (left("C", 2),)) == "it goes to C instead of B"
    assert says((left(None),), (left("C"),)) == "it goes to C instead of the end"
    assert says((left("B", 1),), (left("B", True),)) == "its output is another"


def test_a_failure_is_told_with_its_error_and_cause() -> None:
    assert says((left("B"),), (failed(),)) == "it fails: Bad: it rained"


def test_a_state_that_does_nothing_any_more_is_gone() -> None:
    assert says((left("B"),), ()) == "the state is not there any more"
