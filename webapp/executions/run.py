"""One live execution: its record, its driver, its debugger, and the single thread that moves them.

Everything that changes a run happens on its own thread, one message after the other; so there is one writer and no
lock around the interpreter. The thread exists only while there is something to do: a paused or ended run costs none.
Whoever reads (events, snapshots) needs no lock either: events are only appended and snapshots never change.

What goes wrong inside pauses the run and says so. What cannot be stored ends it: the run is lost, with what it had not
stored, and whoever wants to go on loads it anew.
"""

import logging
from collections.abc import Callable, Sequence
from typing import Final, Protocol, TypeVar

from webapp.debugger import (
    Begin,
    Breakpoint,
    Breakpoints,
    Continue,
    Hits,
    Into,
    NextTimer,
    Position,
    StopRule,
    find_stop,
    stop_after,
    telling_events,
)
from webapp.engine import (
    AnyEvent,
    AwaitingTask,
    Command,
    CommandRefused,
    EditValue,
    PendingTask,
    Source,
    Start,
    StateEntered,
    StateExited,
    Stop,
)
from webapp.executions import moves
from webapp.executions.answers import Alive, Given, News, Thrown
from webapp.executions.clock import FASTEST_PACE, RealClock, VirtualClock
from webapp.executions.driver import Driver
from webapp.executions.injected import injected_for, injection, still_to_come, with_injection
from webapp.executions.invoking import Outcome
from webapp.executions.mailbox import Mailbox
from webapp.executions.record import Record
from webapp.executions.session import Stance
from webapp.executions.storing import Stored
from webapp.executions.targets import StepTargets
from webapp.values import Json

T = TypeVar("T")

log = logging.getLogger(__name__)

TURNS_A_MILLISECOND: Final = 1000
"""More than a run ever takes."""

BATCH_EVENTS: Final = 1024
"""At most so many events are kept back before they are stored and published."""


class RunLost(CommandRefused):
    """The run moves no more: what it recorded could not be stored, or its server is closing."""


class Keeper(Protocol):
    """Stores what a run records; told before anybody else."""

    def keep(self, run: "Run", expected_sequence: int, events: Sequence[AnyEvent]) -> None:
        """Store ``events`` after ``expected_sequence``, and where the run stands."""
        ...

    def lost(self, run: "Run") -> None:
        """Let go of a run that could not be stored."""
        ...


class Listener(Protocol):
    """Is told what was stored."""

    def changed(self, run: "Run", events: Sequence[AnyEvent]) -> None:
        """Tell that ``events`` were added (perhaps none) and that the stance may have changed."""
        ...


def _watch(
    rule: StopRule, breakpoints: Breakpoints, record: Record, mailbox: Mailbox
) -> tuple[Callable[[AnyEvent], bool], list[int]]:
    """Return what tells after which event to end a stride: where the debugger may stop, or a message wants to be done.

    It looks at the cheap part of breakpoints only, and is asked after each event, so it is short. The list gets the
    sequence of the event that is to be looked at with the record.
    """
    found: list[int] = []
    is_undisturbed, meet, children = mailbox.is_empty, record.meet, record.children
    telling = telling_events(rule, breakpoints)
    entries = breakpoints.entries if rule == Continue() else None
    are_exits_telling = StateExited in telling

    def watch(event: AnyEvent) -> bool:
        kind = type(event)
        if kind is StateEntered:  # nearly all are this or the next
            if entries is not None and event.path not in entries:  # type: ignore[union-attr]
                return not is_undisturbed()
        elif kind is StateExited:
            if not are_exits_telling:
                return not is_undisturbed()
        else:
            meet(event)
            if kind not in telling:
                return not is_undisturbed()
        if stop_after(event, rule, breakpoints, children) is None:
            return not is_undisturbed()
        found.append(event.sequence)
        return True

    return watch, found


