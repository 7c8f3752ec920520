"""How flows hang together: who is whose child, read off their ids and the events that started them.

A thread's parent is its id without the last part (``0.2`` for ``0.2.1``), so ancestry needs no look-up; which iteration
or branch it is stands in the event that started it.
"""

from typing import Final

import msgspec

from webapp.engine.events import (
    AnyEvent,
    BranchAborted,
    BranchFailed,
    BranchStarted,
    BranchSucceeded,
    ChildExecutionAborted,
    ChildExecutionFailed,
    ChildExecutionStarted,
    ChildExecutionSucceeded,
    MapIterationAborted,
    MapIterationFailed,
    MapIterationStarted,
    MapIterationSucceeded,
)

ROOT: Final = "0"

ChildStarted = MapIterationStarted | BranchStarted | ChildExecutionStarted
ChildSucceeded = MapIterationSucceeded | BranchSucceeded | ChildExecutionSucceeded
ChildFailed = MapIterationFailed | BranchFailed | ChildExecutionFailed
ChildEnded = ChildSucceeded | ChildFailed | MapIterationAborted | BranchAborted | ChildExecutionAborted


class Child(msgspec.Struct, frozen=True, gc=False):
    """What started a thread: the Map or Parallel at ``container``, as its iteration, child or branch ``index``."""

    container: str
    index: int
    is_branch: bool = False


def parent_of(thread: str) -> str | None:
    """Return the thread that started ``thread``, ``None`` for the root."""
    return thread.rpartition(".")[0] or None


def is_ancestor(ancestor: str, thread: str) -> bool:
    """Tell whether ``thread`` is a child, or a child's child, … of ``ancestor``; a thread is not its own ancestor."""
    return thread.startswith(ancestor + ".")


def family_of(thread: str) -> frozenset[str]:
    """Return ``thread`` and all its ancestors."""
    members = [thread]
    while (parent := parent_of(members[-1])) is not None:
        members.append(parent)
    return frozenset(members)


def child_of(event: AnyEvent) -> Child | None:
    """Return what ``event`` says about its thread's beginning, or ``None`` where it starts none."""
    return Child(event.path, event.index, type(event) is BranchStarted) if isinstance(event, ChildStarted) else None
