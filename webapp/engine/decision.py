"""One decision in progress: the events decided so far and the snapshot that they lead to."""

from collections.abc import Callable
from typing import Any, Final, TypeVar

from webapp.engine.errors import NO_NEXT_STATE
from webapp.engine.evaluation import Evaluation
from webapp.engine.events import (
    AnyEvent,
    BranchAborted,
    BranchFailed,
    BranchStarted,
    BranchSucceeded,
    ChildExecutionAborted,
    ChildExecutionFailed,
    ChildExecutionStarted,
    ChildExecutionSucceeded,
    Event,
    ExecutionFailed,
    ExecutionSucceeded,
    ItemsRead,
    ResultsCollected,
    RetryScheduled,
    RetryStarted,
    StateEntered,
    StateExited,
    StateFailed,
    TaskHeartbeat,
    ValueEdited,
    WaitEnded,
    WaitStarted,
)
from webapp.engine.folding import Draft
from webapp.engine.program import Plan, Program
from webapp.engine.quotas import HistoryFull, Limits
from webapp.engine.snapshot import ROOT, Snapshot, Thread, owner_of
from webapp.expressions import IN_PROCESS, Evaluator
from webapp.values import Entropy, Json

INTERNAL: Final[frozenset[type[Event]]] = frozenset(
    {
        BranchAborted,
        BranchFailed,
        BranchStarted,
        BranchSucceeded,
        ItemsRead,
        ResultsCollected,
        RetryScheduled,
        RetryStarted,
        StateFailed,
        TaskHeartbeat,
        ValueEdited,
        WaitEnded,
        WaitStarted,
    }
)
"""Events of our own. StateAborted is one, too, for states whose end AWS does not record."""

_ENDS: Final[frozenset[type[Event]]] = frozenset(
    {ChildExecutionAborted, ChildExecutionFailed, ChildExecutionSucceeded, ExecutionFailed, ExecutionSucceeded}
)
"""Events for which there is room in a history that is full."""

Stop = Callable[[AnyEvent], bool]
"""Whether to stop at an event: what a debugger asks of each."""

E = TypeVar("E", bound=Event)


class Decision:
    """Collects events; each is numbered and folded as it comes."""

    __slots__ = ("_last_id", "draft", "entropy", "evaluator", "events", "limits", "program", "time_ms")

    def __init__(
        self, program: Program, snapshot: Snapshot, time_ms: int, seed: int = 0, evaluator: Evaluator = IN_PROCESS
    ) -> None:
        self.program = program
        self.time_ms = time_ms
        self.entropy = Entropy(seed)
        self.evaluator = evaluator
        self.events: list[AnyEvent] = []
        self.draft = Draft(snapshot)
        """How the execution stands after all events so far."""
        self.limits = Limits(snapshot.execution.quotas if snapshot.execution is not None else "off")
        self._last_id = self.limits.most_events - 1

    def thread(self, thread_id: str) -> Thread:
        """Return the thread as it is after all events so far; it changes with the next ones."""
        return self.draft.threads[thread_id]

    def emit(self, kind: type[E], thread: str, previous: int, *, is_internal: bool | None = None, **fields: Any) -> E:
        """Add an event of the type ``kind``; ``previous`` is the id that it names as its predecessor."""
        if is_internal is None:
            is_internal = kind in INTERNAL
        draft = self.draft
        id = 0
        if not is_internal:
            owner = owner_of(thread) if draft.child_executions else ROOT
            id = 1 if kind is ChildExecutionStarted else draft.next_id(owner)
            if id > self._last_id and kind not in _ENDS:
                raise HistoryFull(owner)
        event = kind(
            sequence=draft.sequence + 1,
            id=id,
            previous_id=previous,
            time_ms=self.time_ms,
            thread=thread,
            **fields,
        )
        self.events.append(event)  # type: ignore[arg-type]  # every Event class is in AnyEvent
        draft.apply(event)  # type: ignore[arg-type]
        return event

    def evaluation(self, thread: Thread, plan: Plan) -> Evaluation:
        """Return where the expressions of ``plan``, the state that ``thread`` is in, are evaluated."""
        return Evaluation(self.draft, thread, plan, self.entropy, self.time_ms, self.evaluator)

    def enter(self, thread: Thread, plan: Plan, data: Json) -> None:
        """Enter the state of ``plan`` with ``data``."""
        draft = self.draft
        id = draft.next_id(thread.owner)
        if id > self._last_id:
            raise HistoryFull(thread.owner)
        entered = self._entered(thread, plan, id, data)
        self.events.append(entered)
        draft.enter(entered)

    def hand_on(self, thread: Thread, plan: Plan, data: Json, stop: Stop | None) -> bool | None:
        """Enter the state of ``plan`` with ``data`` and leave it with the same, in one go; tell whether to stop there.

        ``None`` where more has to be thought of: something is evaluated, may fail, ends or counts against a quota.
        """
        following, draft = plan.hands_on, self.draft
        id = draft.last_id + 1
        if following is None or draft.child_executions or id >= self._last_id:
            return None
        entered = self._entered(thread, plan, id, data)
        if stop is not None and stop(entered):
            self.events.append(entered)
            draft.enter(entered)
            return True
        exited = StateExited(
            sequence=entered.sequence + 1,
            id=id + 1,
            previous_id=id,
            time_ms=self.time_ms,
            thread=thread.id,
            path=plan.path,
            name=plan.name,
            state_type=plan.type_name,
            output=data,
            next=following,
            assigned={},
        )
        self.events += (entered, exited)
        draft.hand_on(thread, entered, exited)
        return stop is not None and stop(exited)

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
        """Leave the state that ``thread`` is in, for ``next_state`` or, ``None``, for good.

        Raises :class:`StateFailure` where the output or the variables are too large.
        """
        self.limits.check_output(thread, output, assigned)
        draft = self.draft
        id = draft.next_id(thread.owner)
        if id > self._last_id:
            raise HistoryFull(thread.owner)
        exited = StateExited(  # without `emit`: this and StateEntered are half of all events
            sequence=draft.sequence + 1,
            id=id,
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
        draft.leave(exited)

    def _entered(self, thread: Thread, plan: Plan, id: int, data: Json) -> StateEntered:
        return StateEntered(
            sequence=self.draft.sequence + 1,
            id=id,
            previous_id=thread.previous,
            time_ms=self.time_ms,
            thread=thread.id,
            path=plan.path,
            name=plan.name,
            state_type=plan.type_name,
            input=data,
        )


def next_of(evaluation: Evaluation) -> str | None:
    """Return the state after this one, ``None`` at an end; fail where neither ``Next`` nor ``End`` tells."""
    plan = evaluation.plan
    if plan.next is None and not plan.is_end:
        raise evaluation.failure(NO_NEXT_STATE)
    return plan.next
