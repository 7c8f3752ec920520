"""Answers that stand in for Tasks: typed ones, and those of Step Functions Local's ``MockConfigFile.json``.

Two shapes are read. The file of Step Functions Local has ``StateMachines`` and ``MockedResponses``; one of its test
cases is chosen. The simple one maps a state's name or path to its response (:mod:`webapp.tasks.mock_responses`)::

    {"Pay": {"Return": {"paid": true}},
     "Ship/0/Pack": {"0": {"Throw": {"Error": "Late", "Cause": "no truck"}}, "1-2": {"Return": "packed"}},
     "Mail": [{"Return": 1}, {"Return": 2}]}

Invocations of a state are counted from 0 within an execution, retries, loops and Map iterations alike. A response
without numbers serves every invocation; numbered ones (in a list: by place) end, and one more is an error that says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from webapp.asl import Machine, TaskState, walk
from webapp.tasks.mock_config import is_mock_config, read_mock_config
from webapp.tasks.mock_responses import InvocationNumber, MockAnswer, MockProblem, Response, read_response
from webapp.values import Json, JsonTextError, join_pointer, parse_json, state_name


@dataclass(frozen=True, slots=True)
class MockBook:
    """The responses by state, the key being a path or a name; a path goes before a name.

    ``returns_responses``: what is returned is always the service's response, as in a ``MockConfigFile.json``; so where
    a Task's Resource is the ARN of a function itself, its result is the ``Payload`` of Lambda's.
    """

    responses: Mapping[str, Response]
    returns_responses: bool = False

    @staticmethod
    def load(
        source: Path | str | Mapping[str, Json], *, machine: str | None = None, case: str | None = None
    ) -> "MockBook":
        """Return the mocks in a file or in an object; raise :class:`MockProblem`.

        ``machine`` and ``case`` choose a test case of a ``MockConfigFile.json``; each may be left out where there is
        only one.
        """
        content = read_mock_file(Path(source)) if isinstance(source, Path | str) else source
        if not isinstance(content, Mapping):
            raise MockProblem("", "expected an object")
        if is_mock_config(content):
            return MockBook(read_mock_config(content).choose(machine, case), returns_responses=True)
        if machine or case:
            raise MockProblem("", "no MockConfigFile.json (it has no StateMachines): there are no test cases to choose")
        return MockBook({key: read_response(key, value, join_pointer("", key)) for key, value in content.items()})

    def with_responses(self, responses: Mapping[str, Response]) -> "MockBook":
        """Return a book where these, too, answer."""
        return replace(self, responses={**self.responses, **responses})

    def has(self, path: str) -> bool:
        """Tell whether there is a response for the state at ``path``."""
        return path in self.responses or state_name(path) in self.responses

    def answer(
        self, path: str, name: str, number: InvocationNumber, iterations: tuple[int, ...] = ()
    ) -> MockAnswer | None:
        """Return the answer for the state at ``path`` to an invocation; ``None`` where it has no mock.

        ``iterations`` are the indices of the Map iterations around it, outermost first.
        """
        response = self.responses.get(path) or self.responses.get(name)
        return response.answer(number, iterations) if response else None


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


def read_mock_file(file: Path) -> Json:
    """Return what ``file`` holds; raise :class:`MockProblem`."""
    try:
        return parse_json(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise MockProblem(str(file), error.strerror or "cannot be read") from error
    except (JsonTextError, UnicodeDecodeError) as error:
        raise MockProblem(str(file), str(error)) from error
