"""Executions that programs start: nobody is asked while no page looks.

A Task that neither a handler nor a mock answers then fails, as one whose service cannot be reached fails on AWS; so a
program that waits for the end is not kept waiting for a person. Where a page shows the execution or its document, it
asks there.
"""

from collections.abc import Callable
from typing import Final

from webapp.engine import PendingTask
from webapp.executions.answers import Answer, Answers, AtOnce, Awaited, Thrown, Unanswered
from webapp.tasks import InvocationNumber

NOBODY_ANSWERS: Final = "States.TaskFailed"


class Unattended:
    """The answers of an execution that a program started."""

    def __init__(self, answers: Answers, is_watched: Callable[[], bool]) -> None:
        """``is_watched`` tells whether somebody could be asked right now."""
        self._answers = answers
        self._is_watched = is_watched

    def answer(self, task: PendingTask, number: InvocationNumber) -> Answer:
        """Return what answers ``task``; where nothing does and nobody looks, the error that says so."""
        answer = self._answers.answer(task, number)
        if not isinstance(answer, Unanswered) or self._is_watched():
            return answer
        if task.waits_for in ("token", "worker"):  # programs answer such a task
            return Awaited(in_flight=False)
        name = task.path.rpartition("/")[2]
        cause = f"Nothing answers the Task {name!r} ({task.resource}): {answer.reason}"
        return AtOnce(Thrown(NOBODY_ANSWERS, cause))
