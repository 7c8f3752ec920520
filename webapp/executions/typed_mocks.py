"""Mocks as the page sends and keeps them, turned into answers."""

from collections.abc import Mapping
from typing import Final

import msgspec

from webapp.engine import CommandRefused
from webapp.executions.answers import Alive, Given, Thrown
from webapp.messages import protocol as m
from webapp.messages.injecting import InjectRequest
from webapp.tasks import MockBook, MockProblem
from webapp.values import Json, JsonTextError, parse_json

_TYPED: Final = frozenset(m.Mock.__struct_fields__)


def answer_of(mock: m.MockAnswer) -> Given | Thrown:
    """Return the answer that ``mock`` means, be it that others follow.

    Raises ``CommandRefused`` where its result is no JSON.
    """
    if mock.error is not None:
        return Thrown(mock.error, mock.cause or "")
    try:
        return Given(parse_json(mock.result or "null"))
    except JsonTextError as error:
        raise CommandRefused(f"the mock's result is no JSON: {error}") from None


def news_of(request: InjectRequest) -> Given | Thrown | Alive:
    """Return what is told of a task by hand; raise ``CommandRefused`` where that is no JSON, or no error is named."""
    match request.kind:
        case "result":
            return answer_of(m.Mock(result=request.result))
        case "error":
            if not request.error:
                raise CommandRefused("name the error, as States.TaskFailed")
            return Thrown(request.error, request.cause or "")
        case "timeout":
            return Thrown("States.Timeout", request.cause or "")
        case "heartbeat_timeout":
            return Thrown("States.HeartbeatTimeout", request.cause or "")
        case "heartbeat":
            return Alive()
        case "withdraw":
            raise CommandRefused("there is nothing to answer")


def book_of(mocks: Mapping[str, m.Mock]) -> MockBook:
    """Return the book with these mocks by state path; the last answer of each serves all later invocations.

    Raises ``CommandRefused`` where the result of one is no JSON, or a delay is none.
    """
    try:
        return MockBook.load({path: _response(path, mock) for path, mock in mocks.items()})
    except MockProblem as problem:
        raise CommandRefused(f"{problem.pointer}: {problem.message}") from None


def book_of_kept(mocks: Mapping[str, Json]) -> MockBook:
    """Return the book with mocks as an execution is kept with them: as typed, or as in a mock file.

    Raises ``CommandRefused`` where one cannot be meant.
    """
    typed = {path: mock for path, mock in mocks.items() if isinstance(mock, dict) and mock.keys() <= _TYPED}
    written = {path: mock for path, mock in mocks.items() if path not in typed}
    try:
        book = MockBook.load(written)
        return book.with_responses(book_of(msgspec.convert(typed, dict[str, m.Mock])).responses)
    except MockProblem as problem:
        raise CommandRefused(f"{problem.pointer}: {problem.message}") from None


def _response(path: str, mock: m.Mock) -> Json:
    """Return ``mock`` as a mock file has it."""
    first, *later = (_answer(path, each) for each in (mock, *mock.later))
    if not later:
        return first
    numbered: dict[str, Json] = {str(number): answer for number, answer in enumerate((first, *later[:-1]))}
    return {**numbered, f"{len(later)}-*": later[-1]}


def _answer(path: str, mock: m.MockAnswer) -> Json:
    try:
        answer = answer_of(mock)
    except CommandRefused as refused:
        raise CommandRefused(f"{path}: {refused}") from None
    delay: dict[str, Json] = {"DelaySeconds": mock.delay_seconds} if mock.delay_seconds else {}
    match answer:
        case Given(output):
            return {"Return": output, **delay}
        case Thrown(error, cause):
            return {"Throw": {"Error": error, "Cause": cause}, **delay}
