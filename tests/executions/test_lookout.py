import json

from webapp.debugger import Begin, Breakpoint, Over, breakpoints_of
from webapp.executions.local import run_locally
from webapp.executions.lookout import Lookout
from webapp.executions.preparation import prepare
from webapp.executions.record import Record
from webapp.executions.session import Stance
from webapp.expressions import IN_PROCESS
from webapp.tasks import MockBook

PASSES = {
    "StartAt": "First",
    "States": {"First": {"Type": "Pass", "Next": "Last"}, "Last": {"Type": "Pass", "End": True}},
}
PREPARED = prepare(json.dumps(PASSES), None, None, {}, '{"count": 1}')
RECORD = Record(run_locally(PREPARED, MockBook.load({}), "virtual", None).events)


def lookout(is_undisturbed: bool = True) -> Lookout:
    return Lookout(PREPARED.machine, RECORD, IN_PROCESS, lambda: is_undisturbed)


def watched(stance: Stance, is_undisturbed: bool = True) -> tuple[list[str], list[int]]:
    """The types of the events after which a stride ends, and the sequences that are to be looked at."""
    watch, found = lookout(is_undisturbed).watch(stance)
    return [type(event).__name__ for event in RECORD.events if watch(event)], found


def at(*breakpoints: Breakpoint | str) -> Stance:
    return Stance(breakpoints=breakpoints_of(breakpoints))


def test_a_stride_ends_only_where_the_debugger_may_stop() -> None:
    assert watched(at()) == (["ExecutionSucceeded"], [6])
    assert watched(at("Last")) == (["StateEntered", "ExecutionSucceeded"], [4, 6])


def test_a_stride_that_is_disturbed_ends_after_any_event_but_looks_at_none() -> None:
    ends, found = watched(at(), is_undisturbed=False)
    assert len(ends) == len(RECORD.events)
    assert found == [6]


def test_the_first_stop_behind_an_event_is_stood_at() -> None:
    stopped = lookout().stop_within(0, at("Last"))
    assert stopped is not None
    assert (stopped.paused, stopped.reason, stopped.position.sequence) == (True, "breakpoint", 4)
    ended = lookout().stop_within(4, at("Last"))
    assert ended is not None
    assert (ended.reason, ended.position.sequence) == ("end", 6)
    assert lookout().stop_within(6, at("Last")) is None


def test_a_rule_stops_where_no_breakpoint_is() -> None:
    begun = lookout().stop_within(0, at().moving(Begin()))
    over = lookout().stop_within(2, at().moving(Over("0")))
    assert begun is not None
    assert over is not None
    assert (begun.position.sequence, over.position.sequence) == (2, 4)


def test_a_condition_is_asked_of_the_record_alone() -> None:
    never = at(Breakpoint(id="b", path="Last", condition="$.count > 1"))
    assert watched(never)[1] == [4, 6], "it may stop there"
    stopped = lookout().stop_within(0, never)
    assert stopped is not None
    assert stopped.reason == "end"
