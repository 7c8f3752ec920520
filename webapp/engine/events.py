"""The facts of an execution. A list of them is the execution; everything else is folded from it.

``sequence`` is an event's place in our log, from 1. ``id`` and ``previous_id`` are what AWS's history would show: ids
count only the events that AWS has, so an event of our own (marked *internal*) has ``id`` 0. ``thread`` is the flow that
the event belongs to: ``0`` is the root, ``0.3`` its fourth child ever started, ``0.x3`` if that is a child execution,
whose ids count by themselves. Times are milliseconds since the epoch, on the execution's own clock.

Values in events are shared with the snapshot and must never be changed.
"""

from typing import Any, Literal

import msgspec

Value = Any  # any JSON value; msgspec needs a plain annotation here

Source = Literal["live", "mocked", "recorded", "edited"]
Integration = Literal["lambda", "task", "activity"]
Quotas = Literal["payload", "aws", "off"]
"""AWS's quotas that count: ``payload`` those on the size of data, ``aws`` all, ``off`` none."""


class ItemSource(msgspec.Struct, frozen=True):
    """An ``ItemReader``, evaluated: the service call, what it is given, and how to read what it gives.

    ``accepts_objects``: a file may also hold an object, whose members are the items.
    """

    resource: str
    arguments: dict[str, Value]
    config: dict[str, Value]
    accepts_objects: bool = False


class ResultTarget(msgspec.Struct, frozen=True):
    """A ``ResultWriter``, evaluated; ``resource`` is empty where the results are not written but only shaped."""

    resource: str
    arguments: dict[str, Value]
    config: dict[str, Value]


class Event(msgspec.Struct, frozen=True, kw_only=True, gc=False, tag_field="type"):
    """What all events have."""

    sequence: int
    id: int
    previous_id: int
    time_ms: int
    thread: str


class ExecutionStarted(Event, frozen=True, kw_only=True, tag="ExecutionStarted"):
    """``timeout_seconds`` is the machine's own ``TimeoutSeconds``, ``quotas`` what the execution is held to."""

    input: Value
    execution_arn: str
    execution_name: str
    machine_arn: str
    machine_name: str
    role_arn: str
    timeout_seconds: int | None = None
    quotas: Quotas = "off"


class StateEntered(Event, frozen=True, kw_only=True, tag="StateEntered"):
    path: str
    name: str
    state_type: str
    input: Value


class StateExited(Event, frozen=True, kw_only=True, tag="StateExited"):
    """``next`` is ``None`` where the flow ends here; ``caught`` is the index of the catcher that was taken."""

    path: str
    name: str
    state_type: str
    output: Value
    next: str | None
    assigned: dict[str, Value] = {}
    caught: int | None = None
    rule: int | None = None


class TaskScheduled(Event, frozen=True, kw_only=True, tag="TaskScheduled"):
    """``parameters`` is what the task is given; ``attempt`` counts from 1 and grows with each retry.

    ``credentials_role_arn`` is the role of ``Credentials``; ``token`` is that of a ``.waitForTaskToken`` or ``.sync``
    task, or of an activity.
    """

    path: str
    name: str
    resource: str
    integration: Integration
    parameters: Value
    attempt: int
    timeout_seconds: int | None = None
    heartbeat_seconds: int | None = None
    credentials_role_arn: str | None = None
    token: str | None = None


class TaskStarted(Event, frozen=True, kw_only=True, tag="TaskStarted"):
    """``worker`` is the name that the worker of an activity gave."""

    path: str
    integration: Integration
    resource: str
    worker: str | None = None


class TaskSubmitted(Event, frozen=True, kw_only=True, tag="TaskSubmitted"):
    """The service has taken the request of a ``.sync`` or ``.waitForTaskToken`` task: ``output`` is its answer."""

    path: str
    integration: Integration
    resource: str
    output: Value
    source: Source = "live"


class TaskHeartbeat(Event, frozen=True, kw_only=True, tag="TaskHeartbeat"):
    """Internal: whoever works on the task says that it is not done yet; ``HeartbeatSeconds`` begin anew."""

    path: str


class TaskSucceeded(Event, frozen=True, kw_only=True, tag="TaskSucceeded"):
    path: str
    integration: Integration
    resource: str
    output: Value
    source: Source = "live"


class TaskFailed(Event, frozen=True, kw_only=True, tag="TaskFailed"):
    """AWS: whoever answers by a token may give no error or no cause; a catcher then sees ``null``.

    ``submitting``: it was the request of a ``.sync`` or ``.waitForTaskToken`` task that failed.
    """

    path: str
    integration: Integration
    resource: str
    error: str | None
    cause: str | None
    source: Source = "live"
    submitting: bool = False


class TaskTimedOut(Event, frozen=True, kw_only=True, tag="TaskTimedOut"):
    """``missed_heartbeat``: it was ``HeartbeatSeconds`` that ran out; the error's name is the same."""

    path: str
    integration: Integration
    resource: str
    error: str
    cause: str
    missed_heartbeat: bool = False
    source: Source = "live"


