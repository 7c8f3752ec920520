"""The path that an execution took, flow by flow: the states entered, the transitions between them, the retries.

A flow is the execution itself, an iteration of a Map or a branch of a Parallel. How concurrent flows interleave is no
part of a path; so what is asserted of one flow holds however the others move.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from webapp.engine import (
    ROOT,
    AnyEvent,
    BranchStarted,
    ChildExecutionStarted,
    MapIterationStarted,
    MapStateStarted,
    ParallelStateStarted,
    RetryScheduled,
    StateEntered,
    TaskScheduled,
)
from webapp.values import Json, state_name


class Flow:
    """One flow. A state is named by its name or, where that is not clear, by its path (``Each/Pay``)."""

    def __init__(self, title: str) -> None:
        """``title`` is what messages call the flow."""
        self.title = title
        self._entered: list[str] = []
        self._retried: Counter[str] = Counter()
        self._calls: list[tuple[str, Json]] = []
        self._runs: dict[str, list[dict[int, Flow]]] = {}

    @property
    def path(self) -> list[str]:
        """The names of the states of this flow, in the order in which they were entered."""
        return [state_name(path) for path in self._entered]

    @property
    def transitions(self) -> list[tuple[str, str]]:
        """Pairs of states that followed each other in this flow."""
        return list(pairwise(self.path))

    def visits(self, state: str) -> int:
        """Return how often ``state`` was entered, in this flow and those inside it."""
        return sum(_is(path, state) for flow in self.flows() for path in flow._entered)

    def visited(self, state: str) -> bool:
        """Tell whether ``state`` was entered, in this flow or one inside it."""
        return self.visits(state) > 0

    def retries(self, state: str | None = None) -> int:
        """Return how often ``state``, or any state, was tried again, in this flow and those inside it."""
        return sum(
            count for flow in self.flows() for path, count in flow._retried.items() if state is None or _is(path, state)
        )

    def calls(self, state: str) -> list[Json]:
        """Return what the Task ``state`` was given at each attempt, in this flow and those inside it."""
        return [parameters for flow in self.flows() for path, parameters in flow._calls if _is(path, state)]

    def iteration(self, map_state: str, index: int, run: int = -1) -> "Flow":
        """Return the iteration of the Map for the item ``index``; ``run`` is which run of the Map, the last here."""
        return self._child(map_state, index, run, "iteration")

    def branch(self, parallel: str, index: int, run: int = -1) -> "Flow":
        """Return the branch ``index`` of the Parallel; ``run`` is which run of it, the last here."""
        return self._child(parallel, index, run, "branch")

    def iterations(self, map_state: str, run: int = -1) -> list["Flow"]:
        """Return the iterations of a run of the Map that were started, in the order of the items."""
        children = self._run(map_state, run)
        return [children[index] for index in sorted(children)]

    branches = iterations

    def flows(self) -> Iterator["Flow"]:
        """Yield this flow and all inside it, in the order of items and branches."""
        waiting = [self]
        while waiting:
            flow = waiting.pop()
            yield flow
            inside = [run[index] for runs in flow._runs.values() for run in runs for index in sorted(run)]
            waiting += reversed(inside)

    def __repr__(self) -> str:
        return f"<{self.title}: {' → '.join(self.path)}>"

    def _child(self, container: str, index: int, run: int, kind: str) -> "Flow":
        children = self._run(container, run)
        if index not in children:
            raise LookupError(f"{self.title}: {container} started no {kind} {index}, only {sorted(children)}")
        return children[index]

    def _run(self, container: str, run: int) -> "dict[int, Flow]":
        found = [runs for path, runs in self._runs.items() if _is(path, container)]
        if not found:
            raise LookupError(f"{self.title}: no Map or Parallel {container!r} started here; the path was {self.path}")
        try:
            return found[0][run]
        except IndexError:
            raise LookupError(f"{self.title}: {container} ran {len(found[0])} times; there is no run {run}") from None


def read_flows(events: Iterable[AnyEvent]) -> Flow:
    """Return the flow of the execution that ``events`` record, with all inside it."""
    root = Flow("the execution")
    flows = {ROOT: root}
    for event in events:
        match event:
            case StateEntered():
                flows[event.thread]._entered.append(event.path)
            case TaskScheduled():
                flows[event.thread]._calls.append((event.path, event.parameters))
            case RetryScheduled():
                flows[event.thread]._retried[event.path] += 1
            case MapStateStarted() | ParallelStateStarted():
                flows[event.thread]._runs.setdefault(event.path, []).append({})
            case MapIterationStarted() | ChildExecutionStarted() | BranchStarted():
                kind = "branch" if isinstance(event, BranchStarted) else "iteration"
                child = Flow(f"{kind} {event.index} of {state_name(event.path)}")
                flows[event.thread] = flows[event.parent]._runs[event.path][-1][event.index] = child
            case _:
                pass
    return root


def _is(path: str, state: str) -> bool:
    return path == state or state_name(path) == state
