"""State machines and activities in memory."""

import threading
from dataclasses import replace

from webapp.store.records import Activity, StateMachine
from webapp.store.stores import NotFound


class MemoryStateMachineStore:
    """See :class:`webapp.store.stores.StateMachineStore`."""

    def __init__(self, lock: threading.RLock) -> None:
        self._lock = lock
        self._machines: dict[str, StateMachine] = {}

    def create(self, machine: StateMachine) -> bool:
        """Keep a new state machine."""
        with self._lock:
            return self._machines.setdefault(machine.arn, machine) is machine

    def get(self, arn: str) -> StateMachine | None:
        """Return a state machine."""
        return self._machines.get(arn)

    def list(self) -> list[StateMachine]:
        """Return all of them."""
        with self._lock:
            return sorted(self._machines.values(), key=lambda machine: machine.name)

    def save(self, machine: StateMachine) -> None:
        """Replace a state machine."""
        with self._lock:
            if machine.arn not in self._machines:
                raise NotFound(f"no state machine {machine.arn}")
            self._machines[machine.arn] = machine

    def delete(self, arn: str) -> bool:
        """Delete a state machine."""
        with self._lock:
            return self._machines.pop(arn, None) is not None

    def forget_document(self, id: str) -> None:
        """Let go of a document that is deleted."""
        for machine in self.list():
            if machine.document_id == id:
                self._machines[machine.arn] = replace(machine, document_id=None)


class MemoryActivityStore:
    """See :class:`webapp.store.stores.ActivityStore`."""

    def __init__(self, lock: threading.RLock) -> None:
        self._lock = lock
        self._activities: dict[str, Activity] = {}

    def create(self, activity: Activity) -> bool:
        """Keep a new activity."""
        with self._lock:
            return self._activities.setdefault(activity.arn, activity) is activity

    def get(self, arn: str) -> Activity | None:
        """Return an activity."""
        return self._activities.get(arn)

    def list(self) -> list[Activity]:
        """Return all of them."""
        with self._lock:
            return sorted(self._activities.values(), key=lambda activity: activity.name)

    def save(self, activity: Activity) -> None:
        """Replace an activity."""
        with self._lock:
            if activity.arn not in self._activities:
                raise NotFound(f"no activity {activity.arn}")
            self._activities[activity.arn] = activity

    def delete(self, arn: str) -> bool:
        """Delete an activity."""
        with self._lock:
            return self._activities.pop(arn, None) is not None
