"""AWS's quotas on the size of data, the length of a history and the time of an execution.

Where data is too large the state fails with ``States.DataLimitExceeded``. AWS: a task's own result can be caught, by
that name and by ``States.ALL``; what a state makes of it can be caught by that name alone, and else ends the execution.
"""

import sys
from typing import Final

from webapp.engine.errors import DATA_LIMIT_EXCEEDED, DATA_LIMIT_OF_STATE, StateFailure
from webapp.engine.events import Quotas
from webapp.engine.resources import read_resource
from webapp.engine.snapshot import Thread
from webapp.values import Json, Sizes

MOST_BYTES: Final = 262_144
"""The most that an input, output, result or ``Assign`` may take as JSON in UTF-8."""

MOST_STORED_BYTES: Final = 10 * 1024 * 1024
"""The most that all variables may take."""

MOST_EVENTS: Final = 25_000
YEAR_SECONDS: Final = 365 * 24 * 3600
EXPRESS_SECONDS: Final = 300


class HistoryFull(Exception):
    """In the history of ``execution`` there is no room for another event but the one that says so."""

    def __init__(self, execution: str) -> None:
        super().__init__(execution)
        self.execution = execution


class Limits:
    """What one decision is held to. ``most_events`` is how many events AWS's history may have."""

    __slots__ = ("_sizes", "most_events")

    def __init__(self, quotas: Quotas) -> None:
        self._sizes = None if quotas == "off" else Sizes()
        self.most_events = MOST_EVENTS if quotas == "aws" else sys.maxsize

    def check_output(self, thread: Thread, output: Json, variables: dict[str, Json]) -> None:
        """Raise :class:`StateFailure` where what the state of ``thread`` makes is too large, or its variables are."""
        sizes = self._sizes
        if sizes is not None and output is not thread.input and sizes.exceed(output, MOST_BYTES):
            raise StateFailure(DATA_LIMIT_EXCEEDED, _too_large(thread.name), matched_as=DATA_LIMIT_OF_STATE)
        if variables:
            self.check(thread.name, variables)
            if len(thread.variables) * MOST_BYTES > MOST_STORED_BYTES:
                self.check(thread.name, dict(thread.variables.update(variables)), MOST_STORED_BYTES)

    def check(self, state: str, data: Json, most: int = MOST_BYTES) -> None:
        """Raise :class:`StateFailure` where ``data``, made in the state ``state``, is too large."""
        if self._sizes is not None and self._sizes.exceed(data, most):
            raise StateFailure(DATA_LIMIT_EXCEEDED, _too_large(state), matched_as=DATA_LIMIT_OF_STATE)

    def cause_of_result(self, resource: str, result: Json) -> str | None:
        """Return why the result of a task is no success, where it is too large."""
        if self._sizes is None or not self._sizes.exceed(result, MOST_BYTES):
            return None
        read = read_resource(resource)
        return _too_large(read.service if read.integration == "task" else resource)


def timeout_seconds(own: int | None, quotas: Quotas, execution_arn: str) -> int | None:
    """Return the longest that an execution may take: its machine's limit, and a year, or for Express five minutes."""
    if quotas != "aws":
        return own
    longest = EXPRESS_SECONDS if ":express:" in execution_arn else YEAR_SECONDS
    return longest if own is None else min(own, longest)


def _too_large(name: str) -> str:
    return f"The state/task '{name}' returned a result with a size exceeding the maximum number of bytes service limit."
