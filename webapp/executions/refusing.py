"""Tasks that cannot be scheduled, such as those of an activity that there is not: looked at before they would be.

The engine knows nothing of what exists outside. So the driver stops each stride where such a state has been entered,
and says, before the state does its work, that its task is refused.
"""

from collections import deque
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import Protocol

from webapp.engine import AnyEvent, Entered, Snapshot, StateEntered


class Refusals(Protocol):
    """Knows the tasks that cannot be scheduled."""

    @property
    def paths(self) -> AbstractSet[str]:
        """Return the states whose tasks have to be looked at."""
        ...

    def message(self, path: str) -> str | None:
        """Return why the task of the state at ``path`` cannot be scheduled now."""
        ...


class Refusing:
    """The states of one execution that have been entered and are still to be looked at."""

    def __init__(self, refusals: Refusals) -> None:
        self._refusals = refusals
        self._entered: deque[str] = deque()

    def until_entered(self, stop: Callable[[AnyEvent], bool] | None) -> Callable[[AnyEvent], bool] | None:
        """Return ``stop`` made to stop also where a task has to be looked at before it is scheduled."""
        paths, entered = self._refusals.paths, self._entered
        if not paths:
            return stop

        def stops(event: AnyEvent) -> bool:
            is_entry = isinstance(event, StateEntered) and event.path in paths
            if is_entry:
                entered.append(event.thread)
            return (stop is not None and stop(event)) or is_entry

        return stops

    def take_next(self, snapshot: Snapshot) -> tuple[str, str] | None:
        """Return the next thread whose task cannot be scheduled, and why; each that was entered is looked at once."""
        while self._entered:
            thread = snapshot.threads.get(self._entered.popleft())
            if thread is None or not isinstance(thread.phase, Entered):
                continue
            message = self._refusals.message(thread.path)
            if message is not None:
                return thread.id, message
        return None
