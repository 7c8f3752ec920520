"""What is kept: documents, shares, executions and their events, settings. Decides nothing about them.

``open_store`` gives the one in the user's data folder, ``MemoryStore`` one that is forgotten.
"""

from webapp.store.codec import StoredValue, stored_value, stored_values, value_text
from webapp.store.data_folder import DataFolder, DataFolderUnusable, default_path, open_data_folder
from webapp.store.events import EventStore, SequenceConflict
from webapp.store.memory import MemoryStore
from webapp.store.migrate import StoreTooNew
from webapp.store.records import (
    Document,
    DocumentSummary,
    Execution,
    ExecutionSummary,
    ExecutionUpdate,
    KindUsage,
    Pruned,
    Revision,
    Share,
    Usage,
    new_id,
    new_token,
    sha256,
)
from webapp.store.sql import SqlStore
from webapp.store.stores import (
    DocumentStore,
    ExecutionStore,
    NotFound,
    SettingStore,
    ShareStore,
    Store,
    VersionConflict,
)

__all__ = [
    "DataFolder",
    "DataFolderUnusable",
    "Document",
    "DocumentStore",
    "DocumentSummary",
    "EventStore",
    "Execution",
    "ExecutionStore",
    "ExecutionSummary",
    "ExecutionUpdate",
    "KindUsage",
    "MemoryStore",
    "NotFound",
    "Pruned",
    "Revision",
    "SequenceConflict",
    "SettingStore",
    "Share",
    "ShareStore",
    "SqlStore",
    "Store",
    "StoreTooNew",
    "StoredValue",
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
    "value_text",
]


def open_store(folder: DataFolder) -> SqlStore:
    """Open the database of a data folder, made or upgraded if need be; raise :class:`StoreTooNew`."""
    return SqlStore.at(folder.database)
