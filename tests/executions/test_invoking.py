from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from webapp.engine import Command, CompleteTask, FailTask, HeartbeatTask, PendingTask, StartActivity, SubmitTask
from webapp.executions.answers import Alive, Given, Invoke, News, Submitted, Taken, Thrown
from webapp.executions.invoking import Outcome, invoke, is_submitted_first, task_command
from webapp.tasks import TaskError

TASK = PendingTask("0", 3, "Pay", "arn:aws:lambda:us-east-1:123456789012:function:f", "lambda", {}, 1, ())


def reported(call: Callable[[], Any], submits: bool = False) -> Outcome:
    told: list[Outcome] = []
    invoke(TASK, Invoke(call, submits), told.append)
    (outcome,) = told
    return outcome


def test_what_a_handler_returns_is_the_result_or_the_answer_to_a_request() -> None:
    assert reported(lambda: "paid") == Outcome("0", 3, Given("paid"), "live")
    assert reported(lambda: "taken", submits=True) == Outcome("0", 3, Submitted("taken"), "live")


def test_the_error_that_a_handler_throws_is_the_tasks() -> None:
    def call() -> None:
        raise TaskError("Broke", "no money")

    assert reported(call) == Outcome("0", 3, Thrown("Broke", "no money"), "live")


def test_a_fault_of_a_handler_is_told_to_the_execution_and_raised() -> None:
    told: list[Outcome] = []
    with pytest.raises(ZeroDivisionError):
        invoke(TASK, Invoke(lambda: 1 // 0), told.append)
    (outcome,) = told
    assert isinstance(outcome.result, Thrown)
    assert outcome.result.error == "Statewalk.HandlerFailed"
    assert (outcome.result.cause or "").startswith("ZeroDivisionError: ")


@pytest.mark.parametrize(
    ("news", "command"),
    [
        (Given("paid"), CompleteTask("0", 3, "paid", 5, 6, "mocked")),
        (Thrown("Broke", None, submitting=True), FailTask("0", 3, "Broke", None, 5, 6, "mocked", True)),
        (Submitted("taken"), SubmitTask("0", 3, "taken", 5, "mocked")),
        (Taken("worker"), StartActivity("0", 3, "worker", 5)),
        (Alive(), HeartbeatTask("0", 3, 5)),
    ],
    ids=lambda value: type(value).__name__,
)
def test_all_news_have_their_command(news: News, command: Command) -> None:
    assert task_command("0", 3, news, "mocked", 5, 6) == command


def test_only_the_result_of_a_request_with_a_token_is_submitted_first() -> None:
    with_token = replace(TASK, token="t")
    assert is_submitted_first(with_token, Given("sent"))
    assert not is_submitted_first(with_token, Thrown("Broke", None))
    assert not is_submitted_first(replace(with_token, waits_for="token"), Given("sent"))
    assert not is_submitted_first(TASK, Given("paid"))
