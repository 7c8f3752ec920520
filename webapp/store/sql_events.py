"""The event log in SQL."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Unpack

from sqlalchemy import Connection, Update, bindparam, select, update

from webapp.engine.events import AnyEvent
from webapp.store.codec import decode, encode_all, references
from webapp.store.database import Database
from webapp.store.events import SequenceConflict, check_sequences, tokens_of
from webapp.store.large_values import parts_of, whole_text
from webapp.store.records import ExecutionUpdate, Moment, TaskPlace
from webapp.store.schema import event, execution, moment, payload, payload_use, task_token
from webapp.store.sql_rows import execution_columns, payload_row
from webapp.store.stores import NotFound

MAX_VARIABLES = 500


class SqlEventStore:
    """See :class:`webapp.store.events.EventStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

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
        encoded = encode_all(events)
        rows = [
            (execution_id, each.sequence, each.time_ms, type(each).__name__, row.data)
            for each, row in zip(events, encoded, strict=True)
        ]
        payloads = {key: text for row in encoded for key, text in row.payloads.items()}
        with self._database.writing() as connection:
            changes = execution_columns(updates)
            moved = connection.execute(
                _advance(tuple(changes)),
                {
                    "at_id": execution_id,
                    "at_head": expected_sequence,
                    "head": expected_sequence + len(events),
                    **changes,
                },
            )
            if moved.rowcount == 0:
                _check_already_there(connection, execution_id, expected_sequence, [row.data for row in encoded])
                return
            insert = self._database.insert_rows
            insert(connection, payload, [payload_row(key, text) for key, text in payloads.items()], skip_known=True)
            insert(connection, payload_use, [(execution_id, key) for key in payloads], skip_known=True)
            insert(connection, event, rows)
            insert(connection, moment, [(execution_id, *each) for each in moments])
            tokens = [
                {"token": token, "execution_id": execution_id, "scheduled": scheduled}
                for token, scheduled in tokens_of(events).items()
            ]
            if tokens:
                connection.execute(self._database.insert_new(task_token), tokens)

    def read(self, execution_id: str, after: int = 0, limit: int | None = None) -> list[AnyEvent]:
        """Return events in order."""
        query = (
            select(event.c.data)
            .where(event.c.execution_id == execution_id, event.c.sequence > after)
            .order_by(event.c.sequence)
            .limit(limit)
        )
        with self._database.reading() as connection:
            rows = list(connection.execute(query).scalars())
            payloads = _payloads(connection, (key for data in rows for key in references(data)))
        return [decode(data, payloads) for data in rows]

    def moments(self, execution_id: str) -> Sequence[Moment]:
        """Return when the events were recorded."""
        query = (
            select(moment.c.first, moment.c.at_ms, moment.c.held_ms)
            .where(moment.c.execution_id == execution_id)
            .order_by(moment.c.first)
        )
        with self._database.reading() as connection:
            return [Moment(*row) for row in connection.execute(query)]

    def head(self, execution_id: str) -> int:
        """Return the last sequence."""
        with self._database.reading() as connection:
            head: int | None = connection.execute(
                select(execution.c.head).where(execution.c.id == execution_id)
            ).scalar()
        return head or 0

    def find_token(self, token: str) -> TaskPlace | None:
        """Return where a token was given out."""
        query = select(task_token.c.execution_id, task_token.c.scheduled).where(task_token.c.token == token)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return TaskPlace(**row._mapping) if row else None

    def payload(self, hash: str) -> str | None:
        """Return a large value's text."""
        query = select(payload.c.text).join(payload_use, payload_use.c.hash == payload.c.hash)
        with self._database.reading() as connection:
            text: str | None = connection.execute(query.where(payload.c.hash == hash).limit(1)).scalar()
            parts = _payloads(connection, parts_of([text])) if text is not None else {}
        return whole_text(hash, {**parts, hash: text}) if text is not None else None


# Making a statement takes SQLAlchemy longer than SQLite needs to run it, so that of every append is made once.
@cache
def _advance(names: tuple[str, ...]) -> Update:
    return (
        update(execution)
        .where(execution.c.id == bindparam("at_id"), execution.c.head == bindparam("at_head"))
        .values({name: bindparam(name) for name in ("head", *names)})
    )


def _check_already_there(connection: Connection, execution_id: str, expected: int, rows: Sequence[str]) -> None:
    """Raise unless the execution holds the events of these very ``rows`` already."""
    head = connection.execute(select(execution.c.head).where(execution.c.id == execution_id)).scalar()
    if head is None:
        raise NotFound(f"no execution {execution_id}")
    there = connection.execute(
        select(event.c.data)
        .where(event.c.execution_id == execution_id, event.c.sequence > expected)
        .order_by(event.c.sequence)
        .limit(len(rows))
    ).scalars()
    if not rows or list(there) != rows:
        raise SequenceConflict(execution_id, expected, head)


def _payloads(connection: Connection, hashes: Iterable[str]) -> dict[str, str]:
    """Return the texts kept under ``hashes``, and those of their parts, and of the parts of these."""
    found: dict[str, str] = {}
    while missing := sorted(set(hashes) - found.keys()):
        texts: dict[str, str] = {}
        for start in range(0, len(missing), MAX_VARIABLES):
            some = missing[start : start + MAX_VARIABLES]
            rows = connection.execute(select(payload.c.hash, payload.c.text).where(payload.c.hash.in_(some)))
            texts.update({row.hash: row.text for row in rows})
        found.update(texts)
        hashes = parts_of(texts.values())
    return found
