"""What workers and services answer to a task, by its token."""

from collections.abc import Callable, Mapping
from typing import Any

from webapp.aws_api.arns import Caller
from webapp.aws_api.errors import AwsError
from webapp.executions import CallbackRefused, Callbacks


class TaskTokens:
    """The operations on tasks that wait for an answer from outside."""

    def __init__(self, callbacks: Callbacks) -> None:
        """``callbacks`` knows the tokens."""
        self._callbacks = callbacks

    def succeed(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """SendTaskSuccess."""
        return _told(lambda: self._callbacks.send_task_success(parameters["taskToken"], parameters["output"]))

    def fail(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """SendTaskFailure."""
        error, cause = parameters.get("error"), parameters.get("cause")
        return _told(lambda: self._callbacks.send_task_failure(parameters["taskToken"], error, cause))

    def heartbeat(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """SendTaskHeartbeat."""
        return _told(lambda: self._callbacks.send_task_heartbeat(parameters["taskToken"]))


def _told(tell: Callable[[], None]) -> dict[str, Any]:
    try:
        tell()
    except CallbackRefused as error:
        raise AwsError(error.code, error.message) from None
    return {}
