"""The store in memory: for tests, and for runs from the command line that nobody wants to keep."""

import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Unpack

from webapp.engine.events import AnyEvent
from webapp.store.codec import encode, find_payload
from webapp.store.edits import KEPT_BY_THEMSELVES, TRIM_EVERY, edits_of, oldest_kept
from webapp.store.events import SequenceConflict, check_sequences, tokens_of
from webapp.store.memory_resources import MemoryActivityStore, MemoryStateMachineStore
from webapp.store.memory_revisions import MemoryRevisionStore
from webapp.store.records import (
    Document,
    DocumentSummary,
    Edit,
    Execution,
    ExecutionSummary,
    ExecutionUpdate,
    KindUsage,
    Moment,
    Pruned,
    Saved,
    Share,
    Status,
    TaskPlace,
    Usage,
    new_token,
    parents_first,
    sha256,
    share_of,
)
from webapp.store.revisions import Change
from webapp.store.stores import TYPED, NotFound, VersionConflict
from webapp.values import TextChanges


class MemoryDocumentStore:
    """See :class:`webapp.store.stores.DocumentStore`."""

    def __init__(
        self,
        lock: threading.RLock,
        revisions: MemoryRevisionStore,
        shares: "MemoryShareStore",
        executions: "MemoryExecutionStore",
        machines: MemoryStateMachineStore,
    ) -> None:
        self._lock = lock
        self._revisions = revisions
        self._shares = shares
        self._executions = executions
        self._machines = machines
        self._documents: dict[str, Document] = {}
        self._edits: dict[str, list[Edit]] = {}
        self._listeners: list[Callable[[Saved], None]] = []

    def create(self, document: Document) -> None:
        """Keep a new document."""
        with self._lock:
            if document.id in self._documents:
                raise ValueError(f"there is a document {document.id} already")
            self._documents[document.id] = document
            self._revisions.begin(document.id)
            self._revisions.keep(document.id, document.text, Change("opened"), now_ms=document.created_ms)

    def get(self, id: str) -> Document | None:
        """Return a document."""
        return self._documents.get(id)

    def list(self) -> list[DocumentSummary]:
        """Return all documents."""
        with self._lock:
            found = [DocumentSummary(d.id, d.title, d.file_name, d.updated_ms) for d in self._documents.values()]
        return sorted(found, key=lambda summary: (-summary.updated_ms, summary.id))

    def save(
        self,
        document: Document,
        change: Change = TYPED,
        *,
        client: str = "",
        changes: Sequence[TextChanges] = (),
    ) -> Document:
        """Replace a document."""
        with self._lock:
            there = self._find(document.id)
            if there.version != document.version:
                raise VersionConflict(document.id, document.version, there.version)
            edits = edits_of(there, document, client, changes)
            kept = {name: getattr(there, name) for name in KEPT_BY_THEMSELVES}
            after = replace(document, **kept | {"version": there.version + 1, "edits": there.edits + len(edits)})
            self._documents[document.id] = after
            self._add_edits(document.id, edits)
            self._revisions.keep(after.id, after.text, change, now_ms=after.updated_ms)
        for listener in self._listeners:
            listener(Saved(there, after, edits))
        return after

    def edits_after(self, id: str, number: int) -> tuple[Edit, ...] | None:
        """Return the edits after a number."""
        with self._lock:
            there = self._find(id)
            edits = tuple(each for each in self._edits.get(id, []) if each.number > number)
        return edits if number + len(edits) == there.edits else None

    def listen(self, listener: Callable[[Saved], None]) -> None:
        """Tell of saves."""
        self._listeners.append(listener)

    def keep_source(self, id: str, sha: str) -> Document:
        """Keep the SHA-256 of the file."""
        with self._lock:
            self._documents[id] = replace(self._find(id), source_sha=sha)
            return self._documents[id]

    def keep_cases(self, id: str, cases: str) -> None:
        """Keep the test cases."""
        with self._lock:
            self._documents[id] = replace(self._find(id), cases=cases)

    def delete(self, id: str, *, now_ms: int) -> bool:
        """Delete a document."""
        with self._lock:
            self._shares.forget_document(id, now_ms)
            self._executions.forget_document(id)
            self._machines.forget_document(id)
            self._revisions.forget(id)
            self._edits.pop(id, None)
            return self._documents.pop(id, None) is not None

    def size(self) -> KindUsage:
        """Return the room that documents take."""
        return KindUsage(len(self._documents), sum(len(d.text.encode()) for d in self._documents.values()))

    def _find(self, id: str) -> Document:
        there = self._documents.get(id)
        if there is None:
            raise NotFound(f"no document {id}")
        return there

    def _add_edits(self, id: str, edits: Sequence[Edit]) -> None:
        kept = self._edits.setdefault(id, [])
        kept.extend(edits)
        if any(each.number % TRIM_EVERY == 0 for each in edits):
            oldest = oldest_kept((each.number, len(json.dumps(each.changes))) for each in reversed(kept))
            self._edits[id] = [each for each in kept if each.number >= oldest]


class MemoryShareStore:
    """See :class:`webapp.store.stores.ShareStore`."""

    def __init__(self, lock: threading.RLock) -> None:
        self._lock = lock
        self._shares: dict[str, Share] = {}
        self._ids_by_token: dict[str, str] = {}

    def create(self, document: Document, *, now_ms: int) -> tuple[Share, str]:
        """Publish a document."""
        made, token = share_of(document, now_ms), new_token()
        with self._lock:
            self._shares[made.id] = made
            self._ids_by_token[sha256(token)] = made.id
        return made, token

    def find(self, token: str) -> Share | None:
        """Return the share of a token."""
        return self._shares.get(self._ids_by_token.get(sha256(token), ""))

    def list(self, document_id: str | None = None) -> list[Share]:
        """Return shares."""
        with self._lock:
            found = [share for share in self._shares.values() if document_id in (None, share.document_id)]
        return sorted(found, key=lambda share: (-share.created_ms, share.id))

    def revoke(self, id: str, *, now_ms: int) -> bool:
        """Revoke a share."""
        with self._lock:
            share = self._shares.get(id)
            if share is None:
                return False
            if share.revoked_ms is None:
                self._shares[id] = replace(share, revoked_ms=now_ms)
            return True

    def forget_document(self, id: str, now_ms: int) -> None:
        """Revoke the shares of a document that is deleted."""
        for share in self.list(id):
            self.revoke(share.id, now_ms=now_ms)
            self._shares[share.id] = replace(self._shares[share.id], document_id=None)


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


def _newest(executions: Sequence[Execution]) -> list[ExecutionSummary]:
    names = ExecutionSummary.__dataclass_fields__
    found = [ExecutionSummary(**{name: getattr(execution, name) for name in names}) for execution in executions]
    return sorted(found, key=_age)


def _age(execution: ExecutionSummary) -> tuple[int, str]:
    return -execution.started_ms, execution.id
