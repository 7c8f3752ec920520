"""Documents and their revisions in SQL."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, select, update

from webapp.store.database import Database
from webapp.store.records import Document, DocumentSummary, Revision, sha256
from webapp.store.schema import document, payload, revision, share
from webapp.store.sql_rows import columns, fields, keep_text
from webapp.store.stores import MAX_REVISIONS, REVISION_GAP_MS, NotFound, VersionConflict


class SqlDocumentStore:
    """See :class:`webapp.store.stores.DocumentStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, new: Document) -> None:
        """Keep a new document."""
        with self._database.writing() as connection:
            connection.execute(document.insert(), columns(new))
            self._add_revision(connection, new, 1, new.created_ms)

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

    def save(self, changed: Document) -> Document:
        """Replace a document."""
        new = columns(changed) | {"version": changed.version + 1}
        with self._database.writing() as connection:
            done = connection.execute(
                update(document)
                .where(document.c.id == changed.id, document.c.version == changed.version)
                .values({name: value for name, value in new.items() if name not in ("id", "created_ms", "cases")})
            )
            if done.rowcount == 0:
                raise self._refusal(connection, changed)
            self._revise(connection, changed)
        found = self.get(changed.id)
        if found is None:
            raise NotFound(f"no document {changed.id}")
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

    def revisions(self, id: str) -> Sequence[Revision]:
        """Return the revisions."""
        query = (
            select(revision, payload.c.text)
            .join(payload, payload.c.hash == revision.c.text_hash)
            .where(revision.c.document_id == id)
            .order_by(revision.c.number.desc())
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return [Revision(row.document_id, row.number, row.text_hash, row.text, row.created_ms) for row in rows]

    def _refusal(self, connection: Connection, changed: Document) -> Exception:
        found = connection.execute(select(document.c.version).where(document.c.id == changed.id)).scalar()
        if found is None:
            return NotFound(f"no document {changed.id}")
        return VersionConflict(changed.id, changed.version, found)

    def _revise(self, connection: Connection, changed: Document) -> None:
        """Add a revision, or replace the last one where it is less than a minute old."""
        mine = revision.c.document_id == changed.id
        last = connection.execute(select(revision).where(mine).order_by(revision.c.number.desc()).limit(1)).first()
        if last is None or last.text_hash == sha256(changed.text):
            return
        number, created_ms = last.number + 1, changed.updated_ms
        if changed.updated_ms - last.created_ms < REVISION_GAP_MS and last.number > 1:
            number, created_ms = last.number, last.created_ms
            connection.execute(delete(revision).where(mine, revision.c.number == number))
        self._add_revision(connection, changed, number, created_ms)
        connection.execute(delete(revision).where(mine, revision.c.number <= number - MAX_REVISIONS))

    def _add_revision(self, connection: Connection, changed: Document, number: int, created_ms: int) -> None:
        key = keep_text(self._database, connection, changed.text)
        values = {"document_id": changed.id, "number": number, "text_hash": key, "created_ms": created_ms}
        connection.execute(revision.insert(), values)
