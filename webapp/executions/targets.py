"""What can be stepped into where the debugger stands: the iterations or branches of a Map or Parallel.

There may be ten thousand, so the page is told with every move only of those that come next, and asks for others. Those
that have not begun are made once for a list of items, and used as long as the debugger stands at it.
"""

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from webapp.engine import ChildResult, Entered, Running, RunningMapRun, Snapshot, Thread
from webapp.executions import moves
from webapp.executions.driver import Driver
from webapp.messages import protocol as m
from webapp.values import json_text

_TARGETS_SHOWN: Final = 10_000
_TARGETS_TOLD: Final = 100
_ENDED_TOLD: Final = 5
_LABEL_CHARACTERS: Final = 60


class StepTargets:
    """The children that stepping into a state can follow. May be asked from any thread."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._known: tuple[object, list[m.StepTarget]] = (None, [])

    def of(self, driver: Driver, snapshot: Snapshot, thread: Thread | None) -> list[m.StepTarget]:
        """Return the children of the state that ``thread`` is in, none where it is no container."""
        if thread is None or thread.state_type not in ("Map", "Parallel"):
            return []
        match thread.phase:
            case Entered():
                return self._to_come(driver, snapshot, thread)
            case Running() as running:
                waiting = self._waiting(running.items, running.count)
                return _begun(waiting, snapshot, thread, running.results)
            case RunningMapRun() as running:
                items = None if running.is_batched else running.items
                waiting = self._waiting(items, running.started if running.is_batched else len(running.items))
                return _begun(waiting, snapshot, thread, running.results)
            case _:
                return []

    def _to_come(self, driver: Driver, snapshot: Snapshot, thread: Thread) -> list[m.StepTarget]:
        if thread.state_type == "Parallel":
            return self._waiting(None, moves.branch_count(driver.machine, thread.path))
        stages = moves.stages_at(driver.machine, snapshot, thread.id, driver.evaluator)
        items = next((stage.value for stage in reversed(stages) if stage.name in ("ItemsPath", "Items")), None)
        return self._waiting(items, len(items)) if isinstance(items, list) else []

    def _waiting(self, items: Any, count: int) -> list[m.StepTarget]:
        """Return targets of which none has begun."""
        if not isinstance(items, list):
            return [_target(index, "", "pending") for index in range(min(count, _TARGETS_SHOWN))]
        known, targets = self._known
        if known is not items:
            targets = [_target(index, _label(item), "pending") for index, item in enumerate(items[:_TARGETS_SHOWN])]
            self._known = items, targets
        return targets[:count]


def next_targets(targets: list[m.StepTarget]) -> list[m.StepTarget]:
    """Return those that are told with every move: a few before the first that has not ended, and what follows.

    Where they are all pending none has begun, for children begin in order.
    """
    if len(targets) <= _TARGETS_TOLD:
        return targets
    open_from = next((each.index for each in targets if each.status in ("pending", "running")), len(targets))
    first = max(0, min(open_from - _ENDED_TOLD, len(targets) - _TARGETS_TOLD))
    return targets[first : first + _TARGETS_TOLD]


def _begun(
    waiting: list[m.StepTarget], snapshot: Snapshot, thread: Thread, results: Mapping[int, Any]
) -> list[m.StepTarget]:
    """Return ``waiting`` with those that run, or have ended, told as such."""
    targets = waiting[:]
    for index, result in results.items():
        _tell(targets, index, _status_of(result))
    for child in snapshot.threads.values():
        if child.parent == thread.id and child.index is not None:
            _tell(targets, child.index, "running")
    return targets


def _tell(targets: list[m.StepTarget], index: int, status: str) -> None:
    if index < len(targets):
        targets[index] = _target(index, targets[index].label, status)


def _target(index: int, label: str, status: str) -> m.StepTarget:
    return m.StepTarget(index=index, label=label, status=status)


def _label(item: Any) -> str:
    try:
        text = msgspec.json.encode(item).decode()
    except UnicodeEncodeError:  # half a surrogate pair
        text = json_text(item)
    return text if len(text) <= _LABEL_CHARACTERS else text[: _LABEL_CHARACTERS - 1] + "…"


def _status_of(result: Any) -> str:
    failed = isinstance(result, ChildResult) and result.status != "SUCCEEDED"
    return "failed" if failed else "succeeded"
