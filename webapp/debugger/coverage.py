"""Coverage: which points of a state machine executions have come by.

A point is something that a run may or may not do: enter a state, take a transition, find a Choice rule true or false,
try again, exhaust a retrier, catch, run a Map with no items. All is read from events, so any record will do: that of a
test, of a debugged execution, an imported one. What they tell of states that the machine does not have counts nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from webapp.asl.model import (
    ChoiceState,
    Machine,
    MapState,
    ParallelState,
    PlacedState,
    State,
    TaskState,
    UnknownState,
    type_name,
    walk,
)
from webapp.engine.errors import NO_NEXT_STATE
from webapp.engine.events import (
    AnyEvent,
    EvaluationFailed,
    ItemsRead,
    MapStateStarted,
    RetryScheduled,
    StateEntered,
    StateExited,
    StateFailed,
)
from webapp.engine.retry import matching_retrier

PointKind = Literal["state", "next", "true", "false", "default", "retried", "exhausted", "caught", "empty"]

GROUPS: Final[Mapping[str, tuple[PointKind, ...]]] = {
    "states": ("state",),
    "transitions": ("next", "default"),
    "rules": ("true", "false"),
    "retries": ("retried", "exhausted"),
    "catchers": ("caught",),
    "empty maps": ("empty",),
}
"""The kinds of points by the name that they are counted under."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to cover; ``index`` is that of the Choice rule, retrier or catcher, and 0 where there is but one."""

    path: str
    kind: PointKind
    index: int = 0

    @property
    def id(self) -> str:
        """A name for it, which :func:`point_of` reads."""
        return f"{self.kind}:{self.index}:{self.path}"


class Count(NamedTuple):
    """How many points of how many were covered."""

    covered: int
    points: int

    @property
    def percent(self) -> float:
        """Covered points in percent; 100 where there are none."""
        return 100.0 * self.covered / self.points if self.points else 100.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """All ``points`` of a machine, in the order of its text, and how often each was come by."""

    points: tuple[Point, ...]
    hits: Mapping[Point, int] = field(default_factory=dict)

    @property
    def gaps(self) -> tuple[Point, ...]:
        """The points that nothing came by."""
        return tuple(point for point in self.points if not self.hits.get(point))

    @property
    def total(self) -> Count:
        """All points together."""
        return Count(len(self.points) - len(self.gaps), len(self.points))

    def by_group(self) -> dict[str, Count]:
        """Return the counts of each of :data:`GROUPS` that the machine has points of."""
        counts = {}
        for name, kinds in GROUPS.items():
            points = [point for point in self.points if point.kind in kinds]
            if points:
                counts[name] = Count(sum(1 for point in points if self.hits.get(point)), len(points))
        return counts

    def merged(self, other: "Coverage") -> "Coverage":
        """Return the coverage of both; the points are those of this one."""
        hits = Counter(self.hits)
        hits.update(other.hits)
        return Coverage(self.points, {point: hits[point] for point in self.points if hits[point]})


def point_of(id: str) -> Point | None:
    """Return the point that ``id`` names, ``None`` where it names none."""
    kind, _, rest = id.partition(":")
    index, _, path = rest.partition(":")
    for kinds in GROUPS.values():
        for known in kinds:
            if known == kind and index.isascii() and index.isdecimal():
                return Point(path, known, int(index))
    return None


def points_of(machine: Machine) -> tuple[Point, ...]:
    """Return every point of ``machine``, in the order of its text."""
    return tuple(point for placed in walk(machine) for point in _points(placed))


def coverage_of(machine: Machine, events: Iterable[AnyEvent]) -> Coverage:
    """Return what the execution that ``events`` record has covered of ``machine``."""
    points = points_of(machine)
    hits = Counter(_Reading({placed.path: placed.state for placed in walk(machine)}).hits(events))
    return Coverage(points, {point: hits[point] for point in points if hits[point]})


