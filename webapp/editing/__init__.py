"""Edits: (text, command) to the smallest text edits, in JSON and YAML alike. Never touches anything else."""

from webapp.editing.commands import (
    AddBranch,
    Connect,
    DeleteState,
    Disconnect,
    EditCommand,
    InsertState,
    RenameState,
    SetField,
    TransitionRef,
)
from webapp.editing.editor import edit
from webapp.editing.edits import Edited, EditRefused, Replacement, apply, inverse

__all__ = [
    "AddBranch",
    "Connect",
    "DeleteState",
    "Disconnect",
    "EditCommand",
    "EditRefused",
    "Edited",
    "InsertState",
    "RenameState",
    "Replacement",
    "SetField",
    "TransitionRef",
    "apply",
    "edit",
    "inverse",
]
