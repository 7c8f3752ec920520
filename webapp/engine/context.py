"""The context object, ``$$``: what the execution tells a state about itself."""

from webapp.engine.folding import Draft
from webapp.engine.snapshot import AwaitingTask, Item, Snapshot, Thread
from webapp.engine.timestamps import format_timestamp
from webapp.values import Json

_COUNTS_RETRIES = frozenset({"Task", "Map", "Parallel"})


def context_object(
    snapshot: Snapshot | Draft, thread: Thread, item: Item | None = None, token: str | None = None
) -> dict[str, Json]:
    """Return the context object of ``thread``.

    ``item`` is that of the iteration about to start, ``token`` that of the task about to be scheduled, if any.
    """
    execution = snapshot.execution_of(thread)
    if execution is None:
        return {}
    if execution.context is not None:
        return _given(execution.context, item)
    state: dict[str, Json] = {"Name": thread.name, "EnteredTime": format_timestamp(thread.entered_ms)}
    if thread.state_type in _COUNTS_RETRIES:  # AWS: absent elsewhere
        state["RetryCount"] = thread.retry_count
    context: dict[str, Json] = {
        "Execution": {
            "Id": execution.arn,
            "Input": execution.input,
            "StartTime": format_timestamp(execution.started_ms),
            "Name": execution.name,
            "RoleArn": execution.role_arn,
            "RedriveCount": 0,
        },
        "StateMachine": {"Id": execution.machine_arn, "Name": execution.machine_name},
        "State": state,
    }
    if token is None and isinstance(thread.phase, AwaitingTask):
        token = thread.phase.token
    if token is not None:
        context["Task"] = {"Token": token}
    item = item or thread.item
    if item is not None:
        context["Map"] = {"Item": _item(item)}
    return context


def _given(context: dict[str, Json], item: Item | None) -> dict[str, Json]:
    return context if item is None else {**context, "Map": {"Item": _item(item)}}


def _item(item: Item) -> dict[str, Json]:
    shown: dict[str, Json] = {"Index": item.index, "Value": item.value}
    if item.key is not None:
        shown["Key"] = item.key
    if item.source is not None:
        shown["Source"] = item.source
    return shown