def _points(placed: PlacedState) -> Iterator[Point]:
    path, state = placed.path, placed.state
    yield Point(path, "state")
    if isinstance(state, ChoiceState):
        for index in range(len(state.choices)):
            yield Point(path, "true", index)
            yield Point(path, "false", index)
        if state.default is not None:
            yield Point(path, "default")
    if isinstance(state, TaskState | ParallelState | MapState):
        yield from _points_of_work(path, state)
    if isinstance(state, MapState):
        yield Point(path, "empty")
    if next_of(state) is not None:
        yield Point(path, "next")


def _points_of_work(path: str, state: TaskState | ParallelState | MapState) -> Iterator[Point]:
    for index, retrier in enumerate(state.retry):
        if retrier.max_attempts > 0:
            yield Point(path, "retried", index)
        yield Point(path, "exhausted", index)
    for index in range(len(state.catch)):
        yield Point(path, "caught", index)


def next_of(state: State) -> str | None:
    """Return the state that ``Next`` of ``state`` names, ``None`` where it has none or it does not count."""
    if isinstance(state, UnknownState):
        return None
    following = getattr(state, "next", None)
    return following if isinstance(following, str) and not getattr(state, "end", False) else None


class _Reading:
    """One pass over a record. Retries are counted for each thread, from the entry of the state on."""

    def __init__(self, states: Mapping[str, State]) -> None:
        self._states = states
        self._retries: dict[str, list[int]] = defaultdict(list)

    def hits(self, events: Iterable[AnyEvent]) -> Iterator[Point]:
        """Yield each point as often as it was come by; some of them may be none of the machine."""
        for event in events:
            match event:
                case StateEntered():
                    self._retries.pop(event.thread, None)
                    yield Point(event.path, "state")
                case StateExited():
                    yield from self._left(event)
                case RetryScheduled():
                    self._count_retry(event)
                    yield Point(event.path, "retried", event.retrier)
                case StateFailed() | EvaluationFailed():
                    yield from self._failed(event)
                case MapStateStarted(length=0) if not self._has_reader(event.path):
                    yield Point(event.path, "empty")
                case ItemsRead(length=0):
                    yield Point(event.path, "empty")
                case _:
                    pass

    def _left(self, event: StateExited) -> Iterator[Point]:
        state = self._states.get(event.path)
        if event.caught is not None:
            yield Point(event.path, "caught", event.caught)
        elif isinstance(state, ChoiceState):
            yield from _rules(event.path, len(state.choices), event.rule)
            if event.rule is None:
                yield Point(event.path, "default")
        elif event.next is not None:
            yield Point(event.path, "next")

    def _has_reader(self, path: str) -> bool:
        """Tell whether the items of the Map at ``path`` come later than its start."""
        state = self._states.get(path)
        return isinstance(state, MapState) and state.item_reader is not None

    def _count_retry(self, event: RetryScheduled) -> None:
        counts = self._retries[event.thread]
        counts += [0] * (event.retrier + 1 - len(counts))
        counts[event.retrier] += 1

    def _failed(self, event: StateFailed | EvaluationFailed) -> Iterator[Point]:
        state = self._states.get(event.path)
        if isinstance(state, ChoiceState) and (event.cause or "").endswith(NO_NEXT_STATE):
            yield from _rules(event.path, len(state.choices), None)
        if isinstance(state, TaskState | ParallelState | MapState):
            error = (event.matched_as if isinstance(event, StateFailed) else "") or event.error or ""
            index = matching_retrier(state.retry, error, type_name(state))
            counts: Sequence[int] = self._retries.get(event.thread, ())
            if index is not None and (counts[index] if index < len(counts) else 0) >= state.retry[index].max_attempts:
                yield Point(event.path, "exhausted", index)


def _rules(path: str, count: int, rule: int | None) -> Iterator[Point]:
    """Yield what a Choice tells of its rules: those before the one taken were false, and those after it nothing."""
    for index in range(count if rule is None else rule):
        yield Point(path, "false", index)
    if rule is not None:
        yield Point(path, "true", rule)
