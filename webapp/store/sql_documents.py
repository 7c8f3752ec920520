"""Documents in SQL."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, and_, delete, func, select, update

from webapp.store.database import Database
from webapp.store.edits import KEPT_BY_THEMSELVES, TRIM_EVERY, edits_of, oldest_kept
from webapp.store.records import Document, DocumentSummary, Edit, Saved
from webapp.store.revisions import Change
from webapp.store.schema import document, edit, share
from webapp.store.sql_revisions import SqlRevisionStore
from webapp.store.sql_rows import columns, fields
from webapp.store.stores import TYPED, NotFound, VersionConflict
from webapp.values import TextChanges


class SqlDocumentStore:
    """See :class:`webapp.store.stores.DocumentStore`."""

    def __init__(self, database: Database, revisions: SqlRevisionStore) -> None:
        self._database = database
        self._revisions = revisions
        self._listeners: list[Callable[[Saved], None]] = []

    def create(self, new: Document) -> None:
        """Keep a new document."""
        with self._database.writing() as connection:
            connection.execute(document.insert(), columns(new))
            self._revisions.add(connection, new.id, new.text, Change("opened"), new.created_ms)

    def get(self, id: str) -> Document | None:
        """Return a document."""
        with self._database.reading() as connection:
            row = connection.execute(select(document).where(document.c.id == id)).first()
        return Document(**fields(row)) if row else None

    def list(self) -> list[DocumentSummary]:
        """Return all documents."""
        query = select(document.c.id, document.c.title, document.c.file_name, document.c.updated_ms)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(document.c.updated_ms.desc(), document.c.id)).all()
        return [DocumentSummary(**row._mapping) for row in rows]

    def save(
        self,
        changed: Document,
        change: Change = TYPED,
        *,
        client: str = "",
        changes: Sequence[TextChanges] = (),
    ) -> Document:
        """Replace a document."""
        mine = document.c.id == changed.id
        version = changed.version + 1
        with self._database.writing() as connection:
            done = connection.execute(
                update(document).where(mine, document.c.version == changed.version).values(version=version)
            )
            if done.rowcount == 0:
                raise self._refusal(connection, changed)
            before = _document(connection, changed.id)
            new = {name: value for name, value in columns(changed).items() if name not in KEPT_BY_THEMSELVES}
            edits = edits_of(before, replace(before, text=new["text"]), client, changes)
            connection.execute(update(document).where(mine).values(new | {"edits": before.edits + len(edits)}))
            self._add_edits(connection, changed.id, edits)
            self._revisions.add(connection, changed.id, changed.text, change, changed.updated_ms)
            after = _document(connection, changed.id)
        for listener in self._listeners:
            listener(Saved(replace(before, version=changed.version), after, edits))
        return after

    def edits_after(self, id: str, number: int) -> tuple[Edit, ...] | None:
        """Return the edits after a number."""
        newer = document.outerjoin(edit, and_(edit.c.document_id == document.c.id, edit.c.number > number))
        query = select(document.c.edits, edit.c.number, edit.c.client, edit.c.changes).select_from(newer)
        with self._database.reading() as connection:
            rows = connection.execute(query.where(document.c.id == id).order_by(edit.c.number)).all()
        if not rows:
            raise NotFound(f"no document {id}")
        edits = tuple(Edit(row.number, row.client, json.loads(row.changes)) for row in rows if row.number is not None)
        return edits if number + len(edits) == rows[0].edits else None

    def listen(self, listener: Callable[[Saved], None]) -> None:
        """Tell of saves."""
        self._listeners.append(listener)

    def keep_source(self, id: str, sha: str) -> Document:
        """Keep the SHA-256 of the file."""
        with self._database.writing() as connection:
            connection.execute(update(document).where(document.c.id == id).values(source_sha=sha))
        found = self.get(id)
        if found is None:
            raise NotFound(f"no document {id}")
        return found

    def keep_cases(self, id: str, cases: str) -> None:
        """Keep the test cases."""
        with self._database.writing() as connection:
            done = connection.execute(update(document).where(document.c.id == id).values(cases=cases))
            if done.rowcount == 0:
                raise NotFound(f"no document {id}")

    def delete(self, id: str, *, now_ms: int) -> bool:
        """Delete a document."""
        with self._database.writing() as connection:
            connection.execute(
                update(share).where(share.c.document_id == id, share.c.revoked_ms.is_(None)).values(revoked_ms=now_ms)
            )
            return connection.execute(delete(document).where(document.c.id == id)).rowcount > 0

    def _add_edits(self, connection: Connection, id: str, edits: Sequence[Edit]) -> None:
        rows = [(id, each.number, each.client, json.dumps(each.changes, separators=(",", ":"))) for each in edits]
        self._database.insert_rows(connection, edit, rows)
        # The oldest are taken away now and then: to look after each edit would take longer than to keep some more.
        if any(each.number % TRIM_EVERY == 0 for each in edits):
            self._trim_edits(connection, id)

    def _trim_edits(self, connection: Connection, id: str) -> None:
        mine = edit.c.document_id == id
        query = select(edit.c.number, func.length(edit.c.changes).label("size")).where(mine)
        rows = connection.execute(query.order_by(edit.c.number.desc())).all()
        oldest = oldest_kept((row.number, row.size) for row in rows)
        connection.execute(delete(edit).where(mine, edit.c.number < oldest))

    def _refusal(self, connection: Connection, changed: Document) -> Exception:
        found = connection.execute(select(document.c.version).where(document.c.id == changed.id)).scalar()
        if found is None:
            return NotFound(f"no document {changed.id}")
        return VersionConflict(changed.id, changed.version, found)


def _document(connection: Connection, id: str) -> Document:
    return Document(**fields(connection.execute(select(document).where(document.c.id == id)).one()))
