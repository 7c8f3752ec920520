"""What the fixture ``statewalk`` is: ``run`` with files beside the test, and mocks that serve all of its runs."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from webapp.testing.answers import Mock, Mocks
from webapp.testing.definition import file_of
from webapp.testing.execution import run
from webapp.testing.result import Result
from webapp.values import ABSENT


class Workflows:
    """Runs of one test."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is where relative paths start."""
        self._folder = folder
        self._mocks: dict[str, Mock] = {}

    def mock(self, state: str, mock: Mock) -> "Workflows":
        """Have ``mock`` answer the Task ``state``, by name or path, in all runs from now on."""
        self._mocks[state] = mock
        return self

    def run(
        self,
        definition: Mapping[str, Any] | str | Path,
        input: Any = ABSENT,
        *,
        mocks: Mocks | None = None,
        **options: Any,
    ) -> Result:
        """Return how an execution ended; see :func:`webapp.testing.run`. ``mocks`` go before those kept."""
        file = file_of(definition)
        return run(self._found(file) if file is not None else definition, input, mocks=self._with(mocks), **options)

    def _with(self, mocks: Mocks | None) -> Mocks | None:
        if not self._mocks:
            return self._found(Path(mocks)) if isinstance(mocks, str | Path) else mocks
        if mocks is None or isinstance(mocks, Mapping):
            return {**self._mocks, **(mocks or {})}
        raise TypeError("mocks: a file or a book cannot be joined with statewalk.mock(…): give one or the other")

    def _found(self, file: Path) -> Path:
        beside = self._folder / file
        return beside if beside.exists() else file