class WaitStarted(Event, frozen=True, kw_only=True, tag="WaitStarted"):
    """Internal: the time at which a Wait state will go on."""

    path: str
    until_ms: int


class WaitEnded(Event, frozen=True, kw_only=True, tag="WaitEnded"):
    """Internal: the time has come."""

    path: str


class RetryScheduled(Event, frozen=True, kw_only=True, tag="RetryScheduled"):
    """Internal: retrier ``retrier`` will try again, its ``attempt``-th retry, at ``until_ms``."""

    path: str
    retrier: int
    attempt: int
    delay_ms: int
    until_ms: int
    error: str | None
    cause: str | None


class RetryStarted(Event, frozen=True, kw_only=True, tag="RetryStarted"):
    """Internal: the delay is over and the state does its work again."""

    path: str


class StateFailed(Event, frozen=True, kw_only=True, tag="StateFailed"):
    """Internal: the state failed with this error; what follows says whether it is retried, caught or ends the flow.

    ``matched_as``: another name that ``ErrorEquals`` is compared with.
    """

    path: str
    error: str | None
    cause: str | None
    matched_as: str = ""


class EvaluationFailed(Event, frozen=True, kw_only=True, tag="EvaluationFailed"):
    """A JSONata expression failed; ``location`` is its place in the state, such as ``Output/items[0]``."""

    path: str
    name: str
    error: str
    cause: str
    location: str


class StateAborted(Event, frozen=True, kw_only=True, tag="StateAborted"):
    """A state was stopped because a neighbouring flow failed. In AWS's history for Task, Wait, Map and Parallel."""

    path: str
    name: str
    state_type: str


class ParallelStateStarted(Event, frozen=True, kw_only=True, tag="ParallelStateStarted"):
    path: str
    count: int
    input: Value


class BranchStarted(Event, frozen=True, kw_only=True, tag="BranchStarted"):
    """Internal: ``thread`` is the new flow, ``parent`` the one with the Parallel state, whose path is ``path``."""

    parent: str
    path: str
    index: int
    input: Value


class BranchSucceeded(Event, frozen=True, kw_only=True, tag="BranchSucceeded"):
    """Internal."""

    parent: str
    path: str
    index: int
    output: Value


class BranchFailed(Event, frozen=True, kw_only=True, tag="BranchFailed"):
    """Internal."""

    parent: str
    path: str
    index: int
    error: str | None
    cause: str | None


class BranchAborted(Event, frozen=True, kw_only=True, tag="BranchAborted"):
    """Internal."""

    parent: str
    path: str
    index: int


class ParallelStateSucceeded(Event, frozen=True, kw_only=True, tag="ParallelStateSucceeded"):
    path: str
    output: Value


class ParallelStateFailed(Event, frozen=True, kw_only=True, tag="ParallelStateFailed"):
    path: str
    error: str | None
    cause: str | None


class MapStateStarted(Event, frozen=True, kw_only=True, tag="MapStateStarted"):
    """``items`` are the items before ``ItemSelector``, ``input`` is what they were chosen from.

    ``max_concurrency`` 0 is no limit. ``keys`` name the items where they are the members of an object.

    Of a ``distributed`` Map with an ``ItemReader`` the items are still to come, and ``length`` is 0, as on AWS.
    """

    path: str
    length: int
    items: Value
    input: Value
    max_concurrency: int
    distributed: bool = False
    keys: list[str] | None = None


class MapIterationStarted(Event, frozen=True, kw_only=True, tag="MapIterationStarted"):
    """``thread`` is the new flow, ``parent`` the one with the Map state, whose path is ``path``.

    ``input`` is after ``ItemSelector``.
    """

    parent: str
    path: str
    name: str
    index: int
    input: Value


class MapIterationSucceeded(Event, frozen=True, kw_only=True, tag="MapIterationSucceeded"):
    parent: str
    path: str
    name: str
    index: int
    output: Value


class MapIterationFailed(Event, frozen=True, kw_only=True, tag="MapIterationFailed"):
    parent: str
    path: str
    name: str
    index: int
    error: str | None
    cause: str | None


class MapIterationAborted(Event, frozen=True, kw_only=True, tag="MapIterationAborted"):
    parent: str
    path: str
    name: str
    index: int


class MapStateSucceeded(Event, frozen=True, kw_only=True, tag="MapStateSucceeded"):
    path: str
    output: Value


class MapStateFailed(Event, frozen=True, kw_only=True, tag="MapStateFailed"):
    path: str
    error: str | None
    cause: str | None


