"""Invoking a Task's handler: what a driver does in another thread, what it is told, and what the execution is told.

A handler never breaks its execution: what goes wrong is the execution's error. A fault of the handler's own, which
throws no error of a task, is told as such, and raised as well.
"""

from collections.abc import Callable
from dataclasses import dataclass

from webapp.engine import CompleteTask, FailTask, HeartbeatTask, PendingTask, Source, StartActivity, SubmitTask
from webapp.executions.answers import Alive, Given, Invoke, News, Submitted, Taken, Thrown
from webapp.tasks import TaskError


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a task ended, or was handed on; ``at_ms`` is when that was, where it took time on the virtual clock."""

    thread: str
    scheduled: int
    result: Given | Thrown | Submitted | Taken
    source: Source
    at_ms: int | None = None


def invoke(task: PendingTask, handler: Invoke, report: Callable[[Outcome], None]) -> None:
    """Run ``handler``, blocking, and report how it ended."""
    result: Given | Submitted | Thrown
    try:
        output = handler.call()
        result = Submitted(output) if handler.submits else Given(output)
    except TaskError as error:
        result = Thrown(error.error, error.cause)
    except Exception as error:
        result = Thrown("Statewalk.HandlerFailed", f"{type(error).__name__}: {error}")
        report(Outcome(task.thread, task.scheduled, result, "live"))
        raise
    report(Outcome(task.thread, task.scheduled, result, "live"))


def task_command(
    thread: str, scheduled: int, news: News, source: Source, time_ms: int, seed: int
) -> CompleteTask | FailTask | SubmitTask | StartActivity | HeartbeatTask:
    """Return the command that tells an execution ``news`` of the task that event ``scheduled`` scheduled."""
    match news:
        case Given(output):
            return CompleteTask(thread, scheduled, output, time_ms, seed, source)
        case Thrown(error, cause, submitting=submitting):
            return FailTask(thread, scheduled, error, cause, time_ms, seed, source, submitting)
        case Submitted(output):
            return SubmitTask(thread, scheduled, output, time_ms, source)
        case Taken(worker):
            return StartActivity(thread, scheduled, worker, time_ms)
        case Alive():
            return HeartbeatTask(thread, scheduled, time_ms)


def is_submitted_first(task: PendingTask, news: News) -> bool:
    """AWS: nothing that has a token is done before its service has taken it."""
    return isinstance(news, Given) and task.waits_for == "invoke" and task.token is not None
