"""One decision in progress: the events decided so far and the snapshot that they lead to."""

from typing import Any, Final, TypeVar

from webapp.engine.errors import NO_NEXT_STATE
from webapp.engine.evaluation import Evaluation
from webapp.engine.events import (
    AnyEvent,
    BranchAborted,
    BranchFailed,
    BranchStarted,
    BranchSucceeded,
    Event,
    RetryScheduled,
    RetryStarted,
    StateEntered,
    StateExited,
    StateFailed,
    ValueEdited,
    WaitEnded,
    WaitStarted,
)
from webapp.engine.folding import evolve
from webapp.engine.program import Plan, Program
from webapp.engine.snapshot import Snapshot, Thread
from webapp.values import Entropy, Json

INTERNAL: Final[frozenset[type[Event]]] = frozenset(
    {
        BranchAborted,
        BranchFailed,
        BranchStarted,
        BranchSucceeded,
        RetryScheduled,
        RetryStarted,
        StateFailed,
        ValueEdited,
        WaitEnded,
        WaitStarted,
    }
)
"""Events of our own. StateAborted is one, too, for states whose end AWS does not record."""

E = TypeVar("E", bound=Event)


class Decision:
    """Collects events; each is numbered as it comes, and folded only if somebody asks for the snapshot after it."""

    __slots__ = ("_folded", "_snapshot", "entropy", "events", "last_id", "program", "sequence", "time_ms")

    def __init__(self, program: Program, snapshot: Snapshot, time_ms: int, seed: int = 0) -> None:
        self.program = program
        self.time_ms = time_ms
        self.entropy = Entropy(seed)
        self.events: list[AnyEvent] = []
        self.sequence = snapshot.sequence
        self.last_id = snapshot.last_id
        self._snapshot = snapshot
        self._folded = 0

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot after all events so far."""
        while self._folded < len(self.events):
            self._snapshot = evolve(self._snapshot, self.events[self._folded])
            self._folded += 1
        return self._snapshot

    def thread(self, thread_id: str) -> Thread:
        """Return the thread as it is after all events so far."""
        return self.snapshot.threads[thread_id]

    def emit(self, kind: type[E], thread: str, previous: int, *, is_internal: bool | None = None, **fields: Any) -> E:
        """Add an event of the type ``kind``; ``previous`` is the id that it names as its predecessor."""
        if is_internal is None:
            is_internal = kind in INTERNAL
        self.sequence += 1
        if not is_internal:
            self.last_id += 1
        event = kind(
            sequence=self.sequence,
            id=0 if is_internal else self.last_id,
            previous_id=previous,
            time_ms=self.time_ms,
            thread=thread,
            **fields,
        )
        self.events.append(event)  # type: ignore[arg-type]  # every Event class is in AnyEvent
        return event

    def evaluation(self, thread: Thread, plan: Plan) -> Evaluation:
        """Return where the expressions of ``plan``, the state that ``thread`` is in, are evaluated."""
        return Evaluation(self.snapshot, thread, plan, self.entropy, self.time_ms)

    def enter(self, thread: Thread, plan: Plan, data: Json) -> None:
        """Enter the state of ``plan`` with ``data``."""
        self.sequence += 1
        self.last_id += 1
        entered = StateEntered(
            sequence=self.sequence,
            id=self.last_id,
            previous_id=thread.previous,
            time_ms=self.time_ms,
            thread=thread.id,
            path=plan.path,
            name=plan.name,
            state_type=plan.type_name,
            input=data,
        )
        self.events.append(entered)

    def leave(
        self,
        thread: Thread,
        plan: Plan,
        output: Json,
        next_state: str | None,
        assigned: dict[str, Json],
        *,
        caught: int | None = None,
        rule: int | None = None,
    ) -> None:
        """Leave the state that ``thread`` is in, for ``next_state`` or, ``None``, for good."""
        self.sequence += 1
        self.last_id += 1
        exited = StateExited(  # without `emit`: this and StateEntered are half of all events
            sequence=self.sequence,
            id=self.last_id,
            previous_id=thread.previous,
            time_ms=self.time_ms,
            thread=thread.id,
            path=plan.path,
            name=plan.name,
            state_type=plan.type_name,
            output=output,
            next=next_state,
            assigned=assigned,
            caught=caught,
            rule=rule,
        )
        self.events.append(exited)


def next_of(evaluation: Evaluation) -> str | None:
    """Return the state after this one, ``None`` at an end; fail where neither ``Next`` nor ``End`` tells."""
    plan = evaluation.plan
    if plan.next is None and not plan.is_end:
        raise evaluation.failure(NO_NEXT_STATE)
    return plan.next
