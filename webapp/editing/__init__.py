"""Edits: (text, command) to the smallest text edits, in JSON and YAML alike. Never touches what an edit is not about."""

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

__all__ = [
    "AddBranch",
    "Connect",
    "DeleteState",
    "Disconnect",
    "EditCommand",
    "InsertState",
    "RenameState",
    "SetField",
    "TransitionRef",
]
