"""What follows from what comes in for a waiting task: its result or error, its pick-up, its heartbeats, its time's end.

A time-out is only recorded, and settled with the next step: of tasks whose time ends at one moment AWS records every
end before it stops anything.
"""

from typing import Any, assert_never

from webapp.engine.commands import (
    AnswerCommand,
    CompleteTask,
    FailTask,
    HeartbeatTask,
    RefuseTask,
    StartActivity,
    SubmitTask,
)
from webapp.engine.decision import Decision
from webapp.engine.errors import DATA_LIMIT_EXCEEDED, HEARTBEAT_TIMEOUT, TIMEOUT, CommandRefused, runtime_failure
from webapp.engine.events import (
    Source,
    TaskFailed,
    TaskHeartbeat,
    TaskStarted,
    TaskSubmitted,
    TaskSucceeded,
    TaskTimedOut,
)
from webapp.engine.failing import fail_state, settle
from webapp.engine.snapshot import AwaitingTask, Entered, Thread


def answer(decision: Decision, thread: Thread, command: AnswerCommand) -> None:
    """Record what ``command`` tells of the task that ``thread`` waits for."""
    task = _task_of(thread, command.scheduled)
    match command:
        case CompleteTask():
            thread = _started(decision, thread, task)
            cause = decision.limits.cause_of_result(task.resource, command.output)
            if cause is not None:
                _record_failure(decision, thread, task, DATA_LIMIT_EXCEEDED, cause, command.source)
                return
            decision.emit(TaskSucceeded, thread.id, thread.previous, **_output(thread, task, command))
        case FailTask():
            _fail(decision, _started(decision, thread, task), task, command)
        case SubmitTask():
            if task.is_submitted:
                raise CommandRefused(f"the task of thread {thread.id} was submitted before")
            decision.emit(TaskSubmitted, thread.id, thread.previous, **_output(thread, task, command))
        case StartActivity():
            if task.is_started:
                raise CommandRefused(f"a worker has taken the task of thread {thread.id} before")
            decision.emit(TaskStarted, thread.id, thread.previous, worker=command.worker, **_about(thread, task))
        case HeartbeatTask():
            decision.emit(TaskHeartbeat, thread.id, thread.previous, path=thread.path)
        case _:
            assert_never(command)


def refuse(decision: Decision, thread: Thread, command: RefuseTask) -> None:
    """Fail the state whose task cannot be scheduled."""
    if not isinstance(thread.phase, Entered) or thread.state_type != "Task":
        raise CommandRefused(f"thread {thread.id} has not just entered a Task state")
    fail_state(decision, thread.id, runtime_failure(thread.name, thread.entered, command.message))


def time_out_task(
    decision: Decision, thread: Thread, task: AwaitingTask, *, missed_heartbeat: bool, source: Source = "live"
) -> None:
    """Record that the task's time is over."""
    decision.emit(
        TaskTimedOut,
        thread.id,
        thread.previous,
        error=TIMEOUT,
        cause="",
        missed_heartbeat=missed_heartbeat,
        source=source,
        **_about(thread, task),
    )


def _task_of(thread: Thread, scheduled: int) -> AwaitingTask:
    phase = thread.phase
    if not isinstance(phase, AwaitingTask):
        raise CommandRefused(f"thread {thread.id} waits for no task")
    if phase.scheduled != scheduled:
        raise CommandRefused(
            f"thread {thread.id} waits for the task scheduled by event {phase.scheduled}, not {scheduled}"
        )
    return phase


def _started(decision: Decision, thread: Thread, task: AwaitingTask) -> Thread:
    """Return the thread after its task's start, which an answer without a pick-up implies."""
    if task.is_started:
        return thread
    decision.emit(TaskStarted, thread.id, thread.previous, **_about(thread, task))
    return decision.thread(thread.id)


def _fail(decision: Decision, thread: Thread, task: AwaitingTask, command: FailTask) -> None:
    """Record the failure; one with the name of a time-out, as mocks and handlers give it, is a time-out."""
    if command.error in (TIMEOUT, HEARTBEAT_TIMEOUT):
        missed = command.error == HEARTBEAT_TIMEOUT
        time_out_task(decision, thread, task, missed_heartbeat=missed, source=command.source)
        return
    _record_failure(decision, thread, task, command.error, command.cause, command.source, command.submitting)


def _record_failure(
    decision: Decision,
    thread: Thread,
    task: AwaitingTask,
    error: str | None,
    cause: str | None,
    source: Source,
    submitting: bool = False,
) -> None:
    fields: dict[str, Any] = _about(thread, task) | {
        "error": error,
        "cause": cause,
        "source": source,
        "submitting": submitting,
    }
    decision.emit(TaskFailed, thread.id, thread.previous, **fields)
    settle(decision, thread.id)


def _about(thread: Thread, task: AwaitingTask) -> dict[str, Any]:
    return {"path": thread.path, "integration": task.integration, "resource": task.resource}


def _output(thread: Thread, task: AwaitingTask, command: CompleteTask | SubmitTask) -> dict[str, Any]:
    return {**_about(thread, task), "output": command.output, "source": command.source}
