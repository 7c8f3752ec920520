"""Executions in SQL, without their events."""

from collections.abc import Sequence
from typing import Any, Unpack

from sqlalchemy import ColumnElement, Insert, Row, and_, delete, literal, or_, select, update

from webapp.store.database import Database
from webapp.store.records import Execution, ExecutionSummary, ExecutionUpdate, Status, parents_first
from webapp.store.schema import event, execution, moment, payload, payload_use
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

    def fork(self, new: Execution) -> None:
        """Keep a new execution with the first events of another; what those refer to is shared by its hash."""
        row = columns(new)
        with self._database.writing() as connection:
            row["text_hash"] = keep_text(self._database, connection, row.pop("text"))
            connection.execute(execution.insert(), row)
            copied = connection.execute(_copy_of_events(new.id, new.forked_from, new.forked_at)).rowcount
            if new.forked_from is None or copied != new.forked_at or copied != new.head:
                raise NotFound(f"no events 1 to {new.forked_at} of the execution {new.forked_from}")
            connection.execute(_copy_of_moments(new.id, new.forked_from, copied))
            connection.execute(_copy_of_uses(new.id, new.forked_from))

    def get(self, id: str) -> Execution | None:
        """Return an execution."""
        return self._one(execution.c.id == id)

    def find_by_arn(self, arn: str) -> Execution | None:
        """Return the execution of an ARN."""
        return self._one(execution.c.arn == arn)

    def list(self, document_id: str | None = None, limit: int = 100) -> list[ExecutionSummary]:
        """Return executions."""
        return _summaries(
            self._database, [execution.c.document_id == document_id] if document_id is not None else [], limit
        )

    def of_line(self, line: str) -> Sequence[ExecutionSummary]:
        """Return an execution and its forks."""
        of_line = or_(execution.c.id == line, execution.c.line == line)
        return parents_first(_summaries(self._database, [of_line], None))

    def of_machine(
        self, machine_arn: str, *, status: Status | None = None, after: tuple[int, str] | None = None, limit: int = 100
    ) -> Sequence[ExecutionSummary]:
        """Return executions of a state machine."""
        conditions: list[ColumnElement[bool]] = [
            execution.c.machine_arn == machine_arn,
            execution.c.forked_from.is_(None),
        ]
        if status is not None:
            conditions.append(execution.c.status == status)
        if after is not None:
            started_ms, id = after
            older = execution.c.started_ms < started_ms
            next_to_it = and_(execution.c.started_ms == started_ms, execution.c.id > id)
            conditions.append(or_(older, next_to_it))
        return _summaries(self._database, conditions, limit)

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


def _copy_of_events(id: str, source: str | None, last: int | None) -> Insert:
    copied = select(literal(id), event.c.sequence, event.c.time_ms, event.c.type, event.c.data)
    wanted = copied.where(event.c.execution_id == source, event.c.sequence <= (last or 0))
    return event.insert().from_select(["execution_id", "sequence", "time_ms", "type", "data"], wanted)


def _copy_of_moments(id: str, source: str, last: int) -> Insert:
    copied = select(literal(id), moment.c.first, moment.c.at_ms, moment.c.held_ms)
    wanted = copied.where(moment.c.execution_id == source, moment.c.first <= last)
    return moment.insert().from_select(["execution_id", "first", "at_ms", "held_ms"], wanted)


def _copy_of_uses(id: str, source: str) -> Insert:
    """Return what notes that the fork uses all that the other does: a few values may be kept longer than need be."""
    used = select(literal(id), payload_use.c.hash).where(payload_use.c.execution_id == source)
    return payload_use.insert().from_select(["execution_id", "hash"], used)


def _summaries(
    database: Database, conditions: Sequence[ColumnElement[bool]], limit: int | None
) -> list[ExecutionSummary]:
    names = ExecutionSummary.__dataclass_fields__
    query = select(*(execution.c[name] for name in names)).where(*conditions).limit(limit)
    with database.reading() as connection:
        rows = connection.execute(query.order_by(execution.c.started_ms.desc(), execution.c.id))
        return [ExecutionSummary(**row._mapping) for row in rows]
