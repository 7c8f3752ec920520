"""What answers the Tasks of a fork.

What was in flight where it left the other line has its outcome from there, at its recorded time, and never runs again.
What the fork schedules itself is answered as in any execution, but for one thing: a handler that ran before in a line
above may have had effects, so a person is asked, once for the fork, whether to run it again. Where the definition is
another, the same task with the same parameters keeps its recorded result.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from webapp.engine import PendingTask
from webapp.executions.answers import Answer, Answers, AtOnce, Invoke, Rerun, Unanswered
from webapp.executions.fork_notes import ForkNote
from webapp.executions.nested import starts_execution
from webapp.executions.record import Record
from webapp.executions.recorded import RecordedTasks, key_of
from webapp.tasks import InvocationNumber
from webapp.values import state_name


@dataclass(frozen=True, slots=True)
class LineAbove:
    """A line that the fork comes from, with which it shares the first ``shared`` events.

    Its first ``copied`` events are in a nearer line as well.
    """

    tasks: RecordedTasks
    shared: int
    copied: int = 0


class ForkAnswers:
    """The answers of one fork; ``note`` holds what was said about handlers that ran before."""

    def __init__(
        self,
        answers: Answers,
        record: Record,
        above: Sequence[LineAbove],
        is_mocked: Callable[[str], bool],
        note: ForkNote,
    ) -> None:
        """``above`` are the lines that ``record`` comes from, the nearest first; ``answers`` knows all the rest."""
        self.note = note
        self._answers = answers
        self._record = record
        self._above = above
        self._is_mocked = is_mocked

    def answer(self, task: PendingTask, number: InvocationNumber) -> Answer:
        """Return what answers ``task``."""
        flown = self._in_flight(task)
        if flown is not None:
            return flown
        times = sum(line.tasks.times_run(task.path, line.copied) for line in self._above)
        if not times or self._is_mocked(task.path):
            return self._answers.answer(task, number)
        return self._again(task, number, times)

    def _in_flight(self, task: PendingTask) -> AtOnce | None:
        """Return the outcome of a task that was scheduled before the fork."""
        for line in self._above:
            told = line.tasks.outcome(task) if task.scheduled <= line.shared else None
            if told is not None:
                return AtOnce(told.news, told.at_ms, "recorded")
        return None

    def _again(self, task: PendingTask, number: InvocationNumber, times: int) -> Answer:
        """Return what answers a task whose state ran a handler before."""
        note, recorded = self.note, self._alike(task)
        if recorded is not None and note.uses_recorded:
            return recorded
        starts_another = starts_execution(task.resource) and task.waits_for == "invoke"
        if note.rerun == "run" or not starts_another:
            answer = self._answers.answer(task, number)
            if note.rerun == "run" or not isinstance(answer, Invoke):
                return answer
        return _ask(task, times, note, has_result=recorded is not None)

    def _alike(self, task: PendingTask) -> AtOnce | None:
        """Return the recorded answer to the same task with the same parameters; it takes as long as it took then."""
        key = key_of(self._record, task.path, task.thread, task.scheduled)
        scheduled_ms = self._record.events[task.scheduled - 1].time_ms
        for line in self._above:
            found = line.tasks.alike(task, key)
            if found is not None:
                told, then_ms = found
                return AtOnce(told.news, scheduled_ms + told.at_ms - then_ms, "recorded")
        return None


def _ask(task: PendingTask, times: int, note: ForkNote, *, has_result: bool) -> Unanswered:
    """Return the question whether to run it again, or that it is to be answered by hand, if that was the answer."""
    name = state_name(task.path)
    if note.rerun == "answer":
        return Unanswered(f"In this fork you answer by hand what ran before: {name} does not run again.")
    again = Rerun(times, has_result)
    if note.uses_recorded:
        return Unanswered(f"The record has no result of {name} for these parameters.", again)
    how_often = "once" if times == 1 else f"{times} times"
    return Unanswered(f"{name} ran {how_often} before this fork, and may have had effects.", again)
