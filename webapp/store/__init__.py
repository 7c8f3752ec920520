"""What is kept: documents, shares, executions and their events, settings. Decides nothing about them.

``open_store`` gives the one in the user's data folder, ``MemoryStore`` one that is forgotten.
"""

from typing import TYPE_CHECKING, Any

from webapp.store.codec import StoredValue, stored_value, stored_values
from webapp.store.data_folder import DataFolder, DataFolderUnusable, default_path, open_data_folder
from webapp.store.events import EventStore, SequenceConflict
from webapp.store.memory import MemoryStore
from webapp.store.records import (
    Activity,
    Document,
    DocumentSummary,
    Edit,
    Execution,
    ExecutionSummary,
    ExecutionUpdate,
    KindUsage,
    MachineType,
    Moment,
    Pruned,
    Saved,
    Share,
    StateMachine,
    Status,
    TaskPlace,
    Usage,
    new_id,
    new_token,
    sha256,
)
from webapp.store.revisions import DELIBERATE, Change, ChangeKind, Revision
from webapp.store.stores import (
    ActivityStore,
    DocumentStore,
    ExecutionStore,
    NotFound,
    RevisionStore,
    SettingStore,
    ShareStore,
    StateMachineStore,
    Store,
    StoreTooNew,
    VersionConflict,
)

if TYPE_CHECKING:
    from webapp.store.sql import SqlStore

__all__ = [
    "DELIBERATE",
    "Activity",
    "ActivityStore",
    "Change",
    "ChangeKind",
    "DataFolder",
    "DataFolderUnusable",
    "Document",
    "DocumentStore",
    "DocumentSummary",
    "Edit",
    "EventStore",
    "Execution",
    "ExecutionStore",
    "ExecutionSummary",
    "ExecutionUpdate",
    "KindUsage",
    "MachineType",
    "MemoryStore",
    "Moment",
    "NotFound",
    "Pruned",
    "Revision",
    "RevisionStore",
    "Saved",
    "SequenceConflict",
    "SettingStore",
    "Share",
    "ShareStore",
    "SqlStore",
    "StateMachine",
    "StateMachineStore",
    "Status",
    "Store",
    "StoreTooNew",
    "StoredValue",
    "TaskPlace",
    "Usage",
    "VersionConflict",
    "default_path",
    "new_id",
    "new_token",
    "open_data_folder",
    "open_store",
    "sha256",
    "stored_value",
    "stored_values",
]


def open_store(folder: DataFolder) -> "SqlStore":
    """Open the database of a data folder, made or upgraded if need be; raise :class:`StoreTooNew`."""
    from webapp.store.sql import SqlStore

    return SqlStore.at(folder.database)


def __getattr__(name: str) -> Any:
    """Load SQLAlchemy only where a database is used: `statewalk run` needs none, and it takes longer than they do."""
    if name == "SqlStore":
        from webapp.store.sql import SqlStore

        return SqlStore
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
