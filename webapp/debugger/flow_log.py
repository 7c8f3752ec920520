"""The record by flows: the events of one thread, the visit to a state at a moment, the beginning of a thread."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from webapp.debugger.threads import ChildStarted, ChildSucceeded, parent_of
from webapp.engine.events import AnyEvent, Event, StateEntered, StateExited

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit to a state: its events in the flow's order, ``left`` the last of them if it has been left."""

    thread: str
    entered: StateEntered
    events: tuple[AnyEvent, ...]
    left: StateExited | None

    @property
    def path(self) -> str:
        """The state's path."""
        return self.entered.path

    def last(self, kind: type[E], until: int | None = None) -> E | None:
        """Return its last event of the type ``kind``, up to the event ``until``."""
        for event in reversed(self.events):
            if isinstance(event, kind) and (until is None or event.sequence <= until):
                return event
        return None


class FlowLog:
    """Answers questions about ``events``, of which the n-th has the sequence n."""

    def __init__(self, events: Sequence[AnyEvent]) -> None:
        self.events = events
        self._of: defaultdict[str, list[int]] = defaultdict(list)
        self._children: defaultdict[str, list[int]] = defaultdict(list)
        for event in events:
            self._of[event.thread].append(event.sequence)
            if isinstance(event, ChildStarted | ChildSucceeded):
                self._children[event.parent].append(event.sequence)

    def of_thread(self, thread: str, until: int) -> Iterator[AnyEvent]:
        """Yield the events of ``thread`` up to ``until``, the newest first."""
        sequences = self._of.get(thread, [])
        for place in range(bisect_right(sequences, until) - 1, -1, -1):
            yield self.events[sequences[place] - 1]

    def visit_at(self, thread: str, sequence: int) -> Visit | None:
        """Return the visit that ``thread`` is in, or has just ended, after event ``sequence``."""
        entered = next((event for event in self.of_thread(thread, sequence) if isinstance(event, StateEntered)), None)
        if entered is None:
            return None
        sequences = self._of[thread]
        events: list[AnyEvent] = []
        for place in range(bisect_right(sequences, entered.sequence), len(sequences)):
            event = self.events[sequences[place] - 1]
            if isinstance(event, StateEntered):
                break
            events.append(event)
            if isinstance(event, StateExited):
                return Visit(thread, entered, tuple(events), event)
        return Visit(thread, entered, tuple(events), None)

    def left_before(self, thread: str, sequence: int) -> StateExited | None:
        """Return the last exit of ``thread`` up to event ``sequence``."""
        return next((event for event in self.of_thread(thread, sequence) if isinstance(event, StateExited)), None)

    def start_of(self, thread: str) -> ChildStarted | None:
        """Return the event that started ``thread``, ``None`` for the root."""
        first = self._of.get(thread)
        event = self.events[first[0] - 1] if first else None
        return event if isinstance(event, ChildStarted) and parent_of(thread) is not None else None

    def children(self, visit: Visit, until: int) -> dict[int, ChildSucceeded]:
        """Return how the children that a Map or Parallel joined have ended, by index: those of its last attempt."""
        sequences = self._children.get(visit.thread, [])
        begin = bisect_right(sequences, visit.entered.sequence)
        ended: dict[int, ChildSucceeded] = {}
        for place in range(begin, bisect_right(sequences, until)):
            event = self.events[sequences[place] - 1]
            if isinstance(event, ChildSucceeded) and event.path == visit.path:
                ended[event.index] = event
        return ended
