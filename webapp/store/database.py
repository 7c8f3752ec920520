"""The connection to the database: how SQLite is set up, and how transactions are taken.

SQLite runs in WAL mode with ``synchronous=NORMAL``: a crash of the program loses nothing that was committed; one of the
whole machine may lose the last moments, and never tears a batch. Writers of one process take turns by a lock, which is
fairer than SQLite's own waiting; other processes wait by ``busy_timeout``.
"""

import fcntl
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import sqlite

from webapp.store.migrate import upgrade

PRAGMAS: Final = ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=5000", "foreign_keys=ON")
POOL_SIZE: Final = 8
MAX_OVERFLOW: Final = 120


class Database:
    """An open database of the newest schema."""

    def __init__(self, url: str | URL) -> None:
        """Open and upgrade; raise :class:`webapp.store.StoreTooNew` where a newer program has been at work."""
        self.engine = _engine(url)
        self._inserts: dict[str, str] = {}
        self._writing = threading.Lock() if self.is_sqlite else nullcontext()
        try:
            with _taking_turns(self.file):
                upgrade(self.engine)
        except BaseException:
            self.engine.dispose()
            raise

    @property
    def is_sqlite(self) -> bool:
        """Tell whether this is SQLite."""
        return self.engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path | None:
        """The file of an SQLite database."""
        name = self.engine.url.database
        return Path(name) if self.is_sqlite and name else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection for reading."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are committed together at the end, or not at all.

        The first statement should be one that changes something: then SQLite locks before it reads.
        """
        with self._writing, self.engine.begin() as connection:
            yield connection

    def insert_rows(
        self, connection: Connection, table: Table, rows: Sequence[tuple[Any, ...]], *, skip_known: bool = False
    ) -> None:
        """Insert rows of all columns of ``table``, in their order; perhaps without those whose key is there already.

        They go to the driver as they are: to bind them one by one takes SQLAlchemy longer than SQLite takes for it all.
        """
        if rows:
            statement = self._insert_text(table) + (" ON CONFLICT DO NOTHING" if skip_known else "")
            connection.exec_driver_sql(statement, list(rows))

    def insert_new(self, table: Table) -> Any:
        """Return an insert that skips rows whose key is there already."""
        return self._insert(table).on_conflict_do_nothing()

    def insert_or_replace(self, table: Table, key: str, *columns: str) -> Any:
        """Return an insert that sets ``columns`` where ``key`` is there already."""
        statement = self._insert(table)
        return statement.on_conflict_do_update([key], set_={name: statement.excluded[name] for name in columns})

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def _insert_text(self, table: Table) -> str:
        found = self._inserts.get(table.name)
        if found is None:
            found = self._inserts[table.name] = self._made_insert_text(table)
        return found

    def _made_insert_text(self, table: Table) -> str:
        dialect = self.engine.dialect
        name = dialect.identifier_preparer.format_table(table)
        columns = ", ".join(dialect.identifier_preparer.format_column(column) for column in table.columns)
        marks = ", ".join(["?" if dialect.paramstyle == "qmark" else "%s"] * len(table.columns))
        return f"INSERT INTO {name} ({columns}) VALUES ({marks})"

    def _insert(self, table: Table) -> Any:
        if self.is_sqlite:
            return sqlite.insert(table)
        # Imported here: it brings all drivers' modules, which a start on SQLite need not wait for.
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)


@contextmanager
def _taking_turns(file: Path | None) -> Iterator[None]:
    """Let one program at a time open ``file`` for the first time.

    SQLite does not wait when two connections turn a new database to WAL at once. The lock is on the folder: closing
    another handle of the database's own file would drop SQLite's locks.
    """
    if file is None or not file.parent.is_dir():
        yield
        return
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _engine(url: str | URL) -> Engine:
    engine = create_engine(url, pool_size=POOL_SIZE, max_overflow=MAX_OVERFLOW)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection: Any, record: object) -> None:
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
