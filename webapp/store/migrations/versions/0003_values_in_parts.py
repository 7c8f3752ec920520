"""Large values may hold others by their hashes, which programs from before this cannot read. No table changes."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Do nothing: values that are kept whole can be read as they are."""
