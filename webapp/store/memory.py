"""The store in memory: for tests, and for runs from the command line that nobody wants to keep."""

import threading

from webapp.store.codec import encode
from webapp.store.memory_documents import MemoryDocumentStore
from webapp.store.memory_events import MemoryEventStore
from webapp.store.memory_executions import MemoryExecutionStore
from webapp.store.memory_resources import MemoryActivityStore, MemoryStateMachineStore
from webapp.store.memory_revisions import MemoryRevisionStore
from webapp.store.memory_shares import MemoryShareStore
from webapp.store.records import KindUsage, Pruned, Usage


class MemorySettingStore:
    """See :class:`webapp.store.stores.SettingStore`."""

    def __init__(self) -> None:
        self._settings: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        """Return a setting."""
        return self._settings.get(key)

    def set(self, key: str, value: str) -> None:
        """Keep a setting."""
        self._settings[key] = value

    def delete(self, key: str) -> bool:
        """Forget a setting."""
        return self._settings.pop(key, None) is not None

    def items(self, prefix: str = "") -> dict[str, str]:
        """Return settings by key."""
        return {key: value for key, value in sorted(self._settings.items()) if key.startswith(prefix)}


class MemoryStore:
    """See :class:`webapp.store.stores.Store`."""

    def __init__(self) -> None:
        lock = threading.RLock()
        self._lock = lock
        self.executions = MemoryExecutionStore(lock)
        self.shares = MemoryShareStore(lock)
        self.state_machines = MemoryStateMachineStore(lock)
        self.activities = MemoryActivityStore(lock)
        self.revisions = MemoryRevisionStore(lock)
        self.documents = MemoryDocumentStore(lock, self.revisions, self.shares, self.executions, self.state_machines)
        self.events = MemoryEventStore(lock, self.executions)
        self.settings = MemorySettingStore()

    def prune(self, *, before_ms: int | None = None, keep: int | None = None) -> Pruned:
        """Delete old executions."""
        with self._lock:
            ended = [each for each in self.executions.records.values() if each.status != "RUNNING"]
            ended.sort(key=lambda execution: (-execution.started_ms, execution.id))
            old = [
                each
                for each in ended[keep or 0 :]
                if before_ms is None or (each.started_ms if each.stopped_ms is None else each.stopped_ms) < before_ms
            ]
            for execution in old:
                self.executions.delete(execution.id)
        return Pruned(len(old), sum(execution.head for execution in old), 0)

    def usage(self) -> Usage:
        """Return what takes up room; events are counted as they would be stored."""
        with self._lock:
            events = [event for log in self.executions.events.values() for event in log]
            executions = list(self.executions.records.values())
            shares = self.shares.list()
        encoded = [encode(event) for event in events]
        payloads = {key: text for each in encoded for key, text in each.payloads.items()}
        return Usage(
            documents=self.documents.size(),
            executions=KindUsage(len(executions), sum(len(execution.input.encode()) for execution in executions)),
            events=KindUsage(len(events), sum(len(each.data.encode()) for each in encoded)),
            payloads=KindUsage(len(payloads), sum(len(text.encode()) for text in payloads.values())),
            shares=KindUsage(len(shares), sum(len(share.title.encode()) for share in shares)),
            file_bytes=None,
        )

    def close(self) -> None:
        """Do nothing: memory goes with the program."""
