"""The map runs in a log, with their child executions: what AWS's DescribeMapRun and ListExecutions tell of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from webapp.engine.events import (
    AnyEvent,
    ChildExecutionAborted,
    ChildExecutionFailed,
    ChildExecutionStarted,
    ChildExecutionSucceeded,
    ExecutionAborted,
    ExecutionTimedOut,
    ItemsRead,
    MapRunAborted,
    MapRunFailed,
    MapRunStarted,
    MapRunSucceeded,
    MapStateStarted,
)

MapRunStatus = Literal["RUNNING", "SUCCEEDED", "FAILED", "ABORTED"]
ChildStatus = Literal["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"]


class LoggedChild(msgspec.Struct):
    """A child execution; its events are ``execution_history(events, child=thread)``."""

    thread: str
    arn: str
    name: str
    size: int
    started_ms: int
    status: ChildStatus = "RUNNING"
    stopped_ms: int | None = None


class LoggedMapRun(msgspec.Struct):
    """A map run of the Map at ``path``; ``items`` is how many it has, as far as is known."""

    arn: str
    path: str
    machine_arn: str
    max_concurrency: int
    tolerated_count: int | None
    tolerated_percentage: float | None
    items: int
    started_ms: int
    children: dict[str, LoggedChild]
    status: MapRunStatus = "RUNNING"
    stopped_ms: int | None = None

    def execution_counts(self) -> Mapping[str, int]:
        """Return how many child executions have each status."""
        return Counter(child.status for child in self.children.values())

    def item_counts(self) -> Mapping[str, int]:
        """Return how many items are in child executions of each status; those of none are ``PENDING``."""
        counts: Counter[str] = Counter()
        for child in self.children.values():
            counts[child.status] += child.size
        counts["PENDING"] = max(0, self.items - counts.total())
        return counts


def read_map_runs(events: Iterable[AnyEvent]) -> list[LoggedMapRun]:
    """Return the map runs in the order of their starts."""
    runs: list[LoggedMapRun] = []
    current: dict[str, LoggedMapRun] = {}
    opened: dict[str, MapStateStarted] = {}
    for event in events:
        match event:
            case MapStateStarted(distributed=True):
                opened[event.thread] = event
            case MapRunStarted():
                current[event.thread] = _begun(event, opened[event.thread])
                runs.append(current[event.thread])
            case ItemsRead():
                current[event.thread].items = event.length
            case ChildExecutionStarted():
                current[event.parent].children[event.thread] = LoggedChild(
                    event.thread, event.execution_arn, event.execution_name, event.size, event.time_ms
                )
            case ChildExecutionSucceeded() | ChildExecutionFailed() | ChildExecutionAborted():
                child = current[event.parent].children[event.thread]
                child.status, child.stopped_ms = _status(event), event.time_ms
            case MapRunSucceeded() | MapRunFailed() | MapRunAborted():
                _end(current[event.thread], event)
            case ExecutionAborted() | ExecutionTimedOut():
                for run in runs:
                    _end(run, event)
            case _:
                pass
    return runs


def _begun(event: MapRunStarted, state: MapStateStarted) -> LoggedMapRun:
    return LoggedMapRun(
        arn=event.map_run_arn,
        path=event.path,
        machine_arn=event.machine_arn,
        max_concurrency=state.max_concurrency,
        tolerated_count=event.tolerated_count,
        tolerated_percentage=event.tolerated_percentage,
        items=state.length,
        started_ms=event.time_ms,
        children={},
    )


def _status(event: ChildExecutionSucceeded | ChildExecutionFailed | ChildExecutionAborted) -> ChildStatus:
    match event:
        case ChildExecutionSucceeded():
            return "SUCCEEDED"
        case ChildExecutionFailed():
            return "TIMED_OUT" if event.timed_out else "FAILED"
        case ChildExecutionAborted():
            return "ABORTED"


def _end(run: LoggedMapRun, event: AnyEvent) -> None:
    if run.status == "RUNNING":
        ended = isinstance(event, MapRunSucceeded), isinstance(event, MapRunFailed)
        run.status = "SUCCEEDED" if ended[0] else "FAILED" if ended[1] else "ABORTED"
        run.stopped_ms = event.time_ms
