"""The first tables."""

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Text, UniqueConstraint

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create them."""
    op.create_table(
        "payload",
        Column("hash", String(64), primary_key=True),
        Column("size", Integer, nullable=False),
        Column("text", Text, nullable=False),
    )
    op.create_table("setting", Column("key", Text, primary_key=True), Column("value", Text, nullable=False))
    _create_document()
    _create_share()
    _create_execution()


def _create_document() -> None:
    op.create_table(
        "document",
        Column("id", String(32), primary_key=True),
        Column("title", Text, nullable=False),
        Column("file_name", Text, nullable=False),
        Column("format", String(8), nullable=False),
        Column("text", Text, nullable=False),
        Column("machine", Text, nullable=False),
        Column("values", Text, nullable=False),
        Column("breakpoints", Text, nullable=False),
        Column("disabled_breakpoints", Text, nullable=False),
        Column("input", Text, nullable=False),
        Column("mocks", Text, nullable=False),
        Column("folder", Text),
        Column("source", Text),
        Column("source_sha", String(64)),
        Column("version", Integer, nullable=False),
        Column("created_ms", BigInteger, nullable=False),
        Column("updated_ms", BigInteger, nullable=False),
    )
    op.create_table(
        "revision",
        Column("document_id", String(32), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
        Column("number", Integer, primary_key=True),
        Column("text_hash", String(64), ForeignKey("payload.hash"), nullable=False),
        Column("created_ms", BigInteger, nullable=False),
    )
    op.create_index("revision_text", "revision", ["text_hash"])


def _create_share() -> None:
    op.create_table(
        "share",
        Column("id", String(32), primary_key=True),
        Column("token_hash", String(64), nullable=False),
        Column("document_id", String(32), ForeignKey("document.id", ondelete="SET NULL")),
        Column("title", Text, nullable=False),
        Column("text_hash", String(64), ForeignKey("payload.hash"), nullable=False),
        Column("format", String(8), nullable=False),
        Column("machine", Text, nullable=False),
        Column("values", Text, nullable=False),
        Column("created_ms", BigInteger, nullable=False),
        Column("revoked_ms", BigInteger),
        UniqueConstraint("token_hash"),
    )
    op.create_index("share_document", "share", ["document_id"])
    op.create_index("share_text", "share", ["text_hash"])


def _create_execution() -> None:
    op.create_table(
        "execution",
        Column("id", String(32), primary_key=True),
        Column("arn", Text, nullable=False),
        Column("name", Text, nullable=False),
        Column("document_id", String(32), ForeignKey("document.id", ondelete="SET NULL")),
        Column("machine_name", Text, nullable=False),
        Column("text_hash", String(64), ForeignKey("payload.hash"), nullable=False),
        Column("format", String(8), nullable=False),
        Column("machine", Text, nullable=False),
        Column("values", Text, nullable=False),
        Column("input", Text, nullable=False),
        Column("mocks", Text, nullable=False),
        Column("clock", String(8), nullable=False),
        Column("folder", Text),
        Column("file_name", Text),
        Column("status", String(16), nullable=False),
        Column("head", Integer, nullable=False),
        Column("session", Text, nullable=False),
        Column("output", Text),
        Column("error", Text),
        Column("cause", Text),
        Column("started_ms", BigInteger, nullable=False),
        Column("stopped_ms", BigInteger),
        UniqueConstraint("arn"),
    )
    op.create_index("execution_document", "execution", ["document_id", "started_ms"])
    op.create_index("execution_status", "execution", ["status", "started_ms"])
    op.create_index("execution_text", "execution", ["text_hash"])
    op.create_table(
        "event",
        Column("execution_id", String(32), ForeignKey("execution.id", ondelete="CASCADE"), primary_key=True),
        Column("sequence", Integer, primary_key=True, autoincrement=False),
        Column("time_ms", BigInteger, nullable=False),
        Column("type", String(64), nullable=False),
        Column("data", Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "payload_use",
        Column("execution_id", String(32), ForeignKey("execution.id", ondelete="CASCADE"), primary_key=True),
        Column("hash", String(64), ForeignKey("payload.hash"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("payload_use_hash", "payload_use", ["hash"])
