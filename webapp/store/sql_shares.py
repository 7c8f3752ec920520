"""Shares in SQL."""

from typing import Any

from sqlalchemy import Row, Select, select, update

from webapp.store.database import Database
from webapp.store.records import Document, Share, new_token, sha256, share_of
from webapp.store.schema import payload, share
from webapp.store.sql_rows import columns, fields, keep_text


class SqlShareStore:
    """See :class:`webapp.store.stores.ShareStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def create(self, document: Document, *, now_ms: int) -> tuple[Share, str]:
        """Publish a document."""
        made, token = share_of(document, now_ms), new_token()
        row = columns(made)
        with self._database.writing() as connection:
            row["text_hash"] = keep_text(self._database, connection, row.pop("text"))
            connection.execute(share.insert(), row | {"token_hash": sha256(token)})
        return made, token

    def find(self, token: str) -> Share | None:
        """Return the share of a token."""
        with self._database.reading() as connection:
            row = connection.execute(_query().where(share.c.token_hash == sha256(token))).first()
        return _share(row) if row else None

    def list(self, document_id: str | None = None) -> list[Share]:
        """Return shares."""
        query = _query().order_by(share.c.created_ms.desc(), share.c.id)
        if document_id is not None:
            query = query.where(share.c.document_id == document_id)
        with self._database.reading() as connection:
            return [_share(row) for row in connection.execute(query)]

    def revoke(self, id: str, *, now_ms: int) -> bool:
        """Revoke a share; one that is revoked keeps its time."""
        with self._database.writing() as connection:
            connection.execute(
                update(share).where(share.c.id == id, share.c.revoked_ms.is_(None)).values(revoked_ms=now_ms)
            )
            return connection.execute(select(share.c.id).where(share.c.id == id)).first() is not None


def _query() -> Select[Any]:
    return select(share, payload.c.text).join(payload, payload.c.hash == share.c.text_hash)


def _share(row: Row[Any]) -> Share:
    found = fields(row)
    del found["text_hash"], found["token_hash"]
    return Share(**found)
