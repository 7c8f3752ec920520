"""The test cases of a server's mock file, chosen by ``stateMachineArn#TestCase``."""

from collections.abc import Callable

from webapp.asl import Machine
from webapp.executions.preparation import CannotRun
from webapp.tasks import MockBook, MockConfigFile, MockProblem, mock_book_for

MockCases = Callable[[str, str, Machine], MockBook]
"""Return the mocks of a state machine (its name first) in a test case; raise ``CannotRun`` where there is none."""


def mock_cases_of(file: MockConfigFile | None) -> MockCases:
    """Return the cases of ``file``; without one, what refuses every case and says how to give one."""

    def find(name: str, case: str, machine: Machine) -> MockBook:
        try:
            return mock_book_for(file, name, case, machine)
        except MockProblem as problem:
            raise CannotRun(f"The mocks of {name}#{case} cannot be used: {problem}") from None

    return find
