"""The texts that documents had, in SQL: each as what differs from a text that is kept whole."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, delete, func, select, update

from webapp.store.database import Database
from webapp.store.records import sha256
from webapp.store.revisions import THIN_AFTER, Change, Revision, rekinded, replaced, thinned
from webapp.store.schema import document, payload, revision
from webapp.store.sql_rows import keep_text, unicode
from webapp.store.stores import NotFound
from webapp.store.text_delta import delta, restored

_WHOLE_ABOVE: Final = 20
"""A text is kept whole again where what differs takes more than its size divided by this."""


class SqlRevisionStore:
    """See :class:`webapp.store.stores.RevisionStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, document_id: str, text: str, change: Change, *, now_ms: int) -> int:
        """Keep a text."""
        mine = document.c.id == document_id
        with self._database.writing() as connection:
            if connection.execute(update(document).where(mine).values(id=document_id)).rowcount == 0:
                raise NotFound(f"no document {document_id}")
            return self.add(connection, document_id, text, change, now_ms)

    def of(self, document_id: str, *, before: int | None = None, limit: int | None = None) -> Sequence[Revision]:
        """Return the revisions."""
        query = _newest_first(document_id).limit(limit)
        if before is not None:
            query = query.where(revision.c.number < before)
        with self._database.reading() as connection:
            return [_revision(row) for row in connection.execute(query)]

    def text(self, document_id: str, number: int) -> str | None:
        """Return the text of a revision."""
        query = (
            select(payload.c.text, revision.c.delta)
            .join(payload, payload.c.hash == revision.c.text_hash)
            .where(_is(document_id, number))
        )
        with self._database.reading() as connection:
            found = connection.execute(query).first()
        if found is None or found.delta is None:
            return None if found is None else str(found.text)
        return restored(found.text, found.delta)

    def name(self, document_id: str, number: int, name: str | None) -> bool:
        """Name a revision."""
        return self._set(document_id, number, name=name)

    def note(self, document_id: str, number: int, note: str) -> None:
        """Say what was changed."""
        self._set(document_id, number, note=note)

    def add(self, connection: Connection, document_id: str, text: str, change: Change, now_ms: int) -> int:
        """Keep a text within a transaction that writes."""
        text = unicode(text)
        row = connection.execute(_newest_first(document_id).limit(1)).first()
        last = _revision(row) if row is not None else None
        if last is not None and last.sha256 == sha256(text):
            if rekinded(last, change):
                kind = {"kind": change.kind, "note": change.note or last.note}
                connection.execute(update(revision).where(_is(document_id, last.number)).values(kind))
            return last.number
        number = 1 if last is None else last.number + 1
        base = row.text_hash if row is not None else None
        if last is not None and replaced(last, change, now_ms):
            connection.execute(delete(revision).where(_is(document_id, last.number)))
            now_ms = last.created_ms
        values = self._kept(connection, text, base) | {"kind": change.kind, "note": change.note}
        connection.execute(
            revision.insert().values(document_id=document_id, number=number, created_ms=now_ms, **values)
        )
        if number % THIN_AFTER == 0:
            self._thin(connection, document_id, now_ms)
        return number

    def _kept(self, connection: Connection, text: str, base: str | None) -> dict[str, Any]:
        """Return the columns that hold a text; ``base`` is a text that is kept whole."""
        size = len(text.encode())
        query = select(payload.c.text).where(payload.c.hash == base)
        whole = connection.execute(query).scalar() if base is not None else None
        if whole is not None:
            found = delta(whole, text)
            if len(found) * _WHOLE_ABOVE <= size:
                return {"text_hash": base, "delta": found, "sha256": sha256(text), "size": size}
        return {"text_hash": keep_text(self._database, connection, text)}

    def _thin(self, connection: Connection, document_id: str, now_ms: int) -> None:
        all_of_it = [_revision(row) for row in connection.execute(_newest_first(document_id))]
        gone = thinned(all_of_it, now_ms)
        for at in range(0, len(gone), 500):
            numbers = revision.c.number.in_(gone[at : at + 500])
            connection.execute(delete(revision).where(revision.c.document_id == document_id, numbers))

    def _set(self, document_id: str, number: int, **values: Any) -> bool:
        with self._database.writing() as connection:
            done = connection.execute(update(revision).where(_is(document_id, number)).values(**values))
        return done.rowcount > 0


def _is(document_id: str, number: int) -> Any:
    return (revision.c.document_id == document_id) & (revision.c.number == number)


def _newest_first(document_id: str) -> Select[Any]:
    own = revision.c
    return (
        select(
            *(own.document_id, own.number, own.text_hash, own.created_ms, own.kind, own.note, own.name),
            func.coalesce(own.sha256, own.text_hash).label("own_hash"),
            func.coalesce(own.size, payload.c.size).label("own_size"),
        )
        .join(payload, payload.c.hash == own.text_hash)
        .where(own.document_id == document_id)
        .order_by(own.number.desc())
    )


def _revision(row: Row[Any]) -> Revision:
    return Revision(
        document_id=row.document_id,
        number=row.number,
        sha256=row.own_hash,
        size=row.own_size,
        created_ms=row.created_ms,
        kind=row.kind,
        note=row.note,
        name=row.name,
    )
