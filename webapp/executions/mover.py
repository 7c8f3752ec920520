"""An execution and its debugger, moved by the one who holds it: by a rule, step by step, or as a person asks.

Nothing here waits, stores or tells anybody: what was done is in the record, and where it leaves the debugger is the
stance. So it is not safe for use from several threads, but that any may read.
"""

from collections.abc import Callable, Sequence
from typing import Final

from webapp.debugger import Begin, Breakpoint, Continue, Into, NextTimer, Position, StopRule
from webapp.engine import AnyEvent, AwaitingTask, CommandRefused, EditValue, PendingTask, Source, Start, Stop
from webapp.executions import moves
from webapp.executions.answers import Alive, Given, News, Thrown
from webapp.executions.clock import FASTEST_PACE, RealClock, VirtualClock
from webapp.executions.driver import Driver
from webapp.executions.injected import injected_for, injection, still_to_come, with_injection
from webapp.executions.invoking import Outcome
from webapp.executions.lookout import Lookout
from webapp.executions.session import Stance
from webapp.values import Json

TURNS_A_MILLISECOND: Final = 1000
"""More than an execution ever takes."""


class Mover:
    """Moves the execution of a driver. What cannot be done raises ``CommandRefused``."""

    def __init__(self, driver: Driver, stance: Stance, is_undisturbed: Callable[[], bool]) -> None:
        """``is_undisturbed`` tells whether nobody wants anything done: a stride ends where somebody does."""
        self.driver = driver
        self.record = driver.record
        self.turn = RealClock().now_ms() * TURNS_A_MILLISECOND
        """Grows with each change of the stance, also over a restart."""
        self.stance = stance
        self._replaying = False
        self._lookout = Lookout(driver.machine, driver.record, driver.evaluator, is_undisturbed)
        self.hits = self._lookout.hits
        driver.injected = self._injected

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

    # --- what moves it ---------------------------------------------------------------------------------------------

    def take_step(self, limit: int) -> bool:
        """Take one stride of at most about ``limit`` events; tell whether anything moved."""
        if self._replaying:
            self._replaying = False
            if self._stop_within(self.stance.position.sequence):
                return True
        watch, may_stop = self._lookout.watch(self.stance)
        events = self.driver.advance(limit, watch)
        if may_stop:
            self._stop_within(may_stop[0] - 1)
        elif not self.driver.has_strode:  # what comes from outside is not watched
            self._heed(events)
        return bool(events)

    def start(self, command: Start, *, pause_at_start: bool = False) -> None:
        """Begin the execution."""
        self.stance = self.stance.moving(Begin() if pause_at_start else Continue())
        self.driver.carry_out(command)

    def go(self, rule: StopRule) -> None:
        """Move on by ``rule``: through the record first, where the cursor is in the past."""
        self._replaying = self.position.sequence < self.record.head
        self.stance = self.stance.moving(rule)

    def step_into(self, thread: str | None, index: int | None) -> None:
        """Go to the next stage inside the state, or into a child of the container; by default those in focus."""
        thread = thread or self.position.thread
        within = moves.into(self.driver.machine, self.record, self.position, thread, index, self.driver.evaluator)
        if within is None:
            self.go(Into(thread, index))
        else:
            self.stance = self.stance.stopped("step", within)

    def step_back(self) -> None:
        """Move the cursor to the stop before."""
        self.stance = moves.back(self.driver.machine, self.record, self.stance, self.driver.evaluator)

    def reverse_continue(self) -> None:
        """Move the cursor to the last hit of a breakpoint before it."""
        self.stance = moves.reverse(self.record, self.stance, self.hits)

    def step_forward(self) -> None:
        """Move the cursor along the record."""
        self.stance = moves.forward(self.record, self.stance)

    def seek(self, sequence: int, thread: str | None) -> None:
        """Move the cursor to ``sequence``; a moving execution is paused by it."""
        self.stance = moves.seek(self.record, self.stance, sequence, thread)

    def next_timer(self) -> None:
        """Go on to where the virtual clock goes next, and stop there."""
        if not isinstance(self.driver.clock, VirtualClock):
            raise CommandRefused("this execution is on the real clock: its timers come in their own time")
        at = self.position.sequence
        self.go(NextTimer(self.record.events[at - 1].time_ms if at else 0))

    def set_pace(self, pace: int) -> None:
        """Have the virtual clock take real time from now on, ``pace`` times less; 0 for none at all."""
        if not isinstance(self.driver.clock, VirtualClock):
            raise CommandRefused("this execution is on the real clock: it has no other pace")
        if not 0 <= pace <= FASTEST_PACE:
            raise CommandRefused(f"the pace is {pace}: expected 0, for no waiting at all, to {FASTEST_PACE}")
        self.stance = self.stance.with_pace(pace)

    def set_breakpoints(self, breakpoints: Sequence[Breakpoint]) -> None:
        """Stop at these from now on."""
        self.stance = self.stance.with_breakpoints(tuple(breakpoints))

    def pause(self) -> None:
        """Stand still where the execution is."""
        if self.is_moving:
            self.stance = self.stance.stopped("pause", moves.standing(self.record, self.stance.position.thread))

    def stand_in_trouble(self) -> None:
        """Stand still, for an error inside."""
        self.stance = self.stance.stopped("error", moves.standing(self.record, self.stance.position.thread))

    def stop(self, error: str | None, cause: str | None) -> None:
        """End the execution: it is ABORTED."""
        self.driver.carry_out(Stop(self.driver.clock.now_ms(), error, cause))
        self.stance = self.stance.stopped("end", moves.end_position(self.record))

    def edit(self, thread: str, target: moves.EditTarget, value: Json, name: str) -> None:
        """Replace a value, or the variable ``name``; only at the head of the record."""
        moves.check_editable(self.record, self.stance, thread, target)
        self.driver.carry_out(EditValue(thread, target, value, self.driver.clock.now_ms(), name))
        self.stance = self.stance.stopped("step", Position(self.record.head, thread))

    # --- what answers its tasks ------------------------------------------------------------------------------------

    def answer(self, scheduled: int, result: Given | Thrown) -> None:
        """Answer a task that nobody else answers."""
        question = self.driver.questions.get(scheduled)
        if question is None:
            raise CommandRefused("this task no longer waits for an answer")
        self.record.moments.was_held()
        self.driver.settle(Outcome(question.task.thread, scheduled, result, "mocked"))

    def tell(self, scheduled: int, news: News, source: Source = "live") -> None:
        """Record what is told of a task that waits, be the execution paused or not."""
        was_moving = not self.stance.paused and not self._replaying
        events = self.driver.tell(scheduled, news, source)
        if was_moving:
            self._heed(events)

    def inject(self, thread_id: str, news: Given | Thrown | Alive, attempt: int | None) -> None:
        """Answer by hand the task that ``thread_id`` waits for, or an ``attempt`` to come, by default the next."""
        thread = moves.task_at_head(self.record, self.stance, thread_id)
        phase = thread.phase
        if isinstance(phase, AwaitingTask) and attempt in (None, thread.retry_count + 1):
            was_paused = self.stance.paused
            self.tell(phase.scheduled, news, "edited")
            if was_paused:
                self.stance = self.stance.stopped("step", moves.standing(self.record, thread_id))
        elif isinstance(news, Alive):
            raise CommandRefused(f"{thread.name} does not wait for an answer yet")
        else:
            fresh = with_injection(
                still_to_come(self.stance.injected, self.record.snapshot), injection(thread, attempt, news)
            )
            self.stance = self.stance.with_injected(fresh)

    def withdraw(self, thread: str, attempt: int | None) -> None:
        """Take back what was injected for attempts of ``thread`` to come: for ``attempt``, or for all."""
        open_ones = still_to_come(self.stance.injected, self.record.snapshot)
        kept = tuple(each for each in open_ones if each.thread != thread or attempt not in (None, each.attempt))
        self.stance = self.stance.with_injected(kept)

    def _injected(self, task: PendingTask) -> Given | Thrown | None:
        if not self.stance.injected:
            return None
        return injected_for(self.stance.injected, task, self.record.snapshot.threads.get(task.thread))

    def _heed(self, events: Sequence[AnyEvent]) -> None:
        """Stop where one of ``events``, the last of the record, asks for it."""
        if events:
            self._stop_within(events[0].sequence - 1)

    def _stop_within(self, after: int) -> bool:
        """Stop at the first stop behind event ``after`` of the record; tell whether there is one."""
        stopped = self._lookout.stop_within(after, self.stance)
        if stopped is not None:
            self.stance = stopped
        return stopped is not None
