"""The protocols of the other stores, and of the one that holds them all. All are safe to use from several threads."""

from collections.abc import Callable, Sequence
from typing import Protocol, Unpack

from webapp.store.events import EventStore
from webapp.store.records import (
    Activity,
    Document,
    DocumentSummary,
    Edit,
    Execution,
    ExecutionSummary,
    ExecutionUpdate,
    Pruned,
    Saved,
    Share,
    StateMachine,
    Status,
    Usage,
)
from webapp.store.revisions import Change, Revision
from webapp.values import TextChanges

MAX_EDITS = 1000
MAX_EDITS_CHARACTERS = 4_000_000
TYPED = Change()


class NotFound(LookupError):
    """There is no such record."""


class VersionConflict(Exception):
    """The document was saved by someone else meanwhile; ``found`` is its version now."""

    def __init__(self, document_id: str, expected: int, found: int) -> None:
        super().__init__(f"document {document_id}: expected version {expected}, found {found}")
        self.expected = expected
        self.found = found


class StoreTooNew(Exception):
    """A newer Statewalk has changed the database: this one does not know how to read it."""

    def __init__(self, place: str, found: str, known: str) -> None:
        super().__init__(
            f"the database {place} has version {found}, but this Statewalk knows versions up to {known} only. "
            "Start the newer Statewalk that wrote it, or keep it as it is and start with another data folder "
            "(--data-dir or STATEWALK_DATA_DIR)."
        )
        self.found = found
        self.known = known


class DocumentStore(Protocol):
    """Documents. Each text that one gets is a revision, see :class:`RevisionStore`.

    How a text became another is kept as edits, the newest ones only: whoever has the text before can follow.
    """

    def create(self, document: Document) -> None:
        """Keep a new document and its first revision."""
        ...

    def get(self, id: str) -> Document | None:
        """Return a document."""
        ...

    def list(self) -> list[DocumentSummary]:
        """Return all documents, the last changed first."""
        ...

    def save(
        self,
        document: Document,
        change: Change = TYPED,
        *,
        client: str = "",
        changes: Sequence[TextChanges] = (),
    ) -> Document:
        """Replace the document whose version is ``document.version``; return it with its new version.

        ``change`` says how its text came about. ``changes`` by the page ``client`` are what made it; without any, the
        difference to the text before is one edit.
        Raises :class:`VersionConflict` when another version is there, :class:`NotFound` when none is.
        """
        ...

    def edits_after(self, id: str, number: int) -> tuple[Edit, ...] | None:
        """Return the edits that came after ``number``, ``None`` where they are no longer kept, or not made yet.

        Raises :class:`NotFound`.
        """
        ...

    def listen(self, listener: Callable[[Saved], None]) -> None:
        """Have ``listener`` called after every save, by whoever saved."""
        ...

    def keep_source(self, id: str, sha: str) -> Document:
        """Keep the SHA-256 of the file of a document; its version stays. Raises :class:`NotFound`."""
        ...

    def keep_cases(self, id: str, cases: str) -> None:
        """Keep the test cases of a document; its version stays. Raises :class:`NotFound`."""
        ...

    def delete(self, id: str, *, now_ms: int) -> bool:
        """Delete a document with its revisions and revoke its shares; its executions stay. Tell if it was there."""
        ...


class RevisionStore(Protocol):
    """The texts that documents had: each that differs from the one before it.

    Old ones are thinned out as :mod:`webapp.store.revisions` tells. A document that is deleted takes its own along.
    """

    def keep(self, document_id: str, text: str, change: Change, *, now_ms: int) -> int:
        """Keep a text that the document has; return its number. Raises :class:`NotFound`.

        Where it is the last one, that one stays, known from now on as what a deliberate ``change`` says.
        """
        ...

    def of(self, document_id: str, *, before: int | None = None, limit: int | None = None) -> Sequence[Revision]:
        """Return the revisions of a document, the newest first; perhaps only those before a number."""
        ...

    def text(self, document_id: str, number: int) -> str | None:
        """Return the text of a revision."""
        ...

    def name(self, document_id: str, number: int, name: str | None) -> bool:
        """Give a revision a name, or take it away; tell whether there is one."""
        ...

    def note(self, document_id: str, number: int, note: str) -> None:
        """Say what was changed in a revision that does not say so."""
        ...


class ShareStore(Protocol):
    """Published definitions. Of a token only the SHA-256 is kept."""

    def create(self, document: Document, *, now_ms: int) -> tuple[Share, str]:
        """Publish a document as it is now; return the share and its token, which cannot be had again."""
        ...

    def find(self, token: str) -> Share | None:
        """Return the share of a token, revoked or not."""
        ...

    def list(self, document_id: str | None = None) -> list[Share]:
        """Return the shares of a document, or all, the newest first."""
        ...

    def revoke(self, id: str, *, now_ms: int) -> bool:
        """Revoke a share for good; tell whether there is one."""
        ...


