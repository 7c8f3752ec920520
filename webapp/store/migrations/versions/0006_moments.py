"""When events were really recorded."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create the table; nothing is known of the events so far."""
    op.create_table(
        "moment",
        Column("execution_id", String(32), ForeignKey("execution.id", ondelete="CASCADE"), primary_key=True),
        Column("first", Integer, primary_key=True, autoincrement=False),
        Column("at_ms", BigInteger, nullable=False),
        Column("held_ms", BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
