"""Tasks of activities in line for a worker."""

from concurrent.futures import ThreadPoolExecutor

from tests.engine.driving import Run
from tests.engine.machines import machine_of
from webapp.executions.waiting_activities import WaitingActivities, WaitingActivity

ARN = "arn:aws:states:us-east-1:123456789012:activity:paint"


def scheduled() -> Run:
    task = {"Type": "Task", "Resource": ARN, "End": True}
    run = Run(machine_of({"StartAt": "T", "States": {"T": task}})).start({})
    run.advance_all()
    return run


def test_the_task_that_waited_longest_comes_first() -> None:
    waiting, run = WaitingActivities(), scheduled()
    waiting.note("e1", run.events)
    waiting.note_loaded("e2", run.snapshot)
    assert waiting.take(ARN, 0) == WaitingActivity("e1", 3)
    assert waiting.take(ARN, 0) == WaitingActivity("e2", 3)
    assert waiting.take(ARN, 0) is None


def test_what_is_over_is_offered_no_more() -> None:
    waiting, run = WaitingActivities(), scheduled()
    waiting.note("e1", run.events)
    waiting.note("e2", run.events)
    waiting.forget("e1")
    assert waiting.take(ARN, 0) == WaitingActivity("e2", 3)
    waiting.forget("e2")
    assert waiting.take(ARN, 0) is None


def test_a_worker_sleeps_until_a_task_comes() -> None:
    waiting, run = WaitingActivities(), scheduled()
    with ThreadPoolExecutor(1) as executor:
        taken = executor.submit(waiting.take, ARN, 30)
        waiting.note("e1", run.events)
        assert taken.result(30) == WaitingActivity("e1", 3)


def test_closing_lets_every_worker_go() -> None:
    waiting = WaitingActivities()
    with ThreadPoolExecutor(1) as executor:
        taken = executor.submit(waiting.take, ARN, 30)
        waiting.close()
        assert taken.result(30) is None
