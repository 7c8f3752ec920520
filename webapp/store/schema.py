"""The tables. A change here needs a migration in ``migrations/versions`` and a new :data:`HEAD`."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    false,
)

HEAD: Final = "0009"

metadata: Final = MetaData()

# Texts kept once, by SHA-256: large values of events, in parts as `large_values.py` tells, and the definitions of
# executions, revisions and shares.
payload: Final = Table(
    "payload",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("text", Text, nullable=False),
)

document: Final = Table(
    "document",
    metadata,
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
    Column("cases", Text, nullable=False, server_default="[]"),
    Column("folder", Text),
    Column("source", Text),
    Column("source_sha", String(64)),
    Column("version", Integer, nullable=False),
    Column("edits", Integer, nullable=False, server_default="0"),
    Column("created_ms", BigInteger, nullable=False),
    Column("updated_ms", BigInteger, nullable=False),
)

# How a document's text became what it is: the last of its changes, as JSON.
edit: Final = Table(
    "edit",
    metadata,
    Column("document_id", String(32), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("client", String(64), nullable=False),
    Column("changes", Text, nullable=False),
    sqlite_with_rowid=False,
)

# A text is what `delta` makes of the payload, or that payload; `sha256` and `size` are its own where there is a delta.
revision: Final = Table(
    "revision",
    metadata,
    Column("document_id", String(32), ForeignKey("document.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("text_hash", String(64), ForeignKey("payload.hash"), nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("delta", LargeBinary),
    Column("sha256", String(64)),
    Column("size", Integer),
    Column("kind", String(16), nullable=False, server_default="typed"),
    Column("note", Text, nullable=False, server_default=""),
    Column("name", Text),
    Index("revision_text", "text_hash"),
)

share: Final = Table(
    "share",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("document_id", String(32), ForeignKey("document.id", ondelete="SET NULL")),
    Column("title", Text, nullable=False),
    Column("text_hash", String(64), ForeignKey("payload.hash"), nullable=False),
    Column("format", String(8), nullable=False),
    Column("machine", Text, nullable=False),
    Column("values", Text, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("revoked_ms", BigInteger),
    Index("share_document", "document_id"),
    Index("share_text", "text_hash"),
)

execution: Final = Table(
    "execution",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("arn", Text, nullable=False, unique=True),
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
    Column("machine_arn", Text),
    Column("role_arn", Text),
    Column("unattended", Boolean, nullable=False, server_default=false()),
    Column("mock_case", Text),
    Column("forked_from", String(32)),
    Column("forked_at", Integer),
    Column("fork_name", Text),
    Column("line", String(32)),
    Column("note", Text),
    Column("status", String(16), nullable=False),
    Column("head", Integer, nullable=False),
    Column("session", Text, nullable=False),
    Column("output", Text),
    Column("error", Text),
    Column("cause", Text),
    Column("started_ms", BigInteger, nullable=False),
    Column("stopped_ms", BigInteger),
    Index("execution_document", "document_id", "started_ms"),
    Index("execution_status", "status", "started_ms"),
    Index("execution_text", "text_hash"),
    Index("execution_machine", "machine_arn", "started_ms"),
    Index("execution_line", "line"),
)

event: Final = Table(
    "event",
    metadata,
    Column("execution_id", String(32), ForeignKey("execution.id", ondelete="CASCADE"), primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("time_ms", BigInteger, nullable=False),
    Column("type", String(64), nullable=False),
    Column("data", Text, nullable=False),
    sqlite_with_rowid=False,
)

# When events were really recorded: each from its `first` on, up to the next.
moment: Final = Table(
    "moment",
    metadata,
    Column("execution_id", String(32), ForeignKey("execution.id", ondelete="CASCADE"), primary_key=True),
    Column("first", Integer, primary_key=True, autoincrement=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("held_ms", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# Which execution's events refer to which payloads: so that pruning need not read the events.
payload_use: Final = Table(
    "payload_use",
    metadata,
    Column("execution_id", String(32), ForeignKey("execution.id", ondelete="CASCADE"), primary_key=True),
    Column("hash", String(64), ForeignKey("payload.hash"), primary_key=True),
    Index("payload_use_hash", "hash"),
    sqlite_with_rowid=False,
)

# By which token which task is answered; kept after that, so that a late answer is told from a wrong one.
task_token: Final = Table(
    "task_token",
    metadata,
    Column("token", String(2048), primary_key=True),
    Column("execution_id", String(32), ForeignKey("execution.id", ondelete="CASCADE"), nullable=False),
    Column("scheduled", Integer, nullable=False),
    Index("task_token_execution", "execution_id"),
)

state_machine: Final = Table(
    "state_machine",
    metadata,
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
    Index("state_machine_definition", "definition_hash"),
)

activity: Final = Table(
    "activity",
    metadata,
    Column("arn", String(256), primary_key=True),
    Column("name", Text, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Column("tags", Text, nullable=False),
)

setting: Final = Table(
    "setting",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
