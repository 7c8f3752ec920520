"""The events of executions, in memory: kept as they are, so that a payload is found by looking."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from typing import Unpack

from webapp.engine.events import AnyEvent
from webapp.store.codec import find_payload
from webapp.store.events import SequenceConflict, check_sequences, tokens_of
from webapp.store.memory_executions import MemoryExecutionStore
from webapp.store.records import ExecutionUpdate, Moment, TaskPlace


class MemoryEventStore:
    """See :class:`webapp.store.events.EventStore`."""

    def __init__(self, lock: threading.RLock, executions: MemoryExecutionStore) -> None:
        self._lock = lock
        self._executions = executions
        self._tokens: dict[str, TaskPlace] = {}

    def append(
        self,
        execution_id: str,
        expected_sequence: int,
        events: Sequence[AnyEvent],
        moments: Sequence[Moment] = (),
        **updates: Unpack[ExecutionUpdate],
    ) -> None:
        """Append all or nothing."""
        check_sequences(expected_sequence, events)
        with self._lock:
            execution = self._executions.find(execution_id)
            there = self._executions.events[execution_id]
            if len(there) != expected_sequence:
                if events and there[expected_sequence : expected_sequence + len(events)] == [*events]:
                    return
                raise SequenceConflict(execution_id, expected_sequence, len(there))
            there.extend(events)
            self._executions.moments[execution_id].extend(moments)
            for token, scheduled in tokens_of(events).items():
                self._tokens[token] = TaskPlace(execution_id, scheduled)
            self._executions.records[execution_id] = replace(execution, head=len(there), **updates)

    def read(self, execution_id: str, after: int = 0, limit: int | None = None) -> list[AnyEvent]:
        """Return events in order."""
        with self._lock:
            events = self._executions.events.get(execution_id, [])
            return events[after : None if limit is None else after + limit]

    def moments(self, execution_id: str) -> Sequence[Moment]:
        """Return when the events were recorded."""
        with self._lock:
            return [*self._executions.moments.get(execution_id, ())]

    def head(self, execution_id: str) -> int:
        """Return the last sequence."""
        return len(self._executions.events.get(execution_id, []))

    def find_token(self, token: str) -> TaskPlace | None:
        """Return where a token was given out, where that execution is still kept."""
        place = self._tokens.get(token)
        return place if place is not None and place.execution_id in self._executions.records else None

    def payload(self, hash: str) -> str | None:
        """Return a large value's text; found by looking, since memory keeps values as they are."""
        with self._lock:
            logs = [list(events) for events in self._executions.events.values()]
        return next((text for events in logs if (text := find_payload(events, hash)) is not None), None)
