"""Forks: executions that begin with the first events of another, and go their own way."""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.debugger.recordings import WORDS
from tests.executions.served import Served, served
from webapp.debugger import Position
from webapp.engine import CommandRefused, PendingTask, StateEntered, TaskSucceeded
from webapp.executions import live_runs
from webapp.executions.answers import Answer, Invoke
from webapp.executions.bindings import Bindings
from webapp.executions.run import Run
from webapp.messages import forks as f
from webapp.messages import protocol as m
from webapp.store.memory import MemoryStore
from webapp.tasks import InvocationNumber
from webapp.values import Json

DATA = {"words": ["the", "quick", "brown", "fox", "jumps", "over", "lazy"]}
FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:"

COUNT: dict[str, Any] = {
    "StartAt": "Split",
    "States": {
        "Split": {"Type": "Pass", "Next": "MapWords"},
        "MapWords": {
            "Type": "Map",
            "ItemsPath": "$.words",
            "ItemSelector": {"word.$": "$$.Map.Item.Value"},
            "MaxConcurrency": 2,
            "ItemProcessor": {
                "StartAt": "Mapper",
                "States": {"Mapper": {"Type": "Task", "Resource": FUNCTION + "mapper", "End": True}},
            },
            "Next": "Reduce",
        },
        "Reduce": {"Type": "Task", "Resource": FUNCTION + "reduce", "End": True},
    },
}


