"""What answers a Task: a mock, a handler, or nobody — then a person is asked. It never guesses."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from webapp.engine import PendingTask
from webapp.values import Json


@dataclass(frozen=True, slots=True)
class Given:
    """The result that a mock gives."""

    output: Json


@dataclass(frozen=True, slots=True)
class Thrown:
    """The error that a mock or a handler throws."""

    error: str
    cause: str


@dataclass(frozen=True, slots=True)
class Invoke:
    """A handler will answer: ``call`` runs it, blocking, and returns the task's result or raises ``TaskError``."""

    call: Callable[[], Json]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Nothing answers, and ``reason`` says why: no handler, or code that may not run."""

    reason: str


Answer = Given | Thrown | Invoke | Unanswered


class Answers(Protocol):
    """Knows what answers which Task of one execution."""

    def answer(self, task: PendingTask, invocation: int) -> Answer:
        """Return what answers ``task``, the ``invocation``-th of its state in this execution, from 0."""
        ...
