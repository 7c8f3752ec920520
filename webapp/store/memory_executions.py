"""The executions, in memory. Their events are kept beside them, and read and appended to in ``memory_events``."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import Unpack

from webapp.engine.events import AnyEvent
from webapp.store.records import Execution, ExecutionSummary, ExecutionUpdate, Moment, Status, parents_first
from webapp.store.stores import NotFound


class MemoryExecutionStore:
    """See :class:`webapp.store.stores.ExecutionStore`."""

    def __init__(self, lock: threading.RLock) -> None:
        self._lock = lock
        self.records: dict[str, Execution] = {}
        self.events: dict[str, list[AnyEvent]] = {}
        self.moments: dict[str, list[Moment]] = {}

    def create(self, execution: Execution) -> None:
        """Keep a new execution."""
        if execution.head:
            raise ValueError("a new execution has no events yet")
        with self._lock:
            if execution.id in self.records or self.find_by_arn(execution.arn):
                raise ValueError(f"there is an execution {execution.id} or {execution.arn} already")
            self.records[execution.id] = execution
            self.events[execution.id] = []
            self.moments[execution.id] = []

    def fork(self, new: Execution) -> None:
        """Keep a new execution with the first events of another."""
        with self._lock:
            events = self.events.get(new.forked_from or "", [])[: new.forked_at]
            if len(events) != new.forked_at or len(events) != new.head:
                raise NotFound(f"no events 1 to {new.forked_at} of the execution {new.forked_from}")
            self.create(replace(new, head=0))
            self.records[new.id] = new
            self.events[new.id] = events
            known = self.moments.get(new.forked_from or "", [])
            self.moments[new.id] = [moment for moment in known if moment.first <= new.head]

    def get(self, id: str) -> Execution | None:
        """Return an execution."""
        return self.records.get(id)

    def find_by_arn(self, arn: str) -> Execution | None:
        """Return the execution of an ARN."""
        with self._lock:
            return next((execution for execution in self.records.values() if execution.arn == arn), None)

    def list(self, document_id: str | None = None, limit: int = 100) -> list[ExecutionSummary]:
        """Return executions."""
        with self._lock:
            found = [each for each in self.records.values() if document_id in (None, each.document_id)]
        return _newest(found)[:limit]

    def of_line(self, line: str) -> Sequence[ExecutionSummary]:
        """Return an execution and its forks."""
        with self._lock:
            found = [each for each in self.records.values() if line in (each.id, each.line)]
        return parents_first(_newest(found))

    def of_machine(
        self, machine_arn: str, *, status: Status | None = None, after: tuple[int, str] | None = None, limit: int = 100
    ) -> Sequence[ExecutionSummary]:
        """Return executions of a state machine."""
        with self._lock:
            found = [
                each for each in self.records.values() if each.machine_arn == machine_arn and each.forked_from is None
            ]
        chosen = [each for each in _newest(found) if status in (None, each.status)]
        return [each for each in chosen if after is None or _age(each) > (-after[0], after[1])][:limit]

    def unfinished(self) -> Sequence[str]:
        """Return the ids of those that have not ended."""
        with self._lock:
            found = [execution for execution in self.records.values() if execution.status == "RUNNING"]
        return [execution.id for execution in sorted(found, key=lambda execution: execution.started_ms)]

    def update(self, id: str, **updates: Unpack[ExecutionUpdate]) -> None:
        """Change columns."""
        with self._lock:
            self.records[id] = replace(self.find(id), **updates)

    def delete(self, id: str) -> bool:
        """Delete an execution with its events."""
        with self._lock:
            self.events.pop(id, None)
            self.moments.pop(id, None)
            return self.records.pop(id, None) is not None

    def find(self, id: str) -> Execution:
        """Return an execution; raise :class:`NotFound`."""
        execution = self.records.get(id)
        if execution is None:
            raise NotFound(f"no execution {id}")
        return execution

    def forget_document(self, id: str) -> None:
        """Let go of a document that is deleted."""
        for execution in list(self.records.values()):
            if execution.document_id == id:
                self.records[execution.id] = replace(execution, document_id=None)


def _newest(executions: Sequence[Execution]) -> list[ExecutionSummary]:
    names = ExecutionSummary.__dataclass_fields__
    found = [ExecutionSummary(**{name: getattr(execution, name) for name in names}) for execution in executions]
    return sorted(found, key=_age)


def _age(execution: ExecutionSummary) -> tuple[int, str]:
    return -execution.started_ms, execution.id
