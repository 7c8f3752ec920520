"""The mocks of a case: written in it, named in it, or a whole test case of a ``MockConfigFile.json``."""

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.asl import Machine, PlacedState, TaskState, walk
from webapp.engine import PendingTask
from webapp.executions import Answer, Answers, mocked
from webapp.suites.case import Case
from webapp.tasks import InvocationNumber, MockBook, MockProblem, check_states, is_mock_config, read_mock_config
from webapp.values import Json, join_pointer


@dataclass(frozen=True, slots=True)
class CaseMocks:
    """The mocks ``written`` in a case, and those of the mock file that it names; each as its file means it."""

    written: MockBook
    named: MockBook

    def answering(self, others: Answers) -> Answers:
        """Return answers from these mocks; what has none is asked of ``others``."""
        return _Answers(self, others)


def mocks_of(case: Case, config: Mapping[str, Json] | None, machine: Machine | None = None) -> CaseMocks:
    """Return the mocks of ``case``; ``config`` is the content of the mock file. Raise :class:`MockProblem`.

    With ``machine``, it is also a problem where a mock is for a state that is no Task of it.
    """
    if isinstance(case.mocks, str):
        written, named = MockBook({}), _whole_case(case.mocks, config)
    else:
        names = {state: mock for state, mock in case.mocks.items() if isinstance(mock, str)}
        written = MockBook.load({state: mock for state, mock in case.mocks.items() if state not in names})
        named = _named(names, config)
    if machine is not None:
        check_states((*written.responses, *named.responses), machine)
    return CaseMocks(written, named)


def plain_mocks(case: Case, config: Mapping[str, Json] | None, machine: Machine) -> dict[str, Json]:
    """Return the mocks of ``case`` as they would be written without a mock file. Raise :class:`MockProblem`.

    Where a Task's ``Resource`` is a function's own ARN, a response of the mock file gives way to its ``Payload``.
    """
    mocks_of(case, config, machine)
    if isinstance(case.mocks, str):
        name, _, chosen = case.mocks.rpartition("#")
        machines = _needed(config, case.mocks)["StateMachines"]
        assert isinstance(machines, dict)
        named: Mapping[str, Json] = machines[name]["TestCases"][chosen]  # type: ignore[index,call-overload,assignment]
    else:
        named = {state: mock for state, mock in case.mocks.items() if isinstance(mock, str)}
    responses = config["MockedResponses"] if config is not None else {}
    assert isinstance(responses, dict)
    functions = {name for placed in walk(machine) for name in (placed.path, placed.state.name) if _is_function(placed)}
    found = dict(case.mocks) if not isinstance(case.mocks, str) else {}
    for state, response in named.items():
        written = responses[str(response)]
        found[state] = _payloads(written) if state in functions else written
    return found


def config_cases(config: Mapping[str, Json], machine: str) -> tuple[str, ...]:
    """Return the names of the test cases that the mock file has for ``machine``; raise :class:`MockProblem`."""
    return tuple(read_mock_config(config).machines.get(machine, ()))


def _whole_case(reference: str, config: Mapping[str, Json] | None) -> MockBook:
    machine, _, case = reference.rpartition("#")
    return MockBook.load(_needed(config, reference), machine=machine, case=case)


def _named(names: Mapping[str, str], config: Mapping[str, Json] | None) -> MockBook:
    """Return the book with the responses that ``names`` name, by state."""
    if not names:
        return MockBook({})
    content = dict(_needed(config, next(iter(names.values()))))
    try:
        content["StateMachines"] = {"": {"TestCases": {"": dict(names)}}}
        return MockBook.load(content, machine="", case="")
    except MockProblem as problem:
        prefix = join_pointer("/StateMachines", "", "TestCases", "")
        raise MockProblem(problem.pointer.removeprefix(prefix), problem.message) from None


def _needed(config: Mapping[str, Json] | None, name: str) -> Mapping[str, Json]:
    if config is None:
        raise MockProblem("", f'no mock file to find "{name}" in: name one as mock_config, beside cases')
    if not is_mock_config(config):
        raise MockProblem("", "the mock file has no StateMachines and MockedResponses")
    return config


def _is_function(placed: PlacedState) -> bool:
    state = placed.state
    return isinstance(state, TaskState) and ":lambda:" in state.resource and ":states:" not in state.resource


def _payloads(response: Json) -> Json:
    """Return ``response`` with the ``Payload`` in the place of every response that has one."""
    if isinstance(response, list):
        return [_payloads(each) for each in response]
    if not isinstance(response, dict):
        return response
    given = response.get("Return")
    if isinstance(given, dict) and "Payload" in given:
        return {**response, "Return": given["Payload"]}
    if "Return" in response:
        return response
    return {key: _payloads(each) for key, each in response.items()}


@dataclass(frozen=True, slots=True)
class _Answers:
    mocks: CaseMocks
    others: Answers

    def answer(self, task: PendingTask, number: InvocationNumber) -> Answer:
        answer = mocked(self.mocks.written, task, number) or mocked(self.mocks.named, task, number)
        return answer or self.others.answer(task, number)
