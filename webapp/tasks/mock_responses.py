"""The answers of one mock: by invocation, by the item of a Map, or one for all.

::

    {"Return": {"paid": true}}                                    answers every invocation
    {"0": {"Throw": {"Error": "Late"}}, "1-2": …, "3-*": …}       by number; without an open range they end
    [{"Return": 1}, {"Return": 2}]                                the same, by place
    {"Index": {"0": …, "5-9": …, "1.2": …, "*": …}}               by the index of the iteration, each a response

``Index`` looks at the innermost Map around the Task, or at as many as the key has numbers, the outermost first; the
first key that fits answers, and counts the invocations of that iteration alone. Any answer may have ``DelaySeconds``.
``ReturnTemplate`` in the place of ``Return`` is a payload template of what the task was given.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from webapp.expressions import CompiledTemplate, ExpressionSyntaxError, compile_template
from webapp.values import Json, join_pointer

EXHAUSTED: Final = "MockExhausted"
MOST_SECONDS: Final = 99_999_999

_NUMBERS: Final = re.compile(r"(\d{1,9})(?:-(\d{1,9}|\*))?", re.ASCII)
_INDEXES: Final = re.compile(r"(?:\*|\d{1,9}(?:-(?:\d{1,9}|\*))?)(?:\.(?:\*|\d{1,9}(?:-(?:\d{1,9}|\*))?))*", re.ASCII)
_EVERY: Final = 10**9


class MockProblem(ValueError):
    """A mock says something that cannot be meant; ``pointer`` is the place, ``message`` what is wrong there."""

    def __init__(self, pointer: str, message: str) -> None:
        super().__init__(f"{pointer or 'mocks'}: {message}")
        self.pointer = pointer
        self.message = message


class InvocationNumber(NamedTuple):
    """How often a state's task was scheduled before: in the execution, and in its iteration of the Maps around it."""

    in_execution: int
    in_iteration: int


@dataclass(frozen=True, slots=True)
class MockReturn:
    """The task succeeds with ``value``, the raw response of the service (with ``Payload`` for ``lambda:invoke``)."""

    value: Json
    delay_seconds: float = 0


@dataclass(frozen=True, slots=True)
class MockThrow:
    """The task fails."""

    error: str
    cause: str
    delay_seconds: float = 0


@dataclass(frozen=True, slots=True)
class MockTemplate:
    """The task succeeds with ``template`` filled from what it was given: its ``Parameters``, or its input."""

    template: CompiledTemplate
    delay_seconds: float = 0


MockAnswer = MockReturn | MockThrow | MockTemplate
ANSWERS: Final = ("Return", "ReturnTemplate", "Throw")


class Span(NamedTuple):
    """The numbers from ``first`` to ``last``."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class MockResponse:
    """Answers by invocation; the spans follow each other from 0 on."""

    name: str
    answers: tuple[tuple[Span, MockAnswer], ...]

    def answer(self, number: InvocationNumber, iterations: tuple[int, ...] = ()) -> MockAnswer:
        """Return the answer to an invocation of the execution."""
        return self.answer_to(number.in_execution)

    def answer_to(self, invocation: int) -> MockAnswer:
        """Return the answer to an invocation, from 0."""
        for span, answer in self.answers:
            if invocation <= span.last:
                return answer
        last = self.answers[-1][0].last
        return MockThrow(
            EXHAUSTED, f"Invocation {invocation} has no answer: the mock {self.name!r} ends at number {last}"
        )


@dataclass(frozen=True, slots=True)
class IndexedResponse:
    """Responses by the index of the iteration; each key is spans for the innermost Maps, the outermost first."""

    name: str
    responses: tuple[tuple[tuple[Span, ...], MockResponse], ...]

    def answer(self, number: InvocationNumber, iterations: tuple[int, ...] = ()) -> MockAnswer:
        """Return the answer to an invocation of an iteration."""
        for spans, response in self.responses:
            innermost = iterations[len(iterations) - len(spans) :]
            if len(innermost) == len(spans) and all(
                span.first <= index <= span.last for span, index in zip(spans, innermost, strict=True)
            ):
                return response.answer_to(number.in_iteration)
        where = f"item {'.'.join(map(str, iterations))}" if iterations else "a Task outside of every Map"
        return MockThrow(EXHAUSTED, f"The mock {self.name!r} has no Index for {where}")


Response = MockResponse | IndexedResponse


def read_response(name: str, value: Json, pointer: str) -> Response:
    """Return the response that ``value`` is; raise :class:`MockProblem`. ``name`` is what messages call it."""
    if isinstance(value, dict) and "Index" in value:
        return _indexed(name, value, pointer)
    return _by_invocation(name, value, pointer)


def is_response(value: object) -> bool:
    """Tell whether ``value`` is written as a response, and is not just any value that a task might give."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(each, dict) and _is_answer(each) for each in value)
    if not isinstance(value, dict) or not value:
        return False
    if _is_answer(value) or (value.keys() == {"Index"} and isinstance(value["Index"], dict)):
        return True
    return all(isinstance(key, str) and _NUMBERS.fullmatch(key) for key in value)