class Handlers:
    """What the functions of a test do, and how often they did."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self._guard = threading.Lock()

    def call(self, task: PendingTask) -> Json:
        with self._guard:
            self.calls[task.path] += 1
        data: Any = task.parameters
        if task.path.endswith("Mapper"):
            return {"word": data["word"], "length": len(data["word"])}
        total: int = sum(each["length"] for each in data)
        return total


class Counting(Bindings):
    """Bindings whose every function is one of :class:`Handlers`."""

    handlers = Handlers()

    def answer(self, task: PendingTask, number: InvocationNumber) -> Answer:
        if self.is_mocked(task.path):
            return super().answer(task, number)
        return Invoke(lambda: self.handlers.call(task))


@pytest.fixture
def handlers(monkeypatch: pytest.MonkeyPatch) -> Handlers:
    Counting.handlers = Handlers()
    monkeypatch.setattr(live_runs, "Bindings", Counting)
    return Counting.handlers


@contextmanager
def counted(store: MemoryStore | None = None) -> Iterator[Served]:
    with served(store) as at:
        yield at


def still(at: Served, execution: str) -> Run:
    """Return the run once it is paused or over, or waits for a person."""
    run = at.run(execution)
    at.pages.until(lambda: run.stance.paused or bool(run.driver.questions))
    run.until_kept()
    return run


def go_on(at: Served, execution: str) -> Run:
    at.executions.control(execution, m.ControlRequest(action="continue"))
    return still(at, execution)


def stopped_in_iteration_3(at: Served) -> str:
    """Return an execution that stands before Mapper in iteration 3, everything before it being done."""
    execution = at.start(COUNT, DATA, clock="virtual", debug=True, breakpoints=["MapWords/Mapper"])
    still(at, execution)
    while at.run(execution).position.thread != "0.3":
        go_on(at, execution)
    return execution


def fork(at: Served, execution: str, **fields: Any) -> m.ExecutionView:
    return at.executions.fork(execution, f.ForkRequest(**fields))


def test_an_edit_in_the_past_makes_a_fork_that_leaves_main_as_it_was(handlers: Handlers) -> None:
    with counted() as at:
        main = stopped_in_iteration_3(at)
        cursor = at.run(main).position.sequence
        at.executions.set_breakpoints(main, [])
        assert go_on(at, main).record.snapshot.output == 29
        at.executions.control(main, m.ControlRequest(action="seek", sequence=cursor))
        edit = m.EditValueRequest(thread="0.3", target="input", value='{"word":"ox"}')
        view = at.executions.edit(main, edit).fork
        assert view
        assert (view.fork_name, view.forked_from, view.forked_at, view.line) == ("fork-1", main, cursor, main)
        assert (view.session.paused, view.session.path, view.session.can_edit) == (True, "MapWords/Mapper", "input")
        assert at.executions.choose_rerun(view.id, "run").paused
        assert go_on(at, view.id).record.snapshot.output == 28
        assert at.run(main).record.snapshot.output == 29
        assert [row.name for row in at.executions.forks.tree(view.id).forks] == ["main", "fork-1"]
        assert handlers.calls["MapWords/Mapper"] == 7 + 4


def test_a_task_in_flight_where_the_fork_left_has_its_recorded_outcome_and_never_runs_again(
    handlers: Handlers,
) -> None:
    with counted() as at:
        main = at.start(COUNT, DATA, clock="virtual", debug=True)
        run = still(at, main)
        answered = next(e for e in run.record.events if isinstance(e, TaskSucceeded))
        in_flight = next(each for each in range(1, run.record.head) if _waiting(run, each) == 2)
        view = fork(at, main, sequence=in_flight)
        at.executions.choose_rerun(view.id, "run")
        forked = go_on(at, view.id)
        assert forked.record.snapshot.output == 29
        sources = [e.source for e in forked.record.events if isinstance(e, TaskSucceeded)]
        assert sources == ["recorded", "recorded", *["live"] * 6]
        assert handlers.calls["MapWords/Mapper"] == 7 + 5
        assert answered.sequence > in_flight


def _waiting(run: Run, sequence: int) -> int:
    threads = run.record.snapshot_at(sequence).threads.values()
    return sum(1 for thread in threads if type(thread.phase).__name__ == "AwaitingTask")


def test_a_fork_asks_once_before_a_handler_that_ran_before_runs_again(handlers: Handlers) -> None:
    with counted() as at:
        main = stopped_in_iteration_3(at)
        go_on(at, main)
        ran = handlers.calls["MapWords/Mapper"]
        view = fork(at, main, restart_frame="0.3", sequence=at.run(main).record.head)
        at.executions.set_breakpoints(view.id, [])
        run = go_on(at, view.id)
        assert handlers.calls["MapWords/Mapper"] == ran
        session = at.executions.view(view.id).session
        assert session.asks
        assert session.asks[0].rerun
        assert "before this fork, and may have had effects" in session.asks[0].reason
        at.executions.choose_rerun(view.id, "run")
        at.pages.until(lambda: run.is_over)
        assert run.record.snapshot.output == 29


def test_a_fork_gives_recorded_results_where_the_parameters_are_the_same(handlers: Handlers) -> None:
    with counted() as at:
        main = at.start(COUNT, DATA, clock="virtual", debug=True)
        still(at, main)
        before = handlers.calls.copy()
        entry = next(e for e in at.run(main).record.events if isinstance(e, StateEntered) and e.path == "MapWords")
        view = fork(at, main, sequence=entry.sequence)
        at.executions.choose_rerun(view.id, "recorded")
        run = go_on(at, view.id)
        assert run.record.snapshot.output == 29
        assert handlers.calls == before
        assert {e.source for e in run.record.events if isinstance(e, TaskSucceeded)} == {"recorded"}


def test_what_has_no_recorded_result_is_asked_about_again(handlers: Handlers) -> None:
    with counted() as at:
        main = at.start(COUNT, DATA, clock="virtual", debug=True)
        still(at, main)
        entry = next(e for e in at.run(main).record.events if isinstance(e, StateEntered) and e.path == "Reduce")
        edit = f.ForkEdit(thread="0", target="input", value='[{"length": 1}]')
        view = fork(at, main, sequence=entry.sequence, edit=edit)
        at.executions.choose_rerun(view.id, "recorded")
        go_on(at, view.id)
        (ask,) = at.executions.view(view.id).session.asks
        assert ask.reason == "The record has no result of Reduce for these parameters."
        assert ask.rerun == m.Rerun(times=1, has_result=False)
        at.executions.choose_rerun(view.id, "answer")
        still(at, view.id)
        (ask,) = at.executions.view(view.id).session.asks
        assert (ask.rerun, "answer by hand" in ask.reason) == (None, True)
        at.executions.choose_rerun(view.id, "run")
        run = at.run(view.id)
        at.pages.until(lambda: run.is_over)
        assert run.record.snapshot.output == 1


def test_a_restarted_frame_begins_where_the_state_was_entered(handlers: Handlers) -> None:
    with counted() as at:
        main = at.start(COUNT, DATA, clock="virtual", debug=True)
        still(at, main)
        view = fork(at, main, restart_frame="0")
        assert (view.session.path, view.session.can_edit) == ("Reduce", "input")
        assert view.status == "RUNNING"
        (_, row) = at.executions.forks.tree(main).forks
        assert (row.kind, row.state, row.parent) == ("restart", "Reduce", main)


def test_forks_are_refused_with_the_reason(handlers: Handlers) -> None:
    with counted() as at:
        main = at.start(COUNT, DATA, clock="virtual", debug=True)
        head = still(at, main).record.head
        edit = f.ForkEdit(thread="0", target="result", value="1")
        for fields, message in (
            ({"sequence": 0}, "there is no event 0 to fork at"),
            ({"sequence": head + 1}, f"there is no event {head + 1} to fork at: the record has events 1 to {head}"),
            ({}, "the execution has ended with event"),
            ({"sequence": 2, "edit": edit}, "there is no result to edit at event 2"),
            ({"sequence": 2, "restart_frame": "0.9"}, "has entered no state up to event 2"),
            ({"sequence": 2, "name": "main"}, "there is a line 'main' already"),
            ({"sequence": 2, "edit": edit, "restart_frame": "0"}, "choose one"),
        ):
            with pytest.raises(CommandRefused, match=message):
                fork(at, main, **fields)
        assert len(at.executions.forks.tree(main).forks) == 1


def test_forks_are_numbered_and_can_be_renamed_but_main_cannot(handlers: Handlers) -> None:
    with counted() as at:
        main = at.start(COUNT, DATA, clock="virtual", debug=True)
        still(at, main)
        first = fork(at, main, sequence=2)
        second = fork(at, first.id, sequence=2)
        at.executions.forks.rename(first.id, "  what   if ")
        assert at.executions.view(first.id).fork_name == "what if"
        third = fork(at, main, sequence=2)
        names = [(row.name, row.parent) for row in at.executions.forks.tree(second.id).forks]
        assert names == [("main", None), ("what if", main), ("fork-1", main), ("fork-2", first.id)]
        assert third.fork_name == "fork-1"
        with pytest.raises(CommandRefused, match="main keeps its name"):
            at.executions.forks.rename(main, "other")
        with pytest.raises(CommandRefused, match="already"):
            at.executions.forks.rename(second.id, "what if")


def test_a_fork_stands_at_the_same_stage_of_the_same_state(handlers: Handlers) -> None:
    with counted() as at:
        main = at.start(WORDS, DATA, clock="virtual", debug=True, pause_at_start=True)
        still(at, main)
        at.executions.control(main, m.ControlRequest(action="step_into"))
        still(at, main)
        view = fork(at, main)
        assert at.run(view.id).position == at.run(main).position
        assert view.session.stage == at.executions.view(main).session.stage


def test_a_changed_definition_keeps_the_results_of_tasks_that_are_given_the_same(handlers: Handlers) -> None:
    with counted() as at:
        main = at.start(COUNT, DATA, clock="virtual", debug=True)
        still(at, main)
        before = handlers.calls.copy()
        changed = json.loads(json.dumps(COUNT))
        changed["States"]["Split"]["Parameters"] = {"words": [*DATA["words"][:6], "lazier"]}
        view = fork(at, main, text=json.dumps(changed))
        assert (view.session.path, view.forked_at) == ("Split", 2)
        run = go_on(at, view.id)
        (ask,) = at.executions.view(view.id).session.asks
        assert (ask.path, ask.rerun) == ("MapWords/Mapper", m.Rerun(times=7, has_result=False))
        at.executions.choose_rerun(view.id, "run")
        at.pages.until(lambda: run.is_over)
        assert run.record.snapshot.output == 31
        assert handlers.calls - before == {"MapWords/Mapper": 1, "Reduce": 1}
        sources = [e.source for e in run.record.events if isinstance(e, TaskSucceeded)]
        assert sources == [*["recorded"] * 6, "live", "live"]


def test_answers_that_were_remembered_before_the_fork_are_its_mocks_too() -> None:
    with counted() as at:
        main = at.start(COUNT, DATA, clock="virtual", debug=True)
        run = at.run(main)
        at.pages.until(lambda: bool(run.driver.questions))
        (ask, *_) = at.executions.view(main).session.asks
        mock = m.Mock(result='{"word": "w", "length": 1}')
        at.executions.answer(main, m.AnswerRequest(thread=ask.thread, scheduled=ask.scheduled, mock=mock))
        at.pages.until(lambda: [q.task.path for q in run.driver.questions.values()] == ["Reduce"])
        fork_id = fork(at, main, sequence=2).id
        forked = go_on(at, fork_id)
        assert [each.task.path for each in forked.driver.questions.values()] == ["Reduce"]


def test_a_changed_time_limit_counts_for_new_executions_and_that_is_said() -> None:
    with counted() as at:
        main = at.start(WORDS, DATA, clock="virtual", debug=True, pause_at_start=True)
        still(at, main)
        fork(at, main, text=json.dumps({**WORDS, "TimeoutSeconds": 5}))
        (_, row) = at.executions.forks.tree(main).forks
        assert row.difference is None
        assert row.remark
        assert row.remark.startswith("The execution began with the time limit that it keeps (none)")


def test_a_fork_survives_a_restart_of_the_server(handlers: Handlers) -> None:
    with counted() as at:
        main = at.start(COUNT, DATA, clock="virtual", debug=True)
        run = still(at, main)
        in_flight = next(each for each in range(1, run.record.head) if _waiting(run, each) == 2)
        view = fork(at, main, sequence=in_flight, name="later")
        at.executions.choose_rerun(view.id, "recorded")
        before = handlers.calls.copy()
    with counted(at.store) as again:
        loaded = again.executions.view(view.id)
        assert (loaded.fork_name, loaded.session.cursor, loaded.session.paused) == ("later", in_flight, True)
        assert again.run(view.id).position == Position(in_flight, loaded.session.thread)
        assert go_on(again, view.id).record.snapshot.output == 29
        assert handlers.calls == before
