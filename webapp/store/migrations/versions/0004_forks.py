"""Forks: executions that have the first events of another."""

from alembic import op
from sqlalchemy import Column, Integer, String, Text

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the columns; every execution so far is the first of its line, which none of them says."""
    op.add_column("execution", Column("forked_from", String(32)))
    op.add_column("execution", Column("forked_at", Integer))
    op.add_column("execution", Column("fork_name", Text))
    op.add_column("execution", Column("line", String(32)))
    op.add_column("execution", Column("note", Text))
    op.create_index("execution_line", "execution", ["line"])
