"""The driver: chooses the next command of an execution and says what it waits for when there is none.

It holds no truth. What is to be done is read from the snapshot each time (``advance_all``, ``pending_work``); beside
it the driver only remembers which tasks it has already handed out.

On the virtual clock, answers cost no time: a timer is fired only when no answer is outstanding.
"""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass

from webapp.asl import Machine
from webapp.engine import (
    AnyEvent,
    AwaitingTask,
    Command,
    CommandRefused,
    FireTimer,
    PendingRead,
    PendingTask,
    PendingTimer,
    PendingWrite,
    RefuseTask,
    Source,
    TimeOut,
    WaitsFor,
    advance_all,
    carry_out,
    find_task,
    pending_work,
)
from webapp.executions.answers import (
    Alive,
    Answers,
    AtOnce,
    Awaited,
    Given,
    Invoke,
    News,
    Rerun,
    Submitted,
    Taken,
    Thrown,
    Unanswered,
)
from webapp.executions.clock import RealClock, VirtualClock
from webapp.executions.invoking import Outcome, invoke, is_submitted_first, task_command
from webapp.executions.late_answers import LateAnswer, LateAnswers
from webapp.executions.record import Record
from webapp.executions.refusing import Refusals, Refusing
from webapp.executions.storing import Stored, store, store_command
from webapp.expressions import IN_PROCESS, Evaluator
from webapp.items import Storage, storage_for


@dataclass(frozen=True, slots=True)
class Question:
    """A task that nobody answers, or whose handler is not to run again before a person says so."""

    task: PendingTask
    reason: str
    rerun: Rerun | None = None


