"""The test cases of a mock file, chosen by ``stateMachineArn#TestCase``."""

from collections.abc import Callable

from webapp.executions.preparation import CannotRun
from webapp.tasks import MockBook

MockCases = Callable[[str, str], MockBook]
"""Return the mocks of a state machine (by name) in a test case; raise ``CannotRun`` where there is none."""


def no_mock_case(machine: str, case: str) -> MockBook:
    """Refuse every test case: no mock file is loaded."""
    raise CannotRun(f"There is no test case {case!r} of {machine}: no mock file was given (--mock-config).")
