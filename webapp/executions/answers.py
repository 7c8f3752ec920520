"""What answers a Task: a mock, a handler, or nobody — then a person is asked. It never guesses."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from webapp.engine import PendingTask, Source
from webapp.tasks import InvocationNumber
from webapp.values import Json


@dataclass(frozen=True, slots=True)
class Given:
    """The result that a mock gives; it comes ``delay_ms`` after the task was scheduled."""

    output: Json
    delay_ms: int = 0


@dataclass(frozen=True, slots=True)
class Thrown:
    """The error that a mock or a handler throws; whoever has a token may leave out what it is.

    ``submitting``: a service refused the request of a ``.sync`` or ``.waitForTaskToken`` task.
    """

    error: str | None
    cause: str | None
    delay_ms: int = 0
    submitting: bool = False


@dataclass(frozen=True, slots=True)
class Submitted:
    """The service took the request and answered ``output``: the job runs, or the token is on its way."""

    output: Json


@dataclass(frozen=True, slots=True)
class Taken:
    """A worker has taken the activity's task."""

    worker: str | None


@dataclass(frozen=True, slots=True)
class Alive:
    """Whoever works on the task says that it is not done yet."""


News = Given | Thrown | Submitted | Taken | Alive
"""What may be told of a task that waits."""


@dataclass(frozen=True, slots=True)
class Invoke:
    """A handler will answer: ``call`` runs it, blocking, and returns the task's result or raises ``TaskError``.

    Where it ``submits``, what it returns is the answer to the request of a ``.sync`` or ``.waitForTaskToken`` task.
    """

    call: Callable[[], Json]
    submits: bool = False


@dataclass(frozen=True, slots=True)
class AtOnce:
    """The news is known at once, and no mock gave it; on the virtual clock it is from ``at_ms``."""

    news: Given | Thrown | Submitted | Taken
    at_ms: int | None = None
    source: Source = "live"


@dataclass(frozen=True, slots=True)
class Awaited:
    """News will be told from outside. With ``in_flight`` they are sure to come: the virtual clock waits for them."""

    in_flight: bool


@dataclass(frozen=True, slots=True)
class Rerun:
    """A fork would run a handler that ran ``times`` times before; ``has_result``: what it gave then would do."""

    times: int
    has_result: bool


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Nothing answers, and ``reason`` says why: no handler, or code that may not run.

    With ``rerun`` a handler would answer, but it ran before in what this execution was forked from.
    """

    reason: str
    rerun: Rerun | None = None


Answer = Given | Thrown | Invoke | AtOnce | Awaited | Unanswered


class Answers(Protocol):
    """Knows what answers which Task of one execution."""

    def answer(self, task: PendingTask, number: InvocationNumber) -> Answer:
        """Return what answers ``task``; ``number`` tells how many of its state came before it."""
        ...