def read_answer(value: Json, pointer: str) -> MockAnswer:
    """Return the answer that ``value`` is, an object with one of ``Return``, ``ReturnTemplate`` and ``Throw``."""
    fields = json_object(value, pointer)
    unknown = fields.keys() - {*ANSWERS, "DelaySeconds"}
    if unknown or sum(name in fields for name in ANSWERS) != 1:
        raise MockProblem(pointer, f"expected exactly one of Return and Throw, found {', '.join(fields) or 'nothing'}")
    delay = _delay(fields.get("DelaySeconds", 0), join_pointer(pointer, "DelaySeconds"))
    if "Return" in fields:
        return MockReturn(fields["Return"], delay)
    if "ReturnTemplate" in fields:
        return MockTemplate(_template(fields["ReturnTemplate"], join_pointer(pointer, "ReturnTemplate")), delay)
    thrown = json_object(fields["Throw"], join_pointer(pointer, "Throw"))
    for key in thrown:
        if key not in ("Error", "Cause"):
            raise MockProblem(join_pointer(pointer, "Throw", key), "expected Error and Cause only")
    error, cause = thrown.get("Error"), thrown.get("Cause", "")
    for key, text in (("Error", error), ("Cause", cause)):
        if not isinstance(text, str):
            raise MockProblem(join_pointer(pointer, "Throw", key), "expected text")
    return MockThrow(str(error), str(cause), delay)


def json_object(value: Json | None, pointer: str) -> Mapping[str, Json]:
    """Return ``value`` where it is an object; raise :class:`MockProblem`."""
    if not isinstance(value, dict):
        raise MockProblem(pointer, "expected an object")
    return value


def _is_answer(fields: Mapping[str, Any]) -> bool:
    return not fields.keys().isdisjoint(ANSWERS)


def _template(value: Json, pointer: str) -> CompiledTemplate:
    try:
        return compile_template(value, "ReturnTemplate")
    except ExpressionSyntaxError as error:
        raise MockProblem(pointer, error.message) from None


def _delay(value: Json, pointer: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= MOST_SECONDS:
        raise MockProblem(pointer, f"expected a number of seconds from 0 to {MOST_SECONDS}")
    return value


def _indexed(name: str, fields: Mapping[str, Json], pointer: str) -> IndexedResponse:
    if len(fields) > 1:
        others = ", ".join(key for key in fields if key != "Index")
        raise MockProblem(pointer, f'Index stands alone: put {others} into it, under "*"')
    pointer = join_pointer(pointer, "Index")
    responses = []
    for key, value in json_object(fields["Index"], pointer).items():
        place = join_pointer(pointer, key)
        if not _INDEXES.fullmatch(key):
            raise MockProblem(place, 'expected an index such as "0", "1-2", "3-*", "*", or "0.2" for nested Maps')
        spans = tuple(_span(part, place) for part in key.split("."))
        responses.append((spans, _by_invocation(f"{name} at {key}", value, place)))
    if not responses:
        raise MockProblem(pointer, "expected at least one index")
    return IndexedResponse(name, tuple(responses))


def _by_invocation(name: str, value: Json, pointer: str) -> MockResponse:
    if isinstance(value, list):
        if not value:
            raise MockProblem(pointer, "expected at least one answer")
        answers = (read_answer(item, join_pointer(pointer, place)) for place, item in enumerate(value))
        return MockResponse(name, tuple((Span(place, place), answer) for place, answer in enumerate(answers)))
    fields = json_object(value, pointer)
    if _is_answer(fields):
        return MockResponse(name, ((Span(0, _EVERY), read_answer(value, pointer)),))
    return _numbered(name, fields, pointer)


def _numbered(name: str, fields: Mapping[str, Json], pointer: str) -> MockResponse:
    answers: list[tuple[Span, MockAnswer]] = []
    due = 0
    for span, key in sorted(_numbers(fields, pointer)):
        if span.first != due:
            missing = f"invocation {due} has no answer" if span.first > due else f"invocation {span.first} has two"
            raise MockProblem(join_pointer(pointer, key), f"numbers must follow each other from 0: {missing}")
        answers.append((span, read_answer(fields[key], join_pointer(pointer, key))))
        due = span.last + 1
    if not answers:
        raise MockProblem(pointer, 'expected Return, Throw, Index, or invocation numbers such as "0" and "1-2"')
    return MockResponse(name, tuple(answers))


def _numbers(fields: Mapping[str, Json], pointer: str) -> Iterator[tuple[Span, str]]:
    for key in fields:
        if not _NUMBERS.fullmatch(key):
            expected = 'expected Return, Throw, Index, or an invocation number such as "0", "1-2" or "3-*"'
            raise MockProblem(join_pointer(pointer, key), expected)
        yield _span(key, join_pointer(pointer, key)), key


def _span(text: str, pointer: str) -> Span:
    """Return the numbers that ``2``, ``2-5``, ``2-*`` or ``*`` means."""
    if text == "*":
        return Span(0, _EVERY)
    first, _, last = text.partition("-")
    span = Span(int(first), _EVERY if last == "*" else int(last or first))
    if span.last < span.first:
        raise MockProblem(pointer, "the range ends before it begins")
    return span
