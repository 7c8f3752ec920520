"""Settings in SQL."""

from sqlalchemy import delete, select

from webapp.store.database import Database
from webapp.store.schema import setting


class SqlSettingStore:
    """See :class:`webapp.store.stores.SettingStore`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str) -> str | None:
        """Return a setting."""
        with self._database.reading() as connection:
            value: str | None = connection.execute(select(setting.c.value).where(setting.c.key == key)).scalar()
        return value

    def set(self, key: str, value: str) -> None:
        """Keep a setting."""
        with self._database.writing() as connection:
            connection.execute(self._database.insert_or_replace(setting, "key", "value"), {"key": key, "value": value})

    def delete(self, key: str) -> bool:
        """Forget a setting."""
        with self._database.writing() as connection:
            return connection.execute(delete(setting).where(setting.c.key == key)).rowcount > 0

    def items(self, prefix: str = "") -> dict[str, str]:
        """Return settings by key."""
        query = select(setting).where(setting.c.key.startswith(prefix, autoescape=True)).order_by(setting.c.key)
        with self._database.reading() as connection:
            return {row.key: row.value for row in connection.execute(query)}
