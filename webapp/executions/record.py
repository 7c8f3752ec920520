"""The record of one execution in memory: its events, the snapshot after the last, and any snapshot in between.

Snapshots share what did not change, so keeping one about every :data:`CHECKPOINT_EVERY` events is cheap, and any
position is not much further away.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from webapp.debugger import Child, child_of, parent_of
from webapp.engine import EMPTY, AnyEvent, Snapshot, StateEntered, StateExited, TaskScheduled, fold
from webapp.executions.moments import Moments
from webapp.store import Moment
from webapp.tasks import InvocationNumber

CHECKPOINT_EVERY: Final = 128


class Record:
    """Events from sequence 1 on without a gap. One thread appends; any thread may read.

    ``children`` says of each thread which child it is, ``invocations`` of each ``TaskScheduled`` event how many of the
    same state came before it: in the execution, and in the same iteration of the Maps around it. ``moments`` knows when
    events were really recorded.
    """

    def __init__(self, events: Sequence[AnyEvent] = (), moments: Sequence[Moment] = ()) -> None:
        """Fold ``events``, recorded at ``moments``."""
        self.moments = Moments(moments)
        self.events: list[AnyEvent] = []
        self.children: dict[str, Child] = {}
        self.invocations: dict[int, InvocationNumber] = {}
        self._scheduled: Counter[tuple[str, ...]] = Counter()
        self.snapshot: Snapshot = EMPTY
        self._checkpoints: list[Snapshot] = [EMPTY]
        self._looked_at: Snapshot = EMPTY
        for first in range(0, len(events), CHECKPOINT_EVERY):
            some = events[first : first + CHECKPOINT_EVERY]
            self._take(some, fold(some, self.snapshot))

    @property
    def head(self) -> int:
        """Return the sequence of the last event, 0 before the first."""
        return len(self.events)

    def extend(self, events: Sequence[AnyEvent], snapshot: Snapshot) -> None:
        """Add ``events``, which are recorded now; after them the execution stands as in ``snapshot``."""
        if events:
            self.moments.note(events[0].sequence)
        self._take(events, snapshot)

    def _take(self, events: Sequence[AnyEvent], snapshot: Snapshot) -> None:
        for event in events:
            kind = type(event)
            if kind is not StateEntered and kind is not StateExited:  # nearly all are
                self._note(event)
        self.snapshot = snapshot
        self.events.extend(events)
        if self.head - self._checkpoints[-1].sequence >= CHECKPOINT_EVERY:
            self._checkpoints.append(snapshot)

    def prefix(self, sequence: int) -> "Record":
        """Return a record of the first ``sequence`` events, which shares all that is known of them with this one."""
        part = Record(moments=self.moments.until(sequence))
        part.events = self.events[:sequence]
        for event in part.events:
            if not isinstance(event, StateEntered | StateExited):
                part._note(event)
        part._checkpoints = [each for each in self._checkpoints if each.sequence <= sequence]
        part.snapshot = self.snapshot_at(sequence)
        return part

    def indices(self, thread: str) -> tuple[str, ...]:
        """Return which iteration or branch the flow is, and the flows around it, from the inside out."""
        return tuple(self._indices(thread))

    def meet(self, event: AnyEvent) -> None:
        """Remember which child a thread is that ``event``, to be added soon, starts."""
        child = child_of(event)
        if child is not None:
            self.children[event.thread] = child

    def _note(self, event: AnyEvent) -> None:
        self.meet(event)
        if isinstance(event, TaskScheduled):
            self.invocations[event.sequence] = self._count(event)

    def _count(self, event: TaskScheduled) -> InvocationNumber:
        keys = (event.path,), (event.path, *self._indices(event.thread))
        number = InvocationNumber(*(self._scheduled[key] for key in keys))
        self._scheduled.update(set(keys))
        return number

    def _indices(self, thread: str) -> Iterator[str]:
        """Yield what :meth:`indices` returns."""
        flow: str | None = thread
        while flow is not None and (child := self.children.get(flow)) is not None:
            yield str(child.index)
            flow = parent_of(flow)

    def snapshot_at(self, sequence: int) -> Snapshot:
        """Return the snapshot after event ``sequence``, 0 being before the first."""
        if sequence >= self.head:
            return self.snapshot
        looked_at = self._looked_at  # everything that is shown of a moment asks for the same
        if looked_at.sequence == sequence:
            return looked_at
        nearest = self._checkpoints[bisect_right(self._checkpoints, sequence, key=_sequence) - 1]
        if nearest.sequence < looked_at.sequence < sequence:
            nearest = looked_at
        self._looked_at = found = fold(self.events[nearest.sequence : sequence], nearest)
        return found


def _sequence(snapshot: Snapshot) -> int:
    return snapshot.sequence
