"""The tables are made, kept up to date, and refused when they are ahead."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from webapp.store import SqlStore, StoreTooNew
from webapp.store.migrate import SCRIPTS
from webapp.store.schema import HEAD, metadata


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "statewalk.db"


def test_the_migrations_make_the_tables_of_the_schema(file: Path) -> None:
    SqlStore.at(file).close()
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    assert differences == []


def test_the_newest_migration_is_the_one_that_the_schema_names() -> None:
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_a_newer_database_is_refused_with_both_versions_and_what_to_do(file: Path) -> None:
    SqlStore.at(file).close()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0099'")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(StoreTooNew) as caught:
        SqlStore.at(file)
    message = str(caught.value)
    assert str(file) in message
    assert "0099" in message
    assert HEAD in message
    assert "--data-dir" in message
    assert file.read_bytes() == before


def test_two_programs_that_start_at_once_make_one_database(file: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        for store in pool.map(lambda _: SqlStore.at(file), range(4)):
            assert store.settings.get("nothing") is None
            store.close()


def test_an_empty_file_is_a_new_database(file: Path) -> None:
    file.touch()
    store = SqlStore.at(file)
    assert list(store.documents.list()) == []
    store.close()