class ExecutionStore(Protocol):
    """Executions without their events."""

    def create(self, execution: Execution) -> None:
        """Keep a new execution; its head must be 0."""
        ...

    def fork(self, new: Execution) -> None:
        """Keep a new execution with the first ``forked_at`` events of ``forked_from``; its head is that number.

        Raises :class:`NotFound` where the other has fewer events, or is not there.
        """
        ...

    def get(self, id: str) -> Execution | None:
        """Return an execution."""
        ...

    def find_by_arn(self, arn: str) -> Execution | None:
        """Return the execution of this ARN."""
        ...

    def list(self, document_id: str | None = None, limit: int = 100) -> list[ExecutionSummary]:
        """Return the executions of a document, or all, the newest first."""
        ...

    def of_line(self, line: str) -> Sequence[ExecutionSummary]:
        """Return the execution ``line`` and all its forks, and theirs: each after the one that it was forked from."""
        ...

    def of_machine(
        self, machine_arn: str, *, status: Status | None = None, after: tuple[int, str] | None = None, limit: int = 100
    ) -> Sequence[ExecutionSummary]:
        """Return the executions of the state machine with this ARN, the newest first, without forks.

        ``after`` is ``started_ms`` and ``id`` of the one that those wanted follow.
        """
        ...

    def unfinished(self) -> Sequence[str]:
        """Return the ids of all executions that have not ended, the oldest first."""
        ...

    def update(self, id: str, **updates: Unpack[ExecutionUpdate]) -> None:
        """Change columns without appending events; raise :class:`NotFound`."""
        ...

    def delete(self, id: str) -> bool:
        """Delete an execution with its events; tell whether it was there."""
        ...


class StateMachineStore(Protocol):
    """State machines that programs created."""

    def create(self, machine: StateMachine) -> bool:
        """Keep a new state machine; tell whether its ARN was free."""
        ...

    def get(self, arn: str) -> StateMachine | None:
        """Return a state machine."""
        ...

    def list(self) -> list[StateMachine]:
        """Return all state machines, by name."""
        ...

    def save(self, machine: StateMachine) -> None:
        """Replace the state machine of this ARN; raise :class:`NotFound`."""
        ...

    def delete(self, arn: str) -> bool:
        """Delete a state machine; its executions stay. Tell whether it was there."""
        ...


class ActivityStore(Protocol):
    """Activities."""

    def create(self, activity: Activity) -> bool:
        """Keep a new activity; tell whether its ARN was free."""
        ...

    def get(self, arn: str) -> Activity | None:
        """Return an activity."""
        ...

    def list(self) -> list[Activity]:
        """Return all activities, by name."""
        ...

    def save(self, activity: Activity) -> None:
        """Replace the activity of this ARN; raise :class:`NotFound`."""
        ...

    def delete(self, arn: str) -> bool:
        """Delete an activity; tell whether it was there."""
        ...


class SettingStore(Protocol):
    """Small texts by key: the start-up token, consents."""

    def get(self, key: str) -> str | None:
        """Return a setting."""
        ...

    def set(self, key: str, value: str) -> None:
        """Keep a setting."""
        ...

    def delete(self, key: str) -> bool:
        """Forget a setting; tell whether it was there."""
        ...

    def items(self, prefix: str = "") -> dict[str, str]:
        """Return the settings whose key begins with ``prefix``, by key."""
        ...


class Store(Protocol):
    """Everything that is kept."""

    @property
    def documents(self) -> DocumentStore:
        """Documents."""
        ...

    @property
    def revisions(self) -> RevisionStore:
        """The texts that documents had."""
        ...

    @property
    def shares(self) -> ShareStore:
        """Shares."""
        ...

    @property
    def executions(self) -> ExecutionStore:
        """Executions."""
        ...

    @property
    def events(self) -> EventStore:
        """Events."""
        ...

    @property
    def state_machines(self) -> StateMachineStore:
        """State machines."""
        ...

    @property
    def activities(self) -> ActivityStore:
        """Activities."""
        ...

    @property
    def settings(self) -> SettingStore:
        """Settings."""
        ...

    def prune(self, *, before_ms: int | None = None, keep: int | None = None) -> Pruned:
        """Delete executions that have ended, and all values that nothing refers to any more.

        ``before_ms``: only those that stopped earlier. ``keep``: not the newest ones, so many. With neither, all that
        have ended. An execution that has not ended is never touched.
        """
        ...

    def usage(self) -> Usage:
        """Return what takes up room."""
        ...

    def close(self) -> None:
        """Close all connections."""
        ...
