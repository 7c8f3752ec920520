"""Where a careful person puts a new field: the order in which a machine and a state are usually written."""

from typing import Final

from webapp.asl.nodes import Node
from webapp.editing.draft import Draft
from webapp.values import Json

MACHINE_ORDER: Final = ("Comment", "Version", "QueryLanguage", "TimeoutSeconds", "ProcessorConfig", "StartAt", "States")
# fmt: off
STATE_ORDER: Final = (
    "Type", "Comment", "QueryLanguage", "Resource", "Credentials", "InputPath", "ItemReader", "ItemsPath",
    "Items", "ItemSelector", "Parameters", "Arguments", "ItemBatcher", "MaxConcurrency", "MaxConcurrencyPath",
    "ToleratedFailureCount", "ToleratedFailureCountPath", "ToleratedFailurePercentage",
    "ToleratedFailurePercentagePath", "Label", "Branches", "ItemProcessor", "Iterator", "Seconds",
    "SecondsPath", "Timestamp", "TimestampPath", "Error", "ErrorPath", "Cause", "CausePath", "Result",
    "ResultWriter", "ResultSelector", "ResultPath", "OutputPath", "Output", "Assign", "TimeoutSeconds",
    "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath", "Choices", "Default", "Retry", "Catch",
    "Next", "End",
)
# fmt: on


def put_field(draft: Draft, container: Node, key: str, value: Json, order: tuple[str, ...] = ()) -> None:
    """Set a member of an object; a new one goes behind the closest that ``order`` has before it.

    Without an order, or for a key that it does not know, it goes to the end, but before a last ``Next`` or ``End``.
    """
    if draft.has(container, key):
        draft.put(container, key, value)
        return
    present = draft.keys(container)
    after: str | None
    if key in order:
        rank = {name: position for position, name in enumerate(order)}
        earlier = [name for name in present if name in rank and rank[name] < rank[key]]
        after = max(earlier, key=rank.__getitem__, default=None)
    else:
        while present and present[-1] in ("Next", "End"):
            present.pop()
        after = present[-1] if present else None
    draft.insert(container, key, value, after=after)
