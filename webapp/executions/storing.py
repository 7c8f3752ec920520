"""Reading a distributed Map's items and writing its results: what a driver does in another thread, and what it is told.

Neither ever raises: what goes wrong is the execution's error. A fault of our own is told as such, and raised as well.
"""

from collections.abc import Callable
from dataclasses import dataclass

from webapp.engine import (
    ITEM_READER_FAILED,
    RESULT_WRITER_FAILED,
    CompleteWrite,
    FailRead,
    FailWrite,
    PendingRead,
    PendingWrite,
    ProvideItems,
)
from webapp.items import Items, ItemsFailed, Storage


@dataclass(frozen=True, slots=True)
class Stored:
    """How a read or a write ended: with ``items``, or with the ``cause`` of a failure, or, a write, well."""

    work: PendingRead | PendingWrite
    items: Items | None = None
    cause: str | None = None

    @property
    def scheduled(self) -> int:
        """Return the event that it was scheduled by."""
        return self.work.scheduled


def store(storage: Storage, work: PendingRead | PendingWrite, report: Callable[[Stored], None]) -> None:
    """Read or write, and report how it ended."""
    try:
        if isinstance(work, PendingRead):
            report(Stored(work, items=storage.read(work.source)))
        else:
            storage.write(work)
            report(Stored(work))
    except ItemsFailed as failure:
        report(Stored(work, cause=str(failure)))
    except Exception as error:
        report(Stored(work, cause=f"{type(error).__name__}: {error}"))
        raise


def store_command(stored: Stored, time_ms: int, seed: int) -> ProvideItems | FailRead | CompleteWrite | FailWrite:
    """Return the command that tells an execution how its read or write ended."""
    work, items = stored.work, stored.items
    if isinstance(work, PendingRead):
        if items is not None:
            return ProvideItems(work.thread, work.scheduled, items.items, time_ms, items.keys, items.sources)
        return FailRead(work.thread, work.scheduled, ITEM_READER_FAILED, stored.cause or "", time_ms, seed)
    if stored.cause is not None:
        return FailWrite(work.thread, work.scheduled, RESULT_WRITER_FAILED, stored.cause, time_ms, seed)
    return CompleteWrite(work.thread, work.scheduled, time_ms, seed)
