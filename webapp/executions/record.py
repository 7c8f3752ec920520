"""The record of one execution in memory: its events, the snapshot after the last, and any snapshot in between.

Snapshots share what did not change, so keeping one every :data:`CHECKPOINT_EVERY` events is cheap and any position is
at most that many events away.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from webapp.debugger import Child, child_of
from webapp.engine import EMPTY, AnyEvent, Snapshot, TaskScheduled, evolve

CHECKPOINT_EVERY: Final = 128


class Record:
    """Events from sequence 1 on without a gap. One thread appends; any thread may read.

    ``children`` says of each thread which child it is, ``invocations`` of each ``TaskScheduled`` event how many of the
    same state came before it.
    """

    def __init__(self, events: Sequence[AnyEvent] = ()) -> None:
        """Fold ``events``."""
        self.events: list[AnyEvent] = []
        self.children: dict[str, Child] = {}
        self.invocations: dict[int, int] = {}
        self._scheduled: Counter[str] = Counter()
        self.snapshot: Snapshot = EMPTY
        self._checkpoints: list[Snapshot] = [EMPTY]
        for event in events:
            self.append(event)

    @property
    def head(self) -> int:
        """Return the sequence of the last event, 0 before the first."""
        return len(self.events)

    def append(self, event: AnyEvent) -> None:
        """Fold one more event in."""
        child = child_of(event)
        if child is not None:
            self.children[event.thread] = child
        if isinstance(event, TaskScheduled):
            self.invocations[event.sequence] = self._scheduled[event.path]
            self._scheduled[event.path] += 1
        self.snapshot = evolve(self.snapshot, event)
        self.events.append(event)
        if len(self.events) % CHECKPOINT_EVERY == 0:
            self._checkpoints.append(self.snapshot)

    def snapshot_at(self, sequence: int) -> Snapshot:
        """Return the snapshot after event ``sequence``, 0 being before the first."""
        if sequence >= self.head:
            return self.snapshot
        nearest = sequence // CHECKPOINT_EVERY
        snapshot = self._checkpoints[nearest]
        for event in self.events[nearest * CHECKPOINT_EVERY : sequence]:
            snapshot = evolve(snapshot, event)
        return snapshot
