"""A driver small enough for tests: a virtual clock, and mocks answered by invocation number."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NoReturn, TypeVar

from webapp.asl.model import Machine
from webapp.engine import (
    EMPTY,
    PendingRead,
    PendingTask,
    PendingTimer,
    PendingWork,
    PendingWrite,
    Snapshot,
    decide,
    evolve,
    is_ready,
    pending_work,
    ready_threads,
)
from webapp.engine.commands import (
    Advance,
    Command,
    CompleteTask,
    FailTask,
    FireTimer,
    Start,
    StoreCommand,
    TimeOut,
)
from webapp.engine.events import AnyEvent, Event
from webapp.values import Json

NOON_MS = 1_767_268_800_000  # 2026-01-01T12:00:00Z
ROLE = "arn:aws:iam::111111111111:role/role"

E = TypeVar("E", bound=Event)

Mocks = Mapping[str, Mapping[str, Any]]


class Unanswered(Exception):
    """The execution waits for something that the mocks do not give."""


class Run:
    """One execution under way: its events, its snapshot, its clock."""

    def __init__(self, machine: Machine, mocks: Mocks | None = None) -> None:
        self.machine = machine
        self.mocks = mocks or {}
        self.snapshot: Snapshot = EMPTY
        self.events: list[AnyEvent] = []
        self.commands: list[Command] = []
        self.now_ms = NOON_MS
        self.store: Store = no_store
        self._invocations: Counter[str] = Counter()

    def send(self, command: Command) -> tuple[AnyEvent, ...]:
        """Decide, and fold what was decided."""
        events = decide(self.machine, self.snapshot, command)
        for event in events:
            self.snapshot = evolve(self.snapshot, event)
        self.events.extend(events)
        self.commands.append(command)
        return events

    def start(self, data: Json, kind: str = "execution", role: str = ROLE) -> "Run":
        """Start the execution; ``kind`` is that of its ARN."""
        arn = f"arn:aws:states:us-east-1:111111111111:{kind}:machine:name"
        if kind == "express":
            arn += ":0b9b8a34-8a36-4a4c-9d39-7ac1b4ad58c4"
        machine_arn = "arn:aws:states:us-east-1:111111111111:stateMachine:machine"
        self.send(Start(self.now_ms, data, arn, "name", machine_arn, "machine", role))
        return self

    def advance(self, thread: str = "0") -> tuple[AnyEvent, ...]:
        """Take one step of ``thread``."""
        return self.send(Advance(thread, self.now_ms, self.snapshot.sequence))

    def advance_all(self) -> None:
        """Take steps, each thread in turn, until none is ready."""
        while ready := ready_threads(self.snapshot):
            for thread in ready:
                if thread in self.snapshot.threads and is_ready(self.snapshot.threads[thread]):
                    self.advance(thread)
                if self.snapshot.status != "RUNNING":
                    return

    def finish(self) -> "Run":
        """Go on to the end of the execution: tasks are answered by the mocks, timers are due at once."""
        self.advance_all()
        while self.snapshot.status == "RUNNING":
            self.meet(pending_work(self.snapshot))
            self.advance_all()
        return self

    def meet(self, work: tuple[PendingWork, ...]) -> None:
        """Read or write for a Map, else answer the tasks in turn, else fire the timers that are due first."""
        storing = next((each for each in work if isinstance(each, PendingRead | PendingWrite)), None)
        if storing is not None:
            self.send(self.store(self, storing))
            return
        timers = [each for each in work if isinstance(each, PendingTimer)]
        answered = [self._meet(task) for task in work if isinstance(task, PendingTask)]
        if any(answered):
            return
        if not timers:
            raise Unanswered(str(work))
        self.fire(min(timers, key=lambda timer: timer.until_ms))

    def _meet(self, task: PendingTask) -> bool:
        """Answer ``task`` if a mock does, unless it was stopped meanwhile; tell whether it was."""
        if task.thread not in self.snapshot.threads or not (answer := self._answer(task)):
            return False
        self.send(answer)
        return True

    def fire(self, timer: PendingTimer) -> tuple[AnyEvent, ...]:
        """Set the clock to the timer's time and fire it."""
        self.now_ms = max(self.now_ms, timer.until_ms)
        if timer.kind == "execution":
            return self.send(TimeOut(self.now_ms, timer.thread, self.snapshot.sequence))
        return self.send(FireTimer(timer.thread, self.now_ms, self.snapshot.sequence))

    def _answer(self, task: PendingTask) -> Command | None:
        name = self.snapshot.threads[task.thread].name
        found = _mock(self.mocks.get(name, {}), self._invocations[name])
        if found is None:
            return None
        self._invocations[name] += 1
        seed = self.snapshot.sequence
        if "Return" in found:
            output = found["Return"]
            if task.integration == "lambda":  # AWS: the result of a function's own ARN is the Payload of the response
                output = output["Payload"]
            return CompleteTask(task.thread, task.scheduled, output, self.now_ms, seed, "mocked")
        thrown = found["Throw"]
        return FailTask(
            task.thread, task.scheduled, thrown["Error"], thrown.get("Cause") or "", self.now_ms, seed, "mocked"
        )


Store = Callable[[Run, PendingRead | PendingWrite], StoreCommand]
"""What reads the items of distributed Maps and writes their results."""


def no_store(run: Run, work: PendingRead | PendingWrite) -> NoReturn:
    """Refuse to read or write."""
    raise Unanswered(str(work))


def of_kind(events: Iterable[AnyEvent], kind: type[E]) -> list[E]:
    """Return the events of the type ``kind``."""
    return [event for event in events if isinstance(event, kind)]


def run(machine: Machine, data: Json = None, mocks: Mocks | None = None) -> Run:
    """Run ``machine`` to its end."""
    return Run(machine, mocks).start({} if data is None else data).finish()


def _mock(responses: Mapping[str, Any], invocation: int) -> dict[str, Any] | None:
    for numbers, response in responses.items():
        first, _, last = numbers.partition("-")
        if int(first) <= invocation <= int(last or first):
            found: dict[str, Any] = response
            return found
    return None
