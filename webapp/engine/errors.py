"""Execution errors: their names, which patterns match them, and how a failing state says so.

An execution error is data in events. Inside ``decide`` it travels as :class:`StateFailure`, which never leaves it.
"""

from collections.abc import Sequence
from typing import Final

DATA_LIMIT_EXCEEDED: Final = "States.DataLimitExceeded"
DATA_LIMIT_OF_STATE: Final = "States.DataLimitExceeded (state)"
"""No name of AWS's: what ``ErrorEquals`` is compared with where it was not a task that gave too much."""
EXCEED_TOLERATED_FAILURE_THRESHOLD: Final = "States.ExceedToleratedFailureThreshold"
HEARTBEAT_TIMEOUT: Final = "States.HeartbeatTimeout"
ITEM_READER_FAILED: Final = "States.ItemReaderFailed"
QUERY_EVALUATION_ERROR: Final = "States.QueryEvaluationError"
REFERENCE_PATH_CONFLICT: Final = "States.ReferencePathConflict"
RESULT_WRITER_FAILED: Final = "States.ResultWriterFailed"
RUNTIME: Final = "States.Runtime"
TIMEOUT: Final = "States.Timeout"

TOO_MANY_FAILURES: Final = "The specified tolerated failure threshold was exceeded"
NO_NEXT_STATE: Final = "Failed to transition out of the state. The state does not point to a next state."


class CommandRefused(Exception):
    """The command does not fit the execution as it stands; nothing happened."""


class StateFailure(Exception):
    """The state that is being worked on fails with ``error`` and ``cause``.

    ``location`` is the place of the JSONata expression that failed, ``matched_as`` another name for ``ErrorEquals``.
    """

    def __init__(self, error: str, cause: str, location: str | None = None, matched_as: str = "") -> None:
        super().__init__(f"{error}: {cause}")
        self.error = error
        self.cause = cause
        self.location = location
        self.matched_as = matched_as


def runtime_failure(
    name: str, entered: int, message: str, error: str = RUNTIME, location: str | None = None
) -> StateFailure:
    """Return the failure of the state ``name``, entered by the event ``entered``, in AWS's wording."""
    prefix = f"An error occurred while executing the state '{name}' (entered at the event id #{entered}). "
    return StateFailure(error, prefix + message, location)


def is_terminal(name: str | None) -> bool:
    """Return whether an error that ``ErrorEquals`` is compared with as ``name`` ends the execution once it is uncaught.

    AWS: it does so from inside a branch or an iteration, too, without a word on the flows around.
    """
    return name in (RUNTIME, DATA_LIMIT_OF_STATE)


def is_matched(patterns: Sequence[str], error: str, state_type: str) -> bool:
    """Return whether ``ErrorEquals`` names ``error`` of a state of the type ``state_type``."""
    return any(_matches(pattern, error, state_type) for pattern in patterns)


def _matches(pattern: str, error: str, state_type: str) -> bool:
    if error == RUNTIME:  # AWS: neither States.ALL nor its own name catches it
        return False
    if error == DATA_LIMIT_OF_STATE:
        return pattern == DATA_LIMIT_EXCEEDED
    match pattern:
        case "States.ALL":
            return True
        case "States.TaskFailed":  # AWS: a wildcard for all but time-outs
            return error not in (TIMEOUT, HEARTBEAT_TIMEOUT)
        case "States.Timeout":
            return error in (TIMEOUT, HEARTBEAT_TIMEOUT)
        case "States.ResultPathMatchFailure":  # the specification's name for it
            return error in (pattern, REFERENCE_PATH_CONFLICT)
        case "States.BranchFailed":
            return state_type == "Parallel"
        case _:
            return pattern == error
