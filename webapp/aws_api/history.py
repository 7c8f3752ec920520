"""GetExecutionHistory: read page by page, never the whole."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from webapp.aws_api.arns import Caller
from webapp.aws_api.executions import ExecutionOperations
from webapp.aws_api.paging import invalid_token, page_size, place_of, token_of
from webapp.aws_api.service_model import encoded
from webapp.engine import AnyEvent, events_of, execution_history
from webapp.executions import Executions

EXECUTION_DATA: Final = ("input", "output", "parameters", "assignedVariables")
"""What ``includeExecutionData: false`` leaves out, each with what says whether it was cut."""


class History:
    """The operation on events."""

    def __init__(self, executions: ExecutionOperations, runs: Executions) -> None:
        """Events come from ``runs``, which has those in memory."""
        self._executions = executions
        self._runs = runs

    def get(self, parameters: Mapping[str, Any], caller: Caller) -> dict[str, Any]:
        """GetExecutionHistory.

        A token holds the sequence of the last event of the page before; events of our own, which AWS has not, are not
        counted, so a page may take more than one look.
        """
        row = self._executions.find(parameters["executionArn"])
        size, token = page_size(parameters), place_of(parameters.get("nextToken"))
        if token is not None and not (isinstance(token, int) and 0 <= token <= row.head + 1):
            raise invalid_token()
        region = row.arn.split(":")[3]
        if parameters.get("reverseOrder"):
            found = self._backward(row.id, token if token is not None else row.head + 1, size)
        else:
            found = self._forward(row.id, token or 0, size)
        shown = list(execution_history(found[:size], region))
        if parameters.get("includeExecutionData") is False:
            shown = [_without_data(event) for event in shown]
        # Written at once: to go through a thousand events again would take longer than all else.
        return {
            "events": msgspec.Raw(encoded(shown)),
            "nextToken": token_of(found[size - 1].sequence) if len(found) > size else None,
        }

    def _forward(self, execution: str, after: int, size: int) -> list[AnyEvent]:
        """Return one event more than a page after sequence ``after``, as far as there are any."""
        found: list[AnyEvent] = []
        while len(found) <= size:
            events = self._runs.recorded(execution, after, size + 1)
            if not events:
                break
            found.extend(event for event in events_of(events) if event.id)
            after = events[-1].sequence
        return found

    def _backward(self, execution: str, before: int, size: int) -> list[AnyEvent]:
        """Return one event more than a page before sequence ``before``, the last first."""
        found: list[AnyEvent] = []
        while len(found) <= size and before > 1:
            after = max(0, before - size - 2)
            events = self._runs.recorded(execution, after, before - 1 - after)
            found.extend(event for event in events_of(reversed(events)) if event.id)
            before = after + 1
        return found


def _without_data(event: Mapping[str, Any]) -> dict[str, Any]:
    left_out = {name for data in EXECUTION_DATA for name in (data, f"{data}Details")}
    return {
        name: {key: each for key, each in value.items() if key not in left_out} if isinstance(value, dict) else value
        for name, value in event.items()
    }
