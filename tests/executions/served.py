"""Executions as a server has them: a store in memory, no pages, and a way to wait until one stands as expected."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Literal

from tests.store.samples import a_document
from webapp.engine import AnyEvent, PendingTask, execution_history, pending_work
from webapp.executions.run import Run
from webapp.executions.service import Executions
from webapp.messages import protocol as m
from webapp.store.memory import MemoryStore

WAIT_SECONDS = 30


class Pages:
    """Stands for the pages: tells when something was recorded."""

    def __init__(self) -> None:
        self._changed = threading.Condition()

    def changed(self, run: Run, events: Sequence[AnyEvent]) -> None:
        with self._changed:
            self._changed.notify_all()

    def started(self, document: str, execution: str) -> None:
        pass

    def lines_changed(self, document: str, line: str, deleted: Sequence[str] = ()) -> None:
        """No page listens."""

    def is_watched(self, document: str | None, execution: str) -> bool:
        return False

    def until(self, is_so: Callable[[], bool]) -> None:
        """Wait until ``is_so``, looking each time something was recorded."""
        with self._changed:
            assert self._changed.wait_for(is_so, WAIT_SECONDS), "it never came to be"


class Served:
    """A server's executions, and what a test asks of them."""

    def __init__(self, store: MemoryStore) -> None:
        self.store = store
        self.pages = Pages()
        self.executions = Executions(store, self.pages, allow_code=False)

    def start(
        self,
        definition: Mapping[str, Any],
        data: Any = None,
        *,
        clock: Literal["virtual", "real"] = "real",
        debug: bool = False,
        file_name: str = "orders.asl.json",
        **fields: Any,
    ) -> str:
        """Start an execution and return its id."""
        if self.store.documents.get("d1") is None:
            self.store.documents.create(a_document(file_name=file_name))
        text = json.dumps(definition)
        request = m.StartRequest(
            document="d1", text=text, input=json.dumps(data or {}), clock=clock, debug=debug, **fields
        )
        return self.executions.start(request).id

    def run(self, execution: str) -> Run:
        return self.executions._runs.find(execution).run

    def task(self, execution: str) -> PendingTask:
        """Return the one task that the execution waits for, once it is there and everything is stored."""
        found: list[PendingTask] = []

        def is_there() -> bool:
            found[:] = [
                work for work in pending_work(self.run(execution).record.snapshot) if isinstance(work, PendingTask)
            ]
            return bool(found)

        self.pages.until(is_there)
        self.run(execution).until_kept()
        (task,) = found
        return task

    def end(self, execution: str) -> Any:
        """Return the snapshot once the execution is over."""
        self.pages.until(lambda: self.run(execution).is_over)
        return self.run(execution).record.snapshot

    def types(self, execution: str) -> list[str]:
        return [event["type"] for event in execution_history(self.run(execution).record.events)]


@contextmanager
def served(store: MemoryStore | None = None) -> Iterator[Served]:
    """Yield a server's executions, and end them."""
    it = Served(store or MemoryStore())
    try:
        yield it
    finally:
        it.executions.close()
