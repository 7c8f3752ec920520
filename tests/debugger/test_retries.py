from typing import Any

from tests.engine.driving import Run
from tests.engine.machines import machine_of
from tests.engine.random_machines import RESOURCE
from webapp.asl.model import Catcher, Retrier
from webapp.debugger.retries import Verdict, calls_of, delays_of, judge_catchers, judge_retriers, used_by
from webapp.engine.events import StateFailed

BUSY = {"ErrorEquals": ["Custom.Busy"], "IntervalSeconds": 2, "BackoffRate": 2, "MaxAttempts": 3}


def run_with(mocks: dict[str, Any], **fields: Any) -> Run:
    state = {"Type": "Task", "Resource": RESOURCE, "Retry": [BUSY], "End": True, **fields}
    states = {"S": state, "Caught": {"Type": "Pass", "End": True}}
    run = Run(machine_of({"StartAt": "S", "States": states}), {"S": mocks}).start({})
    run.finish()
    return run


def thrown(error: str) -> dict[str, Any]:
    return {"Throw": {"Error": error, "Cause": "why"}}


def test_each_call_is_told_with_the_retry_that_followed_it() -> None:
    run = run_with({"0": thrown("Custom.Busy"), "1": thrown("Custom.Busy"), "2": {"Return": {"Payload": 1}}})
    first, second, third = calls_of(run.events, "0", "S")
    assert [(call.outcome, call.error, call.attempt, call.delay_ms) for call in (first, second, third)] == [
        ("failed", "Custom.Busy", 1, 2000),
        ("failed", "Custom.Busy", 2, 4000),
        ("succeeded", None, 0, 0),
    ]
    assert third.started_ms - first.started_ms == 6000
    assert used_by((first, second, third), 0) == 2


def test_a_retrier_and_a_catcher_say_what_they_made_of_the_last_error() -> None:
    retry = (Retrier(("Other",)), Retrier(("Custom.Busy",), max_attempts=3), Retrier(("States.ALL",)))
    catch = (Catcher(("States.Timeout",), "Caught"), Catcher(("States.ALL",), "Caught"), Catcher(("Fatal",), "Caught"))
    run = run_with(
        {"0": thrown("Custom.Busy"), "1": {"Return": {"Payload": 1}}}, Retry=[{"ErrorEquals": ["Other"]}, BUSY]
    )
    calls = calls_of(run.events, "0", "S")
    assert judge_retriers(retry, calls, "Task") == (
        Verdict("other", "does not name Custom.Busy"),
        Verdict("takes", "takes Custom.Busy: attempt 1 of 3"),
        Verdict("unreached", "Retry #2 comes first"),
    )
    assert judge_catchers(catch, calls, "Task")[1] == Verdict("unreached", "it is tried again first")
    run = run_with({"0": thrown("Fatal")}, Catch=[{"ErrorEquals": ["States.ALL"], "Next": "Caught"}])
    calls = calls_of(run.events, "0", "S")
    assert judge_catchers(catch, calls, "Task") == (
        Verdict("other", "does not name Fatal"),
        Verdict("takes", "takes Fatal"),
        Verdict("unreached", "Catch #2 comes first"),
    )


def test_a_retrier_that_has_tried_often_enough_is_exhausted() -> None:
    run = run_with({"0-1": thrown("Custom.Busy")}, Retry=[{**BUSY, "MaxAttempts": 1}])
    calls = calls_of(run.events, "0", "S")
    (verdict,) = judge_retriers((Retrier(("Custom.Busy",), max_attempts=1),), calls, "Task")
    assert verdict == Verdict("exhausted", "names Custom.Busy, but has tried 1 of 1 times")


def test_where_the_error_is_announced_the_retrier_that_tries_again_next_takes_it() -> None:
    caught = [{"ErrorEquals": ["States.ALL"], "Next": "Caught"}]
    run = run_with({"0-2": thrown("Custom.Busy")}, Retry=[{**BUSY, "MaxAttempts": 2}], Catch=caught)
    retry, catch = (Retrier(("Custom.Busy",), max_attempts=2),), (Catcher(("States.ALL",), "Caught"),)
    failures = [event.sequence for event in run.events if isinstance(event, StateFailed)]
    judged = []
    for sequence in failures[:3]:
        calls = calls_of(run.events[:sequence], "0", "S")
        verdicts = (*judge_retriers(retry, calls, "Task"), *judge_catchers(catch, calls, "Task", retry))
        judged.append([verdict and verdict.reason for verdict in verdicts])
    assert judged == [
        ["takes Custom.Busy: attempt 1 of 2", "it is tried again first"],
        ["takes Custom.Busy: attempt 2 of 2", "it is tried again first"],
        ["names Custom.Busy, but has tried 2 of 2 times", "takes Custom.Busy"],
    ]


def test_before_the_first_error_nothing_is_judged() -> None:
    run = run_with({"0": {"Return": {"Payload": 1}}})
    assert judge_retriers((Retrier(("A",)),), calls_of(run.events, "0", "S"), "Task") == (None,)
    assert judge_catchers((Catcher(("A",), None),), calls_of(run.events, "0", "S"), "Task") == (None,)
    assert calls_of(run.events, "0", "Elsewhere") == ()
    assert not [event for event in run.events if isinstance(event, StateFailed)]


def test_the_delays_to_come_grow_up_to_the_longest() -> None:
    assert delays_of(Retrier(("A",), interval_seconds=2, max_attempts=4, max_delay_seconds=9)) == (
        2000,
        4000,
        8000,
        9000,
    )
