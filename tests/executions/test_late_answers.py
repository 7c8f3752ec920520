from immutables import Map

from webapp.engine import AwaitingTask, Finishing, Thread
from webapp.executions.answers import Given
from webapp.executions.invoking import Outcome
from webapp.executions.late_answers import LateAnswer, LateAnswers


def waiting(id: str, scheduled: int) -> Thread:
    phase = AwaitingTask(scheduled, "arn", "task", {}, 1, None)
    return Thread(id, None, "", None, None, (), None, Map(), phase, 0, 0)


def outcome(thread: str, scheduled: int) -> Outcome:
    return Outcome(thread, scheduled, Given(scheduled), "mocked")


def test_answers_are_taken_in_the_order_of_their_times() -> None:
    late = LateAnswers()
    late.add(200, outcome("0.1", 4))
    late.add(100, outcome("0.2", 5))
    threads = {"0.1": waiting("0.1", 4), "0.2": waiting("0.2", 5)}
    assert sorted(late.all(), key=lambda each: each.due_ms) == [LateAnswer("0.2", 5, 100), LateAnswer("0.1", 4, 200)]
    assert (late.next_ms(threads), late.take()) == (100, outcome("0.2", 5))
    assert (late.next_ms(threads), late.take()) == (200, outcome("0.1", 4))
    assert late.next_ms(threads) is None


def test_an_answer_that_is_waited_for_no_longer_is_forgotten() -> None:
    late = LateAnswers()
    late.add(100, outcome("gone", 2))
    late.add(200, outcome("answered", 3))
    late.add(300, outcome("again", 4))
    late.add(400, outcome("here", 5))
    answered = waiting("answered", 3)
    answered.phase = Finishing(None)
    threads = {"answered": answered, "again": waiting("again", 9), "here": waiting("here", 5)}
    assert late.next_ms(threads) == 400
    assert late.all() == (LateAnswer("here", 5, 400),)
