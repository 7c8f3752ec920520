"""What a gesture on the canvas or in a form asks of the text.

These are also the bodies that the page sends: ``kind`` tells them apart.
"""

from typing import Any, Literal

import msgspec

TransitionKind = Literal["start", "next", "choice", "default", "catch", "end"]


class TransitionRef(msgspec.Struct, frozen=True, kw_only=True):
    """A transition, by where it starts. ``source`` is a state path, or ``#start`` of the root, or ``Map/#start``."""

    source: str
    kind: TransitionKind
    index: int | None = None


class InsertState(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="insert_state"):
    """Add a state of ``state_type``. ``on``: on that transition, between its two ends; ``index`` null on a ``choice``
    or ``catch`` makes a new rule or catcher lead to it. ``into``: first in an empty container (``""`` is the root
    machine, ``Map``, ``Parallel/0``), unconnected in one that has states. Neither: unconnected, in the root machine.
    ``ends``: it does not go on to where the transition led. ``template``, one of ``GET /api/palette`` or
    ``action:aws-sdk:service:action``, says more than a type; one of a pattern adds several states."""

    state_type: str = ""
    template: str | None = None
    name: str | None = None
    on: TransitionRef | None = None
    into: str | None = None
    ends: bool = False


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


class FormatText(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="format_text"):
    """Lay out the whole text anew; what it says stays, and so do its comments."""


class SetField(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="set_field"):
    """Set the value at ``pointer`` inside the state (``/Parameters``, ``/Choices/0/StringEquals``), or remove it with
    ``remove``. ``path`` ``""`` is the machine itself (``/Comment``, ``/TimeoutSeconds``)."""

    path: str
    pointer: str
    value: Any = None
    remove: bool = False


class ChangeType(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="change_type"):
    """Turn a state into one of ``state_type``, with the fields that both have; where it led to, it leads still."""

    path: str
    state_type: str


class SetProcessor(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="set_processor"):
    """Let a Map name what it runs for each item ``ItemProcessor``, or ``Iterator`` as in older definitions."""

    path: str
    field: Literal["ItemProcessor", "Iterator"]


class AddBranch(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="add_branch"):
    """Add a branch to a Parallel, with one Pass state."""

    path: str


class DeleteStates(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="delete_states"):
    """Remove several states, of one container or of many; the flow is healed everywhere."""

    paths: list[str]


class SetStart(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="set_start"):
    """Let the machine that a state stands in start there."""

    path: str


class SetEnd(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="set_end"):
    """Let the flow end at a state: its ``Next`` becomes ``End``."""

    path: str


class Reconnect(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="reconnect"):
    """Let a transition start at another state of its machine; it leads where it led. A rule moved to a Choice stays as
    it is written, as does a catcher. For its other end, see ``connect``."""

    transition: TransitionRef
    source: str


Entry = Literal["rule", "catcher", "retrier", "branch"]


class AddEntry(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="add_entry"):
    """Add a rule, catcher, retrier or branch to a state, at ``index`` or as the last, but never behind one of
    ``States.ALL``. ``value`` is what it holds; without one it is a stub; ``target`` is where that leads to."""

    path: str
    entry: Entry
    index: int | None = None
    value: Any = None
    target: str | None = None


class RemoveEntry(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="remove_entry"):
    """Remove a rule, catcher, retrier or branch; with the last catcher or retrier goes the field."""

    path: str
    entry: Entry
    index: int


class MoveEntry(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="move_entry"):
    """Move a rule, catcher, retrier or branch, as it is written, to where it stands at ``to`` then."""

    path: str
    entry: Entry
    index: int
    to: int


class MoveStates(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="move_states"):
    """Move states to another place: ``on`` a transition, ``after`` a state, or ``into`` a container, at its start
    (``""`` is the root machine, ``Map``, ``Parallel/0``). The flow is healed where they left."""

    paths: list[str]
    on: TransitionRef | None = None
    after: str | None = None
    into: str | None = None


class DuplicateStates(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="duplicate_states"):
    """Copy states to a place, which is named as in ``move_states``; behind themselves where none is."""

    paths: list[str]
    on: TransitionRef | None = None
    after: str | None = None
    into: str | None = None


class PasteStates(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="paste_states"):
    """Paste the states that ``text`` holds, in JSON or YAML, at a place, which is named as in ``move_states``;
    unconnected in the root machine where none is. Names that are taken get a number."""

    text: str
    on: TransitionRef | None = None
    after: str | None = None
    into: str | None = None


class WrapStates(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="wrap_states"):
    """Wrap linked states in a Parallel of one branch, in a Map, or (``try``) in what catches all their errors: a
    catcher of a single Task, Parallel or Map, else a Parallel with one. ``handler`` is what the errors lead to."""

    paths: list[str]
    container: Literal["Parallel", "Map", "try"]
    name: str | None = None
    handler: Literal["Pass", "Fail"] = "Pass"


class UnwrapState(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="unwrap_state"):
    """Put the states of a Parallel or a Map in its place. Several branches follow each other, ``in_sequence`` only."""

    path: str
    in_sequence: bool = False


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """Data to try a state on: its input and, for a Task, what its service answers."""

    input: Any
    result: Any = None


class ConvertQueryLanguage(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="convert_query_language"):
    """Write a JSONPath state in JSONata, or the other way, if both give the same on all ``examples``."""

    path: str
    to: Literal["JSONata", "JSONPath"]
    examples: list[Example]


OneStep = (
    InsertState
    | DeleteState
    | RenameState
    | Connect
    | Disconnect
    | SetField
    | AddBranch
    | SetStart
    | SetEnd
    | AddEntry
    | RemoveEntry
)
"""Commands that are drafted at once."""

InSteps = (
    OneStep
    | DeleteStates
    | ChangeType
    | SetProcessor
    | Reconnect
    | MoveEntry
    | MoveStates
    | DuplicateStates
    | PasteStates
    | WrapStates
    | UnwrapState
    | ConvertQueryLanguage
)
"""Commands that are done in steps, each on the text that the one before left."""

EditCommand = InSteps | FormatText
