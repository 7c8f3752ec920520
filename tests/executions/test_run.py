"""Debugger scripts: what is asked for, and where the run then stands. No task is ever run twice by looking back."""

from typing import Any

import pytest

from tests.debugger.recordings import WORDS
from tests.executions.running import debugged
from webapp.debugger import Breakpoint, Continue, Out, Over, RunTo
from webapp.engine import CommandRefused, PendingTask
from webapp.executions.answers import Answer, Given, Invoke, Thrown
from webapp.tasks import InvocationNumber
from webapp.values import Json

DATA = {"words": ["the", "quick", "brown", "fox", "jumps", "over", "lazy"]}

TICKET: dict[str, Any] = {
    "StartAt": "Classify",
    "States": {
        "Classify": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "Next": "Route"},
        "Route": {
            "Type": "Choice",
            "Choices": [{"Variable": "$.status", "StringEquals": "success", "Next": "Good"}],
            "Default": "Bad",
        },
        "Good": {"Type": "Succeed"},
        "Bad": {"Type": "Fail", "Error": "Bad"},
    },
}


def test_a_run_that_starts_paused_stands_before_its_first_state() -> None:
    with debugged(WORDS, DATA) as it:
        assert it.where == ("StateEntered Split", "0")


def test_stepping_over_goes_from_state_to_state_and_over_the_whole_map() -> None:
    with debugged(WORDS, DATA) as it:
        places = []
        for _ in range(3):
            it.run.go(Over(it.run.position.thread))
            places.append(it.still().where)
        assert places == [
            ("StateEntered MapWords", "0"),
            ("StateEntered Reduce", "0"),
            ("ExecutionSucceeded", "0"),
        ]


def test_stepping_into_an_iteration_back_twice_and_forward_twice_shows_the_same() -> None:
    with debugged(WORDS, DATA) as it:
        it.run.go(Over("0"))
        it.still()
        it.run.step_into("0", 3)
        assert it.still().where == ("StateEntered MapWords/Mapper", "0.3")
        here, events = it.run.position, len(it.run.record.events)
        it.run.step_back()
        it.run.step_back()
        assert it.still().where == ("StateEntered Split", "0")
        it.run.step_forward()
        it.run.step_forward()
        assert it.still().run.position == here
        assert len(it.run.record.events) == events


def test_at_most_two_iterations_are_ever_in_flight() -> None:
    with debugged(WORDS, DATA, pause_at_start=False) as it:
        assert it.run.record.snapshot.status == "SUCCEEDED"
        for sequence in range(it.run.record.head + 1):
            threads = it.run.record.snapshot_at(sequence).threads
            assert sum(1 for thread in threads.values() if thread.container == "MapWords") <= 2


def test_stepping_on_from_the_past_replays_the_record_without_new_events() -> None:
    with debugged(WORDS, DATA) as it:
        it.run.go(Continue())
        end = it.still().run.record.head
        it.run.seek(2, None)
        it.run.go(Over("0"))
        assert it.still().where == ("StateEntered MapWords", "0")
        it.run.go(Continue())
        assert it.still().where == ("ExecutionSucceeded", "0")
        assert it.run.record.head == end


def test_out_of_an_iteration_stands_in_the_map_and_back_returns_into_it() -> None:
    with debugged(WORDS, DATA, breakpoints=["MapWords/Trim"]) as it:
        it.run.go(Continue())
        assert it.still().where == ("StateEntered MapWords/Trim", "0.0")
        it.run.set_breakpoints(())
        it.run.go(Out("0.0"))
        assert it.still().where == ("MapIterationSucceeded MapWords", "0")
        it.run.step_back()
        assert it.still().where == ("StateEntered MapWords/Trim", "0.0")


def test_edited_input_of_a_choice_decides_where_it_goes() -> None:
    mocks = {"Classify": {"Return": {"status": "failure"}}}
    with debugged(TICKET, mocks=mocks, breakpoints=["Route"], pause_at_start=False) as it:
        assert it.where == ("StateEntered Route", "0")
        it.run.edit("0", "input", {"status": "success"})
        it.run.go(Over("0"))
        assert it.still().where == ("StateEntered Good", "0")
        it.run.go(Continue())
        assert it.still().run.record.snapshot.status == "SUCCEEDED"
        assert it.output == {"status": "success"}


def test_the_past_cannot_be_edited() -> None:
    with debugged(TICKET, mocks={"Classify": {"Return": {}}}, breakpoints=["Route"], pause_at_start=False) as it:
        it.run.step_back()
        with pytest.raises(CommandRefused, match="in the past"):
            it.run.edit("0", "input", {})


def test_a_task_without_an_answer_asks_and_goes_on_with_the_answer_given() -> None:
    with debugged(TICKET, pause_at_start=False) as it:
        (question,) = it.run.driver.questions.values()
        assert question.task.path == "Classify"
        it.run.answer(question.task.scheduled, Given({"status": "success"}))
        it.still()
        assert it.run.record.snapshot.status == "SUCCEEDED"


