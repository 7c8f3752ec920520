"""Messages to the one thread that does things: done in order, one after the other.

The thread exists only while there is something to do. A message that will never be done is refused, so that nobody
waits for it for ever.
"""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Final, Generic, Protocol, TypeVar

T = TypeVar("T")


class _Message(Protocol):
    def do(self) -> None: ...

    def refuse(self, why: Exception) -> None: ...


class _Note:
    """A message that nobody waits for."""

    def __init__(self, action: Callable[[], None]) -> None:
        self._action = action

    def do(self) -> None:
        self._action()

    def refuse(self, why: Exception) -> None:
        pass


class _Call(Generic[T]):
    """A message whose sender waits for the result."""

    def __init__(self, action: Callable[[], T]) -> None:
        self._action = action
        self.result: Future[T] = Future()

    def do(self) -> None:
        try:
            self.result.set_result(self._action())
        except Exception as error:
            self.result.set_exception(error)

    def refuse(self, why: Exception) -> None:
        self.result.set_exception(why)


class Mailbox:
    """The inbox of a thread named ``name`` that runs ``work``. :meth:`call` and :meth:`post` are for other threads."""

    def __init__(self, name: str, work: Callable[[], None]) -> None:
        """Start no thread yet."""
        self._name = name
        self._work = work
        self._inbox: queue.SimpleQueue[_Message] = queue.SimpleQueue()
        self.is_empty: Final[Callable[[], bool]] = self._inbox.empty  # asked after each event: no detour
        """Tells whether nothing waits to be done."""
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._last: threading.Thread | None = None
        self._closed: Exception | None = None

    def call(self, action: Callable[[], T]) -> T:
        """Have ``action`` done and return its result, or raise what it raised, or why it will not be done."""
        message = _Call(action)
        self._put(message)
        return message.result.result()

    def post(self, action: Callable[[], None]) -> None:
        """Have ``action`` done, some time."""
        self._put(_Note(action))

    def join(self, seconds: float) -> None:
        """Wait until the thread that worked last has ended."""
        thread = self._last
        if thread is not None:
            thread.join(seconds)

    # --- for the thread itself ---------------------------------------------------------------------------------

    def do_all(self) -> None:
        """Do what is there."""
        with suppress(queue.Empty):
            while True:
                self._inbox.get_nowait().do()

    def wait(self, seconds: float | None) -> None:
        """Wait for a message, at most so long, and do it."""
        with suppress(queue.Empty):
            self._inbox.get(timeout=None if seconds is None else min(seconds, threading.TIMEOUT_MAX)).do()

    def may_end(self) -> bool:
        """Tell whether the thread may end; the next message then starts another."""
        with self._guard:
            if self._inbox.empty():
                self._thread = None
                return True
            return False

    def close(self, why: Exception) -> None:
        """Do nothing any more: refuse what waits and what will come."""
        with self._guard:
            self._closed = self._closed or why
            self._thread = None
        with suppress(queue.Empty):
            while True:
                self._inbox.get_nowait().refuse(why)

    def _put(self, message: _Message) -> None:
        with self._guard:
            closed = self._closed
            if closed is None:
                self._inbox.put(message)
                if self._thread is None:
                    self._thread = self._last = threading.Thread(target=self._work, name=self._name, daemon=True)
                    self._thread.start()
        if closed is not None:
            message.refuse(closed)
