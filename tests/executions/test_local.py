"""Executions in the thread of their caller: to the end, to a question, with handlers, on both clocks."""

import itertools
import json
import threading
from collections.abc import Callable
from typing import Any

from webapp.engine import PendingTask
from webapp.executions.answers import Answer, Given, Invoke, Thrown, Unanswered
from webapp.executions.clock import RealClock, VirtualClock
from webapp.executions.identity import Identity, start_command
from webapp.executions.local import LocalResult, drive, run_locally
from webapp.executions.preparation import prepare
from webapp.expressions import IN_PROCESS
from webapp.tasks import InvocationNumber, MockBook

LAMBDA = "arn:aws:lambda:us-east-1:123456789012:function:f"
TASK = {"StartAt": "Pay", "States": {"Pay": {"Type": "Task", "Resource": LAMBDA, "End": True}}}
BRIEF_WAIT = {"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 0, "End": True}}}


class Answering:
    """Answers every task alike."""

    def __init__(self, answer: Callable[[], Answer]) -> None:
        self._answer = answer

    def answer(self, task: PendingTask, number: InvocationNumber) -> Answer:
        return self._answer()


def driven(machine: Any, answer: Callable[[], Answer], clock: RealClock | VirtualClock) -> LocalResult:
    prepared = prepare(json.dumps(machine), None, None, {}, "{}")
    start = start_command(Identity.of("0" * 32, "m", "e"), prepared, clock.now_ms())
    return drive(prepared.machine, start, clock, Answering(answer), itertools.count(), IN_PROCESS)


def test_an_execution_runs_to_its_end_in_the_callers_thread() -> None:
    seen: list[threading.Thread] = []

    def answer() -> Answer:
        seen.append(threading.current_thread())
        return Given("paid")

    result = driven(TASK, answer, VirtualClock(0))
    assert (result.snapshot.status, result.snapshot.output, result.question) == ("SUCCEEDED", "paid", None)
    assert seen == [threading.current_thread()]


def test_a_handler_runs_in_another_thread_and_is_waited_for() -> None:
    seen: list[threading.Thread] = []

    def call() -> str:
        seen.append(threading.current_thread())
        return "paid"

    assert driven(TASK, lambda: Invoke(call), VirtualClock(0)).snapshot.output == "paid"
    assert seen[0] is not threading.current_thread()


def test_it_ends_at_a_task_that_nobody_answers() -> None:
    result = driven(TASK, lambda: Unanswered("nobody there"), VirtualClock(0))
    assert result.snapshot.status == "RUNNING"
    assert result.question is not None
    assert (result.question.task.path, result.question.reason) == ("Pay", "nobody there")


def test_timers_of_the_real_clock_are_waited_for() -> None:
    assert driven(BRIEF_WAIT, lambda: Given(None), RealClock()).snapshot.status == "SUCCEEDED"


def test_a_run_without_a_folder_runs_no_code() -> None:
    prepared = prepare(json.dumps(TASK), None, None, {}, "{}")
    assert run_locally(prepared, MockBook.load({"Pay": {"Return": 1}}), "virtual", None).snapshot.output == 1
    assert run_locally(prepared, MockBook({}), "virtual", None).question is not None


def test_an_expression_that_runs_away_fails_its_state_and_nothing_else() -> None:
    states = {"Grow": {"Type": "Pass", "Output": '{% $length($pad("x", 2000000000)) %}', "End": True}}
    machine = {"QueryLanguage": "JSONata", "StartAt": "Grow", "States": states}
    prepared = prepare(json.dumps(machine), None, None, {}, "{}")
    result = run_locally(prepared, MockBook({}), "virtual", None)
    assert result.snapshot.error == "States.QueryEvaluationError"
    assert "Expression evaluation memory limit exceeded" in (result.snapshot.cause or "")


def test_an_answer_that_comes_when_its_iteration_was_stopped_holds_nothing_up() -> None:
    pack = {"StartAt": "Pack", "States": {"Pack": {"Type": "Task", "Resource": LAMBDA, "End": True}}}
    each = {"Type": "Map", "ItemProcessor": pack, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B"}], "Next": "B"}
    machine = {"StartAt": "Each", "States": {"Each": {**each, "ItemsPath": "$.items"}, "B": {"Type": "Succeed"}}}
    prepared = prepare(json.dumps(machine), None, None, {}, '{"items": [1, 2]}')
    start = start_command(Identity.of("0" * 32, "m", "e"), prepared, 0)
    answers = Answering(lambda: Thrown("Shelf.Empty", ""))
    result = drive(prepared.machine, start, VirtualClock(0), answers, itertools.count(), IN_PROCESS)
    assert (result.snapshot.status, result.question) == ("SUCCEEDED", None)