class Driver:
    """Moves one execution. Not safe for use from several threads, but for :meth:`report`'s being called elsewhere."""

    def __init__(
        self,
        machine: Machine,
        record: Record,
        clock: RealClock | VirtualClock,
        answers: Answers,
        seeds: Iterator[int],
        executor: Executor,
        report: Callable[[Outcome | Stored], None],
        evaluator: Evaluator = IN_PROCESS,
        refusals: Refusals | None = None,
        storage: Storage | None = None,
    ) -> None:
        """``report`` is called, from a thread of ``executor``, with the outcome of each handler, read and write.

        Hand it to :meth:`settle`. ``evaluator`` evaluates the JSONata that could run away, ``refusals`` knows which
        tasks cannot be scheduled. Distributed Maps read from, and write to, ``storage``; by default as the environment
        says.
        """
        self.evaluator = evaluator
        self._refusing = None if refusals is None else Refusing(refusals)
        self.machine = machine
        self.record = record
        self.clock = clock
        self.answers = answers
        self.questions: dict[int, Question] = {}
        self.has_strode = False
        """Whether the events that :meth:`advance` returned last were shown to its ``stop``, one by one."""
        self.before_invoking: Callable[[], None] = lambda: None
        """Called before a handler begins: what led to it is to be stored first, for it may have effects."""
        self.injected: Callable[[PendingTask], Given | Thrown | None] = lambda _task: None
        """Asked before anything else what answers a task: a person may have said so."""
        self._seeds = seeds
        self._executor = executor
        self._report = report
        self._storage = storage or storage_for()
        self._outcomes: deque[Outcome | Stored] = deque()
        self._late = LateAnswers()
        self._to_come: dict[int, Given | Thrown] = {}
        self._early: dict[int, Given | Thrown] = {}
        self._timed_out: deque[str] = deque()
        self._handed_out: set[tuple[int, WaitsFor]] = set()
        self._stored: set[int] = set()
        self._in_flight: set[int] = set()

    def settle(self, outcome: Outcome | Stored) -> None:
        """Take the outcome of a task, a read or a write; it enters the record with the next :meth:`advance`."""
        self._in_flight.discard(outcome.scheduled)
        self.questions.pop(outcome.scheduled, None)
        if isinstance(outcome, Outcome) and outcome.at_ms is not None and outcome.at_ms > self.clock.now_ms():
            self._late.add(outcome.at_ms, outcome)
        else:
            self._outcomes.append(outcome)

    def advance(self, limit: int, stop: Callable[[AnyEvent], bool] | None = None) -> tuple[AnyEvent, ...]:
        """Move on, and return the events, already in the record; none when there is nothing to do now.

        It takes many steps, up to one with an event for which ``stop``, called with each, says so, or until there are
        ``limit`` events.
        """
        self.has_strode = False
        while True:
            if self._outcomes:
                events = self._take_answer()
                if not events:  # it came too late: what its thread's end left to do is still to be done
                    continue
            else:
                events = self._go_on(limit, stop)
            if not events:
                if self._outcomes or self.hand_out() or self._take_late():
                    continue
                command = self._timer_command()
                events = () if command is None else self.carry_out(command)
            if events and isinstance(self.clock, VirtualClock):
                self.clock.note_work()
            return events

    def tell(self, scheduled: int, news: News, source: Source = "live") -> tuple[AnyEvent, ...]:
        """Record at once what was told of a task that waits; raises ``CommandRefused`` where it waits no longer.

        What a person tells (``source`` is ``edited``) goes before what its handler may still answer.
        """
        task = find_task(self.record.snapshot, scheduled)
        if task is None:
            raise CommandRefused("this task no longer waits for an answer")
        is_invoked = task.waits_for == "invoke" and scheduled in self._in_flight
        if source == "live" and is_invoked and isinstance(news, Given | Thrown):
            return self._keep_early(scheduled, news)
        begun: tuple[AnyEvent, ...] = ()
        if source == "edited" and is_submitted_first(task, news):
            begun = self.carry_out(self._task_command(task.thread, scheduled, Submitted({}), source))
        events = self.carry_out(self._task_command(task.thread, scheduled, news, source))
        if not isinstance(news, Alive):
            self._in_flight.discard(scheduled)
            self.questions.pop(scheduled, None)
        return begun + events

    def _keep_early(self, scheduled: int, news: Given | Thrown) -> tuple[AnyEvent, ...]:
        """Keep what a function answers by its token before it returns: AWS records the request's answer first."""
        if scheduled in self._early:
            raise CommandRefused("this task has been answered before")
        self._early[scheduled] = news
        return ()

    def carry_out(self, command: Command) -> tuple[AnyEvent, ...]:
        """Decide ``command`` and fold what follows into the record; raises ``CommandRefused``."""
        decided = carry_out(self.machine, self.record.snapshot, command, self.evaluator)
        self.record.extend(*decided)
        return decided.events

    def hand_out(self) -> bool:
        """Have everything done that waits and was not handed out yet; tell whether an outcome is there at once."""
        for work in pending_work(self.record.snapshot):
            if isinstance(work, PendingTask) and (work.scheduled, work.waits_for) not in self._handed_out:
                self._handed_out.add((work.scheduled, work.waits_for))
                self._answer(work)
            elif isinstance(work, PendingRead | PendingWrite) and work.scheduled not in self._stored:
                self._stored.add(work.scheduled)
                self._in_flight.add(work.scheduled)
                self._executor.submit(store, self._storage, work, self._report)
        return bool(self._outcomes)

    def ask_again(self) -> None:
        """Look for answers again to the tasks that nobody answered: a mock may have been typed, or consent given."""
        for question in list(self.questions.values()):
            del self.questions[question.task.scheduled]
            self._handed_out.discard((question.task.scheduled, question.task.waits_for))

    def wake_ms(self) -> int | None:
        """Return at what real time to go on, ``None`` where only an answer can move the execution."""
        clock = self.clock
        if isinstance(clock, VirtualClock) and (not clock.pace or self._in_flight or self.questions):
            return None
        timer = self._next_timer()
        times = [self._late.next_ms(self.record.snapshot.threads), timer.until_ms if timer is not None else None]
        wake_ms = min((time for time in times if time is not None), default=None)
        return clock.due_ms(wake_ms) if isinstance(clock, VirtualClock) and wake_ms is not None else wake_ms

    def late_answers(self) -> tuple[LateAnswer, ...]:
        """Return the tasks whose answers are known and come later. May be called from any thread."""
        return self._late.all()

    def timers(self) -> list[PendingTimer]:
        """Return what waits for a time, but for the limits of what a person is asked. May be called from any thread."""
        # what a worker may still answer goes on meanwhile, its limits too
        questions = tuple(self.questions.values())
        asked = {each.task.thread for each in questions if each.task.waits_for in ("invoke", "job")}
        return [
            work
            for work in pending_work(self.record.snapshot)
            if isinstance(work, PendingTimer) and not (asked and (work.kind == "execution" or work.thread in asked))
        ]

    @property
    def has_work_outside(self) -> bool:
        """Tell whether a handler is running, or something is read or written."""
        return bool(self._in_flight)

    def _take_answer(self) -> tuple[AnyEvent, ...]:
        """Take the next outcome; it may come too late, when its thread was aborted."""
        command = self._outcome_command(self._outcomes.popleft())
        try:
            return self.carry_out(command)
        except CommandRefused:
            return ()

    def _go_on(self, limit: int, stop: Callable[[AnyEvent], bool] | None) -> tuple[AnyEvent, ...]:
        refusing = self._refusing
        if refusing is None:
            return self._time_out_next() or self._stride(limit, stop)
        return self._time_out_next() or self._refuse_next(refusing) or self._stride(limit, refusing.until_entered(stop))

    def _refuse_next(self, refusing: Refusing) -> tuple[AnyEvent, ...]:
        """Refuse the task of a state that has just been entered, if it cannot be scheduled."""
        refused = refusing.take_next(self.record.snapshot)
        if refused is None:
            return ()
        thread, message = refused
        return self.carry_out(RefuseTask(thread, message, self.clock.now_ms(), next(self._seeds)))

    def _stride(self, limit: int, stop: Callable[[AnyEvent], bool] | None) -> tuple[AnyEvent, ...]:
        snapshot = self.record.snapshot
        at_ms, seed = self.clock.now_ms(), next(self._seeds)
        decided = advance_all(self.machine, snapshot, at_ms, seed, limit, stop, self.evaluator)
        self.record.extend(*decided)
        self.has_strode = bool(decided.events)
        return decided.events

    def _outcome_command(self, outcome: Outcome | Stored) -> Command:
        if isinstance(outcome, Stored):
            return store_command(outcome, self.clock.now_ms(), next(self._seeds))
        return self._task_command(outcome.thread, outcome.scheduled, outcome.result, outcome.source)

    def _task_command(self, thread: str, scheduled: int, news: News, source: Source) -> Command:
        return task_command(thread, scheduled, news, source, self.clock.now_ms(), next(self._seeds))

    def _answer(self, task: PendingTask) -> None:
        early = self._early.pop(task.scheduled, None)
        if early is not None:
            self._outcomes.append(Outcome(task.thread, task.scheduled, early, "live"))
            return
        injected = self.injected(task)
        if injected is not None:
            result = Submitted({}) if is_submitted_first(task, injected) else injected
            self._outcomes.append(Outcome(task.thread, task.scheduled, result, "edited"))
            return
        known = self._to_come.pop(task.scheduled, None)
        answer = known or self.answers.answer(task, self.record.invocations[task.scheduled])
        match answer:
            case Given() if is_submitted_first(task, answer):
                self._answer_late(task, answer)
            case Given(delay_ms=0) | Thrown(delay_ms=0):
                self._outcomes.append(Outcome(task.thread, task.scheduled, answer, "mocked"))
            case Given() | Thrown():
                self._answer_late(task, answer)
            case Invoke() as handler:
                self.before_invoking()
                self._in_flight.add(task.scheduled)
                self._executor.submit(invoke, task, handler, self._report)
            case AtOnce(news, at_ms, source):
                self.settle(Outcome(task.thread, task.scheduled, news, source, at_ms))
            case Awaited(in_flight):
                if in_flight:
                    self._in_flight.add(task.scheduled)
            case Unanswered(reason, rerun):
                self.questions[task.scheduled] = Question(task, reason, rerun)

    def _answer_late(self, task: PendingTask, answer: Given | Thrown) -> None:
        """Have a mock's answer come later; what can be handed on before, to a service or a worker, is so at once."""
        begun: Taken | Submitted | None = None
        if task.waits_for == "worker":
            begun = Taken(None)
        elif task.waits_for == "invoke" and task.token is not None:
            begun = Submitted({})
        if begun is not None:
            self._to_come[task.scheduled] = answer
            self._outcomes.append(Outcome(task.thread, task.scheduled, begun, "mocked"))
            return
        due_ms = self.record.events[task.scheduled - 1].time_ms + answer.delay_ms
        self._late.add(due_ms, Outcome(task.thread, task.scheduled, answer, "mocked"))

    def _take_late(self) -> bool:
        """Take the next late answer, if it comes before the next timer: a limit goes before an answer."""
        due_ms = self._late.next_ms(self.record.snapshot.threads)
        if due_ms is None:
            return False
        timer = self._next_timer()
        if timer is not None and timer.until_ms <= due_ms:
            return False
        if not self._reach(due_ms):
            return False
        self._outcomes.append(self._late.take())
        return True

    def _reach(self, time_ms: int) -> bool:
        """Tell whether it is that late, the virtual clock being moved there where nothing else is waited for."""
        if not isinstance(self.clock, VirtualClock):
            return time_ms <= self.clock.now_ms()
        if self._in_flight or (self.questions and not self.clock.hurries) or not self.clock.may_jump_to(time_ms):
            return False
        self.clock.jump_to(time_ms)
        return True

    def _timer_command(self) -> Command | None:
        timer = self._next_timer()
        if timer is None or not self._reach(timer.until_ms):
            return None
        if timer.kind == "execution":
            return TimeOut(self.clock.now_ms(), timer.thread, next(self._seeds))
        if timer.kind == "timeout":  # all of one moment, before the first stops others
            self._timed_out.extend(each.thread for each in self.timers() if _is_of_moment(each, timer))
        return FireTimer(timer.thread, self.clock.now_ms(), next(self._seeds))

    def _time_out_next(self) -> tuple[AnyEvent, ...]:
        """Record the next of the tasks whose time ended at the same moment."""
        while self._timed_out:
            thread = self.record.snapshot.threads.get(self._timed_out.popleft())
            if thread is not None and isinstance(thread.phase, AwaitingTask):
                return self.carry_out(FireTimer(thread.id, self.clock.now_ms(), next(self._seeds)))
        return ()

    def _next_timer(self) -> PendingTimer | None:
        return min(self.timers(), key=lambda timer: timer.until_ms, default=None)


def _is_of_moment(timer: PendingTimer, first: PendingTimer) -> bool:
    return timer.kind == "timeout" and timer.until_ms == first.until_ms and timer.thread != first.thread
