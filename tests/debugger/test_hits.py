"""Where breakpoints stop in a record, and why, in words."""

from typing import Any

from tests.debugger.recordings import FAILING, WORDS, record
from tests.engine.machines import machine_of
from webapp.debugger import Breakpoint, Breakpoints, Hit, Hits
from webapp.executions.record import Record
from webapp.expressions import IN_PROCESS

DATA = {"words": ["the", "quick", "brown", "fox", "jumps", "over", "lazy"]}

COUNTING: dict[str, Any] = {
    "QueryLanguage": "JSONata",
    "StartAt": "Begin",
    "States": {
        "Begin": {"Type": "Pass", "Assign": {"total": 3}, "Next": "Same"},
        "Same": {"Type": "Pass", "Assign": {"total": 3}, "Next": "More"},
        "More": {"Type": "Pass", "Assign": {"total": 5}, "End": True},
    },
}


class Recorded:
    """A record with the hits in it."""

    def __init__(self, definition: dict[str, Any], data: Any) -> None:
        self.record = Record(record(definition, data))
        self.hits = Hits(machine_of(definition), self.record, IN_PROCESS)

    def stops(self, *given: Breakpoint) -> list[Hit]:
        armed = Breakpoints(given)
        found = (self.hits.at(event, armed) for event in self.record.events)
        return [hit for hit in found if hit is not None]

    def places(self, *given: Breakpoint) -> list[tuple[str, str]]:
        return [(hit.thread, hit.words) for hit in self.stops(*given)]


def words() -> Recorded:
    return Recorded(WORDS, DATA)


def test_a_condition_in_jsonata_may_be_set_on_a_state_in_jsonpath() -> None:
    at = Breakpoint(id="1", path="MapWords/Mapper", condition="$states.context.Map.Item.Index = 3")
    assert words().places(at) == [("0.3", "condition $states.context.Map.Item.Index = 3 is true")]


def test_a_condition_in_jsonpath_reads_the_input() -> None:
    at = Breakpoint(id="1", path="MapWords", condition="$.words[0] == 'the'")
    assert words().places(at) == [("0", "condition $.words[0] == 'the' is true")]


def test_an_iteration_is_a_reason_of_its_own() -> None:
    at = Breakpoint(id="1", path="MapWords/Mapper", iteration=3)
    assert words().places(at) == [("0.3", "breakpoint: iteration 3")]


def test_a_condition_that_fails_stops_and_says_why() -> None:
    at = Breakpoint(id="1", path="MapWords/Mapper", condition="$x = (", language="JSONata")
    (reason, *others) = {why for _, why in words().places(at)}
    assert reason.startswith("condition $x = ( could not be evaluated: ")
    assert not others


def test_what_a_path_does_not_find_is_not_true() -> None:
    assert words().places(Breakpoint(id="1", path="Split", condition="$.nowhere.at.all")) == []


def test_hits_are_counted_by_the_record_wherever_one_asks_first() -> None:
    it = words()
    at = Breakpoint(id="1", path="MapWords/Mapper", hit="%3")
    sequences = it.hits.of(at)
    assert [hit.sequence for hit in it.stops(at)] == list(sequences)
    assert [why for _, why in it.places(at)] == ["breakpoint, hit 3", "breakpoint, hit 6"]
    late = words()
    assert late.hits.before(sequences[1], Breakpoints([at])) == it.stops(at)[0]


def test_the_hits_of_a_count_are_those_at_which_the_condition_is_true() -> None:
    at = Breakpoint(id="1", path="MapWords/Mapper", condition="$states.context.Map.Item.Index % 2 = 1", hit="2")
    assert [thread for thread, _ in words().places(at)] == ["0.3"]


def test_the_hit_before_is_the_nearest_of_all_breakpoints() -> None:
    it = words()
    armed = Breakpoints([Breakpoint(id="1", path="Split"), Breakpoint(id="2", path="MapWords", kind="after")])
    last = it.hits.before(it.record.head, armed)
    assert last is not None
    assert last.words == "breakpoint after the state"
    first = it.hits.before(last.sequence, armed)
    assert first is not None
    assert (first.breakpoint, it.hits.before(first.sequence, armed)) == ("1", None)


def test_a_value_that_changes_or_appears_is_told_with_what_it_was() -> None:
    at = Breakpoint(id="1", kind="data", data="$total")
    assert Recorded(COUNTING, {}).places(at) == [
        ("0", "the value of $total appeared: 3"),
        ("0", "the value of $total changed: 3 → 5"),
    ]


def test_a_thread_that_begins_sees_what_the_flow_around_it_saw() -> None:
    machine: dict[str, Any] = {
        "QueryLanguage": "JSONata",
        "StartAt": "Set",
        "States": {
            "Set": {"Type": "Pass", "Assign": {"x": 1}, "Output": [1, 2], "Next": "Each"},
            "Each": {
                "Type": "Map",
                "ItemProcessor": {"StartAt": "In", "States": {"In": {"Type": "Pass", "End": True}}},
                "End": True,
            },
        },
    }
    assert Recorded(machine, {}).places(Breakpoint(id="1", kind="data", data="$x")) == [
        ("0", "the value of $x appeared: 1")
    ]


def test_a_failure_that_a_container_passes_on_is_one() -> None:
    at = Breakpoint(id="1", kind="error", errors=("caught", "uncaught"))
    assert Recorded(FAILING, {}).places(at) == [("0.0", "error Bad is caught by Both")]
    there = Breakpoint(id="1", kind="error", path="Both", errors=("caught",))
    assert Recorded(FAILING, {}).places(there) == [("0", "error Bad is caught")]


def test_a_logpoint_says_its_text_and_stops_nowhere() -> None:
    it = words()
    at = Breakpoint(
        id="1",
        path="MapWords/Mapper",
        log="word {$.nothing} at {$states.context.Map.Item.Index}: {{% $states.input %}}",
        condition="$states.context.Map.Item.Index < 2",
    )
    assert it.stops(at) == []
    assert [line.text for line in it.hits.log([at])] == ["word nothing at 0: the", "word nothing at 1: quick"]
