"""The ``MockConfigFile.json`` of a server, read anew when it has changed."""

import threading
from pathlib import Path

from webapp.asl import Machine
from webapp.tasks.mock_config import MockConfig, is_mock_config, read_mock_config
from webapp.tasks.mock_responses import MockProblem
from webapp.tasks.mocks import MockBook, check_states, read_mock_file

_Stamp = tuple[int, int, int]


class MockConfigFile:
    """A file and what it said last. Safe for several threads."""

    def __init__(self, file: Path) -> None:
        """Read nothing yet."""
        self.file = file
        self._guard = threading.Lock()
        self._stamp: _Stamp | None = None
        self._config = MockConfig({})

    def config(self) -> MockConfig:
        """Return what the file says now; raise :class:`MockProblem`, which names the file."""
        with self._guard:
            stamp = _stamp(self.file)
            if stamp != self._stamp:
                self._config = self._read()
                self._stamp = stamp
            return self._config

    def _read(self) -> MockConfig:
        content = read_mock_file(self.file)
        try:
            if not isinstance(content, dict) or not is_mock_config(content):
                raise MockProblem("", "expected an object with StateMachines and MockedResponses")
            return read_mock_config(content)
        except MockProblem as problem:
            raise MockProblem(problem.pointer, f"{problem.message} ({self.file})") from None


def mock_book_for(
    config: MockConfigFile | None, machine_name: str, test_case: str | None, machine: Machine | None = None
) -> MockBook:
    """Return the mocks of a test case; none where no case is named.

    Raises :class:`MockProblem` where there is no such case, no file, or where it says what cannot be meant. With
    ``machine``, so it does for a state that is no Task of it.
    """
    if test_case is None:
        return MockBook({})
    if config is None:
        how = "statewalk serve --mock-config FILE, or SFN_MOCK_CONFIG"
        raise MockProblem("", f"no test case {test_case!r}: the server has no mock file ({how})")
    case = config.config().choose(machine_name, test_case)
    if machine is not None:
        check_states(case, machine)
    return MockBook(case, returns_responses=True)


def _stamp(file: Path) -> _Stamp:
    try:
        status = file.stat()
    except OSError as error:
        raise MockProblem(str(file), error.strerror or "cannot be read") from error
    return status.st_mtime_ns, status.st_size, status.st_ino
