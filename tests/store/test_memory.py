"""The store in memory."""

from pathlib import Path

from tests.store.store_contract import StoreContract
from webapp.store import MemoryStore, Store


class TestMemoryStore(StoreContract):
    def make(self, folder: Path) -> Store:
        return MemoryStore()


def test_it_takes_no_room_on_disk() -> None:
    assert MemoryStore().usage().file_bytes is None
