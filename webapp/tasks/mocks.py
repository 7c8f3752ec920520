"""Answers that stand in for Tasks: typed ones, and those of Step Functions Local's ``MockConfigFile.json``.

Two shapes are read. The file of Step Functions Local has ``StateMachines`` and ``MockedResponses``; one of its test
cases is chosen. The simple one maps a state's name or path to its response::

    {"Pay": {"Return": {"paid": true}},
     "Ship/0/Pack": {"0": {"Throw": {"Error": "Late", "Cause": "no truck"}}, "1-2": {"Return": "packed"}},
     "Mail": [{"Return": 1}, {"Return": 2}]}

Invocations of a state are counted from 0 within an execution, retries, loops and Map iterations alike. A response
without numbers serves every invocation; numbered ones (in a list: by place) end, and one more is an error that says so.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from webapp.asl import Machine, TaskState, walk
from webapp.values import Json, JsonTextError, join_pointer, parse_json

EXHAUSTED: Final = "MockExhausted"
_NUMBERS: Final = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?", re.ASCII)


class MockProblem(ValueError):
    """A mock file says something that cannot be meant; ``pointer`` is the place."""

    def __init__(self, pointer: str, message: str) -> None:
        super().__init__(f"{pointer or 'mocks'}: {message}")
        self.pointer = pointer


@dataclass(frozen=True, slots=True)
class MockReturn:
    """The task succeeds with ``value``, the raw response of the service (with ``Payload`` for ``lambda:invoke``)."""

    value: Json


@dataclass(frozen=True, slots=True)
class MockThrow:
    """The task fails."""

    error: str
    cause: str


MockAnswer = MockReturn | MockThrow


@dataclass(frozen=True, slots=True)
class MockResponse:
    """The answers of one state: ``answers`` by invocation, or the one that serves all."""

    name: str
    answers: tuple[MockAnswer, ...]
    serves_all: bool

    def answer(self, invocation: int) -> MockAnswer:
        """Return the answer to an invocation, from 0."""
        if self.serves_all:
            return self.answers[0]
        if invocation < len(self.answers):
            return self.answers[invocation]
        last = len(self.answers) - 1
        return MockThrow(
            EXHAUSTED, f"Invocation {invocation} has no answer: the mock {self.name!r} ends at number {last}"
        )


@dataclass(frozen=True, slots=True)
class MockBook:
    """The responses by state, the key being a path or a name; a path goes before a name."""

    responses: Mapping[str, MockResponse]

    @staticmethod
    def load(
        source: Path | str | Mapping[str, Json], *, machine: str | None = None, case: str | None = None
    ) -> "MockBook":
        """Return the mocks in a file or in an object; raise :class:`MockProblem`.

        ``machine`` and ``case`` choose a test case of a ``MockConfigFile.json``; each may be left out where there is
        only one.
        """
        content = _read(Path(source)) if isinstance(source, Path | str) else source
        if not isinstance(content, Mapping):
            raise MockProblem("", "expected an object")
        if "StateMachines" in content and "MockedResponses" in content:
            return MockBook(_test_case(content, machine, case))
        if machine or case:
            raise MockProblem("", "no MockConfigFile.json (it has no StateMachines): there are no test cases to choose")
        return MockBook({key: _response(key, value, join_pointer("", key)) for key, value in content.items()})

    def answer(self, path: str, name: str, invocation: int) -> MockAnswer | None:
        """Return the answer for the state at ``path`` to its ``invocation``, from 0; ``None`` where it has no mock."""
        response = self.responses.get(path) or self.responses.get(name)
        return response.answer(invocation) if response else None


def is_response(value: object) -> bool:
    """Tell whether ``value`` is written as a response, and is not just any value that a task might give."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(each, dict) and _is_answer(each) for each in value)
    if not isinstance(value, dict) or not value:
        return False
    return _is_answer(value) or all(isinstance(key, str) and _NUMBERS.fullmatch(key) for key in value)


def _is_answer(fields: Mapping[object, object]) -> bool:
    return bool(fields.keys() & {"Return", "Throw"})


def check_states(states: Iterable[str], machine: Machine) -> None:
    """Raise :class:`MockProblem` where one of ``states``, names or paths, is no Task of ``machine``."""
    states = tuple(states)
    if not states:
        return
    tasks = [placed for placed in walk(machine) if isinstance(placed.state, TaskState)]
    known = {placed.path: None for placed in tasks} | {placed.state.name: None for placed in tasks}
    for state in states:
        if state not in known:
            near = get_close_matches(state, known, 1)
            hint = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(known) or 'none'}"
            raise MockProblem(join_pointer("", state), f'there is no Task "{state}"; {hint}')


