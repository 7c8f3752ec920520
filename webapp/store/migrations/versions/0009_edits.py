"""The changes of documents' texts, so that several pages can work on one."""

from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, String, Text

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the table, and the number of its last row to each document; nothing is known of earlier changes."""
    op.add_column("document", Column("edits", Integer, nullable=False, server_default="0"))
    op.create_table(
        "edit",
        Column("document_id", String(32), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("client", String(64), nullable=False),
        Column("changes", Text, nullable=False),
        sqlite_with_rowid=False,
    )
