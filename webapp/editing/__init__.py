"""Edits: (text, command) to the smallest text edits, in JSON and YAML alike. Never touches anything else."""

from webapp.editing.commands import (
    AddBranch,
    AddEntry,
    Connect,
    DeleteState,
    DeleteStates,
    Disconnect,
    EditCommand,
    InsertState,
    MoveEntry,
    Reconnect,
    RemoveEntry,
    RenameState,
    SetEnd,
    SetField,
    SetStart,
    TransitionRef,
)
from webapp.editing.editor import edit
from webapp.editing.edits import Edited, EditRefused, Replacement, apply, inverse

__all__ = [
    "AddBranch",
    "AddEntry",
    "Connect",
    "DeleteState",
    "DeleteStates",
    "Disconnect",
    "EditCommand",
    "EditRefused",
    "Edited",
    "InsertState",
    "MoveEntry",
    "Reconnect",
    "RemoveEntry",
    "RenameState",
    "Replacement",
    "SetEnd",
    "SetField",
    "SetStart",
    "TransitionRef",
    "apply",
    "edit",
    "inverse",
]