def test_what_led_to_a_task_is_stored_before_its_handler_begins() -> None:
    with debugged(TICKET, {}) as it:
        kept_when_called: list[str] = []

        def handler() -> Json:
            kept_when_called.extend(type(event).__name__ for event in it.watch.events)
            return {"status": "success"}

        it.run.driver.answers = Always(Invoke(handler))
        it.run.go(Continue())
        assert it.still().run.record.snapshot.status == "SUCCEEDED"
        assert kept_when_called == ["ExecutionStarted", "StateEntered", "TaskScheduled", "TaskStarted"]


class Always:
    """Answers every task alike."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def answer(self, task: PendingTask, invocation: InvocationNumber) -> Answer:
        return self._answer


def test_an_error_given_as_answer_fails_the_task() -> None:
    with debugged(TICKET, pause_at_start=False) as it:
        (question,) = it.run.driver.questions.values()
        it.run.answer(question.task.scheduled, Thrown("Busy", "try later"))
        it.still()
        assert (it.run.record.snapshot.error, it.run.record.snapshot.cause) == ("Busy", "try later")


def test_stepping_into_a_task_goes_through_its_stages_to_its_answer() -> None:
    with debugged(TICKET, mocks={"Classify": {"Return": {"status": "x"}}}) as it:
        stages = []
        for _ in range(3):
            it.run.step_into(None, None)
            stages.append((it.still().where[0], it.run.position.stage))
        assert stages == [
            ("StateEntered Classify", 0),
            ("StateEntered Classify", 1),
            ("TaskSucceeded Classify", None),
        ]
        it.run.edit("0", "result", {"status": "success"})
        it.run.go(Over("0"))
        assert it.still().run.record.snapshot.threads["0"].input == {"status": "success"}


def test_a_stopped_run_is_aborted() -> None:
    with debugged(TICKET) as it:
        it.run.stop()
        it.still()
        assert it.run.record.snapshot.status == "ABORTED"


def test_the_end_of_a_failed_run_looks_at_the_state_that_failed() -> None:
    with debugged(TICKET, mocks={"Classify": {"Return": {"status": "x"}}}, pause_at_start=False) as it:
        assert it.run.record.snapshot.status == "FAILED"
        it.run.step_back()
        assert it.still().where == ("StateEntered Bad", "0")


def test_a_loaded_run_stands_where_it_stood_and_goes_on() -> None:
    with debugged(WORDS, DATA, breakpoints=["Reduce"], pause_at_start=False) as before:
        events, stance, position = list(before.run.record.events), before.run.stance, before.run.position
    with debugged(WORDS, DATA, events=events, stance=stance) as it:
        assert it.run.position == position
        it.run.go(Continue())
        it.still()
        assert it.run.record.snapshot.status == "SUCCEEDED"


def test_the_last_event_of_an_ended_execution_is_its_end_however_it_is_reached() -> None:
    with debugged(WORDS, DATA, pause_at_start=False) as it:
        head = it.run.record.head
        it.run.seek(2, None)
        assert it.still().run.stance.reason == "seek"
        it.run.seek(head, None)
        assert (it.still().run.stance.reason, it.run.position.sequence) == ("end", head)
        it.run.seek(head - 1, "0")
        it.run.step_forward()
        assert (it.still().run.stance.reason, it.run.position.sequence) == ("end", head)


def test_there_is_nothing_before_the_start_nor_after_the_end() -> None:
    with debugged(WORDS, DATA, pause_at_start=False) as it:
        with pytest.raises(CommandRefused, match="latest event"):
            it.run.step_forward()
        it.run.seek(1, None)
        with pytest.raises(CommandRefused, match="start of the execution"):
            it.run.step_back()
        with pytest.raises(CommandRefused, match="no event 99999"):
            it.run.seek(99999, None)


RETRIED: dict[str, Any] = {
    "StartAt": "Ship",
    "States": {
        "Ship": {
            "Type": "Task",
            "Resource": "arn:aws:lambda:us-east-1:123456789012:function:ship",
            "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 2, "BackoffRate": 2}],
            "Next": "Rest",
        },
        "Rest": {"Type": "Wait", "Seconds": 60, "End": True},
    },
}
SHIPS = {"Ship": {"0-1": {"Throw": {"Error": "Busy"}}, "2-*": {"Return": "shipped"}}}


def test_the_next_timer_is_gone_to_and_stopped_after() -> None:
    with debugged(RETRIED, mocks=SHIPS) as debug:
        start = debug.run.record.events[0].time_ms
        seen = []
        for _ in range(3):
            debug.run.next_timer()
            debug.still()
            seen.append((*debug.where, (debug.run.record.snapshot.time_ms - start) / 1000))
        assert seen == [("RetryStarted Ship", "0", 2), ("RetryStarted Ship", "0", 6), ("WaitEnded Rest", "0", 66)]


def test_the_next_timer_is_gone_to_in_the_record_too() -> None:
    with debugged(RETRIED, mocks=SHIPS, pause_at_start=False) as debug:
        head = debug.run.record.head
        debug.run.seek(3, None)
        debug.run.next_timer()
        assert debug.still().where == ("RetryStarted Ship", "0")
        assert debug.run.record.head == head


def test_the_next_timer_is_gone_to_while_a_task_waits_for_a_person() -> None:
    task = {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:ask", "TimeoutSeconds": 3}
    branches = [
        {"StartAt": "Ask", "States": {"Ask": {**task, "End": True}}},
        {"StartAt": "Rest", "States": {"Rest": {"Type": "Wait", "Seconds": 60, "End": True}}},
    ]
    both = {"StartAt": "Both", "States": {"Both": {"Type": "Parallel", "Branches": branches, "End": True}}}
    with debugged(both, pause_at_start=False) as debug:
        start = debug.run.record.events[0].time_ms
        assert (len(debug.run.driver.questions), debug.run.record.snapshot.time_ms) == (1, start)
        debug.run.pause()
        debug.run.next_timer()
        debug.watch.until_paused(debug.run)
        assert (debug.where, debug.run.record.snapshot.time_ms - start) == (("WaitEnded Both/1/Rest", "0.1"), 60_000)
        assert len(debug.run.driver.questions) == 1


def test_a_paced_clock_waits_until_its_next_timer_is_gone_to() -> None:
    with debugged(RETRIED, mocks=SHIPS) as debug:
        debug.run.set_pace(1)
        debug.run.driver.clock.real_ms = lambda: 0  # type: ignore[union-attr]
        debug.run.go(Continue())
        assert debug.run.is_moving
        debug.run.next_timer()
        assert debug.still().where == ("RetryStarted Ship", "0")
        debug.run.set_pace(0)
        debug.run.go(Continue())
        assert debug.still().output == "shipped"


def test_a_pace_that_no_clock_goes_at_is_refused() -> None:
    with debugged(RETRIED, mocks=SHIPS) as debug:
        with pytest.raises(CommandRefused, match="expected 0, for no waiting at all, to 1000"):
            debug.run.set_pace(-1)
        assert debug.run.stance.pace == 0


def test_a_hit_count_stops_at_the_same_place_live_and_replayed() -> None:
    at = Breakpoint(id="1", path="MapWords/Mapper", condition="$states.input in ['quick', 'fox', 'over']", hit="=2")
    with debugged(WORDS, DATA, breakpoints=[at], pause_at_start=False) as it:
        live = it.run.stance
        assert (it.where, live.hit and live.hit.words) == (
            ("StateEntered MapWords/Mapper", "0.3"),
            f"condition {at.condition} is true, hit 2",
        )
        it.run.seek(1, None)
        it.run.go(Continue())
        assert (it.still().run.stance.position, it.run.stance.hit) == (live.position, live.hit)
        it.run.go(Continue())
        assert it.still().run.is_over


def test_a_condition_that_is_never_true_changes_nothing() -> None:
    never = Breakpoint(id="1", path="MapWords/Mapper", condition="$states.context.Map.Item.Index = 99")
    with (
        debugged(WORDS, DATA, pause_at_start=False) as plain,
        debugged(WORDS, DATA, breakpoints=[never], pause_at_start=False) as watched,
    ):
        assert watched.output == plain.output
        assert [type(each) for each in watched.run.record.events] == [type(each) for each in plain.run.record.events]


def test_an_error_is_stopped_at_where_it_is_announced_and_the_retry_is_still_to_come() -> None:
    task = {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "End": True}
    task["Retry"] = [{"ErrorEquals": ["Custom.Busy"], "MaxAttempts": 1}]
    mocks = {"Work": {"0": {"Throw": {"Error": "Custom.Busy", "Cause": ""}}, "1": {"Return": 7}}}
    at = Breakpoint(id="1", kind="error", errors=("will_retry",))
    machine = {"StartAt": "Work", "States": {"Work": task}}
    with debugged(machine, mocks=mocks, breakpoints=[at], pause_at_start=False) as it:
        assert it.where == ("StateFailed Work", "0")
        assert (it.run.stance.reason, it.run.stance.hit and it.run.stance.hit.words) == (
            "exception",
            "error Custom.Busy will be retried",
        )
        it.run.go(Continue())
        assert it.still().output == 7


def test_running_to_a_state_is_forgotten_once_it_is_reached() -> None:
    with debugged(WORDS, DATA) as it:
        it.run.go(RunTo("MapWords/Trim"))
        assert it.still().where[0] == "StateEntered MapWords/Trim"
        it.run.go(Continue())
        assert it.still().run.is_over
