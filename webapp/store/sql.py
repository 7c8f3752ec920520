"""The store in a database: SQLite in a file, by default in the user's data folder."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, LargeBinary, Select, Table, cast, delete, func, select, union_all
from sqlalchemy.exc import OperationalError
from sqlalchemy.sql import literal

from webapp.store.database import Database
from webapp.store.records import KindUsage, Pruned, Usage
from webapp.store.schema import document, event, execution, payload, payload_use, revision, share, state_machine
from webapp.store.sql_documents import SqlDocumentStore
from webapp.store.sql_events import SqlEventStore
from webapp.store.sql_executions import SqlExecutionStore
from webapp.store.sql_resources import SqlActivityStore, SqlStateMachineStore
from webapp.store.sql_revisions import SqlRevisionStore
from webapp.store.sql_settings import SqlSettingStore
from webapp.store.sql_shares import SqlShareStore

JOURNALS = ("", "-wal", "-shm")


class SqlStore:
    """See :class:`webapp.store.stores.Store`."""

    def __init__(self, url: str | URL) -> None:
        """Open the database at an SQLAlchemy URL and bring it to the newest schema."""
        self._database = Database(url)
        self.revisions = SqlRevisionStore(self._database)
        self.documents = SqlDocumentStore(self._database, self.revisions)
        self.shares = SqlShareStore(self._database)
        self.executions = SqlExecutionStore(self._database)
        self.events = SqlEventStore(self._database)
        self.state_machines = SqlStateMachineStore(self._database)
        self.activities = SqlActivityStore(self._database)
        self.settings = SqlSettingStore(self._database)

    @staticmethod
    def at(file: Path) -> "SqlStore":
        """Open the SQLite database in ``file``."""
        return SqlStore(URL.create("sqlite", database=str(file)))

    def prune(self, *, before_ms: int | None = None, keep: int | None = None) -> Pruned:
        """Delete old executions; give the room back to the disk."""
        chosen = select(execution.c.id).where(execution.c.status != "RUNNING")
        if before_ms is not None:
            chosen = chosen.where(func.coalesce(execution.c.stopped_ms, execution.c.started_ms) < before_ms)
        if keep is not None:
            newest = select(execution.c.id).where(execution.c.status != "RUNNING")
            newest = newest.order_by(execution.c.started_ms.desc(), execution.c.id).limit(keep)
            chosen = chosen.where(execution.c.id.not_in(newest))
        with self._database.writing() as connection:
            events = connection.execute(delete(event).where(event.c.execution_id.in_(chosen))).rowcount
            executions = connection.execute(delete(execution).where(execution.c.id.in_(chosen))).rowcount
            payloads = connection.execute(delete(payload).where(payload.c.hash.not_in(_used_hashes()))).rowcount
        if self._database.is_sqlite:
            self._shrink()
        return Pruned(executions, events, payloads)

    def usage(self) -> Usage:
        """Return what takes up room."""
        with self._database.reading() as connection:
            return Usage(
                documents=_usage(connection, document, "text", "input", "mocks"),
                executions=_usage(connection, execution, "input", "output", "session", "mocks"),
                events=_usage(connection, event, "data"),
                payloads=_usage(connection, payload, "text"),
                shares=_usage(connection, share, "title"),
                file_bytes=self._file_bytes(),
            )

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def _shrink(self) -> None:
        # While another program reads, this cannot be done: then the room is used again instead of given back.
        engine = self._database.engine
        with suppress(OperationalError), engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=500")
            try:
                connection.exec_driver_sql("VACUUM")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.invalidate()

    def _file_bytes(self) -> int | None:
        file = self._database.file
        if file is None:
            return None
        parts = [Path(f"{file}{ending}") for ending in JOURNALS]
        return sum(part.stat().st_size for part in parts if part.exists())


def _used_hashes() -> Any:
    return union_all(
        select(payload_use.c.hash),
        select(execution.c.text_hash),
        select(revision.c.text_hash),
        select(share.c.text_hash),
        select(state_machine.c.definition_hash),
    )


def _usage(connection: Connection, table: Table, *texts: str) -> KindUsage:
    def size(name: str) -> Any:
        if connection.dialect.name == "sqlite":
            return func.coalesce(func.length(cast(table.c[name], LargeBinary)), 0)
        return func.coalesce(func.octet_length(table.c[name]), 0)

    total = sum((size(name) for name in texts), start=literal(0))
    query: Select[Any] = select(func.count(), func.coalesce(func.sum(total), 0)).select_from(table)
    count, size_bytes = connection.execute(query).one()
    return KindUsage(count, int(size_bytes))
