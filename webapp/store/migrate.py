"""Bring a database to this program's schema, or refuse one that is ahead of it."""

from typing import Final

from sqlalchemy import Connection, Engine, inspect, text

from webapp.store.schema import HEAD
from webapp.store.stores import StoreTooNew

SCRIPTS: Final = "webapp.store:migrations"


def upgrade(engine: Engine) -> None:
    """Create or upgrade the tables; two programs that start at once take turns."""
    with engine.connect() as connection:
        if _version(connection) == HEAD:
            return
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        found = _version(connection)
        if found is not None and found > HEAD:
            raise StoreTooNew(engine.url.database or str(engine.url), found, HEAD)
        if found != HEAD:
            _run_scripts(connection)
        connection.commit()


def _version(connection: Connection) -> str | None:
    """Return the database's version, ``None`` for a new one. Versions are four digits, so they compare as text."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return version


def _run_scripts(connection: Connection) -> None:
    # Imported here: a start that has nothing to upgrade need not load Alembic.
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", SCRIPTS)
    config.set_main_option("path_separator", "os")
    command.upgrade(config, HEAD)
