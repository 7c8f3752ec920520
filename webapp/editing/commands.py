"""What a gesture on the canvas or in a form asks of the text.

These are also the bodies that the page sends: ``kind`` tells them apart.
"""

from typing import Any, Literal

import msgspec


class TransitionRef(msgspec.Struct, frozen=True, kw_only=True):
    """A transition, by where it starts. ``source`` is a state path, or ``#start`` of the root, or ``Map/#start``."""

    source: str
    kind: Literal["start", "next", "choice", "default", "catch", "end"]
    index: int | None = None


class InsertState(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="insert_state"):
    """Add a state of ``state_type``. ``on``: on that transition, between its two ends; ``index`` null on a ``choice``
    or ``catch`` makes a new rule or catcher lead to it. ``into``: first in an empty container (``""`` is the root
    machine, ``Map``, ``Parallel/0``), unconnected in one that has states. Neither: unconnected, in the root machine."""

    state_type: str
    name: str | None = None
    on: TransitionRef | None = None
    into: str | None = None


class DeleteState(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="delete_state"):
    """Remove a state; what led to it leads to its ``Next``."""

    path: str


class RenameState(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="rename_state"):
    path: str
    name: str


class Connect(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="connect"):
    """Point a transition at ``target``, the name of a state of the same machine, or ``#end``. A ``choice`` or ``catch``
    transition with ``index`` null adds a rule or a catcher."""

    transition: TransitionRef
    target: str


class Disconnect(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="disconnect"):
    """Remove a transition: a rule, a catcher, the ``Default``; a ``Next`` becomes ``End``."""

    transition: TransitionRef


class SetField(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="set_field"):
    """Set the value at ``pointer`` inside the state (``/Parameters``, ``/Choices/0/StringEquals``), or remove it with
    ``remove``."""

    path: str
    pointer: str
    value: Any = None
    remove: bool = False


class AddBranch(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="add_branch"):
    """Add a branch to a Parallel, with one Pass state."""

    path: str


EditCommand = InsertState | DeleteState | RenameState | Connect | Disconnect | SetField | AddBranch
