"""Messages to one thread: in order, and never forgotten."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from webapp.executions.mailbox import Mailbox


class Worker:
    """A mailbox whose thread does what is asked, and ends when there is nothing to do."""

    def __init__(self) -> None:
        self.threads: list[str] = []
        self.mailbox = Mailbox("worker", self._work)

    def _work(self) -> None:
        self.threads.append(threading.current_thread().name)
        while True:
            self.mailbox.do_all()
            if self.mailbox.may_end():
                return


def fail() -> None:
    raise KeyError("nope")


def test_a_call_returns_or_raises_what_came_of_it() -> None:
    mailbox = Worker().mailbox
    assert mailbox.call(lambda: 6 * 7) == 42
    with pytest.raises(KeyError, match="nope"):
        mailbox.call(fail)
    assert mailbox.call(lambda: "still there") == "still there"


def test_messages_are_done_one_after_the_other_on_the_one_thread() -> None:
    worker = Worker()
    done: list[int] = []
    names: set[str] = set()

    def note(number: int) -> None:
        names.add(threading.current_thread().name)
        done.append(number)

    for number in range(1000):
        worker.mailbox.post(lambda number=number: note(number))  # type: ignore[misc]
    worker.mailbox.call(lambda: None)
    assert done == list(range(1000))
    assert names == {"worker"}


def test_no_message_is_lost_between_the_end_of_a_thread_and_the_start_of_the_next() -> None:
    worker = Worker()
    with ThreadPoolExecutor(8) as callers:
        answers = list(callers.map(lambda number: worker.mailbox.call(lambda: number), range(2000)))
    assert answers == list(range(2000))


def test_a_closed_mailbox_refuses_what_waits_and_what_comes() -> None:
    started = threading.Event()
    mailbox = Mailbox("idle", started.set)
    with ThreadPoolExecutor(1) as caller:
        waiting = caller.submit(mailbox.call, lambda: None)
        assert started.wait(30)
        while mailbox.is_empty():
            pass
        mailbox.close(RuntimeError("closing"))
        with pytest.raises(RuntimeError, match="closing"):
            waiting.result(30)
    with pytest.raises(RuntimeError, match="closing"):
        mailbox.call(lambda: None)
    mailbox.post(lambda: None)


def test_waiting_ends_with_a_message_or_with_the_time() -> None:
    mailbox = Mailbox("idle", lambda: None)
    mailbox.wait(0)
    done: list[str] = []
    mailbox.post(lambda: done.append("it"))
    mailbox.wait(None)
    assert done == ["it"]
