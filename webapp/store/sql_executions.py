"""Executions in SQL, without their events."""

from collections.abc import Sequence
from typing import Any, Unpack

from sqlalchemy import ColumnElement, Row, delete, select, update

from webapp.store.database import Database
from webapp.store.records import Execution, ExecutionSummary, ExecutionUpdate
from webapp.store.schema import execution, payload
from webapp.store.sql_rows import columns, execution_columns, fields, keep_text
from webapp.store.stores import NotFound


class SqlExecutionStore:
    """See :class:`webapp.store.stores.ExecutionStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, new: Execution) -> None:
        """Keep a new execution."""
        if new.head:
            raise ValueError("a new execution has no events yet")
        row = columns(new)
        with self._database.writing() as connection:
            row["text_hash"] = keep_text(self._database, connection, row.pop("text"))
            connection.execute(execution.insert(), row)

    def get(self, id: str) -> Execution | None:
        """Return an execution."""
        return self._one(execution.c.id == id)

    def find_by_arn(self, arn: str) -> Execution | None:
        """Return the execution of an ARN."""
        return self._one(execution.c.arn == arn)

    def list(self, document_id: str | None = None, limit: int = 100) -> list[ExecutionSummary]:
        """Return executions."""
        names = ExecutionSummary.__dataclass_fields__
        query = select(*(execution.c[name] for name in names)).order_by(execution.c.started_ms.desc(), execution.c.id)
        if document_id is not None:
            query = query.where(execution.c.document_id == document_id)
        with self._database.reading() as connection:
            return [ExecutionSummary(**row._mapping) for row in connection.execute(query.limit(limit))]

    def unfinished(self) -> Sequence[str]:
        """Return the ids of those that have not ended."""
        query = select(execution.c.id).where(execution.c.status == "RUNNING").order_by(execution.c.started_ms)
        with self._database.reading() as connection:
            return [*connection.execute(query).scalars()]

    def update(self, id: str, **updates: Unpack[ExecutionUpdate]) -> None:
        """Change columns."""
        with self._database.writing() as connection:
            done = connection.execute(
                update(execution).where(execution.c.id == id).values(id=id, **execution_columns(updates))
            )
            if done.rowcount == 0:
                raise NotFound(f"no execution {id}")

    def delete(self, id: str) -> bool:
        """Delete an execution with its events."""
        with self._database.writing() as connection:
            return connection.execute(delete(execution).where(execution.c.id == id)).rowcount > 0

    def _one(self, condition: ColumnElement[bool]) -> Execution | None:
        query = select(execution, payload.c.text).join(payload, payload.c.hash == execution.c.text_hash)
        with self._database.reading() as connection:
            row = connection.execute(query.where(condition)).first()
        return _execution(row) if row else None


def _execution(row: Row[Any]) -> Execution:
    found = fields(row)
    del found["text_hash"]
    return Execution(**found)