def _read(file: Path) -> Json:
    try:
        return parse_json(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise MockProblem(str(file), error.strerror or "cannot be read") from error
    except (JsonTextError, UnicodeDecodeError) as error:
        raise MockProblem(str(file), str(error)) from error


def _test_case(content: Mapping[str, Json], machine: str | None, case: str | None) -> dict[str, MockResponse]:
    mocked = _object(content["MockedResponses"], "/MockedResponses")
    responses = {name: _numbered(name, value, join_pointer("/MockedResponses", name)) for name, value in mocked.items()}
    machines = _object(content["StateMachines"], "/StateMachines")
    machine, chosen = _choose(machines, machine, "/StateMachines", "state machine")
    pointer = join_pointer("/StateMachines", machine)
    cases = _object(_object(chosen, pointer).get("TestCases"), join_pointer(pointer, "TestCases"))
    case, states = _choose(cases, case, join_pointer(pointer, "TestCases"), "test case")
    pointer = join_pointer(pointer, "TestCases", case)
    found = {}
    for state, name in _object(states, pointer).items():
        if not isinstance(name, str) or name not in responses:
            raise MockProblem(join_pointer(pointer, state), f"no mocked response {name!r} in MockedResponses")
        found[state] = responses[name]
    return found


def _choose(choices: Mapping[str, Json], name: str | None, pointer: str, kind: str) -> tuple[str, Json]:
    if name is None and len(choices) == 1:
        name = next(iter(choices))
    if name is None:
        raise MockProblem(pointer, f"which {kind}? There are: {', '.join(choices) or 'none'}")
    if name not in choices:
        raise MockProblem(pointer, f"no {kind} {name!r}; there are: {', '.join(choices) or 'none'}")
    return name, choices[name]


def _response(name: str, value: Json, pointer: str) -> MockResponse:
    if isinstance(value, list):
        if not value:
            raise MockProblem(pointer, "expected at least one answer")
        answers = tuple(read_answer(item, join_pointer(pointer, index)) for index, item in enumerate(value))
        return MockResponse(name, answers, serves_all=False)
    fields = _object(value, pointer)
    if "Return" in fields or "Throw" in fields:
        return MockResponse(name, (read_answer(value, pointer),), serves_all=True)
    return _numbered(name, value, pointer)


def _numbered(name: str, value: Json, pointer: str) -> MockResponse:
    fields = _object(value, pointer)
    answers: list[MockAnswer] = []
    for first, last, key in sorted(_numbers(fields, pointer)):
        if first != len(answers):
            missing = (
                f"invocation {len(answers)} has no answer" if first > len(answers) else f"invocation {first} has two"
            )
            raise MockProblem(join_pointer(pointer, key), f"numbers must follow each other from 0: {missing}")
        answers.extend([read_answer(fields[key], join_pointer(pointer, key))] * (last - first + 1))
    if not answers:
        raise MockProblem(pointer, 'expected Return, Throw, or invocation numbers such as "0" and "1-2"')
    return MockResponse(name, tuple(answers), serves_all=False)


def _numbers(fields: Mapping[str, Json], pointer: str) -> Iterator[tuple[int, int, str]]:
    for key in fields:
        match = _NUMBERS.fullmatch(key)
        if match is None:
            expected = 'expected Return, Throw, or an invocation number such as "0" or "1-2"'
            raise MockProblem(join_pointer(pointer, key), expected)
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first:
            raise MockProblem(join_pointer(pointer, key), "the range ends before it begins")
        yield first, last, key


def read_answer(value: Json, pointer: str) -> MockAnswer:
    """Return the answer that ``value`` is, an object with one of ``Return`` and ``Throw``."""
    fields = _object(value, pointer)
    if len(fields) != 1 or not fields.keys() & {"Return", "Throw"}:
        raise MockProblem(pointer, f"expected exactly one of Return and Throw, found {', '.join(fields) or 'nothing'}")
    if "Return" in fields:
        return MockReturn(fields["Return"])
    thrown = _object(fields["Throw"], join_pointer(pointer, "Throw"))
    for key in thrown:
        if key not in ("Error", "Cause"):
            raise MockProblem(join_pointer(pointer, "Throw", key), "expected Error and Cause only")
    error, cause = thrown.get("Error"), thrown.get("Cause", "")
    for key, text in (("Error", error), ("Cause", cause)):
        if not isinstance(text, str):
            raise MockProblem(join_pointer(pointer, "Throw", key), "expected text")
    return MockThrow(str(error), str(cause))


def _object(value: Json | None, pointer: str) -> Mapping[str, Json]:
    if not isinstance(value, dict):
        raise MockProblem(pointer, "expected an object")
    return value
