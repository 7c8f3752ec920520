"""What nobody answers where nobody looks."""

import pytest

from webapp.engine import PendingTask, WaitsFor
from webapp.executions.answers import Answer, AtOnce, Awaited, Given, Thrown, Unanswered
from webapp.executions.unattended import Unattended
from webapp.tasks import InvocationNumber

NUMBER = InvocationNumber(0, 0)


class Fixed:
    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def answer(self, task: PendingTask, number: InvocationNumber) -> Answer:
        return self._answer


def task(waits_for: WaitsFor) -> PendingTask:
    return PendingTask("0", 3, "Pay", "arn:aws:states:::sqs:sendMessage", "task", {}, 1, (), waits_for=waits_for)


def test_a_task_that_nothing_answers_fails_and_the_cause_names_it() -> None:
    answers = Unattended(Fixed(Unanswered("No function is bound to it.")), lambda: False)
    assert answers.answer(task("invoke"), NUMBER) == AtOnce(
        Thrown(
            "States.TaskFailed",
            "Nothing answers the Task 'Pay' (arn:aws:states:::sqs:sendMessage): No function is bound to it.",
        )
    )


@pytest.mark.parametrize("waits_for", ["token", "worker"])
def test_what_programs_answer_is_waited_for(waits_for: WaitsFor) -> None:
    assert Unattended(Fixed(Unanswered("")), lambda: False).answer(task(waits_for), NUMBER) == Awaited(in_flight=False)


def test_where_a_page_looks_it_is_asked() -> None:
    assert Unattended(Fixed(Unanswered("?")), lambda: True).answer(task("invoke"), NUMBER) == Unanswered("?")
    assert Unattended(Fixed(Given(1)), lambda: False).answer(task("invoke"), NUMBER) == Given(1)
