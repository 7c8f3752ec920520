"""State machines and activities that programs create, and what their executions need."""

from alembic import op
from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Integer, String, Text, false

revision = "0002"
down_revision = "0001"

USUAL_ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:"


def upgrade() -> None:
    """Create the tables and add the columns."""
    op.add_column("execution", Column("machine_arn", Text))
    op.execute(f"UPDATE execution SET machine_arn = '{USUAL_ARN}' || machine_name")
    op.add_column("execution", Column("role_arn", Text))
    op.add_column("execution", Column("unattended", Boolean, nullable=False, server_default=false()))
    op.add_column("execution", Column("mock_case", Text))
    op.create_index("execution_machine", "execution", ["machine_arn", "started_ms"])
    op.create_table(
        "task_token",
        Column("token", String(2048), primary_key=True),
        Column("execution_id", String(32), ForeignKey("execution.id", ondelete="CASCADE"), nullable=False),
        Column("scheduled", Integer, nullable=False),
    )
    op.create_index("task_token_execution", "task_token", ["execution_id"])
    op.create_table(
        "state_machine",
        Column("arn", String(256), primary_key=True),
        Column("name", Text, nullable=False),
        Column("type", String(16), nullable=False),
        Column("role_arn", Text, nullable=False),
        Column("definition_hash", String(64), ForeignKey("payload.hash"), nullable=False),
        Column("created_ms", BigInteger, nullable=False),
        Column("updated_ms", BigInteger, nullable=False),
        Column("revision_id", String(64)),
        Column("document_id", String(32), ForeignKey("document.id", ondelete="SET NULL")),
        Column("configuration", Text, nullable=False),
        Column("tags", Text, nullable=False),
    )
    op.create_index("state_machine_definition", "state_machine", ["definition_hash"])
    op.create_table(
        "activity",
        Column("arn", String(256), primary_key=True),
        Column("name", Text, nullable=False),
        Column("created_ms", BigInteger, nullable=False),
        Column("tags", Text, nullable=False),
    )
