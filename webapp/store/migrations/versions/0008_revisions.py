"""Every save is a revision: kept as what differs from another text, with what made it and the name it was given."""

from alembic import op
from sqlalchemy import Column, Integer, LargeBinary, String, Text

revision = "0008"
down_revision = "0006"


def upgrade() -> None:
    """Add the columns; the revisions so far are whole texts that somebody typed."""
    op.add_column("revision", Column("delta", LargeBinary))
    op.add_column("revision", Column("sha256", String(64)))
    op.add_column("revision", Column("size", Integer))
    op.add_column("revision", Column("kind", String(16), nullable=False, server_default="typed"))
    op.add_column("revision", Column("note", Text, nullable=False, server_default=""))
    op.add_column("revision", Column("name", Text))
