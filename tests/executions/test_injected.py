"""Answers given by hand: to an attempt that waits, and to one that is still to come."""

from typing import Any

import pytest

from tests.executions.running import Debugged, debugged
from webapp.debugger import Continue, Over
from webapp.engine import CommandRefused, TaskFailed, TaskSucceeded
from webapp.engine.events import RetryScheduled, TaskSubmitted, TaskTimedOut
from webapp.executions.answers import Alive, Given, Thrown
from webapp.executions.injected import still_to_come
from webapp.executions.session import decode_stance, encode_stance

FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f"
RETRIED: dict[str, Any] = {
    "StartAt": "Work",
    "States": {
        "Work": {
            "Type": "Task",
            "Resource": FUNCTION,
            "Retry": [{"ErrorEquals": ["Custom.Busy"], "IntervalSeconds": 2, "BackoffRate": 2, "MaxAttempts": 3}],
            "Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "Late", "ResultPath": "$.err"}],
            "End": True,
        },
        "Late": {"Type": "Pass", "End": True},
    },
}
MOCKED = {"Work": {"Return": "mocked"}}
CALLBACK: dict[str, Any] = {
    "StartAt": "Ask",
    "States": {
        "Ask": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "End": True},
    },
}


def recorded(it: Debugged, *kinds: type) -> list[Any]:
    return [event for event in it.run.record.events if isinstance(event, kinds)]


def test_an_answer_given_before_the_call_goes_before_the_mock() -> None:
    with debugged(RETRIED, mocks=MOCKED) as it:
        it.run.inject("0", Given({"by": "hand"}))
        it.run.go(Continue())
        assert it.still().output == {"by": "hand"}
        (succeeded,) = recorded(it, TaskSucceeded)
        assert succeeded.source == "edited"
        assert still_to_come(it.run.stance.injected, it.run.record.snapshot) == ()


def test_each_attempt_to_come_may_have_an_answer_of_its_own() -> None:
    with debugged(RETRIED, mocks=MOCKED) as it:
        it.run.inject("0", Thrown("Custom.Busy", "first"))
        it.run.inject("0", Thrown("Custom.Busy", "second"), attempt=2)
        it.run.go(Continue())
        assert it.still().output == "mocked"
        assert [event.cause for event in recorded(it, TaskFailed)] == ["first", "second"]
        assert [event.delay_ms for event in recorded(it, RetryScheduled)] == [2000, 4000]
        times = [event.time_ms - it.run.record.events[0].time_ms for event in recorded(it, TaskFailed, TaskSucceeded)]
        assert times == [0, 2000, 6000]


def test_a_time_out_by_hand_is_one_that_a_catcher_takes() -> None:
    with debugged(RETRIED, {}, mocks=MOCKED) as it:
        it.run.inject("0", Thrown("States.Timeout", ""))
        it.run.go(Over("0"))
        assert it.still().where == ("StateEntered Late", "0")
        (timed_out,) = recorded(it, TaskTimedOut)
        assert (timed_out.source, timed_out.missed_heartbeat) == ("edited", False)


def test_a_heartbeat_time_out_by_hand_says_so() -> None:
    with debugged(RETRIED, {}, mocks=MOCKED) as it:
        it.run.inject("0", Thrown("States.HeartbeatTimeout", ""))
        it.run.go(Over("0"))
        it.still()
        assert recorded(it, TaskTimedOut)[0].missed_heartbeat


def test_an_answer_to_come_can_be_replaced_and_taken_back() -> None:
    with debugged(RETRIED, mocks=MOCKED) as it:
        it.run.inject("0", Given(1))
        it.run.inject("0", Given(2))
        assert [each.result for each in it.run.stance.injected] == [2]
        it.run.withdraw("0", None)
        it.run.go(Continue())
        assert it.still().output == "mocked"


def test_an_answer_to_come_outlives_a_restart() -> None:
    with debugged(RETRIED, mocks=MOCKED) as it:
        it.run.inject("0", Given("kept"))
        events, kept = list(it.run.record.events), encode_stance(it.run.stance)
    with debugged(RETRIED, mocks=MOCKED, events=events, stance=decode_stance(kept)) as it:
        it.run.go(Continue())
        assert it.still().output == "kept"


def test_a_task_that_waits_is_answered_at_once() -> None:
    with debugged(RETRIED, pause_at_start=False) as it:
        it.run.inject("0", Given("now"))
        assert it.still().output == "now"


def test_a_paused_run_stands_at_the_answer_that_it_was_given() -> None:
    with debugged(RETRIED, pause_at_start=False) as it:
        it.run.pause()
        it.run.inject("0", Given("now"))
        assert it.still().where == ("TaskSucceeded Work", "0")
        it.run.go(Continue())
        assert it.still().output == "now"


def test_a_run_that_moves_stops_where_the_answer_leads_to_a_breakpoint() -> None:
    with debugged(RETRIED, {}, pause_at_start=False, breakpoints=["Late"]) as it:
        it.run.inject("0", Thrown("States.Timeout", ""))
        assert it.still().where == ("StateEntered Late", "0")
        assert it.run.stance.reason == "breakpoint"


def test_a_task_with_a_token_is_submitted_before_it_is_answered() -> None:
    with debugged(CALLBACK) as it:
        it.run.inject("0", Given("done"))
        it.run.go(Continue())
        assert it.still().output == "done"
        assert [event.source for event in recorded(it, TaskSubmitted, TaskSucceeded)] == ["edited", "edited"]
    with debugged(CALLBACK, pause_at_start=False) as it:
        it.run.inject("0", Alive())
        it.run.inject("0", Given("done"))
        assert it.still().output == "done"
        assert len(recorded(it, TaskSubmitted)) == 1


def test_what_cannot_be_answered_is_refused() -> None:
    with debugged(RETRIED, {}, mocks=MOCKED) as it:
        with pytest.raises(CommandRefused, match="does not wait for an answer yet"):
            it.run.inject("0", Alive())
        with pytest.raises(CommandRefused, match="attempt 0 of Work has begun"):
            it.run.inject("0", Given(1), attempt=0)
        with pytest.raises(CommandRefused, match="there is no thread '7'"):
            it.run.inject("7", Given(1))
        it.run.inject("0", Thrown("States.Timeout", ""))
        it.run.go(Over("0"))
        it.still()
        with pytest.raises(CommandRefused, match="Late is no Task"):
            it.run.inject("0", Given(1))
        it.run.step_back()
        with pytest.raises(CommandRefused, match="in the past"):
            it.run.inject("0", Given(1))
        it.run.go(Continue())
        it.run.go(Continue())
        with pytest.raises(CommandRefused, match="is over"):
            it.still().run.inject("0", Given(1))
