"""What each command leads to, step by step, and what is refused."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.chance import play
from tests.engine.driving import NOON_MS, Run, of_kind, run
from tests.engine.machines import machine_of
from tests.engine.random_machines import RESOURCE, machines
from webapp.asl.model import Machine, MapState, PassState
from webapp.engine import EMPTY, CommandRefused, PendingTimer, decide, evolve, pending_work, ready_threads
from webapp.engine.commands import Advance, CompleteTask, EditValue, FailTask, FireTimer, Stop, TimeOut
from webapp.engine.events import AnyEvent, BranchStarted, TaskScheduled

TASK = {"StartAt": "Ask", "States": {"Ask": {"Type": "Task", "Resource": RESOURCE, "End": True}}}
MAP = {
    "StartAt": "Each",
    "States": {
        "Each": {
            "Type": "Map",
            "MaxConcurrency": 1,
            "ItemProcessor": {"StartAt": "One", "States": {"One": {"Type": "Pass", "End": True}}},
            "End": True,
        }
    },
}


def started(definition: dict[str, Any], data: Any = None) -> Run:
    return Run(machine_of(definition)).start({} if data is None else data)


def names(events: tuple[AnyEvent, ...]) -> list[str]:
    return [type(event).__name__ for event in events]


def test_a_task_takes_a_step_to_enter_one_to_schedule_and_one_to_use_the_answer() -> None:
    run = started(TASK, {"n": 1})
    assert names(run.advance()) == ["StateEntered"]
    assert names(run.advance()) == ["TaskScheduled", "TaskStarted"]
    scheduled = run.events[-2].sequence
    assert names(run.send(CompleteTask("0", scheduled, {"m": 2}, NOON_MS + 5, 1))) == ["TaskSucceeded"]
    assert names(run.advance()) == ["StateExited"]
    assert names(run.advance()) == ["ExecutionSucceeded"]
    assert run.snapshot.output == {"m": 2}


def test_a_map_starts_and_ends_its_iterations_one_step_at_a_time() -> None:
    run = started(MAP, ["a"])
    steps = []
    while ready := ready_threads(run.snapshot):
        steps.append((ready[0], *names(run.advance(ready[0]))))
    assert steps == [
        ("0", "StateEntered"),
        ("0", "MapStateStarted"),
        ("0", "MapIterationStarted"),
        ("0.0", "StateEntered"),
        ("0.0", "StateExited"),
        ("0.0", "MapIterationSucceeded"),
        ("0", "MapStateSucceeded"),
        ("0", "StateExited"),
        ("0", "ExecutionSucceeded"),
    ]


def test_ids_of_children_are_never_used_again() -> None:
    retry = [{"ErrorEquals": ["States.ALL"], "MaxAttempts": 1}]
    branch = {"StartAt": "No", "States": {"No": {"Type": "Fail", "Error": "E"}}}
    machine = {"StartAt": "P", "States": {"P": {"Type": "Parallel", "Branches": [branch], "Retry": retry, "End": True}}}
    started_flows = [event.thread for event in of_kind(run(machine_of(machine)).events, BranchStarted)]
    assert started_flows == ["0.0", "0.1"]


def test_a_stale_answer_is_refused() -> None:
    run = started(TASK)
    run.advance()
    run.advance()
    with pytest.raises(CommandRefused, match="waits for the task scheduled by event 3, not 2"):
        run.send(CompleteTask("0", 2, None, NOON_MS, 1))


def test_an_answer_that_nobody_waits_for_is_refused() -> None:
    with pytest.raises(CommandRefused, match="thread 0 waits for no task"):
        started(TASK).send(FailTask("0", 2, "E", "", NOON_MS, 1))


def test_a_thread_that_waits_cannot_be_advanced() -> None:
    run = started(TASK)
    run.advance()
    run.advance()
    with pytest.raises(CommandRefused, match="thread 0 waits for its task in the state Ask"):
        run.advance()


def test_a_container_without_room_cannot_be_advanced() -> None:
    run = started(MAP, [1, 2])
    for _ in range(3):
        run.advance()
    with pytest.raises(CommandRefused, match="thread 0 waits for 1 flows inside the state Each"):
        run.advance()


def test_a_thread_that_is_not_there_is_named() -> None:
    with pytest.raises(CommandRefused, match=r"there is no thread 0\.7 now"):
        started(TASK).advance("0.7")


def test_a_timer_that_is_not_due_is_refused() -> None:
    run = started({"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 2, "End": True}}})
    run.advance_all()
    with pytest.raises(CommandRefused, match="not due for 1000 ms"):
        run.send(FireTimer("0", NOON_MS + 1000, 1))


def test_an_execution_that_is_over_takes_no_command() -> None:
    run = started(MAP, []).finish()
    with pytest.raises(CommandRefused, match="its status is SUCCEEDED"):
        run.send(Stop(NOON_MS))


def test_an_execution_starts_once() -> None:
    with pytest.raises(CommandRefused, match="started already"):
        started(MAP).start({})


def test_input_can_be_edited_only_before_the_work() -> None:
    run = started(TASK, {"n": 1})
    with pytest.raises(CommandRefused, match="no input to change"):
        run.send(EditValue("0", "input", 1, NOON_MS))
    run.advance()
    run.send(EditValue("0", "input", {"n": 2}, NOON_MS))
    (scheduled,) = of_kind(run.advance(), TaskScheduled)
    assert scheduled.parameters == {"n": 2}
    with pytest.raises(CommandRefused, match="no result"):
        run.send(EditValue("0", "result", 1, NOON_MS))


def test_time_out_needs_a_limit_that_is_over() -> None:
    run = started(TASK | {"TimeoutSeconds": 3})
    assert pending_work(run.snapshot) == (PendingTimer("0", NOON_MS + 3000, "execution"),)
    with pytest.raises(CommandRefused, match="not over"):
        run.send(TimeOut(NOON_MS + 2999))
    run.send(TimeOut(NOON_MS + 3000))
    assert (run.snapshot.status, run.snapshot.error) == ("TIMED_OUT", "States.Timeout")


def test_a_transition_to_a_state_that_is_not_there_fails_the_execution() -> None:
    finished = run(machine_of({"StartAt": "Gone", "States": {"A": {"Type": "Succeed"}}}))
    assert finished.snapshot.error == "States.Runtime"
    assert "does not point to a next state" in (finished.snapshot.cause or "")


def test_what_the_engine_refuses_to_run_fails_its_state() -> None:
    inner = {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}}
    states = {"Each": {"Type": "Map", "ItemProcessor": inner, "ItemBatcher": {"MaxItemsPerBatch": 2}, "End": True}}
    finished = run(machine_of({"StartAt": "Each", "States": states}), [1])
    assert finished.snapshot.status == "FAILED"
    assert (finished.snapshot.cause or "").endswith(
        "ItemBatcher: only a distributed Map has it (ItemProcessor.ProcessorConfig.Mode)"
    )


def test_a_map_in_a_map_hundreds_deep_runs_and_fails_without_recursion() -> None:
    machine = deep_machine(400)
    finished = run(machine, [[]])
    assert finished.snapshot.status == "FAILED"
    assert finished.snapshot.error == "States.Runtime"


def deep_machine(depth: int) -> Machine:
    """Maps in one another; each but the innermost wraps its item again, and the innermost fails on a path."""
    inner = Machine("P", {"P": PassState(name="P", input_path="$.nowhere", end=True, raw={"Type": "Pass"})})
    for level in range(depth):
        name = f"M{level}"
        state = MapState(name=name, item_processor=inner, item_selector=[[]], end=True, raw={"Type": "Map"})
        inner = Machine(name, {name: state})
    return replace(inner, comment="deep")


@given(machines(), st.integers(0, 2**32))
def test_the_same_commands_give_the_same_events(definition: dict[str, Any], seed: int) -> None:
    first = play(Run(machine_of(definition)), seed)
    machine, snapshot, events = machine_of(definition), EMPTY, []
    for command in first.commands:
        for event in decide(machine, snapshot, command):
            snapshot = evolve(snapshot, event)
            events.append(event)
    assert events == first.events


@given(machines(), st.integers(0, 2**32))
def test_every_run_of_every_machine_ends(definition: dict[str, Any], seed: int) -> None:
    snapshot = play(Run(machine_of(definition)), seed).snapshot
    assert snapshot.status in ("SUCCEEDED", "FAILED")
    assert (snapshot.error is None) or snapshot.status == "FAILED"


@given(machines(), st.integers(0, 2**32))
def test_a_state_is_entered_by_the_last_event_of_a_batch(definition: dict[str, Any], seed: int) -> None:
    run = play(Run(machine_of(definition)), seed)
    snapshot = EMPTY
    for command in run.commands:
        batch = decide(run.machine, snapshot, command)
        assert "StateEntered" not in names(batch)[:-1]
        assert batch
        for event in batch:
            snapshot = evolve(snapshot, event)


def test_placeholders_in_texts_are_plain_text() -> None:
    states = {"A": {"Type": "Pass", "Result": {"arn": "${self:service}-$$.x"}, "End": True}}
    assert run(machine_of({"StartAt": "A", "States": states})).snapshot.output == {"arn": "${self:service}-$$.x"}


def test_advance_of_a_command_for_a_machine_is_pure() -> None:
    run = started(TASK)
    command = Advance("0", NOON_MS, 1)
    assert decide(run.machine, run.snapshot, command) == decide(run.machine, run.snapshot, command)


CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "definitions"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_every_definition_of_the_corpus_runs_to_an_end() -> None:
    ends = {path.stem: end_of(path) for path in sorted(CORPUS.glob("*.json"))}
    assert len(ends) > 500
    assert {name: end for name, end in ends.items() if end not in ("SUCCEEDED", "FAILED", "TIMED_OUT")} == {}


def end_of(path: Path) -> str:
    return play(Run(machine_of(path.read_text(encoding="utf-8"))), seed=1).snapshot.status
