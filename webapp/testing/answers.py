"""What answers the Tasks of an execution in a test: mocks as in a file, values, lists, and Python functions."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from webapp.engine import PendingTask
from webapp.executions import Answer, Answers, Given, Prepared, Thrown, answer_from, mocked
from webapp.tasks import (
    EXHAUSTED,
    MOST_SECONDS,
    InvocationNumber,
    MockBook,
    MockProblem,
    MockReturn,
    MockTemplate,
    MockThrow,
    check_states,
    is_response,
    read_answer,
)
from webapp.values import Json, join_pointer, parse_json, state_name

Mock = Any
"""A response as in a mock file, a function of the task's input, an exception, a list of these by invocation; or else
the value that the task gives."""

Mocks = Mapping[str, Mock] | MockBook | str | Path


class TaskFailed(Exception):
    """Raised by a mock, or given as one: the task fails with this error."""

    def __init__(self, error: str, cause: str = "") -> None:
        super().__init__(f"{error}: {cause}" if cause else error)
        self.error = error
        self.cause = cause


class UnansweredTask(Exception):
    """The execution came to a Task that nothing answers; ``path`` is that of its state."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f'{path}: no answer for this Task. {reason} Give it one: mocks={{"{state_name(path)}": ...}}')
        self.path = path


@dataclass(frozen=True, slots=True)
class After:
    """A mock that answers ``seconds`` after its task was scheduled; made by :func:`after`."""

    seconds: float
    mock: Mock


def after(seconds: float, mock: Mock = None) -> After:
    """Return a mock that answers as ``mock`` does, but only when so much time has passed on the execution's clock.

    A task whose ``TimeoutSeconds`` or ``HeartbeatSeconds`` are over before that times out.
    """
    if not 0 <= seconds <= MOST_SECONDS:
        raise ValueError(f"after({seconds}): expected seconds from 0 to {MOST_SECONDS}")
    return After(seconds, mock)


class MockAnswers:
    """Answers from mocks; what has none is asked of ``others``."""

    def __init__(self, mocks: Mocks | None, test_case: str | None, prepared: Prepared, others: Answers) -> None:
        """Read ``mocks``; raise ``MockProblem``, also where there is no such Task."""
        self._others = others
        self._by_python: dict[str, Mock] = {}
        self._book = MockBook({})
        match mocks:
            case None:
                pass
            case MockBook():
                self._book = mocks
            case str() | Path():
                self._book = MockBook.load(Path(mocks), machine=prepared.name if test_case else None, case=test_case)
            case _:
                self._read(mocks)
        check_states((*self._by_python, *self._book.responses), prepared.machine)

    def answer(self, task: PendingTask, number: InvocationNumber) -> Answer:
        """Return what answers ``task``; ``number`` tells how many of its state came before it."""
        name = state_name(task.path)
        for key in (task.path, name):
            if key in self._by_python:
                return _answer(self._by_python[key], task, number.in_execution, key)
        return mocked(self._book, task, number) or self._others.answer(task, number)

    def _read(self, mocks: Mapping[str, Mock]) -> None:
        responses = {key: mock for key, mock in mocks.items() if is_response(mock)}
        self._book = MockBook.load(responses)
        self._by_python = {key: mock for key, mock in mocks.items() if key not in responses}
        for key, mock in self._by_python.items():
            self._by_python[key] = _read(mock, join_pointer("", key))


def _read(mock: Mock, pointer: str, *, is_item: bool = False) -> Mock:
    """Return ``mock`` with the answers in it that are written as in a file read; a list in a list is a value."""
    if isinstance(mock, After):
        return After(mock.seconds, _read(mock.mock, pointer, is_item=True))
    if is_item:
        return read_answer(mock, pointer) if isinstance(mock, dict) and is_response(mock) else mock
    if not isinstance(mock, list):
        return mock
    if not mock:
        raise MockProblem(pointer, "expected at least one answer")
    return [_read(each, join_pointer(pointer, place), is_item=True) for place, each in enumerate(mock)]


def _answer(mock: Mock, task: PendingTask, invocation: int, key: str) -> Given | Thrown:
    if not isinstance(mock, list):
        return _one_answer(mock, task, key)
    if invocation < len(mock):
        return _one_answer(mock[invocation], task, key)
    return Thrown(EXHAUSTED, f"Invocation {invocation} has no answer: the mock {key!r} ends at number {len(mock) - 1}")


def _one_answer(mock: Mock, task: PendingTask, key: str) -> Given | Thrown:
    if isinstance(mock, After):
        answer = _one_answer(mock.mock, task, key)
        return replace(answer, delay_ms=answer.delay_ms + round(mock.seconds * 1000))
    if isinstance(mock, type) and issubclass(mock, TaskFailed):
        raise TypeError(f"{key}: TaskFailed needs the name of an error: TaskFailed({mock.__name__!r})")
    try:
        if isinstance(mock, BaseException):
            raise mock
        if callable(mock):
            mock = _called(mock, task.parameters)
    except TaskFailed as failure:
        return Thrown(failure.error, failure.cause)
    if isinstance(mock, MockReturn | MockThrow | MockTemplate):
        return answer_from(mock, task)
    return Given(_json_of(mock, key))


def _called(mock: Callable[[Json], Mock], data: Json) -> Mock:
    """Call a mock with a copy: the input belongs to the history."""
    return mock(parse_json(json.dumps(data)))


def _json_of(value: Mock, key: str) -> Json:
    try:
        return parse_json(json.dumps(value))
    except (TypeError, ValueError, RecursionError) as error:
        raise MockProblem(join_pointer("", key), f"what it gives is no JSON: {error}") from None
