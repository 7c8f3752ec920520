"""One live execution, the single thread that moves it, and what that thread stores and tells.

Everything that changes a run happens on its own thread, one message after the other; so there is one writer and no
lock around the interpreter. The thread exists only while there is something to do: a paused or ended run costs none.
Whoever reads (events, snapshots) needs no lock either: events are only appended and snapshots never change.

What goes wrong inside pauses the run and says so. What cannot be stored ends it: the run is lost, with what it had not
stored, and whoever wants to go on loads it anew.
"""

import logging
from collections.abc import Callable, Sequence
from typing import Final, Protocol, TypeVar

from webapp.debugger import Breakpoint, Hits, Position, StopRule
from webapp.engine import AnyEvent, CommandRefused, Start
from webapp.executions import moves
from webapp.executions.answers import Alive, Given, News, Thrown
from webapp.executions.clock import RealClock
from webapp.executions.driver import Driver
from webapp.executions.invoking import Outcome
from webapp.executions.mailbox import Mailbox
from webapp.executions.mover import Mover
from webapp.executions.session import Stance
from webapp.executions.storing import Stored
from webapp.executions.targets import StepTargets
from webapp.values import Json

T = TypeVar("T")

log = logging.getLogger(__name__)

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


class Run:
    """A live execution. Public methods may be called from any thread."""

    def __init__(self, id: str, driver: Driver, stance: Stance, keeper: Keeper, listener: Listener) -> None:
        """``driver`` holds the record, which may already have events."""
        self.id = id
        self.driver = driver
        self.record = driver.record
        self.trouble = ""
        self.targets = StepTargets()
        self._keeper = keeper
        self._listener = listener
        self._kept = self.record.head
        self._mailbox = Mailbox(f"run-{id}", self._work)
        self._mover = Mover(driver, stance, self._mailbox.is_empty)
        self._closing = False
        self._published: tuple[Stance, frozenset[int]] = (stance, frozenset())
        driver.before_invoking = self._publish

    @property
    def stance(self) -> Stance:
        """Return where the debugger stands."""
        return self._mover.stance

    @property
    def turn(self) -> int:
        """Return a number that grows with each change of the stance, also over a restart."""
        return self._mover.turn

    @property
    def position(self) -> Position:
        """Return where the debugger stands; at the head while the execution moves."""
        return self._mover.position

    @property
    def is_over(self) -> bool:
        """Tell whether the execution has ended."""
        return self._mover.is_over

    @property
    def is_moving(self) -> bool:
        """Tell whether events may still come without anybody's doing, be it that they are replayed."""
        return self._mover.is_moving

    # --- what others ask ---------------------------------------------------------------------------------------

    def start(self, command: Start, *, pause_at_start: bool = False) -> None:
        """Begin the execution."""
        self._command_and_keep(lambda: self._mover.start(command, pause_at_start=pause_at_start))

    def resume(self) -> None:
        """Go on after a restart, if the stance is not a paused one."""
        self._mailbox.post(lambda: None)

    def settle(self, outcome: Outcome | Stored) -> None:
        """Hand in the outcome of a task, a read or a write."""
        self._mailbox.post(lambda: self.driver.settle(outcome))

    def answer(self, scheduled: int, result: Given | Thrown) -> None:
        """Answer a task that nobody else answers; raise ``CommandRefused`` where it does not wait."""
        self._command_and_keep(lambda: self._mover.answer(scheduled, result))

    def tell(self, scheduled: int, news: News) -> None:
        """Record what is told of a task that waits, be the run paused or not; return once that is stored.

        Raises ``CommandRefused`` where the task waits no longer.
        """
        self._command_and_keep(lambda: self._mover.tell(scheduled, news))

    def inject(self, thread: str, news: Given | Thrown | Alive, attempt: int | None = None) -> None:
        """Answer by hand the task that ``thread`` waits for, or an ``attempt`` to come, by default the next."""
        self._command_and_keep(lambda: self._mover.inject(thread, news, attempt))

    def withdraw(self, thread: str, attempt: int | None) -> None:
        """Take back what was injected for attempts of ``thread`` to come: for ``attempt``, or for all."""
        self._command_and_keep(lambda: self._mover.withdraw(thread, attempt))

    def ask_again(self) -> None:
        """Look once more for handlers and mocks for the tasks that wait for an answer."""
        self._command_and_keep(self.driver.ask_again)

    def go(self, rule: StopRule) -> None:
        """Move on by ``rule``: through the record first, where the cursor is in the past."""
        self._command_and_keep(lambda: self._mover.go(rule))

    def step_into(self, thread: str | None, index: int | None) -> None:
        """Go to the next stage inside the state, or into a child of the container."""
        self._command_and_keep(lambda: self._mover.step_into(thread, index))

    def step_back(self) -> None:
        """Move the cursor to the stop before."""
        self._command_and_keep(self._mover.step_back)

    def reverse_continue(self) -> None:
        """Move the cursor to the last hit of a breakpoint before it."""
        self._command_and_keep(self._mover.reverse_continue)

    def step_forward(self) -> None:
        """Move the cursor along the record."""
        self._command_and_keep(self._mover.step_forward)

    def seek(self, sequence: int, thread: str | None) -> None:
        """Move the cursor to ``sequence``; a moving execution is paused by it."""
        self._command_and_keep(lambda: self._mover.seek(sequence, thread))

    def pause(self) -> None:
        """Stand still where the execution is."""
        self._command_and_keep(self._mover.pause)

    def stop(self, error: str | None = None, cause: str | None = None) -> None:
        """End the execution: it is ABORTED."""
        self._command_and_keep(lambda: self._mover.stop(error, cause))

    def edit(self, thread: str, target: moves.EditTarget, value: Json, name: str = "") -> None:
        """Replace a value, or the variable ``name``, where the run is paused; only at the head of the record."""
        self._command_and_keep(lambda: self._mover.edit(thread, target, value, name))

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
        self._command_and_keep(self._mover.next_timer)

    def set_pace(self, pace: int) -> None:
        """Have the virtual clock take real time from now on, ``pace`` times less; 0 for none at all."""
        self._command_and_keep(lambda: self._mover.set_pace(pace))

    def set_breakpoints(self, breakpoints: Sequence[Breakpoint]) -> None:
        """Have the run stop at these from now on."""
        self._command_and_keep(lambda: self._mover.set_breakpoints(breakpoints))

    def ask_hits(self, ask: Callable[[Hits], T]) -> T:
        """Return what ``ask`` finds out about hits; on the run's thread, for they are worked out as they are asked."""
        return self._mailbox.call(lambda: ask(self._mover.hits))

    # --- the run's own thread ----------------------------------------------------------------------------------

    def _move(self) -> bool:
        """Take up to a batch of steps; tell whether anything moved."""
        before = self.record.head
        moved = False
        try:
            while self.is_moving and self._mailbox.is_empty() and self.record.head - before < BATCH_EVENTS:
                if not self._mover.take_step(BATCH_EVENTS):
                    break
                moved = True
        except Exception as error:
            log.exception("execution %s was paused by an error inside Statewalk", self.id)
            self.trouble = f"{type(error).__name__}: {error}"
            self._mover.stand_in_trouble()
        self._publish()
        return moved

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
