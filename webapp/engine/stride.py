"""Many steps at once: what a debugger takes one by one, taken in one go where nobody needs to look in between.

Whose turn it is depends on the snapshot alone: a thread that has entered a state does its work, and one that has left
its last state ends; else it is the ready thread that has rested longest. So iterations move side by side, and an
execution takes the same course however it is cut into strides, by a debugger or by a restart.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush
from typing import Final

from webapp.asl.model import Machine
from webapp.engine.decision import Decision, Stop
from webapp.engine.events import AnyEvent, StateEntered, StateExited
from webapp.engine.failing import end_full_history
from webapp.engine.folding import Draft
from webapp.engine.interpreter import Decided, advance, enter, work
from webapp.engine.pending import is_ready
from webapp.engine.program import program_of
from webapp.engine.quotas import HistoryFull
from webapp.engine.snapshot import Ended, Entered, Entering, Phase, Snapshot, Thread
from webapp.expressions import IN_PROCESS, Evaluator


def advance_all(
    machine: Machine,
    snapshot: Snapshot,
    time_ms: int,
    seed: int,
    limit: int,
    stop: Stop | None = None,
    evaluator: Evaluator = IN_PROCESS,
) -> Decided:
    """Return what follows from advancing the threads in turn until none is ready.

    It ends earlier after the step that makes ``limit`` events or more, and after one with an event for which ``stop``,
    called with each, tells so.
    """
    decision = Decision(program_of(machine), snapshot, time_ms, seed, evaluator)
    draft = decision.draft
    while draft.status == "RUNNING" and len(decision.events) < limit:
        walk = _walk_alone if len(draft.threads) == 1 else _walk_in_turn
        try:
            if not walk(decision, limit, stop):
                break
        except HistoryFull as full:
            end_full_history(decision, full.execution)
    return Decided(tuple(decision.events), draft.snapshot())


def _walk_alone(decision: Decision, limit: int, stop: Stop | None) -> bool:
    """Advance the only thread, as long as it is the only one; tell whether there may be more to do.

    The steps that are nearly all of them are chosen here, without going through :func:`advance`.
    """
    draft, events = decision.draft, decision.events
    (name,) = draft.threads
    thread = draft.change(name)
    threads = draft.threads
    while len(threads) == 1 and len(events) < limit:
        before = len(events)
        phase = thread.phase
        if type(phase) is Entering:
            stops = _hand_on(decision, thread, phase, stop)
            if stops is not None:
                if stops:
                    return False
                continue
            enter(decision, thread, phase)
            if stop is None and type(thread.phase) is Entered:
                work(decision, thread, thread.phase)
        elif type(phase) is Entered:
            work(decision, thread, phase)
        elif draft.status == "RUNNING" and is_ready(thread):
            advance(decision, thread)
        else:
            return False
        if stop is not None:
            for event in events[before:]:
                if stop(event):
                    return False
    return True


def _walk_in_turn(decision: Decision, limit: int, stop: Stop | None) -> bool:
    """Advance the threads in turn, as long as there are several; tell whether there may be more to do."""
    draft, events = decision.draft, decision.events
    turns = Turns(draft)
    while len(draft.threads) > 1 and len(events) < limit and draft.status == "RUNNING":
        thread = turns.next()
        if thread is None:
            return False
        thread = draft.change(thread.id)
        stops = _hand_on(decision, thread, thread.phase, stop) if type(thread.phase) is Entering else None
        if stops is not None:
            turns.put_last(thread)
            if stops:
                return False
            continue
        before = len(events)
        stops = _take_turn(decision, thread, stop)
        turns.note(thread.id, events[before:])
        if stops:
            return False
    return True


def _hand_on(decision: Decision, thread: Thread, phase: Entering, stop: Stop | None) -> bool | None:
    """Enter and leave the next state of ``thread``, if that takes no thought; tell whether to stop, ``None`` if not."""
    plan = decision.program.plan_of(thread.prefix, phase.next)
    return None if plan is None or plan.hands_on is None else decision.hand_on(thread, plan, phase.input, stop)


def _take_turn(decision: Decision, thread: Thread, stop: Stop | None) -> bool:
    """Advance ``thread`` as long as it is first in line anyway; tell whether to stop there."""
    draft = decision.draft
    if stop is not None:
        stops = _step(decision, thread, stop)
        while not stops and _goes_on(draft, thread.id):
            stops = _step(decision, thread, stop)
        return stops
    if type(thread.phase) is Entering:
        enter(decision, thread, thread.phase)
    else:
        advance(decision, thread)
    while _goes_on(draft, thread.id):
        if type(thread.phase) is Entered:
            work(decision, thread, thread.phase)
        else:
            advance(decision, thread)
    return False


def _step(decision: Decision, thread: Thread, stop: Stop) -> bool:
    """Advance ``thread``; tell whether to stop there."""
    before = len(decision.events)
    advance(decision, thread)
    return any(map(stop, decision.events[before:]))


_RANKS: Final[Mapping[type[Phase], int]] = {Ended: 0, Entered: 1}
_LAST_RANK: Final = 2


def _goes_on(draft: Draft, thread_id: str) -> bool:
    thread = draft.threads.get(thread_id)
    return thread is not None and type(thread.phase) in _RANKS and draft.status == "RUNNING"


class Turns:
    """The order in which the threads of ``draft`` move."""

    def __init__(self, draft: Draft) -> None:
        """Look at all threads once; :meth:`note` tells of those that changed."""
        self._draft = draft
        self._queue = [_place(thread) for thread in draft.threads.values() if is_ready(thread)]
        heapify(self._queue)
        self._line: deque[_Place] = deque()
        """Those that have just moved: nearly all, and in order as they come."""

    def next(self) -> Thread | None:
        """Return the thread whose turn it is, ``None`` where none is ready."""
        threads, queue, line = self._draft.threads, self._queue, self._line
        while queue or line:
            place = line.popleft() if line and (not queue or line[0] < queue[0]) else heappop(queue)
            thread = threads.get(place[2])
            if thread is not None and thread.moved == place[1] and is_ready(thread):
                return thread
        return None

    def note(self, thread_id: str, events: Sequence[AnyEvent]) -> None:
        """Put the threads in line that ``events``, of a turn of the thread ``thread_id``, moved."""
        moved = {thread_id}
        for event in events:
            if event.thread != thread_id:
                moved.add(event.thread)
            kind = type(event)
            if kind is not StateEntered and kind is not StateExited:  # these two have no parent, and are nearly all
                parent = getattr(event, "parent", None)
                if parent is not None:
                    moved.add(parent)
        for id in moved:
            thread = self._draft.threads.get(id)
            if thread is not None and is_ready(thread):
                self.put(thread)

    def put_last(self, thread: Thread) -> None:
        """Put ``thread``, which is about to enter a state and the last that moved, in line."""
        self._line.append((_LAST_RANK, thread.moved, thread.id))

    def put(self, thread: Thread) -> None:
        """Put ``thread``, which is ready, in line."""
        place = _place(thread)
        if not self._line or self._line[-1] <= place:
            self._line.append(place)
        else:
            heappush(self._queue, place)


_Place = tuple[int, int, str]


def _place(thread: Thread) -> _Place:
    return _RANKS.get(type(thread.phase), _LAST_RANK), thread.moved, thread.id
