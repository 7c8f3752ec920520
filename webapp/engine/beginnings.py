"""The threads that events begin: an execution's root, a branch or an iteration, and the first of a child execution.

What a thread knows of the flows around it is settled here, once: which variables it sees, which item is its own, and
which event its first one names as predecessor.
"""

from immutables import Map

from webapp.engine.events import (
    BranchStarted,
    ChildExecutionStarted,
    ExecutionStarted,
    MapIterationStarted,
    MapRunStarted,
)
from webapp.engine.snapshot import ROOT, Entering, Execution, Item, Running, Thread
from webapp.values import child_path


def begin_execution(event: ExecutionStarted) -> tuple[Thread, Execution]:
    """Return the root thread of an execution, and what its context object tells of it."""
    limit = event.timeout_seconds
    thread = Thread(
        id=ROOT,
        parent=None,
        prefix="",
        container=None,
        index=None,
        iterations=(),
        item=None,
        variables=Map(),
        phase=Entering(None, event.input),
        previous=0,  # AWS: the first state's event names no predecessor
        moved=event.sequence,
    )
    execution = Execution(
        arn=event.execution_arn,
        name=event.execution_name,
        machine_arn=event.machine_arn,
        machine_name=event.machine_name,
        role_arn=event.role_arn,
        input=event.input,
        started_ms=event.time_ms,
        deadline_ms=None if limit is None else event.time_ms + limit * 1000,
        quotas=event.quotas,
    )
    return thread, execution


def begin_flow(parent: Thread, running: Running, event: MapIterationStarted | BranchStarted) -> Thread:
    """Return the thread of an iteration or a branch of what ``parent`` is ``running``."""
    is_map = isinstance(event, MapIterationStarted)
    return Thread(
        id=event.thread,
        parent=parent.id,
        prefix=event.path if is_map else child_path(event.path, event.index),
        container=event.path,
        index=event.index,
        iterations=(*parent.iterations, event.index) if is_map else parent.iterations,
        item=Item(event.index, running.items[event.index]) if is_map else parent.item,
        variables=parent.variables,
        phase=Entering(None, event.input),
        previous=event.id or running.started_id,
        moved=event.sequence,
        owner=parent.owner,
    )


def begin_child_execution(parent: Thread, run: MapRunStarted, event: ChildExecutionStarted) -> tuple[Thread, Execution]:
    """Return the first thread of a child execution, and what its context object tells of it."""
    limit = event.timeout_seconds
    thread = Thread(
        id=event.thread,
        parent=parent.id,
        prefix=event.path,
        container=event.path,
        index=event.index,
        iterations=(*parent.iterations, event.index),
        item=None,
        variables=Map(),  # AWS: a child execution sees no variables of its parent
        phase=Entering(None, event.input),
        previous=0,
        moved=event.sequence,
        owner=event.thread,
    )
    execution = Execution(
        arn=event.execution_arn,
        name=event.execution_name,
        machine_arn=run.machine_arn,
        machine_name=run.machine_name,
        role_arn=event.role_arn,
        input=event.input,
        started_ms=event.time_ms,
        deadline_ms=None if limit is None else event.time_ms + limit * 1000,
    )
    return thread, execution
