"""The protocol of what runs a Task for real, and how it fails.

A handler's own failure is data for the execution: a :class:`TaskError` with what AWS would put into ``Error`` and
``Cause``. So is a program that crashed, ran too long or could not be started: the names are those that Lambda gives.
"""

from dataclasses import dataclass
from typing import Final, Protocol

from webapp.values import Json, json_text

MAX_ERROR_CHARACTERS: Final = 256
MAX_CAUSE_CHARACTERS: Final = 32_768


class TaskError(Exception):
    """A Task failed; ``log`` is what its handler printed before."""

    def __init__(self, error: str, cause: str, log: str = "") -> None:
        super().__init__(f"{error}: {cause}")
        self.error = error[:MAX_ERROR_CHARACTERS]
        self.cause = cause[:MAX_CAUSE_CHARACTERS]
        self.log = log


@dataclass(frozen=True, slots=True)
class Limits:
    """What one invocation may use; Lambda's own default of 128 MB and 3 s would stop most programs on a busy laptop."""

    memory_mb: int = 512
    timeout_seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Invocation:
    """A handler's answer, what it printed meanwhile, and whether its process was started for it (``cold``)."""

    result: Json
    log: str
    duration_ms: float
    cold: bool


class Handler(Protocol):
    """Runs a Task. Safe to call from several threads at once.

    Two limits may end an invocation: the function's own one (``Sandbox.Timedout``, as Lambda reports it), or
    ``timeout_seconds``, the state's, where it is shorter (``States.Timeout`` with an empty cause).
    """

    def invoke(self, payload: Json, *, timeout_seconds: float | None = None) -> Json:
        """Return what the handler returns; raise :class:`TaskError`."""
        ...

    def invoke_with_log(self, payload: Json, *, timeout_seconds: float | None = None) -> Invocation:
        """Invoke and tell more; the log of a failure is in its :class:`TaskError`."""
        ...

    def close(self) -> None:
        """End all that runs, invocations in flight included."""
        ...


def runtime_error(error_type: str, message: str, log: str = "") -> TaskError:
    """Return the failure that Lambda's runtime reports under ``error_type``."""
    return TaskError(error_type, json_text({"errorType": error_type, "errorMessage": message}), log)
