"""Test cases that are kept with a document."""

from alembic import op
from sqlalchemy import Column, Text

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the column; no document has cases yet."""
    op.add_column("document", Column("cases", Text, nullable=False, server_default="[]"))