class MapRunStarted(Event, frozen=True, kw_only=True, tag="MapRunStarted"):
    """The child executions of a distributed Map begin; ``reader`` says that their items are to be read first.

    ``machine_arn`` and ``machine_name`` are what the children say of their state machine. The batch limits are those of
    ``ItemBatcher``.
    """

    path: str
    map_run_arn: str
    machine_arn: str
    machine_name: str
    express: bool = False
    reader: ItemSource | None = None
    tolerated_count: int | None = None
    tolerated_percentage: float | None = None
    batch_items: int | None = None
    batch_bytes: int | None = None
    batch_input: Value = None
    writer: ResultTarget | None = None


class ItemsRead(Event, frozen=True, kw_only=True, tag="ItemsRead"):
    """Internal: the items that an ``ItemReader`` gave. ``sources`` say where they are from, as (URI, how many)."""

    path: str
    length: int
    items: Value
    keys: list[str] | None = None
    sources: list[tuple[str, int]] = []


class ChildExecutionStarted(Event, frozen=True, kw_only=True, tag="ChildExecutionStarted"):
    """``thread`` is the first flow of the child execution, ``parent`` the one with the Map state at ``path``.

    ``index`` counts the children of the map run, ``first`` and ``size`` say which items it was given. Ids of its events
    count by themselves.
    """

    parent: str
    path: str
    name: str
    index: int
    first: int
    size: int
    input: Value
    execution_arn: str
    execution_name: str
    role_arn: str
    timeout_seconds: int | None = None


class ChildExecutionSucceeded(Event, frozen=True, kw_only=True, tag="ChildExecutionSucceeded"):
    parent: str
    path: str
    index: int
    output: Value


class ChildExecutionFailed(Event, frozen=True, kw_only=True, tag="ChildExecutionFailed"):
    """``timed_out``: it ran longer than it may."""

    parent: str
    path: str
    index: int
    error: str | None
    cause: str | None
    timed_out: bool = False


class ChildExecutionAborted(Event, frozen=True, kw_only=True, tag="ChildExecutionAborted"):
    parent: str
    path: str
    index: int


class ResultsCollected(Event, frozen=True, kw_only=True, tag="ResultsCollected"):
    """Internal: every child execution has ended, and ``ResultWriter`` is to write what they gave.

    Where the map run failed, ``error`` and ``cause`` say why, and ``pending`` are the inputs of the children that it
    did not start.
    """

    path: str
    error: str | None = None
    cause: str | None = None
    pending: Value = []


class MapRunSucceeded(Event, frozen=True, kw_only=True, tag="MapRunSucceeded"):
    """``exit_names_start``: the state's exit will name the start of the map run as its predecessor, not this."""

    path: str
    exit_names_start: bool = False


class MapRunFailed(Event, frozen=True, kw_only=True, tag="MapRunFailed"):
    path: str
    error: str
    cause: str


class MapRunAborted(Event, frozen=True, kw_only=True, tag="MapRunAborted"):
    path: str


class ValueEdited(Event, frozen=True, kw_only=True, tag="ValueEdited"):
    """Internal: a person replaced what ``target`` says: the state's input, its task's result, the variable ``name``."""

    path: str
    target: Literal["input", "result", "variable"]
    value: Value
    name: str = ""


class ExecutionSucceeded(Event, frozen=True, kw_only=True, tag="ExecutionSucceeded"):
    output: Value


class ExecutionFailed(Event, frozen=True, kw_only=True, tag="ExecutionFailed"):
    error: str | None
    cause: str | None


class ExecutionAborted(Event, frozen=True, kw_only=True, tag="ExecutionAborted"):
    error: str | None
    cause: str | None


class ExecutionTimedOut(Event, frozen=True, kw_only=True, tag="ExecutionTimedOut"):
    error: str | None
    cause: str | None


AnyEvent = (
    ExecutionStarted
    | StateEntered
    | StateExited
    | TaskScheduled
    | TaskStarted
    | TaskSubmitted
    | TaskHeartbeat
    | TaskSucceeded
    | TaskFailed
    | TaskTimedOut
    | WaitStarted
    | WaitEnded
    | RetryScheduled
    | RetryStarted
    | StateFailed
    | EvaluationFailed
    | StateAborted
    | ParallelStateStarted
    | BranchStarted
    | BranchSucceeded
    | BranchFailed
    | BranchAborted
    | ParallelStateSucceeded
    | ParallelStateFailed
    | MapStateStarted
    | MapIterationStarted
    | MapIterationSucceeded
    | MapIterationFailed
    | MapIterationAborted
    | MapStateSucceeded
    | MapStateFailed
    | MapRunStarted
    | ItemsRead
    | ChildExecutionStarted
    | ChildExecutionSucceeded
    | ChildExecutionFailed
    | ChildExecutionAborted
    | ResultsCollected
    | MapRunSucceeded
    | MapRunFailed
    | MapRunAborted
    | ValueEdited
    | ExecutionSucceeded
    | ExecutionFailed
    | ExecutionAborted
    | ExecutionTimedOut
)
