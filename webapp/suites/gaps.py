"""Makes a case that comes by a point which no case has come by.

It is a search that runs what it tries: the routes to the point say which way every Choice, Task and Map has to go; a
run shows the first of them that goes another; what would turn it is changed where its data came from, in the input or
in the answer to a Task; and so on, until a run comes by the point. So whatever is proposed has been seen to work.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from webapp.asl import ChoiceState, Machine, MapState, ParallelState, State, TaskState, type_name, walk
from webapp.debugger import NoProposal, Point, coverage_of, make_default, make_true, routes_to
from webapp.engine import (
    AnyEvent,
    EvaluationFailed,
    MapStateStarted,
    StateEntered,
    StateFailed,
    catcher_for,
    judge_at,
    matching_retrier,
)
from webapp.executions import Record, Thrown
from webapp.suites.attempts import Attempt, NothingMore, Ran, changed, is_missing
from webapp.suites.case import Case
from webapp.suites.case_mocks import mocks_of
from webapp.suites.lines import title_of
from webapp.suites.needs import SAMPLES, needs_of
from webapp.suites.origins import Origins
from webapp.suites.recorded import NothingRecorded, case_of_record
from webapp.suites.running import Tested, driven
from webapp.tasks import MockProblem
from webapp.values import Json, state_name

MOST_RUNS: Final = 100
MOST_EVENTS: Final = 2_000
MOST_STEPS: Final = 15
MOST_FIXES: Final = 20
MOST_RETRIES: Final = 200


@dataclass(frozen=True, slots=True)
class Filled:
    """A case that was run and came by the point; ``runs`` is how many runs that took."""

    case: Case
    runs: int


@dataclass(frozen=True, slots=True)
class NotFilled:
    """No case was found; ``reason`` is a whole sentence."""

    reason: str
    runs: int


def fill_gap(point: Point, tested: Tested, seeds: Sequence[Case]) -> Filled | NotFilled:
    """Return a case that comes by ``point``. ``seeds`` are cases to begin with; it differs little from one of them."""
    return _Search(point, tested).find(seeds)


class _Search:
    def __init__(self, point: Point, tested: Tested) -> None:
        self._point = point
        self._tested = replace(tested, most_events=MOST_EVENTS)
        self._machine: Machine = tested.prepared.machine
        self._places = {placed.path: placed for placed in walk(self._machine)}
        self._runs = 0
        self._reason = ""
        self._best = (-1, -1)
        self._failures: set[str] = set()

    def find(self, seeds: Sequence[Case]) -> Filled | NotFilled:
        if self._point.path not in self._places:
            return NotFilled(f"There is no state {state_name(self._point.path)} any more.", 0)
        routes = [route for goal in self._goals() for route in routes_to(self._machine, goal)]
        if not routes:
            return NotFilled(f"No transition leads to {state_name(self._point.path)}.", 0)
        beginnings = [*self._beginnings(seeds), Attempt({})]
        for route in routes:
            self._failures = set()
            ran = max((self._run(each, route) for each in beginnings[:6]), key=lambda each: each.progress)
            for _ in range(MOST_STEPS):
                if ran.found:
                    return self._filled(ran)
                better = self._better(ran, route)
                if better is None or self._runs >= MOST_RUNS:
                    break
                ran = better
        return NotFilled(self._reason or "No input and mocks were found that lead there.", self._runs)

    def _goals(self) -> list[Point]:
        """Return what comes by the point: a rule is also false where a later one is true."""
        point = self._point
        if point.kind != "false":
            return [point]
        state = self._places[point.path].state
        later = range(point.index + 1, len(getattr(state, "choices", ())))
        default = [Point(point.path, "default")] if getattr(state, "default", None) is not None else []
        return [*default, *(Point(point.path, "true", index) for index in later)] or [point]

    def _beginnings(self, seeds: Sequence[Case]) -> Iterator[Attempt]:
        for case in seeds:
            try:
                yield Attempt(case.input, mocks_of(case, self._tested.config, self._machine).answering(NothingMore()))
            except MockProblem:
                continue

    def _run(self, attempt: Attempt, route: Sequence[Point]) -> Ran:
        self._runs += 1
        result = driven(attempt.input, self._tested, attempt)
        coverage = coverage_of(self._machine, result.events)
        kept = next((at for at, wish in enumerate(route) if not coverage.hits.get(wish)), len(route))
        seen = sum(1 for point in coverage.hits if point.kind in ("state", "next"))
        found = bool(coverage.hits.get(self._point)) and result.snapshot.status != "RUNNING"
        return Ran(attempt, Record(result.events), found, kept, seen)

    def _filled(self, ran: Ran) -> Filled | NotFilled:
        try:
            return Filled(case_of_record(title_of(self._point), ran.record.events, "virtual"), self._runs)
        except NothingRecorded as error:
            return NotFilled(str(error), self._runs)

    def _better(self, ran: Ran, route: Sequence[Point]) -> Ran | None:
        """Return a run that keeps to the route for longer."""
        for attempt in itertools.islice(self._fixes(ran, route), MOST_FIXES):
            if self._runs >= MOST_RUNS:
                return None
            tried = self._run(attempt, route)
            is_news = tried.progress == ran.progress and tried.failure not in self._failures
            if tried.found or tried.progress > ran.progress or is_news:
                self._failures.add(tried.failure)
                return tried
        return None

    # --- what to change --------------------------------------------------------------------------------------------

    def _fixes(self, ran: Ran, route: Sequence[Point]) -> Iterator[Attempt]:
        """Yield attempts that may come by the first point of the route that this run did not come by."""
        wish = route[ran.kept] if ran.kept < len(route) else self._point
        events = ran.record.events
        entered = next((e for e in events if isinstance(e, StateEntered) and e.path == wish.path), None)
        if entered is None:
            yield from self._to_enter(ran, route, wish)
            return
        state = self._places[wish.path].state
        match wish.kind:
            case "true" | "default" | "false":
                yield from self._turned(ran, entered, wish)
            case "caught" | "retried" | "exhausted":
                yield from self._failing(ran, wish, state)
                yield from self._mended(ran, wish.path)
            case "empty":
                yield from self._with_items(ran, entered, state, [])
                yield from self._mended(ran, wish.path)
            case "next" | "state":
                yield from self._mended(ran, wish.path)

    def _to_enter(self, ran: Ran, route: Sequence[Point], wish: Point) -> Iterator[Attempt]:
        """Yield attempts in which a state is entered that should have been, after all that came before it."""
        container = self._places[wish.path].container
        around = self._places[container].state if container is not None else None
        if (
            container is not None
            and isinstance(around, MapState)
            and ran.kept
            and route[ran.kept - 1].path == container
        ):
            started = [e for e in ran.record.events if isinstance(e, MapStateStarted) and e.path == container]
            entered = next(e for e in ran.record.events if isinstance(e, StateEntered) and e.path == container)
            if not started or not any(event.length for event in started):
                items: tuple[Json, ...] = ({}, "text", 1)
                for item in items:
                    yield from self._with_items(ran, entered, around, [item])
        yield from self._mended(ran, wish.path)

    def _turned(self, ran: Ran, entered: StateEntered, wish: Point) -> Iterator[Attempt]:
        """Yield attempts in which the Choice goes as wished."""
        snapshot = ran.record.snapshot_at(entered.sequence)
        judge = judge_at(self._machine, snapshot, entered.thread, self._tested.evaluator)
        if judge is None:
            return
        proposal = make_true(judge, wish.index) if wish.kind == "true" else make_default(judge)
        if isinstance(proposal, NoProposal):
            self._note(ran, f"{title_of(wish)}: {proposal.reason}")
            return
        origins = Origins(self._machine, ran.record)
        changes = [(change.value, origins.of_input(entered, change.keys), change.keys) for change in proposal.changes]
        lost = next((keys for _, found, keys in changes if not found), None)
        if lost is not None:
            where = ".".join(map(str, lost))
            self._note(ran, f"{title_of(wish)}: {where} is neither from the input nor from the answer of a Task.")
        for place in range(max((len(found) for _, found, _ in changes), default=0)):
            attempt = ran.attempt
            for value, found, _ in changes:
                if found:
                    attempt = changed(attempt, ran.record, found[min(place, len(found) - 1)], value)
            yield attempt

    def _failing(self, ran: Ran, wish: Point, state: State) -> Iterator[Attempt]:
        """Yield attempts in which the work of ``state`` fails as wished."""
        if not isinstance(state, TaskState | MapState | ParallelState):
            return
        retrier = state.retry[wish.index] if wish.kind != "caught" else None
        if retrier is not None and wish.kind == "exhausted" and retrier.max_attempts > MOST_RETRIES:
            self._note(ran, f"{title_of(wish)}: it tries {retrier.max_attempts} times, more than are tried out here.")
            return
        names = [name for name in _names(state, wish) if self._ends(state, wish, name)]
        if not names:
            self._note(ran, f"{title_of(wish)}: every error that it names is taken by an earlier one.")
        for name in names:
            for task in self._tasks_of(wish.path, state):
                thrown = Thrown(name, "made for a test")
                if wish.kind == "retried":
                    answers = {**ran.attempt.answers, (task, 0): thrown}
                    yield replace(ran.attempt, answers=answers)
                yield replace(ran.attempt, always={**ran.attempt.always, task: thrown})

    def _ends(self, state: TaskState | MapState | ParallelState, wish: Point, name: str) -> bool:
        """Tell whether ``name`` comes to the retrier or catcher that is meant, and soon enough."""
        kind = type_name(state)
        retrier = matching_retrier(state.retry, name, kind)
        if wish.kind != "caught":
            return retrier == wish.index
        if retrier is not None and state.retry[retrier].max_attempts > MOST_RETRIES:
            return False
        return catcher_for(state.catch, name, kind) == wish.index

    def _tasks_of(self, path: str, state: State) -> list[str]:
        """Return the Tasks whose failure makes the state fail: itself, or one of those inside."""
        if isinstance(state, TaskState):
            return [path]
        return [
            inner.path
            for inner in self._places.values()
            if inner.path.startswith(path + "/") and isinstance(inner.state, TaskState)
        ]

    def _with_items(self, ran: Ran, entered: StateEntered, state: State, items: list[Json]) -> Iterator[Attempt]:
        if not isinstance(state, MapState):
            return
        origins = Origins(self._machine, ran.record)
        keys = origins.items_keys(entered.path, state) if state.item_reader is None else None
        found = origins.of_input(entered, keys) if keys is not None else []
        if not found:
            self._note(ran, f"{title_of(Point(entered.path, 'state'))}: its items come from neither input nor a Task.")
        for origin in found:
            yield changed(ran.attempt, ran.record, origin, items)

    def _mended(self, ran: Ran, path: str) -> Iterator[Attempt]:
        """Yield attempts in which the first failure that nobody wished for does not happen."""
        failed = next((e for e in ran.record.events if isinstance(e, StateFailed | EvaluationFailed)), None)
        if failed is None:
            self._note(ran, f"{state_name(path)} is not entered on the way that the data takes.")
            return
        self._note(ran, f"{state_name(failed.path)} fails: {failed.error}: {failed.cause}")
        if failed.path in ran.attempt.always:
            kept = {at: answer for at, answer in ran.attempt.always.items() if at != failed.path}
            yield replace(ran.attempt, always=kept)
        entered = _entered_before(ran.record.events, failed)
        if entered is None:
            return
        placed = self._places[failed.path]
        if isinstance(placed.state, ChoiceState):
            yield from self._turned(ran, entered, Point(failed.path, "default"))
            for index in range(len(placed.state.choices)):
                yield from self._turned(ran, entered, Point(failed.path, "true", index))
            return
        origins = Origins(self._machine, ran.record)
        needs = [(need, origin) for need in needs_of(placed) for origin in origins.of_need(entered, need)]
        attempt = ran.attempt
        for need, origin in needs:
            if is_missing(attempt, ran.record, origin):
                attempt = changed(attempt, ran.record, origin, need.sample)
        if attempt is not ran.attempt:
            yield attempt
        for _, origin in needs:
            for sample in SAMPLES:
                yield changed(attempt, ran.record, origin, sample)

    def _note(self, ran: Ran, reason: str) -> None:
        """Keep the reason of the run that came furthest."""
        if ran.progress > self._best:
            self._best, self._reason = ran.progress, reason


def _names(state: TaskState | MapState | ParallelState, wish: Point) -> list[str]:
    """Return names of errors that the retrier or catcher may be there for."""
    patterns = state.catch[wish.index] if wish.kind == "caught" else state.retry[wish.index]
    names = [name for name in patterns.error_equals if name not in ("States.ALL", "States.TaskFailed")]
    return [*names, *(["Mocked.Error"] if len(names) < len(patterns.error_equals) else [])]


def _entered_before(events: Sequence[AnyEvent], failed: StateFailed | EvaluationFailed) -> StateEntered | None:
    mine = [e for e in events[: failed.sequence] if isinstance(e, StateEntered) and e.thread == failed.thread]
    return mine[-1] if mine else None
