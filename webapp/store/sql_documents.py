"""Documents in SQL."""

from sqlalchemy import Connection, delete, select, update

from webapp.store.database import Database
from webapp.store.records import Document, DocumentSummary
from webapp.store.revisions import Change
from webapp.store.schema import document, share
from webapp.store.sql_revisions import SqlRevisionStore
from webapp.store.sql_rows import columns, fields
from webapp.store.stores import TYPED, NotFound, VersionConflict


class SqlDocumentStore:
    """See :class:`webapp.store.stores.DocumentStore`."""

    def __init__(self, database: Database, revisions: SqlRevisionStore) -> None:
        self._database = database
        self._revisions = revisions

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

    def save(self, changed: Document, change: Change = TYPED) -> Document:
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
            self._revisions.add(connection, changed.id, changed.text, change, changed.updated_ms)
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

    def _refusal(self, connection: Connection, changed: Document) -> Exception:
        found = connection.execute(select(document.c.version).where(document.c.id == changed.id)).scalar()
        if found is None:
            return NotFound(f"no document {changed.id}")
        return VersionConflict(changed.id, changed.version, found)
