"""Laws of forks, on random machines: what is shown is the fold of the fork's own events, and nothing runs twice."""

import json
from collections import Counter
from contextlib import suppress
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.random_machines import ERRORS, machines
from tests.executions.served import Served, served
from webapp.engine import CommandRefused, PendingTask, TaskFailed, TaskSucceeded, fold
from webapp.executions import live_runs
from webapp.executions.answers import Answer, AtOnce, Given, Thrown
from webapp.executions.bindings import Bindings
from webapp.executions.preparation import CannotRun
from webapp.executions.record import Record
from webapp.executions.run import Run
from webapp.executions.views import scopes_view
from webapp.messages import forks as f
from webapp.messages import protocol as m
from webapp.tasks import InvocationNumber

DATA = {"n": 2, "items": [1, {"n": 2}, "three"], "at": "2026-01-01T12:00:03Z"}

ACTIONS = ["continue", "step_over", "step_into", "step_out", "step_back", "step_forward", "seek"]
FORKS = ["fork", "edit", "restart"]
Walk = list[tuple[str, int]]


class Counted(Bindings):
    """Bindings that answer at once or after a while, by what the task is, and count by which event it was scheduled."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.asked: Counter[int] = Counter()

    def answer(self, task: PendingTask, number: InvocationNumber) -> Answer:
        self.asked[task.scheduled] += 1
        chance = len(task.path) + number.in_iteration + sum(task.iterations)
        delay_ms = 700 * (chance % 4)
        answer = Given({"n": len(task.path), "items": [task.attempt, 5]}, delay_ms)
        if chance % 3 == 0:
            return Thrown(ERRORS[0], "no", delay_ms)
        return answer if delay_ms else AtOnce(answer)


def plain_machines() -> st.SearchStrategy[dict[str, Any]]:
    """Machines without chance and without anything to read or write outside."""
    without_chance = machines().map(lambda machine: json.loads(json.dumps(machine).replace('"FULL"', '"NONE"')))
    return without_chance.filter(lambda machine: "s3:" not in json.dumps(machine))


def runnable(at: Served, machine: dict[str, Any], **fields: Any) -> str | None:
    """Return a new execution, ``None`` where checks refuse the machine."""
    try:
        return at.start(machine, DATA, clock="virtual", debug=True, **fields)
    except CannotRun:
        return None


def still(at: Served, execution: str) -> Run:
    run = at.run(execution)
    at.pages.until(lambda: run.stance.paused)
    run.until_kept()
    return run


@pytest.fixture(scope="module")
def at() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(live_runs, "Bindings", Counted)
        with served() as it:
            yield it


def ends_alike(one: Run, other: Run) -> None:
    ours, theirs = one.record.snapshot, other.record.snapshot
    assert (ours.status, ours.error, ours.cause, ours.output) == (
        theirs.status,
        theirs.error,
        theirs.cause,
        theirs.output,
    )


LAWS = settings(max_examples=40, deadline=None, suppress_health_check=[*HealthCheck])


@LAWS
@given(machine=plain_machines(), places=st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=4))
def test_a_fork_from_any_event_that_nothing_changes_ends_as_its_line(
    at: Served, machine: dict[str, Any], places: list[float]
) -> None:
    main = runnable(at, machine)
    if main is None:
        return
    run = still(at, main)
    for place in places:
        sequence = 1 + int(place * (run.record.head - 1))
        if sequence == run.record.head:
            continue
        fork = at.executions.fork(main, f.ForkRequest(sequence=sequence)).id
        at.executions.choose_rerun(fork, "recorded")
        at.executions.control(fork, m.ControlRequest(action="continue"))
        forked = still(at, fork)
        ends_alike(forked, run)
        assert [type(e) for e in forked.record.events] == [type(e) for e in run.record.events]
        sources = [e.source for e in forked.record.events[sequence:] if isinstance(e, TaskSucceeded | TaskFailed)]
        assert set(sources) <= {"recorded", "mocked"}


@LAWS
@given(
    machine=plain_machines(),
    walk=st.lists(st.tuples(st.sampled_from(ACTIONS + FORKS + ["switch"]), st.integers(0, 999)), max_size=14),
)
def test_after_every_move_each_line_shows_the_fold_of_its_own_events_and_nothing_ran_twice(
    at: Served, machine: dict[str, Any], walk: Walk
) -> None:
    main = runnable(at, machine, pause_at_start=True)
    if main is None:
        return
    lines = [main]
    here = main
    for action, chance in walk:
        if action == "switch":
            here = lines[chance % len(lines)]
        elif action in FORKS:
            forked = take_fork(at, here, action, chance)
            lines += [forked] if forked is not None else []
            here = forked or here
        else:
            move(at, here, action, chance)
        check(at, still(at, here))
    for line in lines:
        check_invocations(at, line)


CHANGES: list[dict[str, Any]] = [
    {"Comment": "another comment"},
    {"ResultPath": "$.elsewhere"},
    {"InputPath": "$.n"},
    {"Type": "Pass"},
    {"Seconds": 3},
    {"MaxConcurrency": 1},
    {"Retry": []},
    {"Catch": []},
    {"Output": "{% $states.input.n %}"},
]


def states_in(machine: dict[str, Any]) -> list[dict[str, Any]]:
    """Return all states at every depth."""
    found = []
    for state in machine["States"].values():
        found.append(state)
        for inner in [*state.get("Branches", []), *([state["ItemProcessor"]] if "ItemProcessor" in state else [])]:
            found += states_in(inner)
    return found


@LAWS
@given(machine=plain_machines(), changed=st.integers(0, 99), change=st.sampled_from(CHANGES), place=st.floats(0.1, 1))
def test_what_a_changed_definition_goes_on_to_is_what_it_does_from_the_start(
    at: Served, machine: dict[str, Any], changed: int, change: dict[str, Any], place: float
) -> None:
    main = runnable(at, machine)
    if main is None:
        return
    run = still(at, main)
    states = states_in(machine)
    states[changed % len(states)].update(change)
    fresh = runnable(at, machine)
    if fresh is None:
        return
    sequence = max(1, int(place * run.record.head))
    try:
        fork = at.executions.fork(main, f.ForkRequest(sequence=sequence, text=json.dumps(machine)))
    except CommandRefused:  # it gives the same to the end
        ends_alike(still(at, fresh), run)
        return
    assert fork.forked_at is not None
    anew = still(at, fresh).record.events
    assert [type(e) for e in anew[: fork.forked_at]] == [type(e) for e in run.record.events[: fork.forked_at]]
    at.executions.choose_rerun(fork.id, "run")
    at.executions.control(fork.id, m.ControlRequest(action="continue"))
    ends_alike(still(at, fork.id), still(at, fresh))


def move(at: Served, execution: str, action: Any, chance: int) -> None:
    run = still(at, execution)
    if run.is_over and run.position.sequence == run.record.head and action not in ("step_back", "seek"):
        return  # there is nothing to go on with, and the page offers none
    sequence = 1 + chance % run.record.head
    request = m.ControlRequest(action=action, sequence=sequence if action == "seek" else None)
    with suppress(CommandRefused):
        at.executions.control(execution, request)


def take_fork(at: Served, execution: str, kind: str, chance: int) -> str | None:
    run = still(at, execution)
    before = list(run.record.events)
    sequence = 1 + chance % run.record.head
    can_edit = at.executions.view(execution).session.can_edit
    request = f.ForkRequest(sequence=sequence)
    if kind == "restart":
        request = f.ForkRequest(restart_frame=run.position.thread)
    elif kind == "edit":
        if can_edit is None:
            return None
        edit = f.ForkEdit(thread=run.position.thread, target=can_edit, value='{"n": 7}')
        request = f.ForkRequest(edit=edit)
    try:
        fork = at.executions.fork(execution, request).id
    except CommandRefused:
        return None
    at.executions.choose_rerun(fork, "run")
    assert run.record.events == before
    return fork


def check(at: Served, run: Run) -> None:
    """Hold what is shown against a fresh fold of what is stored."""
    events = at.store.events.read(run.id)
    position = run.position
    assert all(each.sequence <= run.record.head for each in (position, *run.stance.past, *run.stance.future))
    assert run.record.events == events
    assert run.record.snapshot_at(position.sequence) == fold(events[: position.sequence])
    fresh = SimpleNamespace(record=Record(events), driver=run.driver, position=position)
    shown = at.executions.scopes(run.id, position.sequence, position.thread)
    assert shown == scopes_view(cast(Run, fresh), position.sequence, position.thread)


def check_invocations(at: Served, execution: str) -> None:
    live = at.executions._runs.find(execution)
    bindings = cast(Counted, live.bindings)
    assert all(times == 1 for times in bindings.asked.values())
    shared = live.row.forked_at or 0
    assert live.row.forked_from is not None or shared == 0
    if live.row.forked_from is not None:
        above = at.run(live.row.forked_from).record
        answered = _answered(above)
        assert not {scheduled for scheduled in bindings.asked if scheduled <= shared} & answered


def _answered(record: Record) -> set[int]:
    """Return the events that scheduled tasks whose outcome is in the record."""
    latest: dict[str, int] = {}
    found: set[int] = set()
    for event in record.events:
        if type(event).__name__ == "TaskScheduled":
            latest[event.thread] = event.sequence
        elif isinstance(event, TaskSucceeded | TaskFailed):
            found.add(latest[event.thread])
    return found