class Run:
    """A live execution. Public methods may be called from any thread."""

    def __init__(self, id: str, driver: Driver, stance: Stance, keeper: Keeper, listener: Listener) -> None:
        """``driver`` holds the record, which may already have events."""
        self.id = id
        self.driver = driver
        self.record = driver.record
        self.turn = RealClock().now_ms() * TURNS_A_MILLISECOND
        """Grows with each change of the stance, also over a restart."""
        self.stance = stance
        self._keeper = keeper
        self._listener = listener
        self.trouble = ""
        self.targets = StepTargets()
        self._kept = self.record.head
        self._mailbox = Mailbox(f"run-{id}", self._work)
        self._replaying = False
        self._closing = False
        self._published: tuple[Stance, frozenset[int]] = (stance, frozenset())
        self._armed_with = stance.breakpoints
        self._breakpoints = Breakpoints(stance.breakpoints)
        self._hits = Hits(driver.machine, driver.record, driver.evaluator)
        driver.before_invoking = self._publish
        driver.injected = self._injected

    # --- what others ask ---------------------------------------------------------------------------------------

    def start(self, command: Start, *, pause_at_start: bool = False) -> None:
        """Begin the execution."""
        self._command_and_keep(lambda: self._start(command, pause_at_start))

    def resume(self) -> None:
        """Go on after a restart, if the stance is not a paused one."""
        self._mailbox.post(lambda: None)

    def settle(self, outcome: Outcome | Stored) -> None:
        """Hand in the outcome of a task, a read or a write."""
        self._mailbox.post(lambda: self.driver.settle(outcome))

    def answer(self, scheduled: int, result: Given | Thrown) -> None:
        """Answer a task that nobody else answers; raise ``CommandRefused`` where it does not wait."""
        self._command_and_keep(lambda: self._answer(scheduled, result))

    def tell(self, scheduled: int, news: News) -> None:
        """Record what is told of a task that waits, be the run paused or not; return once that is stored.

        Raises ``CommandRefused`` where the task waits no longer.
        """
        self._command_and_keep(lambda: self._tell(scheduled, news))

    def inject(self, thread: str, news: Given | Thrown | Alive, attempt: int | None = None) -> None:
        """Answer by hand the task that ``thread`` waits for, or an ``attempt`` to come, by default the next."""
        self._command_and_keep(lambda: self._inject(thread, news, attempt))

    def withdraw(self, thread: str, attempt: int | None) -> None:
        """Take back what was injected for attempts of ``thread`` to come: for ``attempt``, or for all."""
        self._command_and_keep(lambda: self._withdraw(thread, attempt))

    def ask_again(self) -> None:
        """Look once more for handlers and mocks for the tasks that wait for an answer."""
        self._command_and_keep(self.driver.ask_again)

    def go(self, rule: StopRule) -> None:
        """Move on by ``rule``: through the record first, where the cursor is in the past."""
        self._command_and_keep(lambda: self._go(rule))

    def step_into(self, thread: str | None, index: int | None) -> None:
        """Go to the next stage inside the state, or into a child of the container."""
        self._command_and_keep(lambda: self._step_into(thread or self.position.thread, index))

    def step_back(self) -> None:
        """Move the cursor to the stop before."""
        machine, evaluator = self.driver.machine, self.driver.evaluator
        self._command_and_keep(lambda: self._stand(moves.back(machine, self.record, self.stance, evaluator)))

    def reverse_continue(self) -> None:
        """Move the cursor to the last hit of a breakpoint before it."""
        self._command_and_keep(lambda: self._stand(moves.reverse(self.record, self.stance, self._hits)))

    def step_forward(self) -> None:
        """Move the cursor along the record."""
        self._command_and_keep(lambda: self._stand(moves.forward(self.record, self.stance)))

    def seek(self, sequence: int, thread: str | None) -> None:
        """Move the cursor to ``sequence``; a moving execution is paused by it."""
        self._command_and_keep(lambda: self._stand(moves.seek(self.record, self.stance, sequence, thread)))

    def pause(self) -> None:
        """Stand still where the execution is."""
        self._command_and_keep(self._pause)

    def stop(self, error: str | None = None, cause: str | None = None) -> None:
        """End the execution: it is ABORTED."""
        self._command_and_keep(lambda: self._command(Stop(self.driver.clock.now_ms(), error, cause)))

    def edit(self, thread: str, target: moves.EditTarget, value: Json, name: str = "") -> None:
        """Replace a value, or the variable ``name``, where the run is paused; only at the head of the record."""
        self._command_and_keep(lambda: self._edit(thread, target, value, name))

    def close(self) -> None:
        """Stop moving, without ending the execution: it goes on where it stood when it is loaded again."""
        self._closing = True
        self._mailbox.post(lambda: None)

    def join(self, seconds: float) -> None:
        """Wait until the run's thread has ended, after :meth:`close`."""
        self._mailbox.join(seconds)

    def until_kept(self) -> None:
        """Wait until everything recorded so far is stored."""
        if self._kept < self.record.head:
            self._mailbox.call(self._publish)

    def next_timer(self) -> None:
        """Go on to where the virtual clock goes next, and stop there; raise ``CommandRefused`` on the real clock."""
        self._command_and_keep(self._next_timer)

    def set_pace(self, pace: int) -> None:
        """Have the virtual clock take real time from now on, ``pace`` times less; 0 for none at all."""
        self._command_and_keep(lambda: self._stand(self._paced(pace)))

    def set_breakpoints(self, breakpoints: Sequence[Breakpoint]) -> None:
        """Have the run stop at these from now on."""
        self._command_and_keep(lambda: self._stand(self.stance.with_breakpoints(tuple(breakpoints))))

    def ask_hits(self, ask: Callable[[Hits], T]) -> T:
        """Return what ``ask`` finds out about hits; on the run's thread, for they are worked out as they are asked."""
        return self._mailbox.call(lambda: ask(self._hits))

    @property
    def stance(self) -> Stance:
        """Return where the debugger stands."""
        return self._stance

    @stance.setter
    def stance(self, stance: Stance) -> None:
        self._stance = stance
        self.turn += 1
        moments = self.record.moments
        if stance.paused:
            moments.hold()
        else:
            moments.let_go()
        clock = self.driver.clock
        if isinstance(clock, VirtualClock):
            clock.pace, clock.hurries = stance.pace, isinstance(stance.rule, NextTimer)
            clock.note_work()

    @property
    def position(self) -> Position:
        """Return where the debugger stands; at the head while the execution moves."""
        return self.stance.position if self.stance.paused else Position(self.record.head, self.stance.position.thread)

    @property
    def is_over(self) -> bool:
        """Tell whether the execution has ended."""
        return self.record.snapshot.status != "RUNNING"

    @property
    def is_moving(self) -> bool:
        """Tell whether events may still come without anybody's doing, be it that they are replayed."""
        return not self.stance.paused and (self._replaying or not self.is_over)

    # --- the run's own thread ----------------------------------------------------------------------------------

    def _start(self, command: Start, pause_at_start: bool = False) -> None:
        self.stance = self.stance.moving(Begin() if pause_at_start else Continue())
        self.driver.carry_out(command)

    def _answer(self, scheduled: int, result: Given | Thrown) -> None:
        question = self.driver.questions.get(scheduled)
        if question is None:
            raise CommandRefused("this task no longer waits for an answer")
        self.record.moments.was_held()
        self.driver.settle(Outcome(question.task.thread, scheduled, result, "mocked"))

    def _inject(self, thread_id: str, news: Given | Thrown | Alive, attempt: int | None) -> None:
        thread = moves.task_at_head(self.record, self.stance, thread_id)
        phase = thread.phase
        if isinstance(phase, AwaitingTask) and attempt in (None, thread.retry_count + 1):
            was_paused = self.stance.paused
            self._tell(phase.scheduled, news, "edited")
            if was_paused:
                self.stance = self.stance.stopped("step", moves.standing(self.record, thread_id))
        elif isinstance(news, Alive):
            raise CommandRefused(f"{thread.name} does not wait for an answer yet")
        else:
            fresh = with_injection(
                still_to_come(self.stance.injected, self.record.snapshot), injection(thread, attempt, news)
            )
            self.stance = self.stance.with_injected(fresh)

    def _withdraw(self, thread: str, attempt: int | None) -> None:
        open_ones = still_to_come(self.stance.injected, self.record.snapshot)
        kept = tuple(each for each in open_ones if each.thread != thread or attempt not in (None, each.attempt))
        self.stance = self.stance.with_injected(kept)

    def _injected(self, task: PendingTask) -> Given | Thrown | None:
        if not self.stance.injected:
            return None
        return injected_for(self.stance.injected, task, self.record.snapshot.threads.get(task.thread))

    def _tell(self, scheduled: int, news: News, source: Source = "live") -> None:
        was_moving = not self.stance.paused and not self._replaying
        events = self.driver.tell(scheduled, news, source)
        if was_moving:
            self._heed(events)

    def _go(self, rule: StopRule) -> None:
        self._replaying = self.position.sequence < self.record.head
        self.stance = self.stance.moving(rule)

    def _step_into(self, thread: str, index: int | None) -> None:
        within = moves.into(self.driver.machine, self.record, self.position, thread, index, self.driver.evaluator)
        if within is None:
            self._go(Into(thread, index))
        else:
            self.stance = self.stance.stopped("step", within)

    def _next_timer(self) -> None:
        if not isinstance(self.driver.clock, VirtualClock):
            raise CommandRefused("this execution is on the real clock: its timers come in their own time")
        at = self.position.sequence
        self._go(NextTimer(self.record.events[at - 1].time_ms if at else 0))

    def _paced(self, pace: int) -> Stance:
        if not isinstance(self.driver.clock, VirtualClock):
            raise CommandRefused("this execution is on the real clock: it has no other pace")
        if not 0 <= pace <= FASTEST_PACE:
            raise CommandRefused(f"the pace is {pace}: expected 0, for no waiting at all, to {FASTEST_PACE}")
        return self.stance.with_pace(pace)

    def _stand(self, stance: Stance) -> None:
        self.stance = stance

    def _pause(self) -> None:
        if self.is_moving:
            self.stance = self.stance.stopped("pause", moves.standing(self.record, self.stance.position.thread))

    def _edit(self, thread: str, target: moves.EditTarget, value: Json, name: str) -> None:
        moves.check_editable(self.record, self.stance, thread, target)
        self.driver.carry_out(EditValue(thread, target, value, self.driver.clock.now_ms(), name))
        self.stance = self.stance.stopped("step", Position(self.record.head, thread))

    def _command(self, command: Command) -> None:
        self.driver.carry_out(command)
        self._stop_at_end()

    def _move(self) -> bool:
        """Take up to a batch of steps; tell whether anything moved."""
        before = self.record.head
        moved = False
        try:
            while self.is_moving and self._mailbox.is_empty() and self.record.head - before < BATCH_EVENTS:
                if not self._take_step():
                    break
                moved = True
        except Exception as error:
            self._pause_in_trouble(error)
        self._publish()
        return moved

    def _pause_in_trouble(self, error: Exception) -> None:
        log.exception("execution %s was paused by an error inside Statewalk", self.id)
        self.trouble = f"{type(error).__name__}: {error}"
        self.stance = self.stance.stopped("error", moves.standing(self.record, self.stance.position.thread))

    def _take_step(self) -> bool:
        breakpoints = self._armed()
        if self._replaying:
            self._replaying = False
            if self._stop_within(self.stance.position.sequence, breakpoints):
                return True
        watch, may_stop = _watch(self.stance.rule, breakpoints, self.record, self._mailbox)
        events = self.driver.advance(BATCH_EVENTS, watch)
        if may_stop:
            self._stop_within(may_stop[0] - 1, breakpoints)
        elif not self.driver.has_strode:  # what comes from outside is not watched
            self._heed(events)
        return bool(events)

    def _armed(self) -> Breakpoints:
        """Return the breakpoints that may stop the run now."""
        if self._armed_with is not self.stance.breakpoints:
            self._armed_with = self.stance.breakpoints
            self._breakpoints = Breakpoints(self._armed_with)
        return self._breakpoints

    def _heed(self, events: Sequence[AnyEvent]) -> None:
        """Stop where one of ``events``, the last of the record, asks for it."""
        if events:
            self._stop_within(events[0].sequence - 1, self._armed())

    def _stop_within(self, after: int, breakpoints: Breakpoints) -> bool:
        """Stop at the first stop behind event ``after`` of the record; tell whether there is one."""
        record = self.record
        found = find_stop(record.events, after, self.stance.rule, breakpoints, record.children, self._hits)
        if found is None:
            return False
        if found.kind == "end":
            self._stop_at_end()
        else:
            self.stance = self.stance.stopped(found.kind, found.position, found.hit)
        return True

    def _stop_at_end(self) -> None:
        self.stance = self.stance.stopped("end", moves.end_position(self.record))

    def _publish(self) -> None:
        questions = frozenset(self.driver.questions)
        fresh = self.record.events[self._kept :]
        if not fresh and self._published == (self.stance, questions):
            return
        self._keeper.keep(self, self._kept, fresh)
        self._kept += len(fresh)
        self._published = (self.stance, questions)
        self._listener.changed(self, fresh)

    def _command_and_keep(self, action: Callable[[], None]) -> None:
        """Have ``action`` done on the run's thread, and return when what came of it is stored."""
        self._mailbox.call(lambda: self._do_and_publish(action))

    def _do_and_publish(self, action: Callable[[], None]) -> None:
        action()
        try:
            self._publish()
        except Exception as error:
            raise self._let_go(error) from error

    def _let_go(self, error: Exception) -> RunLost:
        """Move no more, since ``error`` kept the record from being stored; return what to tell whoever asks."""
        log.warning("execution %s is let go of: %s", self.id, error)
        lost = RunLost(f"what the execution did could not be stored ({error}): look at it again")
        self._closing = True
        self._mailbox.close(lost)
        self._keeper.lost(self)
        return lost

    # --- the thread's life -------------------------------------------------------------------------------------

    def _work(self) -> None:
        try:
            self._work_while_there_is_something()
        except Exception as error:
            self._let_go(error)
        if self._closing:
            self._mailbox.close(RunLost("the server is closing"))

    def _work_while_there_is_something(self) -> None:
        while not self._closing:
            self._mailbox.do_all()
            if self._move():
                continue
            if self._waits():
                self._mailbox.wait(self._seconds_to_wake())
            elif self._mailbox.may_end():
                return

    def _waits(self) -> bool:
        """Tell whether something outside will move the run: a handler, or a timer that takes real time."""
        return self.is_moving and (self.driver.has_work_outside or self.driver.wake_ms() is not None)

    def _seconds_to_wake(self) -> float | None:
        wake_ms = self.driver.wake_ms()
        return None if wake_ms is None else max(0.0, (wake_ms - RealClock().now_ms()) / 1000)
