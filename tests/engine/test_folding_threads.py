from immutables import Map

from webapp.engine.events import (
    RetryScheduled,
    StateAborted,
    TaskHeartbeat,
    TaskScheduled,
    TaskSucceeded,
    TaskTimedOut,
    ValueEdited,
)
from webapp.engine.folding_threads import abort, take
from webapp.engine.snapshot import ABORTED, AwaitingRetry, AwaitingTask, Entered, Failing, Finishing, Thread


def entered() -> Thread:
    return Thread("0", None, "", None, None, (), None, Map(), Entered(), 2, 2, path="Pay", name="Pay")


def scheduled(sequence: int) -> TaskScheduled:
    return TaskScheduled(
        sequence=sequence,
        id=sequence,
        previous_id=2,
        time_ms=1000,
        thread="0",
        path="Pay",
        name="Pay",
        resource="arn",
        integration="task",
        parameters={},
        attempt=1,
        heartbeat_seconds=5,
        token="t",
    )


def test_an_event_of_the_history_is_what_the_next_names_as_predecessor() -> None:
    thread = entered()
    take(thread, scheduled(3))
    waiting = thread.phase
    assert isinstance(waiting, AwaitingTask)
    assert (thread.previous, thread.moved, waiting.scheduled) == (3, 3, 3)
    take(
        thread,
        TaskSucceeded(
            sequence=4,
            id=4,
            previous_id=3,
            time_ms=0,
            thread="0",
            path="Pay",
            integration="task",
            resource="arn",
            output=7,
        ),
    )
    assert thread.phase == Finishing(7)
    assert thread.previous == 4


def test_an_internal_event_moves_a_thread_but_is_nobodys_predecessor() -> None:
    thread = entered()
    take(thread, scheduled(3))
    take(thread, TaskHeartbeat(sequence=4, id=0, previous_id=3, time_ms=2000, thread="0", path="Pay"))
    assert isinstance(thread.phase, AwaitingTask)
    assert (thread.previous, thread.moved, thread.phase.heartbeat_ms) == (3, 4, 7000)


def test_a_missed_heartbeat_is_a_timeout_that_is_also_matched_by_its_own_name() -> None:
    thread = entered()
    timed_out = TaskTimedOut(
        sequence=4,
        id=4,
        previous_id=3,
        time_ms=0,
        thread="0",
        path="Pay",
        integration="task",
        resource="arn",
        error="States.Timeout",
        cause="",
        missed_heartbeat=True,
    )
    take(thread, timed_out)
    assert isinstance(thread.phase, Failing)
    assert (thread.phase.error, thread.phase.matched_as) == ("States.Timeout", "States.HeartbeatTimeout")


def test_retries_are_counted_by_retrier_and_over_all() -> None:
    thread = entered()
    for retrier, attempt in ((1, 1), (0, 1), (1, 2)):
        take(
            thread,
            RetryScheduled(
                sequence=5,
                id=0,
                previous_id=4,
                time_ms=0,
                thread="0",
                path="Pay",
                retrier=retrier,
                attempt=attempt,
                delay_ms=1,
                until_ms=9,
                error="Busy",
                cause=None,
            ),
        )
    assert (thread.phase, thread.retries, thread.retry_count) == (AwaitingRetry(9), (1, 2), 3)


def test_what_a_person_edits_is_put_in_the_place_of_what_was_there() -> None:
    thread = entered()
    edited = ValueEdited(sequence=3, id=0, previous_id=2, time_ms=0, thread="0", path="Pay", target="input", value=1)
    take(thread, edited)
    assert (thread.input, thread.phase, thread.moved) == (1, Entered(), 3)


def test_an_aborted_state_keeps_its_predecessor() -> None:
    thread = entered()
    abort(
        thread,
        StateAborted(sequence=9, id=9, previous_id=8, time_ms=0, thread="0", path="Pay", name="Pay", state_type="Task"),
    )
    assert (thread.phase, thread.previous, thread.moved) == (ABORTED, 2, 9)
